"""ProjectFilter: what can be asked of the published projects, in SQL.

The list itself is answered from the index in the process (`finding`). This queryset is the slow
truth that the tests hold the index against, and what exports can fall back on.
"""

from __future__ import annotations

import operator
from functools import reduce

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.finding.facet_values import CRITICAL, ORGANISATION_PREFIX
from cases.finding.snapshot import current_snapshot
from cases.models import PopulationBand, Project, ProjectFactor, Voice


def _choices(param):
    """Return the choices of a facet, read when they are needed (they live in the snapshot)."""

    def read():
        return [(word.value, word.label) for word in current_snapshot().words[param].values()]

    return read


class AnyOf(django_filters.MultipleChoiceFilter):
    """Several values of one facet: OR between them, AND with everything else.

    Each value becomes one condition on one row, in a subquery of its own, so that two facets on
    the same relation never share a join.
    """

    def __init__(self, param, condition, **kwargs):
        self.condition = condition
        super().__init__(choices=_choices(param), **kwargs)

    def filter(self, queryset, values):
        if not values:
            return queryset
        either = reduce(operator.or_, (self.condition(value) for value in values))
        return queryset.filter(pk__in=Project.objects.filter(either).order_by().values("pk"))


def _equals(lookup):
    return lambda value: Q(**{lookup: value})


def _population(value):
    first, beyond = PopulationBand(value).limits
    upper = Q() if beyond is None else Q(municipalities__population__lt=beyond)
    return Q(municipalities__population__gte=first) & upper


def _theme(value):
    return Q(themes__code=value) | Q(themes__parent__code=value)


def _factor(value):
    code, _colon, role = value.partition(":")
    return Q(factors__factor__code=code, **({"factors__role": role} if role else {}))


def _hindrance(value):
    return Q(factors__factor__code=value, factors__role__in=ProjectFactor.HINDERING_ROLES)


def _voice(value):
    if value == CRITICAL:
        return Q(voices__stance=Voice.Stance.CRITICISM)
    perspective, _colon, stance = value.partition(":")
    return Q(voices__perspective=perspective, **({"voices__stance": stance} if stance else {}))


def _funder(value):
    organisation = value.removeprefix(ORGANISATION_PREFIX)
    if organisation != value:
        return Q(funders__organisation__slug=organisation, funders__programme__isnull=True)
    return Q(funders__programme__slug=value)


def _fact_checked(value):
    return Q(fact_checked_on__isnull=value == "nej")


class ProjectFilter(django_filters.FilterSet):
    """The parameters of `/fall/`, in the one order that addresses use."""

    omrade = AnyOf("omrade", _theme, label=_("Verksamhetsområde"))
    utfall = AnyOf("utfall", _equals("outcome_direction"), label=_("Fungerade det?"))
    bevis = AnyOf("bevis", _equals("evidence_level"), label=_("Bevisgrad"))
    drivkraft = AnyOf("drivkraft", _equals("driver__code"), label=_("Drivkraft"))
    faktor = AnyOf("faktor", _factor, label=_("Framgångsfaktor"))
    hinder = AnyOf("hinder", _hindrance, label=_("Hindrade eller saknades"))
    rost = AnyOf("rost", _voice, label=_("Röster"))
    skede = AnyOf("skede", _equals("stage"), label=_("Skede"))
    kostnad = AnyOf("kostnad", _equals("cost_band"), label=_("Kostnad"))
    grupp = AnyOf("grupp", _equals("municipalities__group__code"), label=_("Kommungrupp"))
    befolkning = AnyOf("befolkning", _population, label=_("Antal invånare"))
    lan = AnyOf("lan", _equals("municipalities__county__slug"), label=_("Län"))
    kommun = AnyOf("kommun", _equals("municipalities__slug"), label=_("Kommun"))
    part = AnyOf("part", _equals("partners__kind"), label=_("Samverkan med"))
    typ = AnyOf("typ", _equals("innovation_types__code"), label=_("Innovationstyp"))
    program = AnyOf("program", _funder, label=_("Program och finansiär"))
    granskat = AnyOf("granskat", _fact_checked, label=_("Faktagranskning"))
    fran = django_filters.NumberFilter("start_year", lookup_expr="gte", label=_("Startade från"))
    till = django_filters.NumberFilter("start_year", lookup_expr="lte", label=_("Startade till"))

    class Meta:
        model = Project
        fields = []

    @classmethod
    def facets(cls):
        """Return the facets as (parameter, label), in the order of the page."""
        return [
            (name, field.label)
            for name, field in cls.declared_filters.items()
            if isinstance(field, AnyOf)
        ]
