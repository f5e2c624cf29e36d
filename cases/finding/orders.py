"""The orders in which a list can stand: one rank a project, worked out when first asked for.

A change to some projects makes a new `Orders` out of the old rows; ranks are computed lazily, so
that a publication costs nothing until somebody asks for a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

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


class Orders:
    """Ranks of projects in every order. Immutable: a change makes a new one."""

    def __init__(self, rows: Mapping[int, Sortable]):
        self._rows = rows
        self._ranks: dict[str, np.ndarray] = {}

    @classmethod
    def of(cls, rows: Iterable[Sortable]) -> Orders:
        """Return the orders of `rows`."""
        return cls({row.pk: row for row in rows})

    def with_changes(self, changed: Iterable[int], rows: Iterable[Sortable]) -> Orders:
        """Return the orders after `changed` ids were replaced by what `rows` say of them."""
        gone = set(changed)
        kept = {pk: row for pk, row in self._rows.items() if pk not in gone}
        return Orders({**kept, **{row.pk: row for row in rows}})

    def ranks(self, name: str) -> np.ndarray:
        """Return one rank a project id (index = id, lower comes first) for an order of `NAMES`."""
        if name not in self._ranks:
            self._ranks[name] = self._compute(name)
        return self._ranks[name]

    def _compute(self, name: str) -> np.ndarray:
        rows = list(self._rows.values())
        ids = np.fromiter((row.pk for row in rows), np.int64, len(rows))
        ranks = np.zeros(int(ids.max(initial=0)) + 1, dtype=np.int64)
        if name == TITLE:
            ordered = [row.pk for row in sorted(rows, key=lambda row: (row.sort_key, row.pk))]
            ranks[ordered] = np.arange(len(rows))
            return ranks
        published = np.fromiter((row.published_at.timestamp() for row in rows), float, len(rows))
        # lexsort takes the most important key last; ties fall back on newest, then on the id.
        keys = [-ids, -published]
        if name == STRONGEST:
            evidence = (-1 if row.evidence is None else row.evidence for row in rows)
            keys.append(-np.fromiter(evidence, np.int64, len(rows)))
        elif name == LATEST_START:
            keys.append(-np.fromiter((row.start_year or 0 for row in rows), np.int64, len(rows)))
        ranks[ids[np.lexsort(keys)]] = np.arange(len(rows))
        return ranks
