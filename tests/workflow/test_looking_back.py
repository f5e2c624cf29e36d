"""A look back answers Lever det än? for the case, its filters and its working copy."""

from datetime import date

import pytest

from cases.models import Project
from cases.workflow import looked_back
from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.published_project()


def look_back(case, years=1, answer="andrat", day=date(2026, 11, 1)):
    follow_up = case.follow_ups.get(after_years=years)
    follow_up.done_on, follow_up.life_status, follow_up.text = day, answer, "Finns kvar i en skola."
    follow_up.save()
    looked_back(follow_up=follow_up, by=None)
    case.refresh_from_db()


def test_a_curators_answer_is_on_the_case_with_what_they_found(client, case):
    client.force_login(factories.curator("publisher"))
    follow_up = case.follow_ups.get(after_years=1)
    data = opened(client, follow_up) | {
        "done_on": "2026-11-01", "life_status": "andrat", "text": "Finns kvar i en skola.",
    }  # fmt: skip
    assert client.post(change_url(follow_up), data).status_code == 302
    client.logout()
    html = client.get(case.get_absolute_url()).content.decode()
    assert "Lever det än? Lever i ändrad form" in html
    assert "efter ett år, 1 november 2026" in html
    assert "Finns kvar i en skola." in html
    versions = client.get(f"{case.get_absolute_url()}versioner/").content.decode()
    assert "Lever det än? Uppföljning efter ett år." in versions


def test_the_latest_look_back_decides(case):
    look_back(case, 3, "borta", date(2028, 1, 1))
    look_back(case, 1, "lever", date(2026, 1, 1))
    assert case.life_status == "borta"


def test_the_working_copy_is_told_too_and_open_forms_become_stale(case):
    copy = factories.project(revision_of=case)
    before = case.edit_version
    look_back(case)
    copy.refresh_from_db()
    assert (case.life_status, copy.life_status) == ("andrat", "andrat")
    assert case.edit_version == before + 1


def test_a_look_back_that_is_not_done_changes_nothing(case):
    looked_back(follow_up=case.follow_ups.first(), by=None)
    case.refresh_from_db()
    assert (case.life_status, case.versions.count()) == ("okant", 1)


def test_what_is_gone_is_not_asked_about_again(case):
    look_back(case, 1, "borta")
    due = case.follow_ups.due(date(2099, 1, 1))
    assert not due.exists()
    assert Project.objects.published().filter(life_status="borta").get() == case
