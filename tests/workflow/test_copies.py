"""A published case is worked on in a copy: readers see the old text until it is merged."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from cases import history, workflow
from cases.models import ContentRevision, Project, ProjectSlug, ReuseReport, Transition
from cases.versions import story_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return factories.published_project(
        "Nattbussar", factors=[("n1", "avgorande"), ("v1", "saknades")]
    )


def opened(case, by=None):
    return workflow.open_copy(project=case, by=by or factories.curator("reviewer"))[0]


def changed(copy, by, **values):
    """What a save in the admin does."""
    Project.objects.filter(pk=copy.pk).update(edit_version=copy.edit_version + 1, **values)
    copy.refresh_from_db()
    workflow.text_changed(project=copy, by=by)


def approved(copy):
    workflow.submit(project=copy, by=factories.curator("reviewer"))
    return workflow.approve(project=copy, by=factories.curator("reviewer"), seen=copy.edit_version)


def test_the_copy_says_what_its_case_says_parts_included(published):
    copy = opened(published)
    assert story_of(copy) == story_of(published)
    assert (copy.status, copy.public_id, copy.published_at) == ("utkast", None, None)
    assert set(copy.citations.all()).isdisjoint(published.citations.all())


def test_readers_see_nothing_of_the_copy_until_it_is_published_and_then_all_of_it(
    client, published
):
    publisher = factories.curator("publisher")
    before, revision = client.get(published.get_absolute_url()).content, ContentRevision.current()
    copy = opened(published)
    changed(copy, publisher, problem="Sista bussen gick klockan åtta.")
    copy.hindrances.create(text="Förarbrist.")
    approved(copy)
    assert client.get(published.get_absolute_url()).content == before
    assert ContentRevision.current() == revision
    case = workflow.publish(project=copy, by=publisher, why="Nytt om bussarna.")
    page = client.get(published.get_absolute_url()).content.decode()
    assert "Sista bussen gick klockan åtta." in page
    assert "Förarbrist." in page
    assert (case.pk, case.public_id, case.published_at) == (
        published.pk, published.public_id, published.published_at,
    )  # fmt: skip
    assert Project.objects.count() == 1


def test_a_merged_copy_is_a_new_version_by_whoever_published_it(published):
    copy, publisher = opened(published), factories.curator("publisher")
    changed(copy, publisher, goal="Fler resor.")
    workflow.publish(project=approved(copy), by=publisher, why="Målet var inte med.")
    version = published.versions.first()
    assert (version.number, version.published_by, version.why) == (
        2, publisher, "Målet var inte med.",
    )  # fmt: skip
    assert version.content["fields"]["goal"] == "Fler resor."
    told = [change["new"] for change in history.of(published).first().changes]
    assert "Fler resor." in told


def test_who_comes_second_is_led_to_the_firsts_copy(published):
    first = opened(published)
    second, made = workflow.open_copy(project=published, by=factories.curator("publisher"))
    assert (second, made) == (first, False)


def test_two_copies_of_one_case_cannot_exist(published):
    opened(published)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.project(revision_of=published)


def test_an_author_works_on_a_copy_of_their_own_case_only(published):
    author = factories.curator("author")
    with pytest.raises(workflow.NotAllowed):
        workflow.open_copy(project=published, by=author)
    Project.objects.update(author=author)
    copy = opened(published, author)
    assert workflow.submit(project=copy, by=author).status == "granskas"


def test_only_what_is_published_has_a_copy_and_a_copy_has_none(published):
    for case in (factories.complete_project(), opened(published)):
        with pytest.raises(workflow.WrongState):
            workflow.open_copy(project=case, by=factories.curator("publisher"))


def test_four_eyes_hold_for_a_copy_too(published):
    publisher = factories.curator("publisher")
    copy = opened(published, publisher)
    changed(copy, publisher, goal="Nytt mål")
    workflow.submit(project=copy, by=publisher)
    with pytest.raises(workflow.OwnText):
        workflow.approve(project=copy, by=publisher, seen=copy.edit_version)


def test_a_copy_that_lacks_what_the_gate_demands_is_not_merged(published):
    copy = approved(opened(published))
    copy.hindrances.all().delete()
    with pytest.raises(workflow.NotReady):
        workflow.publish(project=copy, by=factories.curator("publisher"))
    assert published.hindrances.exists()


def test_a_copy_cannot_take_the_address_of_another_case(published):
    copy = opened(published)
    changed(copy, factories.curator("reviewer"), slug=factories.project().slug)
    assert [gap.field for gap in workflow.missing_for_publication(copy)] == ["slug"]


def test_an_address_that_the_copy_changed_leads_from_the_old_one(client, published):
    copy, old = opened(published), published.slug
    changed(copy, factories.curator("reviewer"), slug="nattbussar-i-vara")
    workflow.publish(project=approved(copy), by=factories.curator("publisher"))
    assert ProjectSlug.objects.get().slug == old
    assert client.get(f"/fall/{old}/")["Location"] == "/fall/nattbussar-i-vara/"


def test_reports_and_look_backs_stay_with_the_case(published):
    report = ReuseReport.objects.create(
        project=published, municipality=factories.municipality("Ale"), kind="kopia",
        outcome_direction="positivt", text="Bra.", citation=published.citations.first(),
    )  # fmt: skip
    look_backs = set(published.follow_ups.all())
    workflow.publish(project=approved(opened(published)), by=factories.curator("publisher"))
    report.refresh_from_db()
    assert report.citation == published.citations.first()
    assert set(published.follow_ups.all()) == look_backs


def test_a_copy_that_is_thrown_away_leaves_a_trace_and_changes_nothing_else(published):
    before, copy, editor = story_of(published), opened(published), factories.curator("reviewer")
    changed(copy, editor, goal="Bortkastat mål")
    workflow.discard_copy(project=copy, by=editor)
    assert story_of(published) == before
    assert list(Project.objects.all()) == [published]
    assert Transition.objects.first().step == "discard"


def test_a_stranger_to_the_copy_does_not_throw_it_away(published):
    with pytest.raises(workflow.NotAllowed):
        workflow.discard_copy(project=opened(published), by=factories.curator("author"))
    with pytest.raises(workflow.WrongState):
        workflow.discard_copy(project=published, by=factories.curator("publisher"))


def test_a_copy_of_what_was_taken_away_becomes_the_draft_when_it_is_opened_again(published):
    copy = approved(opened(published))
    workflow.unpublish(project=published, by=None, why="Fel.")
    with pytest.raises(workflow.WrongState):
        workflow.publish(project=copy, by=factories.curator("publisher"))
    changed(copy, factories.curator("reviewer"), goal="Skrivet i kopian")
    workflow.reopen(project=published, by=factories.curator("reviewer"))
    draft = Project.objects.get()
    assert (draft.pk, draft.goal, draft.status) == (published.pk, "Skrivet i kopian", "utkast")


def test_a_load_leaves_a_case_that_is_being_worked_on_alone(published):
    from cases.content.records import edited_by_curator

    assert not edited_by_curator(published)
    opened(published)
    assert edited_by_curator(published)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_open_a_copy_at_once_one_makes_it_and_all_are_led_there():
    case = factories.published_project()
    curators = [factories.curator("publisher") for _number in range(20)]

    def press(curator):
        try:
            return workflow.open_copy(project=case, by=curator)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(press, curators))
    assert len({copy.pk for copy, _made in outcomes}) == 1
    assert sum(made for _copy, made in outcomes) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_publish_a_copy_at_once_one_does_and_the_rest_are_told():
    case = factories.published_project()
    copy = approved(opened(case))
    curators = [factories.curator("publisher") for _number in range(20)]

    def press(curator):
        try:
            return workflow.publish(project=copy, by=curator)
        except (workflow.Refused, Project.DoesNotExist):
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        merged = [outcome for outcome in pool.map(press, curators) if outcome]
    assert merged == [case]
    assert case.versions.count() == 2
