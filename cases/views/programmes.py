"""Programmes and calls that have paid for municipal innovation."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters.records import ProgrammeFilter
from cases.models import Programme
from cases.views.lists import first_cases, record_list
from cases.views.methods import read_only

PER_PAGE = 20


@read_only
def programme_list(request):
    """`/program/`: narrowed by kind."""
    context = {
        "page_title": _("Program och satsningar"),
        "page_description": _(
            "Program, utlysningar och statliga satsningar som har betalat för förnyelse i "
            "kommuner: vem, när och hur mycket."
        ),
        "crumbs": [(_("Program"), "")],
    }
    return record_list(
        request,
        filter_class=ProgrammeFilter,
        queryset=Programme.objects.order_by("sort_key", "pk"),
        per_page=PER_PAGE,
        template="programmes/list.html",
        context=context,
    )


@read_only
def programme_detail(request, slug):
    """`/program/<slug>/`: who paid, when and how much, and the cases it paid for."""
    programme = get_object_or_404(Programme, slug=slug)
    context = {
        "page_title": programme.name,
        "page_description": _("%(name)s: finansiärer, period, belopp och fall i Idébanken.")
        % {"name": programme.name},
        "crumbs": [(_("Program"), reverse("programme-list")), (programme.name, "")],
        "programme": programme,
        "research_projects": programme.research_projects.all(),
        "related": programme.related.all(),
        **first_cases(Q(funders__programme=programme), ("program", programme.slug)),
    }
    return render(request, "programmes/detail.html", context)
