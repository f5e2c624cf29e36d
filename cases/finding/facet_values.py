"""What value a published project has in each facet, read from the ordinary tables.

One query a table, not one a facet. A pair (factor and role, perspective and stance) is one value,
taken from one row, so that halves on different rows never match.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import QuerySet

from cases.models import PopulationBand, Project, ProjectFactor, Voice

CRITICAL = "kritisk"
ORGANISATION_PREFIX = "finansiar-"
Row = tuple
Projects = QuerySet
Pair = tuple[int, str]

# A reader returns (facet, project id, value) for each value a project has; None and "" are none.
Value = tuple[str, int, object]


def project_rows(only: Collection[int] | None = None) -> list[Row]:
    """Return (id, published_at, sort_key, *single-valued facets) of each published project."""
    columns = ("pk", "published_at", "sort_key", *SINGLE.values())
    return list(_projects(only).order_by().values_list(*columns))


def _projects(only: Collection[int] | None) -> Projects:
    """Return the published projects; `only` narrows to some ids."""
    published = Project.objects.published()
    return published if only is None else published.filter(pk__in=only)


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


def _single(rows: Iterable[Row]) -> Iterator[Value]:
    for row in rows:
        for facet, value in zip(SINGLE, row[FIRST_SINGLE:], strict=True):
            if facet == "granskat":
                yield facet, row[0], "ja" if value else "nej"
            else:
                yield facet, row[0], value


def _places(projects: Projects) -> Iterator[Value]:
    columns = ("municipalities__slug", "municipalities__county__slug")
    more = ("municipalities__group__code", "municipalities__population")
    for pk, slug, county, group, population in _values(projects, *columns, *more):
        yield "kommun", pk, slug
        yield "lan", pk, county
        yield "grupp", pk, group
        yield "befolkning", pk, PopulationBand.of(population)


def _themes(projects: Projects) -> Iterator[Value]:
    """A project in a part of a field is also in the field."""
    for pk, code, field in _values(projects, "themes__code", "themes__parent__code"):
        yield "omrade", pk, code
        yield "omrade", pk, field


def _factors(projects: Projects) -> Iterator[Value]:
    links = ProjectFactor.objects.filter(project__in=projects).order_by()
    for pk, code, role in links.values_list("project_id", "factor__code", "role"):
        yield "faktor", pk, code
        yield "faktor", pk, f"{code}:{role}"
        if role in ProjectFactor.HINDERING_ROLES:
            yield "hinder", pk, code


def _voices(projects: Projects) -> Iterator[Value]:
    voices = Voice.objects.filter(project__in=projects).order_by()
    for pk, perspective, stance in voices.values_list("project_id", "perspective", "stance"):
        yield "rost", pk, perspective
        yield "rost", pk, f"{perspective}:{stance}"
        if stance == Voice.Stance.CRITICISM:
            yield "rost", pk, CRITICAL


def organisation_value(slug: str) -> str:
    """Return the facet value of a funder that is an actor, told from programmes by a prefix."""
    return f"{ORGANISATION_PREFIX}{slug}"


def _funders(projects: Projects) -> Iterator[Value]:
    columns = ("funders__programme__slug", "funders__organisation__slug")
    for pk, programme, organisation in _values(projects, *columns):
        yield "program", pk, programme or (organisation and organisation_value(organisation))


def _partners(projects: Projects) -> Iterator[Value]:
    return (("part", pk, kind) for pk, kind in _values(projects, "partners__kind"))


def _innovation_types(projects: Projects) -> Iterator[Value]:
    return (("typ", pk, code) for pk, code in _values(projects, "innovation_types__code"))


def _values(projects: Projects, *columns: str) -> Iterable[Row]:
    return projects.order_by().values_list("pk", *columns)


READERS: tuple[Callable[[Projects], Iterator[Value]], ...] = (
    _places,
    _themes,
    _factors,
    _voices,
    _funders,
    _partners,
    _innovation_types,
)


def facet_pairs(rows: Iterable[Row], only: Collection[int] | None = None) -> dict[str, list[Pair]]:
    """Return (project id, value) pairs a facet; `rows` and `only` as for `project_rows`."""
    projects = _projects(only)
    pairs: dict[str, list[Pair]] = {}
    for values in (_single(rows), *(reader(projects) for reader in READERS)):
        for facet, pk, value in values:
            if value is not None and value != "":
                pairs.setdefault(facet, []).append((pk, str(value)))
    return pairs
