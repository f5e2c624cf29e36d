"""A form that is refused, or comes too late: what it said is kept and shown again."""

import pytest
from django.test import Client
from django.urls import reverse

from cases import workflow
from cases.models import OpenForm, Synonym
from tests import factories
from tests.admin.sending import change_url, filled, opened, signed_in
from tests.admin.writing import keep, with_token

pytestmark = pytest.mark.django_db

ADD = "/admin/cases/project/add/"


@pytest.fixture
def anna():
    return factories.curator("publisher", "anna")


@pytest.fixture
def desk(anna):
    return signed_in(anna)


def test_a_form_sent_after_the_session_ended_waits_behind_the_sign_in(desk, anna):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    desk.logout()
    response = desk.post(change_url(project), with_token(page, goal="Mitt i en mening"))
    assert response.status_code == 302
    desk.force_login(anna)
    (offer,) = desk.get(change_url(project)).context["offers"]
    assert offer.differences == 1
    assert filled(desk.get(f"{change_url(project)}?utkast={offer.row.pk}"))["goal"] == (
        "Mitt i en mening"
    )


def test_a_form_with_an_old_csrf_token_is_kept_and_says_so(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    project = factories.complete_project()
    page = client.get(change_url(project))
    response = client.post(change_url(project), with_token(page, goal="Inloggad på nytt"))
    assert response.status_code == 403
    assert "men det är kvar" in response.content.decode()
    assert len(client.get(change_url(project)).context["offers"]) == 1


def test_a_case_published_while_its_author_writes_shows_what_was_written():
    vera = factories.curator("author", "vera")
    client = signed_in(vera)
    project = factories.complete_project(author=vera)
    page = client.get(change_url(project))
    workflow.publish(project=project, by=None)
    response = client.post(change_url(project), with_token(page, goal="Veras mål"))
    assert response.status_code == 403
    assert "Veras mål" in response.content.decode()
    project.refresh_from_db()
    assert project.goal == ""
    assert "Visa det du skrev" in client.get(change_url(project)).content.decode()
    row = OpenForm.objects.get()
    kept = client.get(reverse("admin:cases_project_kept", args=[row.pk])).content.decode()
    assert "Veras mål" in kept


@pytest.mark.parametrize("sent", [True, False])
def test_a_record_deleted_while_one_writes_shows_what_was_written(sent):
    client = signed_in(factories.curator("reviewer"))
    synonym = Synonym.objects.create(term="buss", other="kollektivtrafik")
    page = client.get(change_url(synonym))
    keep(client, page, other="samåkning i landsbygd")
    address = change_url(synonym)
    synonym.delete()
    changes = with_token(page, other="samåkning i landsbygd")
    response = client.post(address, changes) if sent else client.get(address, follow=True)
    assert "samåkning i landsbygd" in response.content.decode()
    assert "Posten är borttagen." in response.content.decode()


def test_a_refused_form_is_kept_and_its_page_goes_on_in_the_same_tab(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    refused = desk.post(change_url(project), with_token(page, title="", goal="Nytt mål"))
    assert refused.status_code == 200
    assert refused.context["writing"] == page.context["writing"]
    assert "Nytt+m" in OpenForm.objects.get().data


def test_a_kept_text_that_began_from_an_older_save_is_shown_beside_the_newer(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Annas mål")
    bo = signed_in(factories.curator("publisher", "bo"))
    bo.post(change_url(project), opened(bo, project) | {"goal": "Bos mål"})
    row = OpenForm.objects.get()
    page = desk.get(f"{change_url(project)}?utkast={row.pk}")
    (difference,) = page.context["conflict"].differences
    assert "Bos mål" in difference.saved
    assert "Annas mål" in difference.yours
    project.refresh_from_db()
    assert project.goal == "Bos mål"


@pytest.mark.parametrize(
    "sent",
    [
        {"review_due": "2027-02-30"},
        {"review_due": "2027-13-01"},
        {"municipalities": ["zzz"], "themes": ["9" * 18]},
        {"organisations": ["x"]},
    ],
)
def test_a_kept_text_with_what_no_field_can_hold_is_offered_opened_and_compared(desk, sent):
    case = factories.complete_project("Nattbussar")
    assert keep(desk, case, goal="Senare", **sent).status_code == 200
    page = desk.get(change_url(case))
    (offer,) = page.context["offers"]
    assert desk.get(change_url(case), {"utkast": offer.row.pk}).status_code == 200
    other = signed_in(factories.curator("reviewer", "bo"))
    assert other.post(change_url(case), opened(other, case) | {"goal": "Nu"}).status_code == 302
    stale = desk.post(change_url(case), with_token(page, goal="Senare", **sent))
    assert stale.context["conflict"].differences
    assert desk.post(ADD, with_token(desk.get(ADD), title="Ny", **sent)).status_code == 200
