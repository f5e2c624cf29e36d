"""The home page and its ways in."""

import pytest
from pytest_django.asserts import assertContains

from cases import workflow
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_empty_bank_still_has_a_home_page(client):
    assert client.get("/").status_code == 200


def test_the_home_page_leads_to_what_did_not_work_and_to_the_doubts(client):
    case = factories.complete_project(stage="nedlagt", outcome_direction="negativt")
    factories.voice(case, "fack", "ris")
    workflow.publish(project=case, by=None)
    answer = client.get("/")
    assertContains(answer, 'href="/fall/?utfall=negativt"')
    assertContains(answer, 'href="/fall/?skede=nedlagt"')
    assertContains(answer, 'href="/fall/?rost=fack:ris"')
    assertContains(answer, 'href="/fall/?grupp=C8"')


def test_a_draft_changes_no_byte_of_the_home_page(client):
    factories.published_project()
    before = client.get("/").content
    factories.complete_project("Hemligt utkast")
    workflow.content_changed()
    assert client.get("/").content == before


@pytest.mark.parametrize("number", [1, 30])
def test_the_home_page_takes_few_queries_however_many_cases(
    client, django_assert_max_num_queries, number
):
    for _number in range(number):
        factories.published_project()
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")
