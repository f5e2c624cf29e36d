"""The slow truth: what SQL says of a question, for checks of the index. Never for readers."""

from __future__ import annotations

import random

from pyroaring import BitMap

from cases.finding.snapshot import Snapshot
from cases.models import Project

from .answers import Answer
from .asked import FACET_PARAMS, Asked
from .projects import ProjectFilter

MOST_FACETS = 4
MOST_CHOICES = 3


class Reference:
    """Compares answers of the index with the queryset of `ProjectFilter`.

    Which projects each single value gives is asked of the database once and remembered; what was
    chosen is combined anew, by sets, for each question.
    """

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot
        self.everything = BitMap(Project.objects.published().values_list("pk", flat=True))
        self.known: dict[tuple[str, str | int], BitMap] = {}

    def having(self, param: str, value: str) -> BitMap:
        """Return the projects that SQL says have a value."""
        if (param, value) not in self.known:
            self.known[param, value] = queryset_ids(Asked(chosen={param: (value,)}))
        return self.known[param, value]

    def since_or_until(self, param: str, year: int) -> BitMap:
        """Return the projects that SQL says start from a year, or until one."""
        if (param, year) not in self.known:
            self.known[param, year] = queryset_ids(Asked(years={param: year}))
        return self.known[param, year]

    def expected(self, asked: Asked) -> BitMap:
        """Return the projects that match, by sets of single values."""
        hits = self.everything.copy()
        for param, values in asked.chosen.items():
            hits &= BitMap.union(BitMap(), *(self.having(param, value) for value in values))
        for param, year in asked.years.items():
            hits &= self.since_or_until(param, year)
        return hits

    def differences(self, asked: Asked) -> list[str]:
        """Return a line for each list or count of the index that differs from SQL."""
        answer = Answer(self.snapshot, asked)
        wrong = []
        expected = self.expected(asked)
        if not answer.selection.hits == expected == queryset_ids(asked):
            wrong.append(f"list: {asked.query_string()}")
        for param in FACET_PARAMS:
            base = self.expected(asked.lifted(param)) if param in asked.chosen else expected
            counts = self.snapshot.facets.counts(param, answer.selection)
            for value in self.snapshot.words[param]:
                having = self.having(param, value)
                if counts.get(value, 0) != base.intersection_cardinality(having):
                    wrong.append(f"count of {param}={value}: {asked.query_string()}")
        return wrong


def queryset_ids(asked: Asked) -> BitMap:
    """Return the ids that `ProjectFilter` gives. Raises ValueError on a refused value."""
    filtered = ProjectFilter(asked.as_query_dict(), Project.objects.published())
    if not filtered.is_valid():
        raise ValueError(filtered.errors.as_text())
    return BitMap(filtered.qs.order_by().values_list("pk", flat=True))


def random_question(pick: random.Random, snapshot: Snapshot) -> Asked:
    """Return a question of up to four facets with up to three values each, sometimes years."""
    chosen = {}
    for param in pick.sample(FACET_PARAMS, pick.randint(0, MOST_FACETS)):
        # Mostly values that some project has; now and then one that none has.
        held = list(snapshot.facets.values.get(param, {}))
        words = held if held and pick.random() < 0.9 else list(snapshot.words[param])
        if words:
            chosen[param] = tuple(
                pick.sample(words, min(len(words), pick.randint(1, MOST_CHOICES)))
            )
    years = {}
    if pick.random() < 0.25:
        years["fran"] = pick.randint(1985, 2020)
    if pick.random() < 0.15:
        years["till"] = pick.randint(2000, 2025)
    return Asked(chosen=chosen, years=years)
