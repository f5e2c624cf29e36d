"""The gate: what publication demands, at every door."""

import pytest

from cases import workflow
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
