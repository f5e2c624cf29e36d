"""The gate and the transitions: the only ways to and from the public."""

import pytest

from cases import workflow
from cases.models import ContentRevision, Project, Tombstone
from tests import factories

pytestmark = pytest.mark.django_db


def fields_missing(project):
    return {gap.field for gap in workflow.missing_for_publication(project)}


def test_an_empty_draft_is_told_everything_that_is_missing():
    assert fields_missing(factories.project()) == {
        "municipalities",
        "summary_30s",
        "summary",
        "problem",
        "solution",
        "results",
        "hindrances",
        "themes",
        "innovation_types",
        "stage",
        "factors",
        "outcome_direction",
        "evidence_level",
        "evidence_note",
        "selection_basis",
        "citations",
        "contact_email",
    }


def test_a_complete_draft_lacks_nothing():
    assert workflow.missing_for_publication(factories.complete_project()) == []
    assert workflow.completeness(factories.complete_project()) == 100


def test_evidence_level_zero_is_a_judgement_and_not_a_gap():
    assert fields_missing(factories.complete_project(evidence_level=0)) == set()


@pytest.mark.parametrize("words", [79, 151])
def test_the_summary_has_80_to_150_words(words):
    assert fields_missing(factories.complete_project(summary="ord " * words)) == {"summary"}


def test_hindrances_may_be_explicitly_absent():
    draft = factories.complete_project(hindrances_absent="Källorna nämner inga.")
    draft.hindrances.all().delete()
    assert fields_missing(draft) == set()


def test_results_may_be_explicitly_absent():
    draft = factories.complete_project(results_absent="Källorna nämner inga.")
    draft.results.all().delete()
    assert fields_missing(draft) == set()


def test_one_source_is_not_enough():
    draft = factories.complete_project()
    draft.results.all().delete()
    draft.citations.first().delete()
    assert "citations" in fields_missing(draft)


def test_the_municipality_alone_is_not_enough_as_a_source():
    draft = factories.complete_project()
    draft.citations.update(from_municipality=True)
    assert fields_missing(draft) == {"citations"}


def test_publishing_gives_a_number_that_is_never_used_twice():
    first = factories.published_project()
    workflow.unpublish(project=first, by=None, why="Fel i sak.")
    second = factories.published_project()
    assert (first.public_id, second.public_id) == ("IB-0001", "IB-0002")


def test_a_half_done_case_cannot_be_published():
    draft = factories.complete_project(problem="")
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.publish(project=draft, by=None)
    assert [gap.field for gap in refusal.value.gaps] == ["problem"]
    draft.refresh_from_db()
    assert draft.status == Project.Status.DRAFT


def test_a_working_copy_cannot_be_published_and_is_never_public():
    original = factories.published_project()
    copy = factories.complete_project(revision_of=original)
    with pytest.raises(workflow.NotReady):
        workflow.publish(project=copy, by=None)
    assert list(Project.objects.published()) == [original]


def test_unpublishing_leaves_a_reason_behind():
    case = factories.published_project()
    workflow.unpublish(project=case, by=None, why="Kommunen bad om det.")
    assert Tombstone.objects.get(project=case).reason == "Kommunen bad om det."
    assert not Project.objects.published().exists()


def test_only_what_is_published_can_be_unpublished():
    with pytest.raises(workflow.NotReady):
        workflow.unpublish(project=factories.complete_project(), by=None, why="x")


def test_publishing_again_takes_the_stone_away_and_keeps_number_and_date():
    case = factories.published_project()
    number, published_at = case.public_id, case.published_at
    workflow.unpublish(project=case, by=None, why="Fel.")
    workflow.publish(project=case, by=None)
    assert (case.public_id, case.published_at) == (number, published_at)
    assert not Tombstone.objects.exists()


def test_every_transition_moves_the_content_revision():
    case = factories.complete_project()
    start = ContentRevision.current()
    workflow.publish(project=case, by=None)
    workflow.unpublish(project=case, by=None, why="Fel.")
    workflow.content_changed()
    assert ContentRevision.current() == start + 3


@pytest.mark.django_db(transaction=True)
def test_the_revision_moves_only_in_the_contents_own_transaction():
    with pytest.raises(RuntimeError):
        ContentRevision.advance()
