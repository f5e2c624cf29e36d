"""Cards that are kept: no query when nothing changed, and never older than the bank."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from cases.models import Municipality, Project, SuccessFactor
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_list_seen_before_costs_only_the_reading_of_the_revision(
    client, django_assert_num_queries
):
    factories.published_project()
    first = client.get("/fall/").text
    with django_assert_num_queries(1):
        assert client.get("/fall/").text == first


def test_a_case_with_a_new_title_is_seen_at_once(client):
    case = factories.published_project("Skolan i byn")
    factories.published_project("Badet i byn")
    assertContains(client.get("/fall/"), "Skolan i byn")
    Project.objects.filter(pk=case.pk).update(title="Skolan vid sjön")
    workflow.content_changed(project=case)
    answer = client.get("/fall/")
    assertContains(answer, "Skolan vid sjön")
    assertNotContains(answer, "Skolan i byn")
    assertContains(client.get("/"), "Skolan vid sjön")


def test_a_renamed_municipality_stands_on_its_cards_at_once(client):
    place = factories.municipality("Vara")
    factories.published_project(municipalities=[place])
    assertContains(client.get("/fall/"), '<p class="place">Vara')
    Municipality.objects.filter(pk=place.pk).update(name="Vära")
    workflow.content_changed()
    answer = client.get("/fall/")
    assertContains(answer, '<p class="place">Vära')
    assertNotContains(answer, '<p class="place">Vara')


def test_a_renamed_facet_value_stands_in_the_filters_at_once(client):
    factories.published_project()
    client.get("/fall/")
    factor = SuccessFactor.objects.first()
    SuccessFactor.objects.filter(pk=factor.pk).update(title="Ett nytt namn")
    workflow.content_changed()
    assertContains(client.get("/fall/"), "Ett nytt namn")


def test_an_unpublished_case_is_gone_though_its_card_was_kept(client):
    case = factories.published_project("Skolan i byn")
    assertContains(client.get("/fall/"), "Skolan i byn")
    workflow.unpublish(project=case, by=None, why="Fel.")
    assertNotContains(client.get("/fall/"), "Skolan i byn")
    assertNotContains(client.get("/"), "Skolan i byn")


def test_a_draft_has_no_card(client):
    factories.published_project("Skolan i byn")
    factories.complete_project("Ett utkast")
    assertNotContains(client.get("/fall/"), "Ett utkast")


def test_titles_and_texts_are_escaped_in_kept_cards(client):
    factories.published_project("Skolan <b> & byn")
    for address in ("/fall/", "/fall/?q=skolan"):
        answer = client.get(address).text
        assert "Skolan <b>" not in answer
        assert "&lt;b&gt;" in answer
