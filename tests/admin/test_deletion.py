"""The pages that ask before something is deleted name what a curator knows, in Swedish."""

import pytest
from django.test import Client

from cases.models import Project
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.seen import read

pytestmark = pytest.mark.django_db
# What Django calls rows that tie two records together, and its own words
MACHINE = ("relation", "object (", "Överblick", "Översikt", "Objekt", "relaterade", "Är du säker")


@pytest.fixture
def client():
    client = Client()
    sign_in(client, factories.curator("administrator"))
    return client


def seen(response):
    assert response.status_code == 200
    return "\n".join(set().union(*read([response])))


def test_the_parts_of_a_draft_are_named_and_nothing_else(client):
    draft = factories.complete_project("Skiss")
    words = seen(client.get(f"/admin/cases/project/{draft.pk}/delete/"))
    assert "Vill du radera ”Skiss”?" in words
    assert "Ont om tid." in words
    assert "Källhänvisningar (2)" in words
    assert [word for word in MACHINE if word in words] == []


def test_several_drafts_are_named_before_they_are_deleted(client):
    drafts = [factories.complete_project(title) for title in ("Ett", "Två")]
    sent = {"action": "delete_selected", "_selected_action": [draft.pk for draft in drafts]}
    words = seen(client.post("/admin/cases/project/", sent))
    assert "Ett" in words
    assert "Hinder (2)" in words
    assert [word for word in MACHINE if word in words] == []
    client.post("/admin/cases/project/", sent | {"post": "yes"})
    assert not Project.objects.exists()


def test_what_is_in_use_says_where(client):
    source = factories.citation(factories.complete_project("Skiss")).source
    words = seen(client.get(f"/admin/cases/source/{source.pk}/delete/"))
    assert "för det används här" in words
    assert "Källhänvisning" in words
