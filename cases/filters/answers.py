"""The answer to a question: hits, counts beside every choice, pills, and the page's ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from django.utils.translation import get_language
from pyroaring import BitMap

from cases.finding.facets import Selection
from cases.finding.query import SearchResult, search
from cases.finding.snapshot import Snapshot

from .asked import RELEVANCE, Asked
from .projects import ProjectFilter

PAGE_SIZE = 20
MOST_PARTIAL = 5
SHOWN_CHOICES = 12
START_YEAR = "startar"
# Facets whose scale has an order of its own; the rest list the commonest first.
SCALES = {"utfall", "bevis", "skede", "kostnad", "befolkning", "drivkraft", "granskat"}


# Not frozen: a page makes some hundred and fifty, and that would take three times as long
@dataclass(slots=True)
class Choice:
    """A value beside its count; `part` says that it stands under another value."""

    value: str
    label: str
    count: int
    chosen: bool
    part: bool


@dataclass(frozen=True)
class Facet:
    """A facet as the page shows it. `hidden` is how many choices are folded away."""

    param: str
    label: str
    choices: list[Choice]
    hidden: int
    chosen: int


class Answer:
    """What the snapshot answers to a question.

    `found` is what the words of the question found, None when there are none.
    """

    def __init__(self, snapshot: Snapshot, asked: Asked):
        self.snapshot, self.asked = snapshot, asked
        self.found: SearchResult | None = None
        if asked.q:
            self.found = search(snapshot.dictionary, asked.q, as_typed=asked.as_typed)
        self.within = self._within(self.found.hits if self.found else None)
        self.selection: Selection = snapshot.facets.select(asked.chosen, self.within)

    def _within(self, found: BitMap | None) -> BitMap | None:
        years = self.asked.years
        if not years:
            return found
        first, last = str(years.get("fran", "")), str(years.get("till", "9999"))
        known = self.snapshot.facets.values.get(START_YEAR, {})
        started = self.snapshot.facets.any_of(START_YEAR, [y for y in known if first <= y <= last])
        return started if found is None else started & found

    @property
    def total(self) -> int:
        """Return the number of hits."""
        return len(self.selection.hits)

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))

    def page_ids(self) -> list[int]:
        """Return the ids of the asked page, in the asked order."""
        return self._page_ids

    @cached_property
    def _page_ids(self) -> list[int]:
        first = (self.asked.page - 1) * PAGE_SIZE
        if self.found and self.asked.sort == RELEVANCE:
            return self.found.page(self.selection.hits, first, PAGE_SIZE)
        orders = self.snapshot.orders
        return orders.page(self.asked.sort, self.selection.hits, first, PAGE_SIZE)

    def partial_ids(self) -> list[int]:
        """Return some cases that touch a part of the words, under every filter, best first."""
        if not self.found or self.asked.page != self.pages:
            return []
        allowed = self.snapshot.facets.select(self.asked.chosen, self._within(None)).hits
        touching = (int(pk) for pk in self.found.partial_ids)
        return list(islice((pk for pk in touching if pk in allowed), MOST_PARTIAL))

    @cached_property
    def facets(self) -> list[Facet]:
        """Return every facet that has something to choose."""
        facets = (self._facet(param, label) for param, label in _labels(get_language()))
        return [facet for facet in facets if facet.choices]

    def _facet(self, param: str, label: str) -> Facet:
        if param in self.asked.chosen or param in self.asked.show_all:
            return self._opened_facet(param, label)
        wholes = self.snapshot.wholes[param]
        counts = self.snapshot.facets.counts(param, self.selection, wholes)
        offered = [word for word in wholes.values() if word.value in counts]
        if param not in SCALES:
            offered.sort(key=lambda word: -counts[word.value])
        shown = offered[:SHOWN_CHOICES]
        choices = [Choice(w.value, w.label, counts[w.value], False, False) for w in shown]
        return Facet(param, label, choices, len(offered) - len(shown), 0)

    def _opened_facet(self, param: str, label: str) -> Facet:
        """Return a facet with something chosen, or unfolded: parts may stand under their wholes."""
        chosen = self.asked.chosen.get(param, ())
        counts = self.snapshot.facets.counts(param, self.selection)
        words = self.snapshot.words[param]
        offered = [w for w in words.values() if w.value in counts or w.value in chosen]
        if param not in SCALES:
            offered = _commonest_first(offered, counts)
        shown = offered
        if param not in self.asked.show_all:
            shown = _folded(offered, words, chosen)
        choices = [
            Choice(
                word.value,
                word.label,
                counts.get(word.value, 0),
                word.value in chosen,
                bool(word.under),
            )
            for word in shown
        ]
        # Parts are found under their wholes; only folded wholes call for "Visa alla".
        folded = {w.value for w in offered if not w.under} - {w.value for w in shown}
        return Facet(param, label, choices, len(folded), len(chosen))

    def pills(self) -> list[tuple[str, Asked]]:
        """Return (label, the question without it) for each choice made."""
        pills = [
            (self.snapshot.words[param][value].label, self.asked.toggled(param, value))
            for param, values in self.asked.chosen.items()
            for value in values
        ]
        for param, year in self.asked.years.items():
            label = ProjectFilter.declared_filters[param].label
            pills.append((f"{label} {year}", self.asked.without_year(param)))
        return pills

    def ways_out(self) -> list[tuple[str, Asked, int]]:
        """Return, for an empty list, (facet, the question without it, how many that gives)."""
        labels = dict(ProjectFilter.facets())
        found = [
            (str(labels[param]), self.asked.lifted(param), len(self.selection.base(param)))
            for param in self.asked.chosen
        ]
        return sorted((way for way in found if way[2]), key=lambda way: -way[2])


@cache
def _labels(_language: str) -> list[tuple[str, str]]:
    return [(param, str(label)) for param, label in ProjectFilter.facets()]


def _folded(offered, words, chosen):
    """Return the commonest choices and the chosen.

    A part (a theme in its field, a role of a factor, a stance) is offered when its whole, or
    another part of it, is chosen.
    """
    opened = {words[value].under or value for value in chosen}
    wholes = [word for word in offered if not word.under]
    first = {word.value for word in wholes[:SHOWN_CHOICES]}
    return [
        word
        for word in offered
        if word.value in first or word.value in chosen or word.under in opened
    ]


def _commonest_first(words, counts):
    """Sort wholes by count, each followed by its halves (stable: equals keep their order)."""
    by_count = sorted(words, key=lambda word: -counts.get(word.value, 0))
    wholes = [word for word in by_count if not word.under or word.under not in counts]
    halves: dict[str, list] = {}
    for word in by_count:
        if word.under and word.under in counts:
            halves.setdefault(word.under, []).append(word)
    return [w for whole in wholes for w in (whole, *halves.get(whole.value, ()))]
