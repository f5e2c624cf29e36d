"""Made-up projects in any number, for measuring speed. Never for a bank that people read.

Which values a project has is drawn with Zipf-like weights (the first value of a vocabulary is
common, the last rare), as in real banks. The text is drawn from the words of the real cases, some
300 words a project, and is analysed for search as that of a real project would be.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
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
    Funder,
    Hindrance,
    InnovationType,
    Municipality,
    OutcomeDirection,
    Partner,
    Programme,
    Project,
    ProjectFactor,
    Result,
    Source,
    Stage,
    SuccessFactor,
    Theme,
    Voice,
)

from .loader import load_vocabulary
from .reading import read_cases
from .records import Report
from .synthetic_search import document_writer, remember_many, remember_parts

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
    source = Source.objects.create(slug="paahittad-kalla", title="Påhittad källa", kind="webbsida")
    pick = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    drawers = _vocabularies(pick)
    with document_writer(projects) as documents:
        for first in range(0, projects, BATCH):
            with transaction.atomic():
                numbers = range(first, min(first + BATCH, projects))
                drawn = [_project(number, drawers, pick) for number in numbers]
                documents.add(_write(drawn, drawers, pick, source))
    # Statistics for the planner: autovacuum comes only later, and not at all inside a transaction
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with transaction.atomic():
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


def _text(drawers: Vocabularies, words: int) -> str:
    drawn = drawers.words.pick.choices(
        drawers.words.values, cum_weights=drawers.words.weights, k=words
    )
    return " ".join(drawn).capitalize() + "."


def _project(number: int, drawers: Vocabularies, pick: random.Random) -> Project:
    start = pick.randint(1995, 2025)
    texts = {field: _text(drawers, words) for field, words in WORDS.items()}
    return Project(
        title=_text(drawers, 6)[:-1],
        slug=f"paahittat-{number + 1}",
        public_id=f"IB-{number + 1:04d}",
        summary_30s=_text(drawers, 35)[:300],
        **texts,
        driver=drawers.drivers.one(),
        stage=drawers.stages.one(),
        outcome_direction=drawers.outcomes.one(),
        evidence_level=pick.randint(0, 5),
        cost_band=drawers.costs.one(),
        start_year=start,
        end_year=start + pick.randint(0, 5) if pick.random() < 0.4 else None,
        status=Project.Status.PUBLISHED,
        published_at=FIRST_DAY + timedelta(minutes=number),
    )


def _write(
    projects: list[Project], drawers: Vocabularies, pick: random.Random, source: Source
) -> list[Project]:
    """Write projects with their parts; return them, knowing all that search reads."""
    made = Project.objects.bulk_create(projects)
    places = [(p, drawers.municipalities.some(2)) for p in made]
    themes = [(p, drawers.themes.some(4)) for p in made]
    _link(Project.municipalities.through, "municipality", places)
    _link(Project.themes.through, "theme", themes)
    kinds = [(p, drawers.types.some(3)) for p in made]
    _link(Project.innovation_types.through, "innovationtype", kinds)
    citations = Citation.objects.bulk_create(
        Citation(project=p, source=source, number=n) for p in made for n in (1, 2)
    )
    first = {citation.project_id: citation for citation in citations if citation.number == 1}
    parts = {}
    for model, rows in _parts(made, first, drawers, pick):
        name = model._meta.get_field("project").remote_field.get_accessor_name()
        parts[name] = model.objects.bulk_create(rows)
    remember_parts(made, **parts)
    remember_many("municipalities", places)
    remember_many("themes", themes)
    return made


def _link(model: Any, name: str, links: list[tuple[Project, list]]) -> None:
    model.objects.bulk_create(
        model(project=project, **{name: linked}) for project, many in links for linked in many
    )


def _parts(
    made: list[Project], first: dict, drawers: Vocabularies, pick: random.Random
) -> Iterator[tuple[Any, list]]:
    yield (
        ProjectFactor,
        [
            ProjectFactor(project=p, factor=f, role=drawers.roles.one(), why="Påhittat.")
            for p in made
            for f in drawers.factors.some(5)
        ],
    )
    yield (
        Voice,
        [
            Voice(
                project=p,
                perspective=perspective,
                stance=drawers.stances.one(),
                text=_text(drawers, 12),
                citation=first[p.pk],
            )
            for p in made
            for perspective in drawers.perspectives.some(4)
        ],
    )
    yield (
        Partner,
        [
            Partner(project=p, name="Påhittad part", kind=kind)
            for p in made
            for kind in drawers.partners.some(3)
        ],
    )
    yield (
        Funder,
        [
            Funder(project=p, name="Påhittad finansiär", programme=drawers.programmes.one())
            for p in made
            if pick.random() < 0.5
        ],
    )
    yield (
        Result,
        [
            Result(
                project=p, what=_text(drawers, 6), figure="12", unit="procent", citation=first[p.pk]
            )
            for p in made
        ],
    )
    yield Hindrance, [Hindrance(project=p, text=_text(drawers, 10)) for p in made]
