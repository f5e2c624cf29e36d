"""The list as a careful Django site would count it: subqueries, one or two queries a facet.

The slow reference for speed, and a second opinion on every number that the index gives.
"""

from dataclasses import replace
from functools import cached_property

from django.db.models import Case, Count, Value, When
from django.db.models.functions import Coalesce

from cases.filters.answers import PAGE_SIZE, Answer
from cases.filters.projects import ProjectFilter
from cases.finding.facet_values import CRITICAL, organisation_value
from cases.models import Funder, PopulationBand, Project, ProjectFactor, Voice

COLUMNS = {
    "utfall": "outcome_direction",
    "bevis": "evidence_level",
    "drivkraft": "driver__code",
    "skede": "stage",
    "kostnad": "cost_band",
    "grupp": "municipalities__group__code",
    "lan": "municipalities__county__slug",
    "kommun": "municipalities__slug",
    "part": "partners__kind",
    "typ": "innovation_types__code",
}


class OrmAnswer(Answer):
    """Answers the same question from the database alone (words of a search apart)."""

    def __init__(self, snapshot, asked):
        self.snapshot = replace(snapshot, facets=OrmFacets(asked))
        self.asked, self.found, self.selection = asked, None, None
        self.matching = projects_of(asked)

    @cached_property
    def total(self):
        return self.matching.count()

    @cached_property
    def _page_ids(self):
        first = (self.asked.page - 1) * PAGE_SIZE
        newest = self.matching.newest_first().values_list("pk", flat=True)
        return list(newest[first : first + PAGE_SIZE])

    def page_ids(self):
        return self._page_ids

    def ways_out(self):
        """Return nothing: a careful site would count these for an empty list only."""
        return []


class OrmFacets:
    """Counts each value of a facet among the projects that match every other facet."""

    def __init__(self, asked):
        self.asked = asked

    @cached_property
    def everything(self):
        """Return something as long as the published projects are many."""
        return range(Project.objects.published().count())

    def counts(self, param, selection, asked=None):
        """Return {value: number of projects}, as `FacetIndex.counts` does."""
        base = Project.objects.filter(pk__in=projects_of(self.asked.lifted(param)).values("pk"))
        special = SPECIAL.get(param)
        counted = special(base) if special else _grouped(base, COLUMNS[param])
        return {str(value): count for value, count in counted.items() if value not in (None, "")}


def projects_of(asked):
    """Return the published projects that match, in SQL."""
    return ProjectFilter(asked.as_query_dict(), Project.objects.published()).qs.order_by()


def _grouped(rows, *columns, what="pk"):
    counted = rows.order_by().values_list(*columns).annotate(n=Count(what, distinct=True))
    return {":".join(map(str, key)) if key[1:] else key[0]: n for *key, n in counted}


def _themes(base):
    whole = Coalesce("themes__parent__code", "themes__code")
    parts = base.filter(themes__parent__isnull=False)
    return _grouped(parts, "themes__code") | _grouped(base.annotate(whole=whole), "whole")


def _factors(base):
    links = ProjectFactor.objects.filter(project__in=base)
    return _grouped(links, "factor__code", what="project") | _grouped(
        links, "factor__code", "role", what="project"
    )


def _hindrances(base):
    links = ProjectFactor.objects.filter(project__in=base, role__in=ProjectFactor.HINDERING_ROLES)
    return _grouped(links, "factor__code", what="project")


def _voices(base):
    voices = Voice.objects.filter(project__in=base)
    critical = voices.filter(stance=Voice.Stance.CRITICISM).aggregate(
        n=Count("project", distinct=True)
    )
    counted = _grouped(voices, "perspective", what="project")
    counted |= _grouped(voices, "perspective", "stance", what="project")
    return counted | ({CRITICAL: critical["n"]} if critical["n"] else {})


def _population(base):
    bands = []
    for band in PopulationBand:
        first, beyond = band.limits
        upper = {} if beyond is None else {"municipalities__population__lt": beyond}
        bands.append(When(municipalities__population__gte=first, **upper, then=Value(band.value)))
    return _grouped(base.annotate(band=Case(*bands)), "band")


def _funders(base):
    funders = Funder.objects.filter(project__in=base)
    actors = funders.filter(programme__isnull=True, organisation__isnull=False)
    named = _grouped(actors, "organisation__slug", what="project")
    counted = {organisation_value(slug): count for slug, count in named.items()}
    return counted | _grouped(
        funders.filter(programme__isnull=False), "programme__slug", what="project"
    )


def _fact_checked(base):
    checked = base.filter(fact_checked_on__isnull=False).count()
    counted = {"ja": checked, "nej": base.count() - checked}
    return {value: count for value, count in counted.items() if count}


SPECIAL = {
    "omrade": _themes,
    "faktor": _factors,
    "hinder": _hindrances,
    "rost": _voices,
    "befolkning": _population,
    "program": _funders,
    "granskat": _fact_checked,
}


def wrong_answers(snapshot, questions):
    """Return how many counts, totals and first pages of the index the database contradicts."""
    wrong = 0
    for asked in questions:
        ours, theirs = Answer(snapshot, asked), OrmAnswer(snapshot, asked)
        wrong += ours.total != theirs.total
        wrong += ours.page_ids() != theirs.page_ids()
        for param, _label in ProjectFilter.facets():
            index = snapshot.facets.counts(param, ours.selection)
            database = theirs.snapshot.facets.counts(param, None)
            wrong += sum(
                index.get(value, 0) != database.get(value, 0) for value in {*index, *database}
            )
    return wrong
