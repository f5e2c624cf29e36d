"""Steps as the server takes them, without the transaction that the other tests run inside."""

import pytest
from django.urls import reverse

from cases.history import kind_of
from cases.models import Project, RecordChange
from tests import factories
from tests.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def pressed(client, project, step, **data):
    data = {"seen": project.edit_version} | data
    answer = client.post(reverse(f"admin:cases_project_{step}", args=[project.pk]), data)
    assert answer.status_code == 302, step
    if Project.objects.filter(pk=project.pk).exists():
        project.refresh_from_db()


def lines(record):
    return RecordChange.objects.filter(model=kind_of(record), record_key=str(record.pk)).count()


def test_every_step_is_taken_and_stands_in_the_history(client):
    author, publisher = factories.curator("author"), factories.curator("publisher")
    project = factories.complete_project("Nattbussar", author=author)
    client.force_login(author)
    pressed(client, project, "submit")
    pressed(client, project, "take_back")
    pressed(client, project, "submit")
    client.force_login(publisher)
    pressed(client, project, "send_back", comment="Vad kostade det?")
    client.force_login(author)
    pressed(client, project, "submit")
    client.force_login(publisher)
    pressed(client, project, "approve")
    pressed(client, project, "publish")
    assert project.is_published
    assert lines(project) == 7, "a step is not in the history"
    pressed(client, project, "open_copy")
    copy = Project.objects.get(revision_of=project)
    assert lines(copy) == 1
    pressed(client, copy, "discard_copy")
    assert not Project.objects.filter(revision_of=project).exists()
    pressed(client, project, "unpublish", reason="Uppgifterna stämde inte.")
    pressed(client, project, "reopen")
    pressed(client, project, "archive", reason="Dubblett.")
    assert project.status == Project.Status.ARCHIVED
    assert lines(project) == 10


def test_a_curators_second_factor_is_reset(client):
    curator, administrator = factories.curator("author"), factories.curator("administrator")
    sign_in(client, administrator, "ett-langt-losenord")
    address = reverse("admin:auth_user_second_factor", args=[curator.pk])
    assert client.post(address)["Location"].endswith(f"/auth/user/{curator.pk}/change/")
