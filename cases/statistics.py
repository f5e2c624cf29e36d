"""How many published cases there are of each kind: readings for the home page and the lists.

Every figure starts from `Project.objects.published()`, so a draft can change none of them. Each
function costs one or two queries (the figures of the bank four), however many cases there are.
"""

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from cases.models import (
    Country,
    Municipality,
    OutcomeDirection,
    Project,
    ProjectFactor,
    ResearchTheory,
    Source,
    SuccessFactor,
    Theme,
    Voice,
)


def case_counts(path):
    """Return {value at `path`: number of published cases}; `path` is seen from the project.

    A case that reaches the same value by two ways is counted once.
    """
    projects = Project.objects.published().order_by()
    counts = projects.values_list(path).annotate(cases=Count("pk", distinct=True))
    return {value: cases for value, cases in counts if value not in (None, "")}


def factor_counts(roles=None):
    """Return {factor id: number of published cases where it has one of `roles` (default: any)}."""
    links = ProjectFactor.objects.filter(project__in=Project.objects.published()).order_by()
    links = links if roles is None else links.filter(role__in=roles)
    return dict(links.values_list("factor").annotate(cases=Count("project", distinct=True)))


def field_counts():
    """Return {field id: number of published cases}; a case of a part counts in its field, once."""
    themed = Project.objects.published().filter(themes__isnull=False).order_by()
    fields = themed.annotate(field=Coalesce("themes__parent", "themes")).values_list("field")
    return dict(fields.annotate(cases=Count("pk", distinct=True)))


def cases_by_field():
    """Return (theme, cases) for every field of municipal work, in the fields' own order."""
    return _beside(Theme.objects.fields(), field_counts())


def cases_by_driver():
    """Return (factor, cases) for the factors that can start a project (varför)."""
    drivers = SuccessFactor.objects.filter(question=SuccessFactor.Question.WHY)
    return _beside(drivers, case_counts("driver"))


def cases_by_factor():
    """Return (factor, cases) for all factors, whatever role they played."""
    return _beside(SuccessFactor.objects.all(), factor_counts())


def cases_by_hindering_factor():
    """Return (factor, cases) where the factor was missing, failed or stood in the way."""
    hindering = factor_counts(ProjectFactor.HINDERING_ROLES)
    return _beside(SuccessFactor.objects.all(), hindering)


def cases_by_outcome():
    """Return (outcome, cases) for every answer to *Fungerade det?*, in the scale's order."""
    counts = case_counts("outcome_direction")
    return [(outcome, counts.get(outcome.value, 0)) for outcome in OutcomeDirection]


def figures_of_the_bank():
    """Return the bank in numbers, as one dict of whole numbers.

    `cases`; `municipalities` (Swedish) and `places_abroad` with a case; `counties`; `theories`;
    `sources` (cited by a case or in the source list); `voices`; `critical_cases` that have at
    least one critical voice, and `critical_share` of all cases in per cent; `disputed` cases
    (failed, stopped or contested).
    """
    published = Project.objects.published()
    return {
        **_figures_of_cases(published),
        **_figures_of_places(published),
        "theories": ResearchTheory.objects.count(),
        "sources": Source.objects.public().count(),
    }


def _figures_of_cases(published):
    critical = Q(voices__stance=Voice.Stance.CRITICISM)
    figures = published.aggregate(
        cases=Count("pk", distinct=True),
        critical_cases=Count("pk", distinct=True, filter=critical),
        disputed=Count("pk", distinct=True, filter=Q(disputed=True)),
        voices=Count("voices"),  # last: from here on the name means the number
    )
    share = figures["critical_cases"] / (figures["cases"] or 1)
    return {**figures, "critical_share": round(100 * share)}


def _figures_of_places(published):
    in_sweden = Q(country=Country.SWEDEN)
    return Municipality.objects.filter(projects__in=published).aggregate(
        municipalities=Count("pk", distinct=True, filter=in_sweden),
        places_abroad=Count("pk", distinct=True, filter=~in_sweden),
        counties=Count("county", distinct=True),
    )


def _beside(objects, counts):
    return [(item, counts.get(item.pk, 0)) for item in objects]
