"""The index of published projects in this process, kept fresh by revision number and change log.

Every request reads the revision number. If it moved, the changed projects, and only they, are
read; when a record that they share changed, the vocabulary and who has which value too. Where the
log does not say what changed, or no longer reaches back, all is read anew. The number and what it
stands for are read as of one moment, so that no half change is ever seen.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from cases.models import ContentChange, ContentRevision

from .alternatives import Dictionary
from .facet_values import Row, facet_members, project_rows
from .facet_words import Words, read_vocabulary
from .facets import FacetIndex
from .one_moment import one_moment
from .orders import Orders, Sortable
from .places import Places
from .postings import Index
from .search_rows import analyzer, places_of, read_documents, read_synonyms

# Above this many changed projects a whole reading is as fast, and simpler to trust.
MOST_CHANGES = 500
# The records that only searches follow
SYNONYM = "synonym"
# Above this share of dead and added documents the postings are packed anew.
MOST_CHANGED_SHARE = 0.2


@dataclass(frozen=True)
class Changes:
    """What the log says: {project id: revision of its latest change}, and kinds of records."""

    projects: dict[int, int]
    records: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Snapshot:
    """What was published at one revision: facets, their words, orders, and the search dictionary.

    `edition` counts readings of the vocabulary and `changed` holds the revision of each project's
    latest change since then: together they say when a cached card is out of date.
    """

    revision: int
    facets: FacetIndex
    words: dict[str, Words]
    orders: Orders
    dictionary: Dictionary
    edition: int = 0
    changed: dict[int, int] = field(default_factory=dict)

    @cached_property
    def total(self) -> int:
        """Return the number of published projects."""
        return len(self.facets.everything)

    @cached_property
    def wholes(self) -> dict[str, Words]:
        """Return the words of every facet but those that are a part of another."""
        return {
            facet: {value: word for value, word in words.items() if not word.under}
            for facet, words in self.words.items()
        }


class _Holder:
    """The process's one snapshot; readers take it without a lock, one thread renews it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.snapshot: Snapshot | None = None


_holder = _Holder()
# Never the same number twice in a process, whatever is forgotten in between.
_editions = count(1)


def current_snapshot() -> Snapshot:
    """Return a snapshot that is as new as the database (one query when nothing has changed)."""
    return snapshot_at(ContentRevision.current())


def snapshot_at(revision: int) -> Snapshot:
    """Return the process's snapshot, renewed if it is not of `revision` (just read)."""
    snapshot = _holder.snapshot
    if snapshot is not None and snapshot.revision == revision:
        return snapshot
    with _holder.lock:
        snapshot = _holder.snapshot
        if snapshot is None or snapshot.revision != revision:
            snapshot = _holder.snapshot = renewed(snapshot)
    return snapshot


def forget() -> None:
    """Drop the process's snapshot; the next request reads it anew (for tests that roll back)."""
    _holder.snapshot = None


def is_loaded() -> bool:
    """Return whether this process has read the index at least once."""
    return _holder.snapshot is not None


def renewed(snapshot: Snapshot | None) -> Snapshot:
    """Return a snapshot of now, from `snapshot` and what changed since, or read from the start."""
    with one_moment():
        revision = ContentRevision.current()
        if snapshot is not None and snapshot.revision == revision:
            return snapshot
        changes = changes_since(snapshot, revision)
        if snapshot is None or changes is None:
            return read_snapshot(revision)
        return with_records(with_projects(snapshot, revision, changes.projects), changes.records)


def changes_since(snapshot: Snapshot | None, revision: int) -> Changes | None:
    """Return what changed since the snapshot, or None when all must be read anew."""
    if snapshot is None or revision < snapshot.revision:
        return None
    log = ContentChange.objects.filter(revision__gt=snapshot.revision, revision__lte=revision)
    columns = ("revision", "project_id", "record")
    rows = list(log.order_by("revision").values_list(*columns)[: MOST_CHANGES + 1])
    logged = {number for number, _project, _record in rows}
    complete = len(logged) == revision - snapshot.revision
    projects = {project: number for number, project, _record in rows if project is not None}
    records = frozenset(record for _number, project, record in rows if project is None)
    if not complete or "" in records or len(rows) > MOST_CHANGES:
        return None
    return Changes(projects, records)


def read_snapshot(revision: int) -> Snapshot:
    """Read everything from the database."""
    rows = project_rows()
    ids = [row[0] for row in rows]
    words = read_vocabulary()
    return Snapshot(
        revision=revision,
        facets=FacetIndex.build(ids, facet_members(rows)),
        words=words,
        orders=Orders.of(_sortable(rows)),
        dictionary=Dictionary(
            Index.build(read_documents(ids)), analyzer(), read_synonyms(), _places(words)
        ),
        edition=next(_editions),
    )


def _places(words: dict[str, Words]) -> Places:
    names = ([word.label for word in words[facet].values()] for facet in ("kommun", "lan"))
    return places_of(*names)


def with_records(snapshot: Snapshot, records: Collection[str]) -> Snapshot:
    """Return the snapshot with what follows from shared records of these kinds read anew.

    The words of a project's own text do not: the log names the projects where they changed.
    """
    dictionary = snapshot.dictionary
    if SYNONYM in records:
        dictionary = replace(dictionary, synonyms=read_synonyms())
    if not set(records) - {SYNONYM}:
        return replace(snapshot, dictionary=dictionary)
    rows, words = project_rows(), read_vocabulary()
    return replace(
        snapshot,
        facets=FacetIndex.build([row[0] for row in rows], facet_members(rows)),
        words=words,
        dictionary=replace(dictionary, places=_places(words)),
        edition=next(_editions),
        changed={},
    )


def with_projects(snapshot: Snapshot, revision: int, changes: dict[int, int]) -> Snapshot:
    """Return the snapshot with the changed projects read anew."""
    if not changes:
        return replace(snapshot, revision=revision)
    rows = project_rows(only=list(changes))
    ids = [row[0] for row in rows]
    members = facet_members(rows, only=list(changes))
    facets = snapshot.facets.with_changes(changes, ids, members)
    index = snapshot.dictionary.index.with_changes(changes, dict(read_documents(ids)))
    if index.changed_share > MOST_CHANGED_SHARE:
        index = Index.build(read_documents(list(facets.everything)))
    return Snapshot(
        revision=revision,
        facets=facets,
        words=snapshot.words,
        orders=snapshot.orders.with_changes(changes, _sortable(rows)),
        dictionary=replace(snapshot.dictionary, index=index),
        edition=snapshot.edition,
        changed={**snapshot.changed, **changes},
    )


def _sortable(rows: Iterable[Row]) -> Iterable[Sortable]:
    return (Sortable(*row[:5]) for row in rows)
