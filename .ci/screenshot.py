"""Remake docs/screenshot.png, the picture in the README: `make screenshot`.

Starts a bank of its own with nothing but the starting content, and photographs its list of cases
in the system's Chromium.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/screenshot.png"
# A question that shows both what one chooses among and what one gets
QUESTION = "/fall/?rost=kritisk"
SIZE = {"width": 1280, "height": 900}
STARTS_WITHIN = 120  # seconds, with the whole starting content


@contextmanager
def bank() -> Iterator[str]:
    """A bank with an empty VAR_DIR; gives its address, and stops it whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    ours = ("SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "HOST")
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "idebank.start"],
            cwd=ROOT,
            env=inherited | {"VAR_DIR": folder, "PORT": port, "WORKERS": "1"},
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/readyz", process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            time.sleep(0.3)
    sys.exit(f"{address} did not answer; see what is said above")


def main() -> None:
    with bank() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="sv-SE")
        page.goto(address + QUESTION)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
