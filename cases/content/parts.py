"""The parts of a case as rows for the database, each word mapped to its code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from cases.models import ActorType, InnovationType, ProjectFactor, Result, Source, Voice
from cases.text import slugify_swedish

from .knowledge import SOURCE_KINDS
from .reading import mapped
from .records import Report


def codes(choices) -> dict[str, str]:
    """Return the values of a scale as a table, for `mapped`."""
    return {str(value): value for value in choices.values}


ACTORS, ROLES, DIRECTIONS = codes(ActorType), codes(ProjectFactor.Role), codes(Result.Direction)
PERSPECTIVES, STANCES = codes(Voice.Perspective), codes(Voice.Stance)


@dataclass
class Vocabulary:
    """What the words in the cases mean: tables from word or code to record."""

    places: dict
    themes: dict
    theme_words: dict[str, str]
    factors: dict
    factor_words: dict
    programmes: dict
    organisations: dict
    sources: dict
    innovation_types: dict[str, InnovationType] = field(default_factory=dict)


class PartBuilder:
    """Builds the rows of one case's parts; `words` maps its words, `report` counts sources."""

    def __init__(self, file: str, data: dict, words: Vocabulary, report: Report):
        self.file, self.data, self.words, self.report = file, data, words, report

    def code(self, table: dict, value: str, name: str):
        """Return what `table` holds for the Swedish word `value` (spelt freely)."""
        return mapped(table, slugify_swedish(str(value)), file=self.file, field=name)

    def citations(self) -> list[dict]:
        names = [entry["name"] for entry in self.data["municipality"]]
        return [
            {
                "source": self.source(row),
                "number": row["nr"],
                "accessed": row["accessed"],
                "note": row.get("note", ""),
                "from_municipality": _speaks_for(row["publisher"], names),
            }
            for row in self.data["sources"]
        ]

    def source(self, row: dict) -> Source:
        """Return the source a case cites: the library's own record, or one by its description."""
        library = self.words.sources.get(row.get("library"))
        kind = self.code(SOURCE_KINDS, row["kind"], "sources.kind")
        if library and library.title == row["title"]:
            return library
        key = {
            "url": row["url"],
            "title": row["title"],
            "publisher": row["publisher"],
            "published": str(row.get("date", "")),
            "kind": kind,
        }
        source = Source.objects.filter(**key).first()
        if source is None:
            quality = {}
            if library:
                quality = {"quality": library.quality, "quality_reason": library.quality_reason}
            slug = _free_slug(f"{row['publisher']} {row['title']}")
            source = Source.objects.create(slug=slug, **key, **quality)
            self.report.count(self.report.created, source)
        return source

    def citation(self, numbers: dict, number: int | None, name: str):
        if number is None:
            return None
        return mapped(numbers, number, file=self.file, field=f"{name}.source")

    def results(self, numbers):
        return [
            {
                "what": row["what"],
                "figure": _figure(row["figure"]),
                "value": _number(row.get("value")),
                "unit": row.get("unit") or "",
                "year": row.get("year"),
                "direction": self.code(
                    {"": "", **DIRECTIONS}, row.get("direction", ""), "results.direction"
                ),
                "citation": self.citation(numbers, row["source"], "results"),
            }
            for row in self.data["results"]
        ]

    def hindrances(self, numbers):
        return [{"text": text} for text in self.data["hindrances"]]

    def lessons(self, numbers):
        return [{"text": text} for text in self.data["lessons"]]

    def transfer_conditions(self, numbers):
        return [
            {
                "text": row["text"],
                "basis": row["basis"],
                "citation": self.citation(numbers, row.get("source"), "transfer_conditions"),
            }
            for row in self.data.get("transfer_conditions", [])
        ]

    def milestones(self, numbers):
        return [
            {"period": row.get("period", ""), "year": row.get("year"), "text": row["text"]}
            for row in self.data["process"]
        ]

    def costs(self, numbers):
        return [
            {
                "what": row["what"],
                "amount": row["amount"],
                "value": _number(row.get("amount_value")),
                "currency": row.get("currency", ""),
                "price_year": row.get("year"),
                "citation": self.citation(numbers, row["source"], "cost"),
            }
            for row in self.data.get("cost", [])
        ]

    def partners(self, numbers):
        return [
            {
                "name": row["name"],
                "kind": self.code(ACTORS, row["type"], "partners.type"),
                "organisation": self.organisation(row.get("organisation"), "partners"),
            }
            for row in self.data.get("partners", [])
        ]

    def funders(self, numbers):
        return [
            {
                "name": row["name"],
                "programme": mapped(
                    {None: None, **self.words.programmes},
                    row.get("programme"),
                    file=self.file,
                    field="funders_programmes.programme",
                ),
                "organisation": self.organisation(row.get("organisation"), "funders_programmes"),
            }
            for row in self.data.get("funders_programmes", [])
        ]

    def organisation(self, code: str | None, name: str):
        table = {None: None, **self.words.organisations}
        return mapped(table, code, file=self.file, field=f"{name}.organisation")

    def voices(self, numbers):
        return [
            {
                "perspective": self.code(PERSPECTIVES, row["perspective"], "voices.perspective"),
                "stance": self.code(STANCES, row["stance"], "voices.stance"),
                "text": row["text"],
                "citation": self.citation(numbers, row["source"], "voices"),
            }
            for row in self.data["voices"]
        ]

    def factors(self, numbers):
        return [
            {
                "factor": mapped(
                    self.words.factor_words,
                    row["factor"],
                    file=self.file,
                    field="success_factors.factor",
                ),
                "role": self.code(ROLES, row["role"], "success_factors.role"),
                "why": row["why"],
                "basis": row["basis"],
            }
            for row in self.data["success_factors"]
        ]


PARTS = {
    "results": PartBuilder.results,
    "hindrances": PartBuilder.hindrances,
    "lessons": PartBuilder.lessons,
    "transfer_conditions": PartBuilder.transfer_conditions,
    "milestones": PartBuilder.milestones,
    "costs": PartBuilder.costs,
    "partners": PartBuilder.partners,
    "funders": PartBuilder.funders,
    "voices": PartBuilder.voices,
    "factors": PartBuilder.factors,
}
PARTS_WITH_CITATION = ("results", "hindrances", "transfer_conditions", "costs", "voices")


def _figure(figure: object) -> str:
    """Return a figure as a Swede writes it: a decimal comma."""
    return str(figure).replace(".", ",") if isinstance(figure, float) else str(figure)


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _speaks_for(publisher: str, municipalities: list[str]) -> bool:
    """Return whether a publisher is one of the case's own municipalities."""
    return any(
        re.search(rf"\b{re.escape(name)}s?\s+(kommun|stad)\b", publisher, re.IGNORECASE)
        for name in municipalities
    )


def _free_slug(text: str) -> str:
    slug = base = slugify_swedish(text)[:100].strip("-")
    number = 2
    while Source.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
