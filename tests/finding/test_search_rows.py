"""Stored search documents: read where they are of this version, analysed where they are not."""

import numpy as np
import pytest

from cases.finding.documents import analyze_document
from cases.finding.search_rows import (
    analyzer,
    fields_of,
    read_documents,
    renew_documents,
    stale_ids,
    with_parts,
)
from cases.models import ContentRevision, Project, SearchDocument
from tests import factories

pytestmark = pytest.mark.django_db


def projects():
    return [factories.published_project(f"Fall nummer {number}") for number in range(5)]


def assert_as_analysed(read):
    for project in with_parts(Project.objects.filter(pk__in=read)):
        wanted = analyze_document(fields_of(project), analyzer())
        for mine, other in zip(read[project.pk], wanted, strict=True):
            assert np.array_equal(mine, other)


@pytest.mark.parametrize("named", [0, 500])
def test_missing_and_old_documents_are_analysed_in_their_place(named, monkeypatch):
    monkeypatch.setattr("cases.finding.search_rows.MOST_NAMED", named)
    monkeypatch.setattr("cases.finding.document_rows.COPIED", 2)
    first, second, third, _fourth, last = projects()
    SearchDocument.objects.filter(project__in=[first, third]).delete()
    SearchDocument.objects.filter(project=last).update(version="gammal")
    asked = [p.pk for p in (first, second, third, last)]
    read = list(read_documents(asked))
    assert [pk for pk, _document in read] == asked
    assert_as_analysed(dict(read))


def test_all_documents_of_another_version_take_few_queries(django_assert_max_num_queries):
    ids = [project.pk for project in projects()]
    SearchDocument.objects.update(version="gammal")
    with django_assert_max_num_queries(20):
        assert [pk for pk, _document in read_documents(ids)] == ids


def test_a_new_version_of_the_analysis_is_written_without_a_new_revision():
    made, before = projects(), ContentRevision.current()
    SearchDocument.objects.filter(project__in=made[1:3]).update(version="gammal", data=b"")
    assert renew_documents() == 2
    assert stale_ids() == []
    assert ContentRevision.current() == before
    assert_as_analysed(dict(read_documents([project.pk for project in made])))
    assert renew_documents() == 0
