"""The rows of a facet, joined in one go: a page has some hundred of them."""

from dataclasses import replace

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

ROW = (
    '<label class="choice{part}"><input type="checkbox" name="{param}" value="{value}"{checked}>'
    '{label} <span class="n">{count}<span class="vh"> {unit}</span></span></label>'
)


@register.simple_tag
def facet_rows(facet):
    """Return the checkboxes of a facet with the number of cases each would give."""
    unit = _("fall")
    return mark_safe("\n".join(_row(facet.param, choice, unit) for choice in facet.choices))


def _row(param, choice, unit):
    return ROW.format(
        part=" choice--part" if choice.part else "",
        param=param,
        value=conditional_escape(choice.value),
        checked=" checked" if choice.chosen else "",
        label=conditional_escape(choice.label),
        count=choice.count,
        unit=unit,
    )


@register.simple_tag
def page_links(asked, pages, path):
    """Return (number, address, is current) for the pages worth a link; None stands for a gap."""
    near = {1, pages, *range(asked.page - 2, asked.page + 3)}
    links, before = [], 0
    for number in sorted(n for n in near if 1 <= n <= pages):
        if number > before + 1:
            links.append(None)
        address = replace(asked, page=number).address(path)
        links.append((number, address, number == asked.page))
        before = number
    return links


@register.simple_tag
def asked_address(asked, path):
    """Return the address of a question."""
    return format_html("{}", asked.address(path))
