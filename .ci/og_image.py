"""Remake static/img/og-image.png, the picture that others show when they link to the bank.

Run with the development tools: .venv/bin/python .ci/og_image.py
Drawn by the system's Chromium from the site's own font and colours, 1200 × 630 pixels.
"""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: G; src: url("{font}"); font-weight: 400 900; }}
body {{ margin: 0; width: 1200px; height: 630px; background: #14513a; color: #f8f8ef;
  font-family: G;
  display: grid; grid-template-columns: 1fr 380px; gap: 60px; align-items: center;
  padding: 0 80px; box-sizing: border-box; }}
h1 {{ margin: 0 0 28px; font-size: 84px; line-height: .98; letter-spacing: -.035em;
  font-weight: 700; }}
p {{ margin: 0; font-size: 40px; font-weight: 800; letter-spacing: -.03em; color: #e9bd55; }}
svg {{ overflow: visible; }} path {{ fill: none; stroke: #f8f8ef; stroke-width: .22; }}
.pull {{ stroke-width: .5; }} .lit {{ fill: #e9bd55; stroke: none; }}
.lit + path {{ stroke: #14513a; }}
</style><div><h1>Vad andra kommuner prövat. Och hur det gick.</h1><p>Idébanken</p></div>
<svg viewBox="0 0 32 29"><path d="M0 0h10v9H0zM0 10h10v9H0zM0 20h10v9H0zM11 0h10v9H11z
M11 20h10v9H11zM22 0h10v5H22zM22 6h10v5H22zM22 12h10v5H22zM22 18h10v5H22zM22 24h10v5H22z"/>
<path class="pull" d="M3.9 6.5h2.2M3.9 16.5h2.2M3.9 26.5h2.2M14.9 6.5h2.2M14.9 26.5h2.2M25.9 3.6h2.2
M25.9 9.6h2.2M25.9 15.6h2.2M25.9 21.6h2.2M25.9 27.6h2.2"/>
<path class="lit" d="M10.4 9.6h11.2v10.6H10.4z"/><path class="pull" d="M14.7 17.2h2.6"/></svg>
"""


def main():
    font = (ROOT / "static/fonts/schibsted-grotesk-latin.woff2").as_uri()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "og.html"
        page_file.write_text(PAGE.format(font=font), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=ROOT / "static/img/og-image.png")
        browser.close()


if __name__ == "__main__":
    main()
