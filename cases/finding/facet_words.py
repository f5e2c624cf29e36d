"""The words of each facet: every value that may be asked for, its label, and how it is sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.models import (
    ActorType,
    CostBand,
    County,
    EvidenceLevel,
    InnovationType,
    Municipality,
    MunicipalityGroup,
    Organisation,
    OutcomeDirection,
    PopulationBand,
    Programme,
    ProjectFactor,
    Stage,
    SuccessFactor,
    Theme,
    Voice,
)

from .facet_values import CRITICAL, organisation_value


@dataclass(frozen=True)
class Word:
    """One value of a facet. `under` is the value it is a part of (a role under its factor)."""

    value: str
    label: str
    under: str = ""


Words = dict[str, Word]
Pairs = Iterable[tuple[str, Any]]


def read_vocabulary() -> dict[str, Words]:
    """Return the words of every facet, in the order in which equals are listed."""
    factors = list(SuccessFactor.objects.values_list("code", "title", "question"))
    named = [(code, title) for code, title, _ in factors]
    drivers = [
        (code, title) for code, title, asked in factors if asked == SuccessFactor.Question.WHY
    ]
    return {
        "kommun": _words(Municipality.objects.values_list("slug", "name")),
        "lan": _words(County.objects.values_list("slug", "name")),
        "grupp": _words(MunicipalityGroup.objects.values_list("code", "name")),
        "befolkning": _words(PopulationBand.choices),
        "omrade": _themes(),
        "drivkraft": _words(drivers),
        "faktor": _pairs(named, ProjectFactor.Role.choices),
        "hinder": _words(named),
        "utfall": _words(OutcomeDirection.choices),
        "bevis": _words((level, f"{level} {label}") for level, label in EvidenceLevel.choices),
        "kostnad": _words(CostBand.choices),
        "skede": _words(Stage.choices),
        "part": _words(ActorType.choices),
        "typ": _words(InnovationType.objects.values_list("code", "name")),
        "program": _funders(),
        "rost": {CRITICAL: Word(CRITICAL, "Minst en kritisk röst")}
        | _pairs(Voice.Perspective.choices, Voice.Stance.choices),
        "granskat": _words([("ja", "Faktagranskat av kommunen"), ("nej", "Ej faktagranskat")]),
    }


def _words(rows: Iterable[tuple[object, object]]) -> Words:
    return {str(value): Word(str(value), str(label)) for value, label in rows}


def _pairs(wholes: Pairs, halves: Pairs) -> Words:
    words: Words = {}
    for whole, label in wholes:
        words[whole] = Word(whole, str(label))
        for half, half_label in halves:
            value = f"{whole}:{half}"
            words[value] = Word(value, f"{label}: {half_label}", under=whole)
    return words


def _themes() -> Words:
    words: Words = {}
    for code, name, parent in Theme.objects.values_list("code", "name", "parent__code"):
        words[code] = Word(code, name, under=parent or "")
    return words


def _funders() -> Words:
    programmes = _words(Programme.objects.values_list("slug", "name"))
    actors = Organisation.objects.filter(funded__isnull=False).distinct()
    for slug, name in actors.values_list("slug", "name"):
        value = organisation_value(slug)
        programmes[value] = Word(value, name)
    return programmes
