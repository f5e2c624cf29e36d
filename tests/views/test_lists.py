"""What the lists beside the cases have in common: pages, bad values, canonical addresses."""

import pytest
from pytest_django.asserts import assertContains

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def many_sources():
    for number in range(61):
        factories.source(f"Källa {number:02d}", slug=f"nr-{number:02d}", in_library=True)


def test_a_list_is_cut_in_pages_with_their_own_canonical_address(client, many_sources):
    answer = client.get("/kallor/", {"sida": "2", "okand": "x"})
    assert answer.context["page"][0].title == "Källa 30"
    canonical = '<link rel="canonical" href="http://localhost:8000/kallor/?sida=2">'
    assertContains(answer, canonical)
    assertContains(answer, 'href="/kallor/?sida=3"')


def test_a_page_beyond_the_last_is_404_with_a_link_back(client, many_sources):
    answer = client.get("/kallor/", {"sida": "4", "slag": "artikel"})
    assertContains(answer, 'href="/kallor/?slag=artikel&amp;sida=3"', status_code=404)


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "²", "٣", "\x00"])
def test_a_bad_page_is_a_sentence_and_the_first_page(client, many_sources, value):
    answer = client.get("/kallor/", {"sida": value})
    assertContains(answer, "är ingen sida. Första sidan visas.")
    assert answer.context["page"].number == 1


def test_an_enormous_page_number_is_only_a_page_that_is_not_there(client, many_sources):
    assert client.get("/kallor/", {"sida": "9" * 5000}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/kallor/", "/teorier/", "/forskning/", "/program/", "/kommuner/"]
)
@pytest.mark.parametrize("value", ["<script>", "\x00", "x" * 5000, "' OR 1=1 --", "åäö"])
def test_a_bad_value_is_a_sentence_and_never_a_fault(client, path, value):
    name = "lan" if path == "/kommuner/" else "slag"
    answer = client.get(path, {name: value, "kvalitet": value, "namn": value, "land": value})
    assertContains(answer, "Valet är utelämnat.")
    assert b"<script>" not in answer.content
    assert len(answer.content) < 15_000


@pytest.mark.parametrize(
    "path", ["/kallor/", "/teorier/", "/teman/", "/forskning/", "/program/", "/kommuner/"]
)
def test_an_empty_bank_still_has_its_lists(client, path):
    assert client.get(path).status_code == 200
