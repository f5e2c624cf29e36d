"""Takes the handbook's pictures, small enough to lie in the repository."""

from pathlib import Path

from bank import ROOT
from PIL import Image
from playwright.sync_api import Locator, Page

FOLDER = ROOT / "docs/redaktor"
# Narrow and sharp: the pictures are read in a column of text, on screens of every kind
WINDOW = {"width": 960, "height": 800}
SHARPNESS = 1.5
COLOURS = 48
AROUND = 12  # pixels of the page around what the picture is of


class Camera:
    """Names each picture after what it shows; those it did not take are thrown away by `tidy`."""

    def __init__(self, folder: Path = FOLDER):
        self.folder = folder
        self.taken: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def page(self, page: Page, name: str, height: int) -> None:
        """The top of the page, down to `height` pixels."""
        page.evaluate("window.scrollTo(0, 0)")
        self._take(page, name, {"x": 0, "y": 0, "width": WINDOW["width"], "height": height})

    def part(self, first: Locator, name: str, last: Locator | None = None) -> None:
        """The part of the page from one element to another, with some air around."""
        page, top, bottom = first.page, box_of(first), box_of(last or first)
        left = max(0, min(top["x"], bottom["x"]) - AROUND)
        right = max(top["x"] + top["width"], bottom["x"] + bottom["width"]) + AROUND
        start = max(0, top["y"] - AROUND)
        end = bottom["y"] + bottom["height"] + AROUND
        width = min(WINDOW["width"], right) - left
        self._take(page, name, {"x": left, "y": start, "width": width, "height": end - start})

    def _take(self, page: Page, name: str, clip: dict) -> None:
        page.evaluate("document.activeElement.blur(), document.fonts.ready")
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, clip=clip, full_page=True, animations="disabled", caret="hide")
        squeeze(path)
        self.taken.add(path.name)

    def tidy(self) -> None:
        """Throw away pictures from an earlier story."""
        for path in self.folder.glob("*.png"):
            if path.name not in self.taken:
                path.unlink()


def box_of(element: Locator) -> dict:
    """Where in the whole page the element stands, in CSS pixels."""
    element.wait_for()
    return element.evaluate(
        "(e) => { const b = e.getBoundingClientRect(); "
        "return { x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height }; }"
    )


def squeeze(path: Path) -> None:
    """Text on paper needs few colours."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
