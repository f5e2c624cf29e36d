"""Made-up projects in any number, for measuring speed. Never for a bank that people read.

Which values a project has is drawn with Zipf-like weights (the first value of a vocabulary is
common, the last rare), as in real banks. The text is drawn from the words of the real cases, some
300 words a project, and is analysed for search as that of a real project would be.

They have no versions: written with them, the database would be two thirds larger (600 MB more for
100 000 cases), and filling it some minutes slower. The pages that show a case are therefore
measured with an empty table of versions; those that show versions are not measured here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cases.models import (
    ActorType,
    Citation,
    ContentRevision,
    CostBand,
    InnovationType,
    Municipality,
    OutcomeDirection,
    Programme,
    Project,
    ProjectFactor,
    Source,
    Stage,
    SuccessFactor,
    Theme,
    Voice,
)

from .loader import load_synonyms, load_vocabulary
from .reading import read_cases
from .records import Report
from .synthetic_parts import Writer
from .synthetic_rows import renumber
from .synthetic_search import document_writer

BATCH = 1000
WORDS = {"summary": 110, "problem": 30, "solution": 90, "evidence_note": 15, "selection_basis": 12}
FIRST_DAY = datetime(2010, 1, 1, tzinfo=timezone.get_default_timezone())


class BankNotEmpty(Exception):
    """The database already holds projects, and made-up ones must not be mixed with them."""


class Drawer:
    """Draws values: the first of a sequence often, the last seldom (weight 1/rank)."""

    def __init__(self, pick: random.Random, values: Sequence[Any]):
        self.pick, self.values = pick, list(values)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.values) + 1)))

    def one(self) -> Any:
        """Return one value."""
        return self.pick.choices(self.values, cum_weights=self.weights)[0]

    def some(self, most: int) -> list[Any]:
        """Return one to `most` different values."""
        drawn = self.pick.choices(
            self.values, cum_weights=self.weights, k=self.pick.randint(1, most)
        )
        return list(dict.fromkeys(drawn))

    def text(self, words: int) -> str:
        """Return a sentence, where the values are words."""
        drawn = self.pick.choices(self.values, cum_weights=self.weights, k=words)
        return " ".join(drawn).capitalize() + "."


@dataclass
class Vocabularies:
    """A drawer for everything that a project can have."""

    municipalities: Drawer
    themes: Drawer
    factors: Drawer
    drivers: Drawer
    roles: Drawer
    types: Drawer
    programmes: Drawer
    perspectives: Drawer
    stances: Drawer
    partners: Drawer
    stages: Drawer
    outcomes: Drawer
    costs: Drawer
    words: Drawer


def fill(projects: int, seed: int = 1) -> int:
    """Fill an empty bank with `projects` made-up published projects; return how many.

    Raises `BankNotEmpty` when there is any project already.
    """
    if Project.objects.exists():
        raise BankNotEmpty
    with transaction.atomic():
        load_vocabulary(Report())
        load_synonyms(Report())
    source = Source.objects.create(slug="paahittad-kalla", title="Påhittad källa", kind="webbsida")
    pick = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    drawers = _vocabularies(pick)
    writer = Writer(source)
    with document_writer(projects) as documents:
        for first in range(0, projects, BATCH):
            numbers = range(first, min(first + BATCH, projects))
            drawn = [draw(number, drawers, pick) for number in numbers]
            with transaction.atomic():
                documents.add(writer.write(drawn))
    with transaction.atomic():
        renumber(Project, Citation)
        ContentRevision.advance()
    with connection.cursor() as cursor:
        # So many new rows at once would leave the planner guessing until its own time comes.
        cursor.execute("ANALYZE")
    return projects


def _vocabularies(pick: random.Random) -> Vocabularies:
    def drawer(values: Sequence[Any]) -> Drawer:
        shuffled = list(values)
        pick.shuffle(shuffled)
        return Drawer(pick, shuffled)

    factors = list(SuccessFactor.objects.all())
    return Vocabularies(
        municipalities=drawer(Municipality.objects.in_sweden().select_related("county")),
        themes=drawer(Theme.objects.all()),
        factors=drawer(factors),
        drivers=drawer([factor for factor in factors if factor.question == "varfor"]),
        roles=drawer(ProjectFactor.Role.values),
        types=drawer(InnovationType.objects.all()),
        programmes=drawer(Programme.objects.all()),
        perspectives=drawer(Voice.Perspective.values),
        stances=drawer(Voice.Stance.values),
        partners=drawer(ActorType.values),
        stages=drawer(Stage.values),
        outcomes=drawer(OutcomeDirection.values),
        costs=drawer(CostBand.values),
        words=Drawer(pick, _words_of_the_cases()),
    )


def _words_of_the_cases() -> list[str]:
    """Return the words of the real cases, commonest first."""
    counts: dict[str, int] = {}
    for _name, data in read_cases():
        for word in f"{data['summary']} {data['problem']} {data['solution']}".split():
            word = word.strip(".,:;–”()")
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))


def draw(number: int, drawers: Vocabularies, pick: random.Random) -> dict[str, Any]:
    """Return what project `number` (from 0) has: its columns, and lists of what it is linked to."""
    start = pick.randint(1995, 2025)
    text = drawers.words.text
    title = text(6)[:-1]
    return {
        "id": number + 1,
        "title": title,
        "slug": f"paahittat-{number + 1}",
        "public_id": f"IB-{number + 1:04d}",
        "summary_30s": text(35)[:300],
        **{field: text(words) for field, words in WORDS.items()},
        "driver_id": drawers.drivers.one().pk,
        "stage": drawers.stages.one(),
        "outcome_direction": drawers.outcomes.one(),
        "evidence_level": pick.randint(0, 5),
        "cost_band": drawers.costs.one(),
        "start_year": start,
        "end_year": start + pick.randint(0, 5) if pick.random() < 0.4 else None,
        "published_at": FIRST_DAY + timedelta(minutes=number),
        "municipalities": drawers.municipalities.some(2),
        "themes": drawers.themes.some(4),
        "types": drawers.types.some(3),
        "factors": [(factor, drawers.roles.one()) for factor in drawers.factors.some(5)],
        "voices": [(p, drawers.stances.one(), text(12)) for p in drawers.perspectives.some(4)],
        "partners": drawers.partners.some(3),
        "programme": drawers.programmes.one() if pick.random() < 0.5 else None,
        "result": text(6),
        "hindrance": text(10),
    }
