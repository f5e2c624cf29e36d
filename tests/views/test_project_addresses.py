"""Where the address of a case leads, whatever has become of the case."""

import pytest
from django.urls import reverse

from cases import workflow
from cases.models import ProjectSlug

from ..factories import complete_project, published_project

pytestmark = pytest.mark.django_db


def test_a_draft_has_no_address(client):
    assert client.get(complete_project().get_absolute_url()).status_code == 404


def test_an_old_address_redirects_for_good(client):
    project = published_project()
    ProjectSlug.objects.create(slug="gammal", project=project)
    response = client.get(reverse("project-detail", args=["gammal"]))
    assert response.status_code == 301
    assert response["Location"] == project.get_absolute_url()


def test_an_old_address_of_a_draft_says_nothing(client):
    ProjectSlug.objects.create(slug="gammal", project=complete_project())
    assert client.get(reverse("project-detail", args=["gammal"])).status_code == 404


@pytest.mark.parametrize("old", [False, True])
def test_a_case_taken_away_leaves_its_reason_and_number(client, old):
    project = published_project("Rubriken")
    workflow.unpublish(project=project, by=None, why="Kommunen bad om det.")
    ProjectSlug.objects.create(slug="gammal", project=project)
    response = client.get(reverse("project-detail", args=["gammal" if old else project.slug]))
    assert response.status_code == 410
    html = response.content.decode()
    assert "Kommunen bad om det." in html
    assert project.public_id in html
    assert "Rubriken" not in html, "the title may have been worked on since"


def test_the_page_answers_reading_only(client):
    address = published_project().get_absolute_url()
    assert client.head(address).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def test_an_anonymous_reader_gets_no_cookie(client):
    assert not client.get(published_project().get_absolute_url()).cookies
