"""Research and development projects on municipal innovation."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters.records import ResearchFilter
from cases.models import ResearchProject
from cases.views.lists import record_list
from cases.views.methods import read_only

PER_PAGE = 20


@read_only
def research_list(request):
    """`/forskning/`: narrowed by kind and country."""
    context = {
        "page_title": _("Forskning och utveckling"),
        "page_description": _(
            "Forskningsprojekt, utvärderingar och kartläggningar om förnyelse i kommuner, "
            "med vad de kom fram till."
        ),
        "crumbs": [(_("Forskning"), "")],
    }
    return record_list(
        request,
        filter_class=ResearchFilter,
        queryset=ResearchProject.objects.order_by("sort_key", "pk"),
        per_page=PER_PAGE,
        template="research/list.html",
        context=context,
    )


@read_only
def research_detail(request, slug):
    """`/forskning/<slug>/`."""
    research = get_object_or_404(ResearchProject, slug=slug)
    context = {
        "page_title": research.title,
        "page_description": _("%(kind)s om förnyelse i kommuner: %(title)s.")
        % {"kind": research.kind.capitalize(), "title": research.title},
        "crumbs": [(_("Forskning"), reverse("research-list")), (research.title, "")],
        "research": research,
        "theories": research.theories.all(),
        "programmes": research.programmes.all(),
    }
    return render(request, "research/detail.html", context)
