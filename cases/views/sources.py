"""The source list, and what published cases cite."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters.records import SourceFilter
from cases.models import Project, Source
from cases.views.lists import record_list
from cases.views.methods import read_only

PER_PAGE = 30
CASES_SHOWN = 50


@read_only
def source_list(request):
    """`/kallor/`: narrowed by kind and quality; with `urval=alla` also the cases' own sources."""
    context = {
        "page_title": _("Källor"),
        "page_description": _(
            "Böcker, rapporter, forskning och databaser om förnyelse i kommuner, med "
            "kvalitetsmärke, skäl och varför de är värda att läsa."
        ),
        "crumbs": [(_("Källor"), "")],
        "all_sources": SourceFilter.EVERYTHING,
        "orders": [(value, label) for value, (label, _fields) in SourceFilter.ORDERS.items()],
    }
    return record_list(
        request,
        filter_class=SourceFilter,
        queryset=Source.objects.public(),
        per_page=PER_PAGE,
        template="sources/list.html",
        context=context,
    )


@read_only
def source_detail(request, slug):
    """`/kallor/<slug>/`: what it is, how good, and which published cases cite it."""
    source = get_object_or_404(Source.objects.public(), slug=slug)
    citations = source.citations.filter(project__in=Project.objects.published())
    cited_by = citations.select_related("project").order_by("project__sort_key", "number")
    context = {
        "page_title": source.title,
        "page_description": _("%(kind)s i Idébankens källor: %(title)s.")
        % {"kind": source.get_kind_display(), "title": source.title},
        "crumbs": [(_("Källor"), reverse("source-list")), (source.title, "")],
        "source": source,
        "citations": cited_by[:CASES_SHOWN],
    }
    return render(request, "sources/detail.html", context)
