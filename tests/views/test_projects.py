"""The list of cases, as a reader gets it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_list_says_how_many_of_how_many(client):
    for _number in range(21):
        factories.published_project()
    assertContains(client.get("/fall/"), "Visar 20 av 21 fall")
    assertContains(client.get("/fall/?sida=2"), "Visar 1 av 21 fall")


def test_a_page_beyond_the_last_is_404_with_a_link_back(client):
    factories.published_project()
    answer = client.get("/fall/?utfall=positivt&sida=9")
    assertContains(answer, 'href="/fall/?utfall=positivt"', status_code=404)


def test_a_bad_value_is_answered_with_a_sentence_and_the_list(client):
    case = factories.published_project("Skolan i byn")
    answer = client.get("/fall/?utfall=fantastiskt")
    assertContains(answer, "”fantastiskt” finns inte under ”Fungerade det?”.")
    assertContains(answer, case.title)


def test_a_hostile_value_is_escaped(client):
    factories.published_project()
    answer = client.get("/fall/", {"utfall": "<script>alert(1)</script>"})
    assertNotContains(answer, "<script>alert")


def test_chosen_filters_are_pills_that_link_to_the_list_without_them(client):
    factories.published_project(stage="pilot")
    answer = client.get("/fall/?utfall=positivt&skede=pilot")
    assertContains(answer, '<a class="pill" href="/fall/?skede=pilot">')
    assertContains(answer, '<a class="pill" href="/fall/?utfall=positivt">')


def test_the_canonical_link_is_the_same_whatever_the_order_of_the_parameters(client):
    factories.published_project(stage="pilot")
    link = (
        '<link rel="canonical" href="http://localhost:8000/fall/?utfall=positivt&amp;skede=pilot">'
    )
    assertContains(client.get("/fall/?skede=pilot&utfall=positivt"), link)
    assertContains(client.get("/fall/?utfall=positivt&skede=pilot&visa=lan"), link)


def test_an_empty_list_shows_ways_on(client):
    factories.published_project(stage="pilot")
    answer = client.get("/fall/?skede=nedlagt&utfall=positivt")
    assertContains(answer, "0 av 1 fall")
    assertContains(answer, "Utan val under Skede")


def test_a_draft_changes_no_byte_of_the_list(client):
    factories.published_project()
    before = client.get("/fall/").content
    factories.complete_project("Hemligt utkast")
    workflow.content_changed()
    assert client.get("/fall/").content == before


def test_an_unpublished_case_is_gone_in_the_next_request(client):
    case = factories.published_project("Snart borta")
    assertContains(client.get("/fall/"), "Snart borta")
    workflow.unpublish(project=case, by=None, why="Kommunen bad om det.")
    assertNotContains(client.get("/fall/"), "Snart borta")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_list_only_answers_readers(client, method):
    assert getattr(client, method)("/fall/").status_code == 405


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_as_few_queries_for_many_cases_as_for_one(
    client, django_assert_max_num_queries, number
):
    for _number in range(number):
        factories.published_project(factors=[("n1", "avgorande"), ("h1", "hinder")])
    client.get("/fall/")
    with django_assert_max_num_queries(7):
        client.get("/fall/?utfall=positivt")


def test_the_list_takes_at_most_25_queries_when_the_index_is_read_anew(
    client, django_assert_max_num_queries
):
    factories.published_project()
    with django_assert_max_num_queries(25):
        client.get("/fall/")
