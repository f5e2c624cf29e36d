"""Programmes and calls."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from cases.models import Funder, Programme
from tests import factories

pytestmark = pytest.mark.django_db


def programme(slug="ideslussar", **values):
    return Programme.objects.create(slug=slug, **{"name": slug.capitalize(), **values})


def funded(programme, title="Slussen"):
    draft = factories.complete_project(title)
    Funder.objects.create(project=draft, name="Vinnova", programme=programme)
    return draft


def test_a_programme_says_who_paid_how_much_and_who_says_so(client):
    programme(
        funders="Vinnova\nSKL",
        period="2015–2020",
        amount="1–4 miljoner kr",
        amount_source="Vinnova 2016",
        status="avslutat",
    )
    answer = client.get("/program/ideslussar/")
    for words in ("Vinnova och SKL", "2015–2020", "1–4 miljoner kr", "Källa: Vinnova 2016"):
        assertContains(answer, words)


def test_a_programme_shows_the_cases_it_paid_for(client):
    workflow.publish(project=funded(programme()), by=None)
    assertContains(client.get("/program/ideslussar/"), "Slussen")


def test_a_programme_without_cases_says_why(client):
    programme()
    assertContains(client.get("/program/ideslussar/"), "Inget fall i banken anger programmet")


def test_notes_on_links_are_for_editors_only(client):
    programme(link="https://spegel.example/x", link_note="spegelkopia")
    assertNotContains(client.get("/program/ideslussar/"), "spegelkopia")


PAGES = ["/program/", "/program/ideslussar/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    record = programme()
    workflow.publish(project=funded(record), by=None)
    before = client.get(path).content
    funded(record, "Hemligt utkast")
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    record = programme()
    for _number in range(cases):
        workflow.publish(project=funded(record), by=None)
    for path in PAGES:
        with django_assert_max_num_queries(10):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    programme()
    assert client.post(path).status_code == 405
