"""What value a published project has in each facet, read from the ordinary tables.

One query a table, not one a facet, and grouped by the database: a row says which projects share a
value. A pair (factor and role, perspective and stance) is one value, taken from one row, so that
halves on different rows never match.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import numpy as np
from django.db.models import Aggregate, Func, QuerySet, TextField
from pyroaring import BitMap

from cases.models import Funder, Partner, PopulationBand, Project, ProjectFactor, Voice

CRITICAL = "kritisk"
ORGANISATION_PREFIX = "finansiar-"
Row = tuple
Only = Collection[int] | None

# Readers yield (facet, value, projects) for each value some project has; None and "" are none.
Value = tuple[str, object, BitMap]


class ProjectIds(Aggregate):
    """The ids of a group as text, with commas between."""

    name = "ProjectIds"
    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


class Moment(Func):
    """A time as text in UTC, as `orders.Sortable` has it."""

    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS text)")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return self.as_sql(compiler, connection, template=template)


def project_rows(only: Only = None) -> list[Row]:
    """Return (id, published_at, sort_key, *single-valued facets) of each published project."""
    published = Project.objects.published()
    chosen = published if only is None else published.filter(pk__in=only)
    columns = ("pk", Moment("published_at"), "sort_key", *SINGLE.values())
    return list(chosen.order_by().values_list(*columns))


SINGLE = {
    "bevis": "evidence_level",
    "startar": "start_year",
    "utfall": "outcome_direction",
    "kostnad": "cost_band",
    "skede": "stage",
    "drivkraft": "driver__code",
    "granskat": "fact_checked_on",
}
FIRST_SINGLE = 3


def _single(rows: Collection[Row]) -> Iterator[Value]:
    columns = list(zip(*rows, strict=True))
    for facet, column in zip(SINGLE, columns[FIRST_SINGLE:], strict=True):
        members: defaultdict[object, list[int]] = defaultdict(list)
        for pk, value in zip(columns[0], column, strict=True):
            members[value].append(pk)
        for value, ids in members.items():
            found = ("ja" if value else "nej") if facet == "granskat" else value
            yield facet, found, BitMap(ids)


def _places(only: Only) -> Iterator[Value]:
    columns = ("municipality__slug", "municipality__county__slug", "municipality__group__code")
    links = Project.municipalities.through.objects
    groups = _groups(links, only, *columns, "municipality__population")
    for slug, county, group, population, projects in groups:
        yield "kommun", slug, projects
        yield "lan", county, projects
        yield "grupp", group, projects
        yield "befolkning", PopulationBand.of(population), projects


def _themes(only: Only) -> Iterator[Value]:
    """A project in a part of a field is also in the field."""
    links = Project.themes.through.objects
    for code, field, projects in _groups(links, only, "theme__code", "theme__parent__code"):
        yield "omrade", code, projects
        yield "omrade", field, projects


def _factors(only: Only) -> Iterator[Value]:
    for code, role, projects in _groups(ProjectFactor.objects, only, "factor__code", "role"):
        yield "faktor", code, projects
        yield "faktor", f"{code}:{role}", projects
        if role in ProjectFactor.HINDERING_ROLES:
            yield "hinder", code, projects


def _voices(only: Only) -> Iterator[Value]:
    for perspective, stance, projects in _groups(Voice.objects, only, "perspective", "stance"):
        yield "rost", perspective, projects
        yield "rost", f"{perspective}:{stance}", projects
        if stance == Voice.Stance.CRITICISM:
            yield "rost", CRITICAL, projects


def organisation_value(slug: str) -> str:
    """Return the facet value of a funder that is an actor, told from programmes by a prefix."""
    return f"{ORGANISATION_PREFIX}{slug}"


def _funders(only: Only) -> Iterator[Value]:
    groups = _groups(Funder.objects, only, "programme__slug", "organisation__slug")
    for programme, organisation, projects in groups:
        value = programme or (organisation and organisation_value(organisation))
        yield "program", value, projects


def _partners(only: Only) -> Iterator[Value]:
    return (("part", kind, projects) for kind, projects in _groups(Partner.objects, only, "kind"))


def _innovation_types(only: Only) -> Iterator[Value]:
    links = Project.innovation_types.through.objects
    for code, projects in _groups(links, only, "innovationtype__code"):
        yield "typ", code, projects


def _groups(links: Any, only: Only, *columns: str) -> Iterator[Row]:
    """Yield (*values, projects) for each combination of values in a table of links."""
    chosen: QuerySet = links.all() if only is None else links.filter(project__in=only)
    groups = chosen.order_by().values_list(*columns).annotate(ProjectIds("project_id"))
    return ((*values, _bitmap(ids)) for *values, ids in groups)


def _bitmap(ids: str) -> BitMap:
    # From an array, a bitmap is made without a Python number for each project
    return BitMap(array("I", np.fromstring(ids, np.uint32, sep=",").tobytes()))


READERS: tuple[Callable[[Only], Iterator[Value]], ...] = (
    _places,
    _themes,
    _factors,
    _voices,
    _funders,
    _partners,
    _innovation_types,
)


def facet_members(rows: Collection[Row], only: Only = None) -> dict[str, dict[str, BitMap]]:
    """Return the projects with each value of each facet; `rows` and `only` as for `project_rows`.

    Projects that are not published may be among them.
    """
    gathered: dict[str, dict[str, BitMap]] = {}
    for values in (_single(rows) if rows else (), *(reader(only) for reader in READERS)):
        _gather(values, gathered)
    return gathered


def _gather(values: Iterable[Value], gathered: dict[str, dict[str, BitMap]]) -> None:
    for facet, value, projects in values:
        if value is None or value == "":
            continue
        known = gathered.setdefault(facet, {})
        name = str(value)
        known[name] = known[name] | projects if name in known else projects
