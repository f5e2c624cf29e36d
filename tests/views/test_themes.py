"""Fields of municipal work and their parts."""

import pytest
from pytest_django.asserts import assertContains

from tests import factories

pytestmark = pytest.mark.django_db


def field_and_part():
    field = factories.theme("skola", definition="Barns utbildning.")
    return field, factories.theme("skola-forskola", parent=field)


def test_every_field_is_listed_with_its_parts(client):
    field, part = field_and_part()
    factories.published_project(themes=[part])
    assert client.get("/teman/").context["fields"] == [(field, 1, [(part, 1)])]


def test_a_field_has_the_cases_of_its_parts_once(client):
    field, part = field_and_part()
    factories.published_project("Konserthuset", themes=[field, part])
    answer = client.get("/teman/skola/")
    assert answer.context["case_count"] == 1
    assertContains(answer, "Konserthuset</a>", count=1)
    assertContains(answer, "Barns utbildning.")


def test_a_part_leads_up_to_its_field(client):
    field_and_part()
    answer = client.get("/teman/skola-forskola/")
    assertContains(answer, 'href="/teman/skola/"')
    assertContains(answer, "Banken har inget fall här än.")


def test_more_cases_than_a_page_holds_are_a_link_away(client):
    field, _part = field_and_part()
    for _number in range(21):
        factories.published_project(themes=[field])
    answer = client.get("/teman/skola/")
    assert len(answer.context["projects"]) == 20
    assertContains(answer, 'href="/fall/?omrade=skola"')


PAGES = ["/teman/", "/teman/skola/", "/teman/skola-forskola/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    field, part = field_and_part()
    factories.published_project(themes=[field])
    before = client.get(path).content
    factories.complete_project("Utkast", themes=[field, part])
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    field, part = field_and_part()
    for _number in range(cases):
        factories.published_project(themes=[field, part])
    for path in PAGES:
        with django_assert_max_num_queries(9):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    assert client.post(path).status_code == 405
