"""Swedish ways of writing numbers, periods and lists."""

from decimal import Decimal, InvalidOperation

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@register.filter
def number(value, decimals=None):
    """1234.5 → "1 234,5" with a no-break space. What is no number comes back as it was.

    Without `decimals` as many are written as there are, without closing zeros.
    """
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return value
    if not amount.is_finite():
        return value
    text = f"{amount:,f}" if decimals is None else f"{amount:,.{int(decimals)}f}"
    whole, _point, fraction = text.partition(".")
    fraction = fraction.rstrip("0") if decimals is None else fraction
    whole = whole.replace(",", NO_BREAK_SPACE).replace("-", "\N{MINUS SIGN}")
    return f"{whole},{fraction}" if fraction else whole


@register.simple_tag
def period(start, end=None, ongoing=False):
    """Years as one reads them: "2006–2009", "2006", "från 2006", "till 2009", or nothing known."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("från %(year)s") % {"year": start} if ongoing else str(start)
    return _("till %(year)s") % {"year": end} if end else ""


@register.filter
def sentence_list(items):
    """["a", "b", "c"] → "a, b och c". Safe markup stays markup; the rest is escaped."""
    words = [item if isinstance(item, SafeString) else str(item) for item in items or ()]
    if len(words) < 2:
        return format_html("{}", words[0]) if words else ""
    head = format_html_join(", ", "{}", ((word,) for word in words[:-1]))
    return format_html("{} {} {}", head, _("och"), words[-1])
