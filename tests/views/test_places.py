"""Municipalities and counties."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests import factories

pytestmark = pytest.mark.django_db


def test_municipalities_stand_in_swedish_order_under_their_county(client):
    for name in ("Öckerö", "Ale", "Åmål", "Orsa", "Älvdalen"):
        factories.municipality(name)
    text = client.get("/kommuner/").content.decode()
    places = [text.index(f">{name}</a>") for name in ("Ale", "Orsa", "Åmål", "Älvdalen", "Öckerö")]
    assert places == sorted(places)
    assertContains(client.get("/kommuner/"), 'href="/lan/vastra-gotalands-lan/"')


def test_a_name_is_found_without_its_dots_and_rings(client):
    factories.municipality("Malmö")
    factories.municipality("Vara")
    for words in ("malmo", "MALMÖ", "Malmö kommun"):
        answer = client.get("/kommuner/", {"namn": words})
        assertContains(answer, "/kommuner/malmo/")
        assertNotContains(answer, "/kommuner/vara/")


def test_municipalities_are_narrowed_by_county(client):
    factories.municipality("Vara")
    factories.municipality("Åre", county=factories.county("23", "Jämtlands län"))
    answer = client.get("/kommuner/", {"lan": "jamtlands-lan"})
    assertContains(answer, "/kommuner/are/")
    assertNotContains(answer, "/kommuner/vara/")


def test_a_county_that_does_not_exist_is_named_and_left_out(client):
    factories.municipality("Vara")
    answer = client.get("/kommuner/", {"lan": "atlantis"})
    assertContains(answer, "”atlantis” finns inte under Län.")
    assertContains(answer, "/kommuner/vara/")


def test_a_search_that_finds_nothing_offers_the_way_out(client):
    factories.municipality("Vara")
    assertContains(client.get("/kommuner/", {"namn": "!!!"}), "Visa alla kommuner")


def test_a_municipality_shows_its_facts_and_its_cases(client):
    factories.published_project("Konserthuset", municipalities=[factories.municipality("Vara")])
    answer = client.get("/kommuner/vara/")
    assertContains(answer, "Konserthuset")
    assertContains(answer, "16\N{NO-BREAK SPACE}000")
    assertContains(answer, "2024, SCB")
    assertContains(answer, 'href="https://www.vara.se/"')
    assertContains(answer, '<link rel="canonical" href="http://localhost:8000/kommuner/vara/">')


def test_a_municipality_without_cases_says_so_and_leads_on(client):
    factories.municipality("Ale")
    factories.published_project(municipalities=[factories.municipality("Vara")])
    answer = client.get("/kommuner/ale/")
    assertContains(answer, "Banken har inget fall härifrån än.")
    assertContains(answer, 'href="/fall/?grupp=C8"')
    assertContains(answer, 'href="/kommuner/vara/"')


def test_others_in_the_group_are_those_with_published_cases(client):
    factories.municipality("Ale")
    factories.complete_project(municipalities=[factories.municipality("Orsa")])
    factories.published_project(municipalities=[factories.municipality("Vara")])
    neighbours = client.get("/kommuner/ale/").context["same_group"]
    assert [(place.name, place.cases) for place in neighbours] == [("Vara", 1)]


def test_a_place_abroad_is_public_only_with_a_published_case(client):
    abroad = factories.municipality("Holstebro", country="DK", website="https://www.holstebro.dk/")
    factories.complete_project(municipalities=[abroad])
    assert client.get("/kommuner/holstebro/").status_code == 404
    assertNotContains(client.get("/kommuner/"), "Holstebro")
    factories.published_project(municipalities=[abroad])
    assertContains(client.get("/kommuner/holstebro/"), "Danmark")
    assertContains(client.get("/kommuner/"), "Holstebro")


def test_a_county_lists_its_cases_once_and_its_municipalities(client):
    both = [factories.municipality("Vara"), factories.municipality("Ale")]
    factories.published_project("Konserthuset", municipalities=both)
    answer = client.get("/lan/vastra-gotalands-lan/")
    assert answer.context["case_count"] == 1
    assertContains(answer, "Konserthuset</a>", count=1)
    assertContains(answer, "/kommuner/ale/")


PAGES = ["/kommuner/", "/kommuner/vara/", "/lan/vastra-gotalands-lan/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    factories.published_project(municipalities=[factories.municipality("Vara")])
    factories.municipality("Ale")
    before = client.get(path).content
    places = [factories.municipality("Vara"), factories.municipality("Ale")]
    factories.complete_project("Hemligt utkast", municipalities=places)
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    for number in range(cases):
        places = [factories.municipality("Vara"), factories.municipality(f"Kommun {number}")]
        factories.published_project(municipalities=places)
    for path in PAGES:
        with django_assert_max_num_queries(11):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    assert client.post(path).status_code == 405
