"""The rows of the facets, joined in one go: a page has some hundred and fifty of them."""

from functools import lru_cache
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

ROW = (
    '<label class="choice{part}"><input type="checkbox" name="{param}" value="{value}"{checked}>'
    "{label} "
)
FACET = (
    '<details class="facet" id="facett-{param}"{opened}>\n'
    "      <summary>{label}{made}</summary>\n      <fieldset>\n"
    '        <legend class="vh">{label}</legend>\n        {rows}\n        {more}\n'
    "      </fieldset>\n    </details>"
)
OPEN_AT_FIRST = 2


@register.simple_tag
def facet_fields(facets, unfolded):
    """Return every facet's checkboxes with the number of cases each would give.

    `facets` are pairs of a facet and the address that shows all of it; `unfolded` are the names of
    those that are shown whole.
    """
    unit = _("fall")
    return mark_safe(
        "\n    ".join(
            _facet(facet, show_all, unit, place < OPEN_AT_FIRST or facet.param in unfolded)
            for place, (facet, show_all) in enumerate(facets)
        )
    )


def _facet(facet, show_all, unit, is_open):
    label = escape(facet.label)
    return FACET.format(
        param=facet.param,
        opened=" open" if is_open or facet.chosen else "",
        label=label,
        made=_made(facet.chosen) if facet.chosen else "",
        rows="\n".join([_row(facet.param, choice, unit) for choice in facet.choices]),
        more=_more(facet.hidden, show_all, label) if show_all else "",
    )


def _made(number):
    words = ngettext("%(made)s vald", "%(made)s valda", number) % {"made": number}
    return f' <span class="n">{words}</span>'


def _more(hidden, show_all, label):
    words = _("Visa alla (%(hidden)s till)") % {"hidden": hidden}
    address = escape(show_all)
    return f'<a class="more" href="{address}">{words}<span class="vh">: {label}</span></a>'


def _row(param, choice, unit):
    start = _row_start(param, choice.value, choice.label, choice.part, choice.chosen)
    return f'{start}<span class="n">{choice.count}<span class="vh"> {unit}</span></span></label>'


@lru_cache(maxsize=4096)
def _row_start(param, value, label, part, chosen):
    """Return a row up to its number: the same at nearly every request."""
    return ROW.format(
        part=" choice--part" if part else "",
        param=param,
        value=escape(value),
        checked=" checked" if chosen else "",
        label=escape(label),
    )


@register.simple_tag
def page_links(asked, pages, path):
    """Return (number, address, is current) for the pages worth a link; None stands for a gap."""
    near = {1, pages, *range(asked.page - 2, asked.page + 3)}
    links, before = [], 0
    for number in sorted(n for n in near if 1 <= n <= pages):
        if number > before + 1:
            links.append(None)
        address = asked.address_of_page(path, number)
        links.append((number, address, number == asked.page))
        before = number
    return links


@register.simple_tag
def asked_address(asked, path):
    """Return the address of a question."""
    return format_html("{}", asked.address(path))
