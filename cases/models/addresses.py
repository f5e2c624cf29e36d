"""The addresses of records, worked out once: a page has dozens, and the same ones come again."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=1 << 14)
def address(name, word):
    """Return the address of the view `name` for a record's slug or code.

    The bank stands at the root of its host and has one set of addresses: nothing else can make
    two answers differ.
    """
    return reverse(name, args=[word])
