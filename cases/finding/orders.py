"""The orders in which a list can stand: one rank a project, worked out when first asked for.

A change to some projects makes a new `Orders` out of the old columns; ranks are computed lazily, so
that a publication costs nothing until somebody asks for a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

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
            ids = self._rows["pk"]
            ranks = np.zeros(int(ids.max(initial=0)) + 1, dtype=np.int64)
            ranks[ids[self._ordered(name)]] = np.arange(len(ids))
            self._ranks[name] = ranks
        return self._ranks[name]

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
