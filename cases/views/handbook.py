"""The curators' handbook, docs/redaktor.md, as a page in their rooms; its pictures too."""

import re
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from PIL import Image

from cases.views.methods import read_only

TEXT = settings.BASE_DIR / "docs/redaktor.md"
PICTURES = settings.BASE_DIR / "docs/redaktor"
# Its own list of contents is for those who read the file; the page makes one of the headings
CONTENTS = "## Innehåll"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@read_only
@staff_member_required
def handbook(request):
    """The handbook with its contents beside it."""
    headings, body = rendered(TEXT.stat().st_mtime_ns)
    context = {"headings": headings, "body": body}
    return TemplateResponse(request, "admin/handbook.html", context)


@read_only
@staff_member_required
def picture(request, name):
    """One of its pictures, for those who are signed in."""
    path = PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


@lru_cache(maxsize=1)
def rendered(_written_at):
    """Return the headings, as (anchor, words), and the HTML of what stands below the first one.

    The text is our own file, so it is not cleaned as what people write in the bank is.
    """
    tokens = _MARKDOWN.parse(_without_contents(TEXT.read_text("utf-8")))
    headings = []
    for token, words in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(words.content))
            if token.tag == "h2":
                headings.append((anchor(words.content), words.content))
        for child in token.children or ():
            if child.type == "image":
                _show(child)
    return headings, mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def anchor(heading):
    """Return what a heading is called in an address, as on GitHub: "Ditt konto" → ditt-konto."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _without_contents(text):
    """The name of the page stands above it, and its contents beside it."""
    text = text.split("\n", 1)[1]
    before, _heading, rest = text.partition(CONTENTS)
    return before + rest[rest.index("\n## ") :]


def _show(image):
    """Let the page know how large the picture is, so that nothing moves when it comes."""
    path = TEXT.parent / image.attrs["src"]
    with Image.open(path) as file:
        width, height = file.size
    image.attrs |= {
        "src": reverse("handbook-picture", args=[path.stem]),
        "width": str(width),
        "height": str(height),
        "loading": "lazy",
    }
