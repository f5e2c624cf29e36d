"""The orders in which a list can stand: one rank a project, worked out when first asked for.

A change to some projects makes a new `Orders` out of the old columns; ranks are computed lazily, so
that a publication costs nothing until somebody asks for a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from pyroaring import BitMap

NEWEST, STRONGEST, TITLE, LATEST_START = "nyast", "bevis", "titel", "startar"
NAMES = (NEWEST, STRONGEST, LATEST_START, TITLE)


class Sortable(NamedTuple):
    """What a project is sorted by. `evidence` and `start_year` may be unknown."""

    pk: int
    published_at: datetime
    sort_key: str
    evidence: int | None
    start_year: int | None


# One field for each of `Sortable`; what is unknown comes before everything.
COLUMNS = np.dtype(
    [("pk", "u4"), ("published", "f8"), ("title", "O"), ("evidence", "i1"), ("start", "i2")]
)


class Orders:
    """Ranks of projects in every order. Immutable: a change makes a new one."""

    def __init__(self, rows: np.ndarray):
        self._rows = rows
        self._ranks: dict[str, np.ndarray] = {}
        self._sequences: dict[str, np.ndarray] = {}

    @classmethod
    def of(cls, rows: Iterable[Sortable]) -> Orders:
        """Return the orders of `rows`."""
        return cls(_by_id(np.fromiter(map(_values, rows), COLUMNS)))

    def with_changes(self, changed: Collection[int], rows: Iterable[Sortable]) -> Orders:
        """Return the orders after `changed` ids were replaced by what `rows` say of them."""
        kept = self._rows[~np.isin(self._rows["pk"], list(changed))]
        return Orders(_by_id(np.concatenate([kept, np.fromiter(map(_values, rows), COLUMNS)])))

    def ranks(self, name: str) -> np.ndarray:
        """Return one rank a project id (index = id, lower comes first) for an order of `NAMES`."""
        if name not in self._ranks:
            ids = self.sequence(name)
            ranks = np.zeros(int(ids.max(initial=0)) + 1, dtype=np.int64)
            ranks[ids] = np.arange(len(ids))
            self._ranks[name] = ranks
        return self._ranks[name]

    def sequence(self, name: str) -> np.ndarray:
        """Return the ids of all projects, first to last."""
        if name not in self._sequences:
            self._sequences[name] = self._rows["pk"][self._ordered(name)]
        return self._sequences[name]

    def page(self, name: str, hits: BitMap, first: int, size: int) -> list[int]:
        """Return `size` ids of the hits from place `first`, in an order of `NAMES`."""
        last = min(first + size, len(hits))
        if first >= last:
            return []
        sequence = self.sequence(name)
        # Where many match, the page stands early in the sequence, unless they all come late
        reach = 4 * last * len(sequence) // len(hits)
        if reach < len(hits) // 8:
            found = [pk for pk in sequence[:reach].tolist() if pk in hits]
            if len(found) >= last:
                return found[first:last]
        ids = np.asarray(hits.to_array(), dtype=np.int64)
        keys = self.ranks(name)[ids]
        # Only the page's part is sorted
        nearest = np.argpartition(keys, last - 1)[:last]
        ordered = nearest[np.argsort(keys[nearest], kind="stable")]
        return list(map(int, ids[ordered[first:last]]))

    def _ordered(self, name: str) -> Any:
        """Return the places of the rows, first to last."""
        rows = self._rows
        if name == TITLE:
            titles = rows["title"].tolist()
            return sorted(range(len(titles)), key=titles.__getitem__)
        # lexsort takes the most important key last; ties fall back on newest, then on the id.
        keys = [-rows["pk"].astype(np.int64), -rows["published"]]
        if name == STRONGEST:
            keys.append(-rows["evidence"])
        elif name == LATEST_START:
            keys.append(-rows["start"])
        return np.lexsort(keys)


def _values(row: Sortable) -> tuple:
    evidence = -1 if row.evidence is None else row.evidence
    return row.pk, row.published_at.timestamp(), row.sort_key, evidence, row.start_year or 0


def _by_id(rows: np.ndarray) -> np.ndarray:
    return rows[np.argsort(rows["pk"], kind="stable")]
