"""Facets as bitmaps: which projects match what was chosen, and how many each choice would give.

Pure: nothing here knows Django or the database. With k active facets only k + 1 base sets exist
(all facets; each active facet lifted), and every value is intersected with exactly one of them,
so all counts are exact in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    def build(cls, ids: Iterable[int], members: Mapping[str, Mapping[str, BitMap]]) -> FacetIndex:
        """Build the index from project ids and who has which value; others are left out."""
        everything = BitMap(ids)
        values = {
            facet: {value: projects & everything for value, projects in known.items()}
            for facet, known in members.items()
        }
        return cls(everything, _in_order(values))

    def with_changes(
        self,
        changed: Iterable[int],
        ids: Iterable[int],
        members: Mapping[str, Mapping[str, BitMap]],
    ) -> FacetIndex:
        """Return the index after `changed` were replaced by what `ids` and `members` say.

        Only bitmaps that gain or lose a project are copied; the others are shared with the old
        index, which other threads may still be reading.
        """
        gone, new = BitMap(changed), BitMap(ids)
        values = {facet: dict(known) for facet, known in self.values.items()}
        for known in values.values():
            for value, projects in list(known.items()):
                if projects.intersect(gone):
                    known[value] = projects - gone
        for facet, added in members.items():
            known = values.setdefault(facet, {})
            for value, projects in added.items():
                known[value] = known.get(value, BitMap()) | (projects & new)
        return FacetIndex((self.everything - gone) | new, _in_order(values))

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

    def counts(
        self, facet: str, selection: Selection, asked: Iterable[str] | None = None
    ) -> Mapping[str, int]:
        """Return, for each value of the facet, how many projects it would give (zeros left out).

        `asked`: the values that need be counted (None: all).
        """
        base = selection.base(facet)
        if base is self.everything:
            return self._whole.get(facet, {})
        count_in = base.intersection_cardinality
        known = self.values.get(facet, {})
        if asked is not None:
            known = {value: known[value] for value in asked if value in known}
        return {value: count for value, ids in known.items() if (count := count_in(ids))}

    @cached_property
    def _whole(self) -> dict[str, dict[str, int]]:
        """How many projects each value has in all; not to be changed by who gets it."""
        return {
            facet: {value: len(projects) for value, projects in known.items() if projects}
            for facet, known in self.values.items()
        }


def _in_order(values: dict[str, dict[str, BitMap]]) -> dict[str, dict[str, BitMap]]:
    """Return the values that anybody has, by name: the same whatever changes led here."""
    return {
        facet: {value: projects for value, projects in sorted(known.items()) if projects}
        for facet, known in sorted(values.items())
    }
