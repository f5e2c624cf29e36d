"""A page of every kind that readers meet, with the starting content: for everybody, by axe too."""

import re

import pytest
from django.core.management import call_command

from .looking import DARK, LIGHT, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Not in axe's usual set, though WCAG 2.2 asks for it (2.5.8)
FOR_FINGERS = {"target-size": {"enabled": True}}
WORD = 190 * "x"
UNLISTED = [
    "/sok/?q=tillit", "/fall/?q=hemtj%C3%A4nst", f"/fall/?q={WORD}", f"/sok/?q={WORD}",
    "/finns-inte/",
]  # fmt: skip


def one_of_each_kind(sitemap):
    """The first address of each kind: what follows the first word is the name of one record."""
    kinds = {}
    for path in re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap):
        first, *rest = path.strip("/").split("/")
        kinds.setdefault((first if first != "om" else path, bool(rest)), path)
    return list(kinds.values())


def test_every_kind_of_page_is_for_everybody(page, live_server, client):
    call_command("load_content", verbosity=0)
    addresses = one_of_each_kind(client.get("/sitemap.xml").content.decode())
    assert len(addresses) > 15
    found = []
    for address in [*addresses, *UNLISTED]:
        page.goto(f"{live_server.url}{address}")
        found += faults(page, looks=(LIGHT, DARK), rules=FOR_FINGERS)
    assert found == []
