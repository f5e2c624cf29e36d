"""How complete the bank is, and where it has nothing."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import statistics
from cases.models import (
    Cost,
    County,
    EvidenceLevel,
    MunicipalityGroup,
    Project,
    ProjectTheory,
    Voice,
)


@dataclass(frozen=True)
class Row:
    """One row of a table of what the bank has: a word, a number, and its share in per cent."""

    label: str
    number: int
    share: int
    address: str = ""


def states():
    """Return (state, number of cases) for every state, working copies left out."""
    counts = dict(
        Project.objects.originals().order_by().values_list("status").annotate(n=Count("pk"))
    )
    return [(status.label, counts.get(status.value, 0)) for status in Project.Status]


LACKING = [
    ("voices", gettext_lazy("röster")),
    ("critical", gettext_lazy("en kritisk röst")),
    ("costs", gettext_lazy("en kostnad")),
    ("theories", gettext_lazy("en teori")),
    ("goal", gettext_lazy("ett mål")),
    ("harms", gettext_lazy("biverkningar")),
    ("checked", gettext_lazy("faktagranskning av kommunen")),
    ("english", gettext_lazy("engelsk sammanfattning")),
]


def richness():
    """Return the published cases that have what publication does not demand (one query)."""
    own = {"project": OuterRef("pk")}
    critical = (Voice.Stance.CRITICISM, Voice.Stance.MIXED)
    counted = (
        Project.objects.published()
        .order_by()
        .annotate(
            has_voices=Exists(Voice.objects.filter(**own)),
            has_critical=Exists(Voice.objects.filter(stance__in=critical, **own)),
            has_costs=Exists(Cost.objects.filter(**own)),
            has_theories=Exists(ProjectTheory.objects.filter(**own)),
        )
        .aggregate(
            total=Count("pk"),
            voices=Count("pk", filter=Q(has_voices=True)),
            critical=Count("pk", filter=Q(has_critical=True)),
            costs=Count("pk", filter=Q(has_costs=True)),
            theories=Count("pk", filter=Q(has_theories=True)),
            goal=Count("pk", filter=~Q(goal="")),
            harms=Count("pk", filter=~Q(harms="")),
            checked=Count("pk", filter=Q(fact_checked_on__isnull=False)),
            english=Count("pk", filter=~Q(summary_en="")),
        )
    )
    total = counted["total"]
    return total, [_row(label, counted[name], total) for name, label in LACKING]


def coverage():
    """Return (heading, rows) for what the cases are spread over; a row may well say none."""
    counties, groups = (
        statistics.case_counts(path) for path in ("municipalities__county", "municipalities__group")
    )
    levels = statistics.case_counts("evidence_level")
    yield (
        _("Län"),
        _rows([(place.name, counties.get(place.pk, 0)) for place in County.objects.all()]),
    )
    yield (
        _("Kommungrupper"),
        _rows([(row.name, groups.get(row.pk, 0)) for row in MunicipalityGroup.objects.all()]),
    )
    yield (
        _("Verksamhetsområden"),
        _rows([(theme.name, number) for theme, number in statistics.cases_by_field()]),
    )
    yield (
        _("Bevisgrad"),
        _rows([(level.label, levels.get(level.value, 0)) for level in EvidenceLevel]),
    )


def _rows(pairs):
    most = max((number for _label, number in pairs), default=0)
    return [_row(label, number, most) for label, number in pairs]


def _row(label, number, most):
    return Row(str(label), number, round(100 * number / most) if most else 0)


def without(rows):
    """Return the labels of the rows that have nothing."""
    return [row.label for row in rows if not row.number]
