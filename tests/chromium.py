"""Find the system's Chromium for the browser tests: `python tests/chromium.py --install`.

With CI=true, as root on Debian, --install installs it. Elsewhere nothing is installed unasked.
"""

import os
import shutil
import subprocess
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
HINT = (
    "Chromium saknas. Installera det: apt-get install chromium, eller peka ut det: CHROMIUM=/sökväg"
)


def find() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*NAMES, MAC]
    return next((path for name in candidates if (path := shutil.which(name))), None)


def install() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-liberation",
        ],
    ):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    may_install = os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get")
    if not find() and "--install" in sys.argv and may_install:
        install()
    if not find():
        print(HINT, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
