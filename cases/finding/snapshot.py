"""The index of published projects in this process, kept fresh by the content revision.

Every request reads the revision number; if it moved, the index is read anew. The number is read
before and after: when both are equal, nothing was committed in between and what was read is one
consistent state, without a transaction that would queue behind writers.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cases.models import ContentRevision

from .facet_values import facet_pairs, project_rows
from .facets import FacetIndex
from .vocabulary import Words, read_vocabulary

ATTEMPTS = 5
NEWEST, STRONGEST, TITLE, LATEST_START = "nyast", "bevis", "titel", "startar"


@dataclass(frozen=True)
class Snapshot:
    """What was published at one revision: facets, their words, and an order for each sort."""

    revision: int
    facets: FacetIndex
    words: dict[str, Words]
    ranks: dict[str, np.ndarray]

    @cached_property
    def total(self) -> int:
        """Return the number of published projects."""
        return len(self.facets.everything)


class _Holder:
    """The process's one snapshot; readers take it without a lock, one thread renews it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.snapshot: Snapshot | None = None


_holder = _Holder()


def current_snapshot() -> Snapshot:
    """Return a snapshot that is as new as the database (one query when nothing has changed)."""
    snapshot = _holder.snapshot
    if snapshot is not None and snapshot.revision == ContentRevision.current():
        return snapshot
    with _holder.lock:
        snapshot = _holder.snapshot
        if snapshot is None or snapshot.revision != ContentRevision.current():
            snapshot = _holder.snapshot = read_snapshot()
    return snapshot


def forget() -> None:
    """Drop the process's snapshot; the next request reads it anew (for tests that roll back)."""
    _holder.snapshot = None


def is_loaded() -> bool:
    """Return whether this process has read the index at least once."""
    return _holder.snapshot is not None


def read_snapshot() -> Snapshot:
    """Read everything from the database. Raises RuntimeError if writers never pause."""
    for _attempt in range(ATTEMPTS):
        revision = ContentRevision.current()
        snapshot = _read(revision)
        if ContentRevision.current() == revision:
            return snapshot
    raise RuntimeError("The content kept changing while the index was read.")


def _read(revision: int) -> Snapshot:
    rows = project_rows()
    ids = [row[0] for row in rows]
    facets = FacetIndex.build(ids, facet_pairs(rows))
    newest = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
    orders = {
        NEWEST: newest,
        TITLE: sorted(rows, key=lambda row: (row[2], row[0])),
        STRONGEST: sorted(newest, key=lambda row: -(row[3] if row[3] is not None else -1)),
        LATEST_START: sorted(newest, key=lambda row: -(row[4] or 0)),
    }
    size = max(ids, default=0) + 1
    return Snapshot(revision, facets, read_vocabulary(), _ranks(orders, size))


def _ranks(orders: dict[str, list], size: int) -> dict[str, np.ndarray]:
    ranks = {}
    for name, rows in orders.items():
        ranks[name] = np.zeros(size, dtype=np.int64)
        ranks[name][[row[0] for row in rows]] = np.arange(len(rows))
    return ranks
