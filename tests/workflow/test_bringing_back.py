"""An earlier version comes back as something to work on, and readers see nothing of it."""

import pytest
from django.db import transaction

from cases import history, workflow
from cases.models import Project, ProjectImage
from cases.versions import story_of, write_story
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A case in two versions; the second has another title and a picture."""
    case = factories.published_project("Första rubriken")
    story = story_of(case)
    story["fields"] |= {"title": "Andra rubriken", "slug": "ny-adress"}
    with transaction.atomic():
        write_story(case, story)
    workflow.content_changed(project=case, why="Ny rubrik")
    return case


@pytest.fixture
def reviewer():
    return factories.curator("reviewer")


def first(case):
    return case.versions.get(number=1)


def test_a_published_case_gets_a_working_copy_with_the_old_text(client, case, reviewer):
    row, missing = workflow.bring_back(version=first(case), by=reviewer)
    assert (row.revision_of, row.title, row.status) == (case, "Första rubriken", "utkast")
    assert missing == []
    assert "Andra rubriken" in client.get("/fall/ny-adress/").content.decode()
    assert case.versions.count() == 2


def test_an_author_brings_nothing_back_into_what_is_another_authors(case):
    version = first(case)
    author = factories.curator("author")
    with pytest.raises(workflow.NotAllowed):
        workflow.bring_back(version=version, by=author)
    workflow.unpublish(project=case, by=None, why="Skäl")
    workflow.reopen(project=case, by=None)
    with pytest.raises(workflow.NotAllowed):
        workflow.bring_back(version=version, by=author)
    case.refresh_from_db()
    assert case.title == "Andra rubriken"


def test_the_text_of_the_version_is_there_whole_but_the_address_is_of_today(case, reviewer):
    row, _missing = workflow.bring_back(version=first(case), by=reviewer)
    story, old = story_of(row), first(case).content
    assert story["parts"] == old["parts"]
    assert story["fields"] == {**old["fields"], "slug": "ny-adress"}


def test_a_working_copy_that_is_there_takes_the_text_and_its_history_keeps_what_it_said(
    case, reviewer
):
    copy, _made = workflow.open_copy(project=case, by=reviewer)
    Project.objects.filter(pk=copy.pk).update(goal="Ett mål som ingen annan har läst.")
    row, _missing = workflow.bring_back(version=first(case), by=reviewer)
    assert (row, row.goal) == (copy, "")
    line = history.of(row).first()
    assert line.note == "Texten i version 1 togs tillbaka."
    assert any("Ett mål som ingen" in change["old"] for change in line.changes)


def test_a_draft_that_has_been_public_takes_the_text_itself(case, reviewer):
    workflow.unpublish(project=case, by=None, why="Fel")
    with pytest.raises(workflow.WrongState):
        workflow.bring_back(version=first(case), by=reviewer)
    workflow.reopen(project=case, by=None)
    row, _missing = workflow.bring_back(version=first(case), by=reviewer)
    assert (row.pk, row.title) == (case.pk, "Första rubriken")


def test_a_stopped_picture_stays_stopped(case, reviewer):
    shown = {"photographer": "N", "licence": "CC0", "width": 1, "height": 1, "alt_text": "Bild"}
    ProjectImage.objects.create(project=case, file="fall/a.png", **shown)
    workflow.content_changed(project=case)
    case.images.update(stopped=True)
    ProjectImage.objects.create(project=case, file="fall/b.png", stopped=True, **shown)
    row, _missing = workflow.bring_back(version=case.versions.get(number=3), by=reviewer)
    assert list(row.images.values_list("file", "stopped")) == [
        ("fall/a.png", True), ("fall/b.png", True),
    ]  # fmt: skip


def test_an_author_brings_back_only_their_own(case):
    author = factories.curator("author")
    with pytest.raises(workflow.NotAllowed):
        workflow.bring_back(version=first(case), by=author)
    Project.objects.filter(pk=case.pk).update(author=author)
    row, _missing = workflow.bring_back(version=first(case), by=author)
    assert row.title == "Första rubriken"


def test_the_button_asks_first_and_leads_to_the_draft(client, case, reviewer):
    client.force_login(reviewer)
    address = f"/admin/cases/project/{case.pk}/versioner/1/ta-tillbaka/"
    assert address in client.get(f"/admin/cases/project/{case.pk}/versioner/").content.decode()
    assert "Fallet får en arbetskopia" in client.get(address).content.decode()
    assert not Project.objects.filter(revision_of=case).exists()
    response = client.post(address, follow=True)
    copy = Project.objects.get(revision_of=case)
    assert response.redirect_chain[-1][0] == f"/admin/cases/project/{copy.pk}/change/"
    assert "är tillbaka som utkast" in response.content.decode()


def test_whoever_may_not_write_in_the_case_meets_no_button_and_no_way(client, case):
    client.force_login(factories.curator("author"))
    address = f"/admin/cases/project/{case.pk}/versioner/1/ta-tillbaka/"
    assert address not in client.get(f"/admin/cases/project/{case.pk}/versioner/").content.decode()
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
