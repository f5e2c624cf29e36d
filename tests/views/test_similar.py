"""Cases like a case, on its page."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from tests import factories

pytestmark = pytest.mark.django_db


def section(client, case):
    page = client.get(case.get_absolute_url()).content.decode()
    found = re.search(r'id="liknande".*?</section>', page, re.DOTALL)
    return found.group() if found else ""


def about_cycling(title, **values):
    text = "Kommunen byggde cykelvägar och räknade cyklister."
    return factories.published_project(title, problem=text, solution=text, **values)


@pytest.fixture
def case():
    return about_cycling("Cykelvägar till skolan", factors=[("n1", "avgorande")])


def test_a_case_shows_the_case_that_is_like_it_and_why(client, case):
    other = about_cycling("Cykelstad", municipalities=[factories.municipality("Åre")])
    told = section(client, case)
    assert f'href="{other.get_absolute_url()}"' in told
    assert "Åre" in told
    assert "Samma område: Skola. Samma faktor: Faktor n1. Samma slags kommun: Lands" in told


def test_a_part_of_a_field_is_named_instead_of_the_field(client):
    part = factories.theme("forskola", parent=factories.theme("skola"))
    first = about_cycling("Ett", themes=[part])
    about_cycling("Två", themes=[part])
    assert "Samma område: Forskola." in section(client, first)


def test_at_most_six_are_shown(client, case):
    for _number in range(9):
        about_cycling(case.title)
    assert section(client, case).count("<li>") == 6


def test_a_case_like_no_other_shows_those_that_share_its_field(client, case):
    other = factories.published_project(
        "Badhus", summary_30s="Vatten.", summary="x " * 100, problem="Läckor.", solution="Tak."
    )
    assert f'href="{other.get_absolute_url()}"' in section(client, case)


def test_a_case_alone_in_the_bank_shows_none(client, case):
    assert section(client, case) == ""


def test_a_draft_changes_no_byte(client, case):
    about_cycling("Cykelstad")
    before = client.get(case.get_absolute_url()).content
    draft = factories.complete_project("Hemliga cykelvägar", solution="cykelvägar")
    workflow.content_changed(project=draft)
    assert client.get(case.get_absolute_url()).content == before


def test_a_case_taken_away_is_gone_in_the_next_request(client, case):
    other = about_cycling("Cykelstad")
    assert "Cykelstad" in section(client, case)
    workflow.unpublish(project=other, by=None, why="Fel")
    assert section(client, case) == ""


def test_a_hostile_title_is_only_text(client, case):
    about_cycling("Cykel <script>alert(1)</script>")
    assertNotContains(client.get(case.get_absolute_url()), "<script>alert")


def test_a_preview_shows_none(client):
    about_cycling("Cykelstad")
    draft = factories.complete_project("Cykelutkast", solution="cykelvägar och cyklister")
    client.force_login(factories.curator("publisher"))
    answer = client.get(f"/fall/{draft.pk}/forhandsvisning/")
    assertContains(answer, "Cykelutkast")
    assertNotContains(answer, 'id="liknande"')
