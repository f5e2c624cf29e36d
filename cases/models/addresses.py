"""The addresses of records, without asking Django's resolver for each: a page has dozens."""

import re
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

_PLAIN = re.compile(r"[-a-zA-Z0-9_]+")  # what stands in an address as it is written
_STAND_IN = "ett-ord-i-adressen"


def address(name, *words):
    """Return the address of the view `name` for a record's slug or code, and what follows it.

    The bank stands at the root of its host and has one set of addresses: nothing else can make
    two answers differ.
    """
    if not words:
        return _only(name)
    first, *others = words
    around = _around(name, *others)
    if around and isinstance(first, str) and _PLAIN.fullmatch(first):
        return f"{around[0]}{first}{around[1]}"
    return reverse(name, args=words)


@lru_cache(maxsize=1 << 8)
def _only(name):
    return reverse(name)


@lru_cache(maxsize=1 << 12)
def _around(name, *others):
    """Return what stands before and after the first word; None where not any word may stand."""
    try:
        before, after = reverse(name, args=[_STAND_IN, *others]).split(_STAND_IN)
    except NoReverseMatch:
        return None
    return before, after
