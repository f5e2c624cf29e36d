"""Published projects as search documents: which words stand in which field, and where kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet

from cases.models import (
    Country,
    Municipality,
    Project,
    SearchDocument,
    Synonym,
)

from .analyzer import Analyzer
from .document_rows import rows_by_key
from .documents import AnalyzedDocument, analyze_document, index_version
from .kept_analyses import digest_of, kept_analyses
from .places import Places, names_of_parts, parts_of_country
from .synonyms import SynonymRow, Synonyms

PARTS = ("results", "hindrances", "lessons", "transfer_conditions", "milestones", "partners")
BATCH = 200
# So many documents are asked for by id; of more, all are read
MOST_NAMED = 500


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """Return the process's analyzer (it remembers the words it has seen)."""
    return Analyzer()


def with_parts(projects: QuerySet) -> QuerySet:
    """Return projects with all that `fields_of` reads, in a fixed number of queries."""
    return projects.select_related("driver").prefetch_related(
        "municipalities__county", "themes__parent", "factors__factor", "voices", "funders", *PARTS
    )


def fields_of(project: Project) -> dict[str, str]:
    """Return the fields that `analyze_document` reads, from a project with its parts."""
    places = list(project.municipalities.all())
    counties = [place.county for place in places if place.county]
    abroad = [place.get_country_display() for place in places if place.country != Country.SWEDEN]
    return {
        "title": project.title,
        "municipality": "\n".join(place.name for place in places),
        "county": "\n".join([county.name for county in counties] + abroad),
        "part_of_country": "\n".join(_parts_of_country(places)),
        "ingress": project.summary_30s,
        "tags": "\n".join(_tags(project)),
        "body": "\n".join(text for text in _body(project) if text),
    }


def _parts_of_country(places: Iterable[Municipality]) -> Iterator[str]:
    for place in places:
        if place.county:
            yield from parts_of_country(place.county.code, place.name)


def _tags(project: Project) -> Iterator[str]:
    yield from project.keyword_list
    for theme in project.themes.all():
        yield theme.name
    for link in project.factors.all():
        yield link.factor.title


def _body(project: Project) -> Iterator[str]:
    yield project.summary
    yield project.problem
    yield project.goal
    yield project.solution
    yield project.harms
    for result in project.results.all():
        yield result.what
    for name in ("hindrances", "lessons", "transfer_conditions", "milestones", "voices"):
        for row in getattr(project, name).all():
            yield row.text
    for partner in project.partners.all():
        yield partner.name
    for funder in project.funders.all():
        yield funder.name
    for link in project.factors.all():
        yield link.why


def write_documents(ids: Collection[int]) -> None:
    """Analyse the published among the projects anew; forget the others.

    Must run in the transaction that changes them.
    """
    version = index_version()
    SearchDocument.objects.filter(project_id__in=ids).delete()
    for project in with_parts(Project.objects.published().filter(pk__in=ids)):
        document = analyze_document(fields_of(project), analyzer())
        SearchDocument.objects.create(project=project, data=document.to_bytes(), version=version)


def read_documents(ids: Collection[int]) -> Iterator[tuple[int, AnalyzedDocument]]:
    """Yield (project id, document) by id, of projects that are published.

    What is stored under another version of the analysis, or not at all, is analysed here.
    """
    stored = SearchDocument.objects.filter(version=index_version())
    if len(ids) <= MOST_NAMED:
        stored = stored.filter(pk__in=ids)
    waiting = deque(sorted(ids))
    for pk, data in rows_by_key(stored, "data"):
        missing = []
        while waiting and waiting[0] < pk:
            missing.append(waiting.popleft())
        if missing:
            yield from _analysed(missing)
        if waiting and waiting[0] == pk:
            waiting.popleft()
            yield pk, AnalyzedDocument.from_bytes(data)
    yield from _analysed(list(waiting))


def _analysed(ids: Sequence[int]) -> Iterator[tuple[int, AnalyzedDocument]]:
    for batch in batched(ids, BATCH):
        for project in with_parts(Project.objects.filter(pk__in=batch)).order_by("pk"):
            yield project.pk, analyze_document(fields_of(project), analyzer())


def batched(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield the ids, `size` at a time."""
    return (ids[first : first + size] for first in range(0, len(ids), size))


def stale_ids() -> list[int]:
    """Return the published projects whose stored document is missing or of another version."""
    stale = Project.objects.published().exclude(search_document__version=index_version())
    return list(stale.order_by("pk").values_list("pk", flat=True))


def renew_documents() -> int:
    """Write anew what another version of the analysis has stored; return how many there were.

    A batch at a time, each in a transaction of its own. What readers see stays the same, so the
    content revision does: a process with an older version goes on with what it holds.
    """
    ids = stale_ids()
    for batch in batched(ids, BATCH):
        with transaction.atomic():
            write_documents(batch)
    return len(ids)


def read_synonyms() -> Synonyms:
    """Return the curators' synonyms."""
    rows = _synonym_rows()
    kept = kept_analyses([digest_of(rows)])
    return Synonyms.from_bytes(*kept.values()) if kept else Synonyms.of(rows, analyzer())


def synonyms_to_keep() -> dict[str, bytes]:
    """Return the curators' synonyms for `kept_analyses.keep`."""
    return {digest_of(_synonym_rows()): read_synonyms().to_bytes()}


def _synonym_rows() -> list[SynonymRow]:
    rows = Synonym.objects.order_by().values_list("term", "other", "one_way", "weight")
    # In an order of our own: databases sort by different rules
    return sorted(SynonymRow(*row) for row in rows)


def places_of(municipalities: Iterable[str], counties: Iterable[str]) -> Places:
    """Return the names that a query may use for a place; also parts of the country and lands."""
    abroad = [str(label) for value, label in Country.choices if value not in ("SE", "XX")]
    return Places([*municipalities, *counties, *names_of_parts(), *abroad])
