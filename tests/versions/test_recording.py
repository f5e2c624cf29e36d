"""Versions are numbered, complete and never changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from cases.models import ImmutableVersion, ProjectImage, ProjectVersion
from cases.versions import record_if_changed, record_version, story_of
from tests import factories

pytestmark = pytest.mark.django_db


def recorded(case, **values):
    with transaction.atomic():
        return record_version(project=case, **{"by": None, "why": "Test", **values})


def test_versions_of_a_case_are_numbered_from_one_each_case_for_itself():
    one, other = factories.complete_project(), factories.complete_project()
    assert [recorded(one).number, recorded(one).number, recorded(other).number] == [1, 2, 1]


def test_a_version_holds_the_story_as_it_was_who_published_it_and_why():
    case, editor = factories.complete_project(), factories.curator("publisher")
    story = story_of(case)
    version = recorded(case, by=editor, why="Ny siffra")
    case.lessons.create(text="Senare lärdom")
    version.refresh_from_db()
    assert (version.content, version.published_by, version.why) == (story, editor, "Ny siffra")


def test_a_version_can_be_neither_changed_nor_deleted():
    version = recorded(factories.complete_project())
    version.why = "Ändrad"
    versions = ProjectVersion.objects.filter(pk=version.pk)
    for change in (
        version.save,
        version.delete,
        versions.delete,
        lambda: versions.update(why="Ändrad"),
        lambda: versions.bulk_update([version], ["why"]),
    ):
        with pytest.raises(ImmutableVersion):
            change()
    assert ProjectVersion.objects.get().why == "Test"


def test_a_case_with_versions_cannot_be_deleted():
    case = factories.complete_project()
    recorded(case)
    with pytest.raises(ProtectedError):
        case.delete()


def test_a_version_stays_when_the_account_of_its_publisher_is_deleted():
    editor = factories.curator("publisher")
    recorded(factories.complete_project(), by=editor)
    editor.delete()
    assert ProjectVersion.objects.get().published_by is None


def test_no_version_is_recorded_when_the_case_reads_as_before():
    case = factories.complete_project()
    with transaction.atomic():
        assert record_if_changed(project=case, by=None, why="").number == 1
        assert record_if_changed(project=case, by=None, why="") is None
        case.editorial_note = "Bara för redaktionen"
        case.save()
        assert record_if_changed(project=case, by=None, why="") is None
        case.hindrances.create(text="Ett hinder till")
        assert record_if_changed(project=case, by=None, why="").number == 2


def test_a_version_remembers_which_stored_pictures_it_shows():
    case = factories.complete_project()
    for name, stopped in (("fall/a.png", False), ("fall/b.png", True)):
        ProjectImage.objects.create(
            project=case, file=name, width=1, height=1, alt_text="Bild", photographer="N",
            licence="CC0", stopped=stopped,
        )  # fmt: skip
    version = recorded(case)
    assert [image.file for image in version.image_files.all()] == ["fall/a.png"]


def test_an_address_that_another_case_has_had_is_refused():
    case = factories.published_project()
    before = case.slug
    case.slug = "ny-adress"
    case.save()
    recorded(case)
    other = factories.complete_project()
    other.slug = before
    with pytest.raises(ValidationError, match="ett annat falls"):
        other.full_clean()
    case.slug = before
    case.full_clean()
