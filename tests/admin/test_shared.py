"""Who may change a source or an organisation, which say the same in every case that names them."""

import pytest
from django.urls import reverse

from cases import workflow
from cases.models import Organisation, Source
from tests import factories
from tests.admin.sending import change_url, filled, opened

pytestmark = pytest.mark.django_db

SENTENCE = "Läsare ser det som står här, eller så står det i ett fall som granskas."
STATES = {
    "of a draft": True,
    "of a case in review": False,
    "of an approved case": False,
    "of a published case": False,
    "of a case taken from readers": True,
}


def case_in(state):
    if state == "of a published case":
        return factories.published_project()
    if state == "of an approved case":
        return factories.approved_project()
    if state == "of a case taken from readers":
        return workflow.unpublish(project=factories.published_project(), by=None, why="Skäl")
    case = factories.complete_project()
    if state == "of a case in review":
        case = workflow.submit(project=case, by=None)
    return case


def organisation_of(case, relation):
    found = Organisation.objects.create(name="Vinnova", slug="vinnova", kind="stat")
    kind = {"kind": "stat"} if relation == "partners" else {}
    getattr(case, relation).create(name="Vinnova", organisation=found, **kind)
    return found


def record_of(case, kind):
    return case.citations.first().source if kind == "source" else organisation_of(case, kind)


def sent_by_a_reviewer(client, record):
    client.force_login(factories.curator("reviewer"))
    field = "title" if isinstance(record, Source) else "name"
    return field, opened(client, record) | {field: "Något annat"}


@pytest.mark.parametrize("kind", ["source", "funders", "partners"])
@pytest.mark.parametrize(("state", "allowed"), STATES.items())
def test_an_author_changes_only_what_neither_readers_nor_reviewers_see(
    client, kind, state, allowed
):
    record = record_of(case_in(state), kind)
    field, data = sent_by_a_reviewer(client, record)
    client.force_login(factories.curator("author"))
    page = client.get(change_url(record))
    assert (SENTENCE in page.content.decode()) is not allowed
    assert client.post(change_url(record), data).status_code == (302 if allowed else 403)
    record.refresh_from_db()
    assert (getattr(record, field) == "Något annat") is allowed


@pytest.mark.parametrize("kind", ["source", "funders"])
def test_a_reviewer_changes_what_readers_see(client, kind):
    record = record_of(factories.published_project(), kind)
    field, data = sent_by_a_reviewer(client, record)
    assert client.post(change_url(record), data).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "Något annat"


def test_an_author_does_not_change_what_is_in_the_list_of_sources(client):
    record = factories.source(in_library=True)
    _field, data = sent_by_a_reviewer(client, record)
    client.force_login(factories.curator("author"))
    assert client.post(change_url(record), data).status_code == 403


@pytest.mark.parametrize(("role", "listed"), [("author", False), ("reviewer", True)])
def test_who_puts_a_source_in_the_list_that_readers_see(client, role, listed):
    client.force_login(factories.curator(role))
    address = reverse("admin:cases_source_add")
    sent = {"title": "Ny källa", "slug": "ny-kalla", "kind": "rapport", "in_library": "on"}
    assert client.post(address, filled(client.get(address)) | sent).status_code == 302
    source = Source.objects.get()
    data = opened(client, source) | {"in_library": "on"}
    assert client.post(change_url(source), data).status_code == 302
    source.refresh_from_db()
    assert source.in_library is listed
