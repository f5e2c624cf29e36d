"""What a long text on a page needs: safe Markdown, numbered references, the language of a title."""

import re
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.text import render_markdown

register = template.Library()

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


@register.filter
def markdown(value):
    """Markdown as safe HTML: `cases.text` lets through harmless elements only."""
    return mark_safe(render_markdown(str(value or "")))


@register.simple_tag
def cite(citation):
    """The number of a source in this case, as a link down to it; nothing without a citation."""
    return "" if citation is None else _cite(citation.number, get_language())


@lru_cache(maxsize=512)
def _cite(number, _language):
    return format_html(
        '<a class="cite" href="#kalla-{0}"><span class="vh">{1} </span>[{0}]</a>',
        number,
        _("källa"),
    )


@register.filter
def foreign_language(code):
    """A language code to put in `lang`, or nothing where it is Swedish, mixed or unknown."""
    code = (code or "").strip().lower()
    return code if code != "sv" and _LANGUAGE_CODE.fullmatch(code) else ""
