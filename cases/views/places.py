"""Municipalities and counties: who has tried something, and who is like us."""

from itertools import groupby

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters.records import MunicipalityFilter, chosen_pairs, read_filter
from cases.models import Country, County, Municipality, Project
from cases.statistics import case_counts
from cases.views.lists import case_list_address, first_cases, list_address
from cases.views.methods import read_only


def public_places():
    """Sweden's municipalities, and the places abroad that have a published case."""
    return Municipality.objects.filter(
        Q(country=Country.SWEDEN) | Q(pk__in=places_with_cases().order_by().values("pk"))
    )


def places_with_cases():
    """Places with at least one published case, and how many (`cases`)."""
    return Municipality.objects.filter(projects__in=Project.objects.published()).annotate(
        cases=Count("projects", distinct=True)
    )


@read_only
def municipality_list(request):
    """`/kommuner/`: those with cases first, then all of them by county."""
    asked, faults = read_filter(MunicipalityFilter, request.GET, public_places())
    counts = case_counts("municipalities")
    places = [(place, counts.get(place.pk, 0)) for place in asked.qs.select_related("county")]
    pairs = chosen_pairs(asked)
    context = {
        "page_title": _("Kommuner"),
        "page_description": _(
            "Alla landets kommuner, med de fall som Idébanken har från var och en. "
            "Sök på namn eller län."
        ),
        "crumbs": [(_("Kommuner"), "")],
        "canonical_path": list_address(request.path, pairs),
        "chosen": dict(pairs),
        "faults": faults,
        "counties": County.objects.all(),
        "with_cases": [(p, cases) for p, cases in places if cases and p.county],
        "abroad": [(p, cases) for p, cases in places if not p.county],
        "by_county": _by_county(places),
        "swedish": sum(place.county is not None for place, _cases in places),
        "total": len(places),
    }
    return render(request, "places/municipality_list.html", context)


def _by_county(places):
    """Return (county, its places with counts) in Swedish order; places are in order already."""

    def order(row):
        return row[0].county.sort_key

    swedish = sorted((row for row in places if row[0].county), key=order)
    return [(rows[0][0].county, rows) for rows in (list(g) for _k, g in groupby(swedish, order))]


@read_only
def municipality_detail(request, slug):
    """`/kommuner/<slug>/`: facts, its cases, and others like it that have some."""
    places = public_places().select_related("county", "group")
    place = get_object_or_404(places, slug=slug)
    cases = first_cases(Q(municipalities=place), ("kommun", place.slug))
    name = place.full_name or place.name
    context = {
        "page_title": name,
        "page_description": _(
            "Fall från %(place)s i Idébanken: vad kommunen har prövat, hur det gick och hur "
            "säkra vi är på det. Och kommuner som liknar den."
        )
        % {"place": name},
        "crumbs": [(_("Kommuner"), reverse("municipality-list")), (place.name, "")],
        "place": place,
        "fact_checked": _fact_checked(place) if cases["case_count"] else 0,
        **cases,
        **(_neighbours(place) if place.county else {}),
    }
    return render(request, "places/municipality_detail.html", context)


def _fact_checked(place):
    cases = Project.objects.published().filter(municipalities=place)
    return cases.filter(fact_checked_on__isnull=False).count()


def _neighbours(place):
    """Return others with cases in the same group and the same county, and ways to all those."""
    similar = Q(group=place.group_id) | Q(county=place.county_id)
    # The order has to be said: a grouped query has none of its own
    others = list(places_with_cases().filter(similar).exclude(pk=place.pk).order_by("sort_key"))
    return {
        "same_group": [other for other in others if other.group_id == place.group_id],
        "same_county": [other for other in others if other.county_id == place.county_id],
        "group_size": place.group.municipalities.count(),
        "group_cases": case_list_address(("grupp", place.group.code)),
    }


@read_only
def county_detail(request, slug):
    """`/lan/<slug>/`: the county's cases and its municipalities."""
    county = get_object_or_404(County, slug=slug)
    cases = first_cases(Q(municipalities__county=county), ("lan", county.slug))
    counts = case_counts("municipalities")
    places = [(place, counts.get(place.pk, 0)) for place in county.municipalities.all()]
    context = {
        "page_title": county.name,
        "page_description": _("Fall från kommunerna i %(county)s i Idébanken.")
        % {"county": county.name},
        "crumbs": [(_("Kommuner"), reverse("municipality-list")), (county.name, "")],
        "county": county,
        "places": places,
        "with_cases": sum(cases > 0 for _place, cases in places),
        **cases,
    }
    return render(request, "places/county_detail.html", context)
