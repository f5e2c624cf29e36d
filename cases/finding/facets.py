"""Facets as bitmaps: which projects match what was chosen, and how many each choice would give.

Pure: nothing here knows Django or the database. With k active facets only k + 1 base sets exist
(all facets; each active facet lifted), and every value is intersected with exactly one of them,
so all counts are exact in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Selection:
    """The projects that match every facet, and the base set against which each facet is counted."""

    hits: BitMap
    bases: Mapping[str, BitMap]

    def base(self, facet: str) -> BitMap:
        """Return the projects that match every facet but `facet`."""
        return self.bases.get(facet, self.hits)


class FacetIndex:
    """One bitmap of project ids a value of each facet.

    `everything` holds all ids; `values[facet][value]` those that have the value.
    """

    def __init__(self, everything: BitMap, values: Mapping[str, Mapping[str, BitMap]]):
        self.everything = everything
        self.values = values

    @classmethod
    def build(
        cls, ids: Iterable[int], pairs: Mapping[str, Iterable[tuple[int, str]]]
    ) -> FacetIndex:
        """Build the index from project ids and, a facet, (project id, value) pairs."""
        everything = BitMap(ids)
        values = {facet: _gather(rows, everything) for facet, rows in pairs.items()}
        return cls(everything, values)

    def with_changes(
        self,
        changed: Iterable[int],
        ids: Iterable[int],
        pairs: Mapping[str, Iterable[tuple[int, str]]],
    ) -> FacetIndex:
        """Return the index after `changed` projects were replaced by what `ids` and `pairs` say.

        Only bitmaps that gain or lose a project are copied; the others are shared with the old
        index, which other threads may still be reading.
        """
        gone = BitMap(changed)
        everything = (self.everything - gone) | BitMap(ids)
        values = {facet: dict(known) for facet, known in self.values.items()}
        for known in values.values():
            for value, members in list(known.items()):
                if members.intersect(gone):
                    known[value] = members - gone
        for facet, rows in pairs.items():
            known = values.setdefault(facet, {})
            for value, members in _gather(rows, everything).items():
                known[value] = known[value] | members if value in known else members
        return FacetIndex(everything, _without_empty(values))

    def any_of(self, facet: str, chosen: Iterable[str]) -> BitMap:
        """Return the projects that have at least one of the chosen values."""
        known = self.values.get(facet, {})
        sets = [known[value] for value in chosen if value in known]
        return BitMap.union(*sets) if sets else BitMap()

    def select(self, chosen: Chosen, within: BitMap | None = None) -> Selection:
        """Return what matches: OR within a facet, AND between facets and with `within`."""
        start = self.everything if within is None else within
        active = {facet: self.any_of(facet, values) for facet, values in chosen.items() if values}
        hits = BitMap.intersection(start, *active.values()) if active else start
        bases = {
            lifted: BitMap.intersection(start, *(s for f, s in active.items() if f != lifted))
            if len(active) > 1
            else start
            for lifted in active
        }
        return Selection(hits, bases)

    def counts(self, facet: str, selection: Selection) -> dict[str, int]:
        """Return, for each value of the facet, how many projects it would give (zeros left out)."""
        base = selection.base(facet)
        counted = (
            (value, base.intersection_cardinality(ids))
            for value, ids in self.values.get(facet, {}).items()
        )
        return {value: count for value, count in counted if count}


def _without_empty(values: dict[str, dict[str, BitMap]]) -> dict[str, dict[str, BitMap]]:
    return {
        facet: {value: members for value, members in known.items() if members}
        for facet, known in values.items()
    }


def _gather(rows: Iterable[tuple[int, str]], everything: BitMap) -> dict[str, BitMap]:
    lists: dict[str, list[int]] = {}
    for project_id, value in rows:
        lists.setdefault(value, []).append(project_id)
    return {value: BitMap(ids) & everything for value, ids in lists.items()}


def page_of(hits: BitMap, ranks: np.ndarray, first: int, size: int) -> list[int]:
    """Return `size` ids from place `first`, in the order of `ranks`.

    `ranks` has one rank a project id (index = id, lower comes first). Only the page's part is
    sorted, so the cost grows with the number of hits but not with their logarithm.
    """
    ids = np.asarray(hits.to_array(), dtype=np.int64)
    keys = ranks[ids]
    last = min(first + size, len(ids))
    if first >= last:
        return []
    nearest = np.argpartition(keys, last - 1)[:last]
    ordered = nearest[np.argsort(keys[nearest], kind="stable")]
    return [int(ids[place]) for place in ordered[first:last]]
