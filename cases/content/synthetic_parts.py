"""Writes made-up projects with their parts, and says what search would read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from cases.finding.search_rows import PARTS, fields_of
from cases.models import (
    Citation,
    Funder,
    Hindrance,
    Partner,
    Project,
    ProjectFactor,
    Result,
    Source,
    Voice,
)
from cases.text import sort_key

from .synthetic_rows import Table

WHY, PARTNER, FUNDER = "Påhittat.", "Påhittad part", "Påhittad finansiär"
DRAWN = ("id", "title", "slug", "public_id", "summary_30s", "summary", "problem", "solution")
DRAWN += ("evidence_note", "selection_basis", "driver_id", "stage", "outcome_direction")
DRAWN += ("evidence_level", "cost_band", "start_year", "end_year", "published_at")

Drawn = dict[str, Any]


class Writer:
    """Writes drawn projects; all of them cite `source` twice."""

    def __init__(self, source: Source):
        self.source = source
        self.projects = Table(Project, *DRAWN, "status", "sort_key")
        self.citations = Table(Citation, "id", "project_id", "source_id", "number")
        self.links = {
            name: Table(through, "project_id", f"{linked}_id")
            for name, through, linked in (
                ("municipalities", Project.municipalities.through, "municipality"),
                ("themes", Project.themes.through, "theme"),
                ("types", Project.innovation_types.through, "innovationtype"),
            )
        }
        cited = ("project_id", "citation_id")
        self.factors = Table(ProjectFactor, "project_id", "factor_id", "role", "why")
        self.voices = Table(Voice, *cited, "perspective", "stance", "text")
        self.partners = Table(Partner, "project_id", "name", "kind")
        self.funders = Table(Funder, "project_id", "name", "programme_id")
        self.results = Table(Result, *cited, "what", "figure", "unit")
        self.hindrances = Table(Hindrance, "project_id", "text")

    def write(self, drawn: Sequence[Drawn]) -> list[tuple[int, dict[str, str]]]:
        """Write the projects; return (id, fields for search) of each."""
        published = str(Project.Status.PUBLISHED)
        self.projects.write(
            (*(d[name] for name in DRAWN), published, sort_key(d["title"])[:200]) for d in drawn
        )
        self.citations.write(
            (_citation(d) + number - 1, d["id"], self.source.pk, number)
            for d in drawn
            for number in (1, 2)
        )
        for name, table in self.links.items():
            table.write((d["id"], linked.pk) for d in drawn for linked in d[name])
        self._parts(drawn)
        return [(d["id"], fields_of(as_read(d))) for d in drawn]

    def _parts(self, drawn: Sequence[Drawn]) -> None:
        self.factors.write((d["id"], f.pk, role, WHY) for d in drawn for f, role in d["factors"])
        self.voices.write((d["id"], _citation(d), *voice) for d in drawn for voice in d["voices"])
        self.partners.write((d["id"], PARTNER, kind) for d in drawn for kind in d["partners"])
        self.funders.write((d["id"], FUNDER, d["programme"].pk) for d in drawn if d["programme"])
        self.results.write((d["id"], _citation(d), d["result"], "12", "procent") for d in drawn)
        self.hindrances.write((d["id"], d["hindrance"]) for d in drawn)


def _citation(drawn: Drawn) -> int:
    """Return the id of the first of a project's two citations."""
    return 2 * drawn["id"] - 1


class Many(list):
    """A list that is asked for as a manager is."""

    def all(self) -> Many:
        return self


def as_read(drawn: Drawn) -> Any:
    """Return a stand-in for the project read with its parts, in the order in which they stand."""
    parts: dict[str, Many] = {name: Many() for name in PARTS}
    parts["results"] = Many([SimpleNamespace(what=drawn["result"])])
    parts["hindrances"] = Many([SimpleNamespace(text=drawn["hindrance"])])
    parts["partners"] = Many(SimpleNamespace(name=PARTNER) for _kind in drawn["partners"])
    texts = {name: drawn[name] for name in ("title", "summary_30s", "summary", "problem")}
    return SimpleNamespace(
        **texts,
        **parts,
        solution=drawn["solution"],
        goal="",
        harms="",
        keyword_list=[],
        municipalities=Many(_ordered(drawn["municipalities"])),
        themes=Many(_ordered(drawn["themes"])),
        factors=Many(SimpleNamespace(factor=f, why=WHY) for f, _role in drawn["factors"]),
        voices=Many(SimpleNamespace(text=text) for *_who, text in drawn["voices"]),
        funders=Many([SimpleNamespace(name=FUNDER)] if drawn["programme"] else []),
    )


def _ordered(linked: Sequence[Any]) -> Iterable[Any]:
    if len(linked) == 1:
        return linked
    columns = type(linked[0])._meta.ordering
    return sorted(linked, key=lambda row: [getattr(row, column) for column in columns])
