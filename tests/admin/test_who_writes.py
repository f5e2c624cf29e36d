"""Who else has a form open, and that nobody reads or changes another's text."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import open_forms
from cases.models import OpenForm, Project, Synonym
from tests import factories
from tests.admin.sending import change_url, opened, signed_in
from tests.admin.writing import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return factories.curator("publisher", "anna")


@pytest.fixture
def desk(anna):
    return signed_in(anna)


def test_only_its_writer_is_offered_and_may_read_or_throw_away_a_text(desk):
    project = factories.complete_project()
    keep(desk, project, goal="Hemlig tanke")
    row = OpenForm.objects.get()
    other = signed_in(factories.curator("administrator"))
    assert other.get(change_url(project)).context["offers"] == []
    assert "Hemlig" not in other.get(f"{change_url(project)}?utkast={row.pk}").content.decode()
    for name, method in (("kept", other.get), ("discard", other.post)):
        assert method(reverse(f"admin:cases_project_{name}", args=[row.pk])).status_code == 404
    assert OpenForm.objects.exclude(data="").exists()


def test_whoever_holds_anothers_token_learns_nothing_of_who_is_there(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    siv = signed_in(factories.curator("reviewer", "siv"))
    answer = siv.post(page.context["keep_url"], {"token": page.context["writing"].token}).json()
    assert (answer["signed_in"], set(answer) & {"csrf", "others", "newer"}) == (False, set())


def test_whoever_sends_anothers_token_is_refused_and_shown_no_text(anna):
    project = factories.published_project()
    token = open_forms.begin(anna, Project, project).token
    siv = signed_in(factories.curator("reviewer", "siv"))
    answer = siv.post(change_url(project), {"_writing": token, "goal": "x"})
    assert answer.status_code == 403
    assert "Din text är kvar" not in answer.text


def test_who_else_has_the_case_open_is_told_and_forgotten_after_two_minutes(desk):
    project = factories.complete_project()
    bo = signed_in(factories.curator("reviewer", "bo"))
    page = bo.get(change_url(project))
    bo.post(page.context["keep_url"], {"token": page.context["writing"].token})
    seen = desk.get(change_url(project))
    assert "bo har också sidan öppen, sedan" in seen.content.decode()
    assert "bo har" in keep(desk, seen).json()["others"][0]
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(seconds=121))
    assert desk.get(change_url(project)).context["others"] == []


def test_a_tab_that_is_left_is_gone_at_once(desk):
    project = factories.complete_project()
    bo = signed_in(factories.curator("reviewer", "bo"))
    page = bo.get(change_url(project))
    bo.post(page.context["keep_url"], {"token": page.context["writing"].token, "gone": "1"})
    assert desk.get(change_url(project)).context["others"] == []


def test_a_writer_learns_at_once_that_somebody_else_has_saved(desk):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    bo = signed_in(factories.curator("publisher", "bo"))
    bo.post(change_url(project), opened(bo, project) | {"goal": "Bos mål"})
    answer = keep(desk, page, goal="Annas mål", began_from="1").json()
    assert answer["newer"].startswith("bo sparade ")


@pytest.mark.parametrize("token", ["", "forged", "another kind", "closed account"])
def test_a_token_opens_only_its_own_users_own_text(desk, anna, token):
    project = factories.complete_project()
    page = desk.get(change_url(project))
    address = page.context["keep_url"]
    if token == "closed account":
        token = page.context["writing"].token
        anna.is_active = False
        anna.save()
    elif token == "another kind":
        token = open_forms.begin(anna, Synonym, None).token
    assert desk.post(address, {"token": token, "data": "goal=x"}).status_code == 403
    assert desk.get(address).status_code == 405
    assert not OpenForm.objects.exists()
