"""Documents are read as they are stored, however many and in whatever form the database sends."""

import pytest

from cases.finding import document_rows
from cases.finding.document_rows import rows_by_key
from cases.models import SearchDocument
from tests import factories

pytestmark = pytest.mark.django_db

STORED = [b"", b"\xff\xff", b"\x00" * 3000, bytes(range(256)) * 20, b"\\x41'%s"]


@pytest.fixture
def stored():
    rows = {}
    for number, data in enumerate(STORED):
        project = factories.published_project(f"Fall nummer {number}")
        SearchDocument.objects.filter(project=project).update(data=data, version="min %s 'egen'")
        rows[project.pk] = data
    return rows


@pytest.mark.parametrize("copied", [1, 2, 5, 2000])
def test_every_document_comes_once_by_key_as_it_was_stored(stored, copied, monkeypatch):
    monkeypatch.setattr(document_rows, "COPIED", copied)
    read = list(rows_by_key(SearchDocument.objects.all(), "data"))
    assert read == sorted(stored.items())


def test_only_the_documents_asked_for_are_read(stored):
    first, *others = sorted(stored)
    mine = SearchDocument.objects.filter(version="min %s 'egen'")
    assert [pk for pk, _data in rows_by_key(mine.exclude(pk=first), "data")] == others
    assert list(rows_by_key(SearchDocument.objects.filter(version="annan"), "data")) == []
    assert list(rows_by_key(SearchDocument.objects.filter(pk__in=[]), "data")) == []
