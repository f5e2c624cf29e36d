"""The preview: the public page of a draft, for signed-in curators and nobody's cache."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def preview(client, project):
    return client.get(reverse("project-preview", args=[project.pk]))


def test_a_curator_sees_the_draft_as_readers_would(client):
    client.force_login(factories.curator("author"))
    response = preview(client, factories.complete_project("Nattbussar"))
    page = response.content.decode()
    assert "Nattbussar" in page
    assert "Ett problem." in page
    assert "örhandsvisning" in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_a_reader_is_sent_to_the_sign_in_whether_or_not_the_case_is_there(client):
    project = factories.complete_project()
    there = preview(client, project)
    project.pk += 1000
    assert there.status_code == preview(client, project).status_code == 302


def test_an_account_without_a_role_sees_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("ny", password="ett-langt-losenord", is_staff=True)
    client.force_login(user)
    assert preview(client, factories.complete_project()).status_code == 403


def test_a_former_curator_sees_nothing(client):
    user = factories.curator("publisher")
    user.is_staff = False
    user.save()
    client.force_login(user)
    assert preview(client, factories.complete_project()).status_code == 403
