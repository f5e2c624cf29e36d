"""Each time readers get something new to read, a version of it is kept."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cases import workflow
from cases.models import FollowUp, Project, ProjectVersion
from cases.versions import story_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_publishing_records_the_first_version_and_why():
    editor = factories.curator("publisher")
    case = workflow.publish(project=factories.approved_project(), by=editor, why="Klart")
    version = case.versions.get()
    assert (version.number, version.published_by, version.why) == (1, editor, "Klart")
    assert version.content == story_of(case)


def test_a_change_that_readers_see_is_a_new_version_and_no_change_is_none():
    case = factories.published_project()
    case.hindrances.create(text="Ännu ett hinder")
    workflow.content_changed(project=case, why="Nytt hinder")
    workflow.content_changed(project=case)
    assert [(v.number, v.why) for v in case.versions.all()] == [(2, "Nytt hinder"), (1, "Test")]


def test_a_draft_has_no_version():
    workflow.content_changed(project=factories.complete_project())
    assert not ProjectVersion.objects.exists()


def test_a_curators_change_of_a_published_case_is_recorded_with_their_name():
    case, editor = factories.published_project(), factories.curator("publisher")
    copy = workflow.open_copy(project=case, by=editor)[0]
    Project.objects.filter(pk=copy.pk).update(title="Ny rubrik")
    workflow.submit(project=copy, by=None)
    workflow.approve(project=copy, by=None, seen=None)
    workflow.publish(project=copy, by=editor)
    version = case.versions.first()
    assert (version.number, version.published_by) == (2, editor)
    assert version.content["fields"]["title"] == "Ny rubrik"


def test_a_published_case_is_looked_back_at_after_one_three_and_five_years():
    case = factories.published_project(end_year=2016)
    day = case.published_at.date()
    due = [(f.after_years, f.due_on.year - day.year) for f in case.follow_ups.all()]
    assert due == [(1, 1), (3, 3), (5, 5)]


def test_the_years_are_counted_from_the_end_of_a_project_that_ends_later():
    case = factories.published_project(end_year=2090)
    assert [f.due_on for f in case.follow_ups.all()] == [
        date(2091, 12, 31), date(2093, 12, 31), date(2095, 12, 31),
    ]  # fmt: skip


def test_what_is_gone_is_not_looked_back_at():
    assert not factories.published_project(life_status="borta").follow_ups.exists()


def test_publishing_again_leaves_the_days_that_are_there():
    case = factories.published_project()
    case.follow_ups.filter(after_years=1).update(due_on=date(2030, 1, 1))
    workflow.unpublish(project=case, by=None, why="Fel")
    workflow.publish(project=case, by=None, why="Rättat")
    assert case.follow_ups.count() == 3
    assert case.follow_ups.get(after_years=1).due_on == date(2030, 1, 1)


def test_only_what_readers_see_and_is_not_done_is_due():
    day = date(2030, 6, 1)
    cases = [factories.published_project() for _ in range(4)] + [factories.complete_project()]
    FollowUp.objects.all().delete()
    due, later, done, gone, draft = (
        FollowUp.objects.create(project=case, after_years=1, due_on=day) for case in cases
    )
    FollowUp.objects.filter(pk=later.pk).update(due_on=date(2030, 6, 2))
    FollowUp.objects.filter(pk=done.pk).update(done_on=day, life_status="lever", text="Lever.")
    Project.objects.filter(pk=gone.project_id).update(life_status="borta")
    assert list(FollowUp.objects.due(day)) == [due]
    assert draft.project.status == "utkast"


def test_a_review_is_due_from_its_day():
    case = factories.published_project(review_due=date(2030, 6, 1))
    factories.complete_project(review_due=date(2030, 6, 1))
    assert not Project.objects.review_due(date(2030, 5, 31)).exists()
    assert list(Project.objects.review_due(date(2030, 6, 1))) == [case]


def test_the_migration_gives_published_cases_their_first_version_and_looks_back():
    case = factories.complete_project()
    draft = factories.complete_project()
    Project.objects.filter(pk=case.pk).update(
        status="publicerat", public_id="IB-0001", published_at="2026-03-01T12:00+01:00"
    )
    before = MigrationLoader(connection).project_state(("cases", "0004_history")).apps
    migration = import_module("cases.migrations.0005_first_versions")
    for _twice in range(2):
        migration.record_first_versions(before, None)
    case.refresh_from_db()
    version = ProjectVersion.objects.get()
    assert (version.project, version.number, version.published_at) == (case, 1, case.published_at)
    assert version.content == story_of(case)
    assert case.follow_ups.first().due_on == date(2027, 3, 1)
    assert not draft.follow_ups.exists()
