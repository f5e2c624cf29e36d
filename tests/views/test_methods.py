"""What only shows something takes GET and HEAD, and says so to a browser without our cookie too."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern

from cases.urls import urlpatterns

# The one address where a reader writes to us
WRITTEN_TO = {"accessibility-message"}
FILLINGS = {
    "slug": "finns-inte",
    "code": "finns-inte",
    "pk": "1",
    "name": "finns-inte.png",
    "number": "1",
    "kind": "bib",
}
READ_ONLY = [
    entry for entry in urlpatterns if isinstance(entry, URLPattern) and entry.name not in WRITTEN_TO
]


def address(entry):
    """Return an address of the pattern; whether it leads anywhere does not matter."""
    route = entry.pattern._route
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FILLINGS[found[1]], route)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("entry", READ_ONLY, ids=lambda entry: entry.name)
def test_an_address_that_only_shows_refuses_other_methods(db, entry, method):
    stranger = Client(enforce_csrf_checks=True)
    response = getattr(stranger, method)(address(entry))
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
