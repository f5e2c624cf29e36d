"""What everybody must be able to do with a page: read it in any scheme, in a narrow window too."""

from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW, NARROWEST = 1280, 390, 320  # pixels; the last is WCAG's for reflow
LIGHT, DARK = (WIDE, "light"), (NARROW, "dark")


def faults(page, looks=(LIGHT, DARK, (NARROWEST, "light")), part=None, rules=None):
    """What axe finds in each look (width, scheme), and whether one must scroll sideways.

    `part` is a selector, where the rest of the page has been looked at already. `rules` are axe's
    own, to be added to its usual ones.
    """
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        # Django's links change colour in a moment
        page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        for fault in (
            Axe().run(page, context=part, options={"rules": rules or {}}).response["violations"]
        ):
            nodes = [node["target"] for node in fault["nodes"]]
            yield f"{page.url} {width} {scheme}: {fault['id']} {nodes}"
    for width in (NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{page.url} is wider than {width}"
