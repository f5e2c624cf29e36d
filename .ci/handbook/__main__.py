"""Remake the pictures of the curator's handbook, docs/redaktor/*.png: `make handbook`.

Starts a bank of its own, writes a made-up case in it in the system's Chromium, and follows the case
from the first sign-in to the day after it was published, as docs/redaktor.md tells it.
"""

import os
import shutil

from bank import bank
from camera import SHARPNESS, WINDOW, Camera
from playwright.sync_api import sync_playwright
from story import tell

PATIENCE = 60_000  # milliseconds


def main() -> None:
    with bank() as (address, clock), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )

        def window():
            """A browser of one's own, as a curator has."""
            context = browser.new_context(
                base_url=address,
                viewport=WINDOW,
                device_scale_factor=SHARPNESS,
                color_scheme="light",
                locale="sv-SE",
            )
            context.set_default_timeout(PATIENCE)
            return context.new_page()

        camera = Camera()
        tell(window, clock, camera)
        camera.tidy()
        browser.close()


if __name__ == "__main__":
    main()
