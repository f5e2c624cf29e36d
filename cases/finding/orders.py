"""The orders in which a list can stand: one rank a project, worked out when first asked for.

A change to some projects makes a new `Orders` out of the old columns; ranks are computed lazily, so
that a publication costs nothing until somebody asks for a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import numpy as np
from pyroaring import BitMap

NEWEST, STRONGEST, TITLE, LATEST_START = "nyast", "bevis", "titel", "startar"
NAMES = (NEWEST, STRONGEST, LATEST_START, TITLE)


class Sortable(NamedTuple):
    """What a project is sorted by. `evidence` and `start_year` may be unknown.

    `published_at` as text in UTC, 2026-01-31 12:00:00.000000; a fraction of nothing may be left
    out. A text costs a hundredth of a datetime to read from the database.
    """

    pk: int
    published_at: str
    sort_key: str
    evidence: int | None
    start_year: int | None


# One field for each of `Sortable`; what is unknown comes before everything.
COLUMNS = np.dtype(
    [("pk", "u4"), ("published", "i8"), ("title", "O"), ("evidence", "i1"), ("start", "i2")]
)
UNKNOWN = {"evidence": -1, "start": 0}


class Orders:
    """Ranks of projects in every order. Immutable: a change makes a new one."""

    def __init__(self, rows: np.ndarray):
        self._rows = rows
        self._ranks: dict[str, np.ndarray] = {}
        self._sequences: dict[str, np.ndarray] = {}

    @classmethod
    def of(cls, rows: Iterable[Sortable]) -> Orders:
        """Return the orders of `rows`."""
        return cls(_by_id(_columns(rows)))

    def with_changes(self, changed: Collection[int], rows: Iterable[Sortable]) -> Orders:
        """Return the orders after `changed` ids were replaced by what `rows` say of them."""
        kept = self._rows[~np.isin(self._rows["pk"], list(changed))]
        return Orders(_by_id(np.concatenate([kept, _columns(rows)])))

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


def _columns(rows: Iterable[Sortable]) -> np.ndarray:
    """Return the rows by column; times in microseconds."""
    read = list(rows)
    result = np.empty(len(read), COLUMNS)
    for name, values in zip(COLUMNS.names or (), zip(*read, strict=True), strict=False):
        if name == "published":
            result[name] = np.array(values, "M8[us]").astype(np.int64)
        else:
            unknown = UNKNOWN.get(name)
            result[name] = [unknown if value is None else value for value in values]
    return result


def _by_id(rows: np.ndarray) -> np.ndarray:
    return rows[np.argsort(rows["pk"], kind="stable")]
