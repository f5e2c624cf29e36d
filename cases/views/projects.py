"""The list of cases: filters with live counts, pills, pages."""

from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.filters.answers import Answer
from cases.filters.asked import RELEVANCE, SORTS, Asked, read_question
from cases.filters.projects import ProjectFilter
from cases.models import SearchMiss
from cases.models.addresses import address
from cases.views.cards import cards
from cases.views.fresh import snapshot_for
from cases.views.methods import read_only
from cases.views.ways_on import ways_on


@read_only
def project_list(request):
    """`/fall/`: the cases that match what was asked, twenty a page."""
    path = address("project-list")
    snapshot = snapshot_for(request)
    asked = read_question(request.GET, snapshot)
    answer = Answer(snapshot, asked)
    if asked.page > answer.pages:
        return _no_such_page(request, asked, answer, path)
    response = render(request, "projects/list.html", list_context(asked, answer, path))
    if asked.q and not answer.total and not asked.narrowed:
        SearchMiss.objects.note(asked.q)
        # Asked for each time, so that each time is counted: no page with this is remembered
        response["Cache-Control"] = "no-cache"
    # The address that htmx shows: in the fixed order, without the form's empty fields.
    response["HX-Push-Url"] = asked.address(path)
    return response


def list_context(asked, answer, path):
    """Return what the list's template shows."""
    pills = answer.pills()
    return {
        "path": path,
        "asked": asked,
        "answer": answer,
        "cards": cards(answer.page_ids(), answer.snapshot, answer.found),
        "partial": cards(answer.partial_ids(), answer.snapshot, answer.found),
        "spelling": spelling(asked, answer, path),
        "facets": _with_ways_to_unfold(asked, answer.facets, path),
        "pills": [(label, without.address(path)) for label, without in pills],
        "sorts": [
            (value, label, value == asked.sort)
            for value, label in SORTS.items()
            if value != RELEVANCE or asked.q
        ],
        "years": [
            (name, ProjectFilter.declared_filters[name].label, asked.years.get(name, ""))
            for name in ("fran", "till")
        ],
        "choices_made": len(pills),
        "heading": heading(answer),
        "canonical_path": asked.canonical(path),
        "previous_page": asked.address_of_page(path, asked.page - 1) if asked.page > 1 else "",
        "next_page": asked.address_of_page(path, asked.page + 1)
        if asked.page < answer.pages
        else "",
        "unfiltered": Asked(q=asked.q, as_typed=asked.as_typed).address(path),
        "crumbs": [(_("Fall"), "")],
        **ways_on(asked, answer, path),
    }


def spelling(asked, answer, path):
    """Return what was done to the reader's words: what was sought instead, and other ways."""
    found = answer.found
    if found is None:
        return {}
    mended = [change for change in found.corrections if change.used]
    proposals = [
        (other, replace(asked, q=asked.q.replace(change.word, other), page=1).address(path))
        for change in found.corrections
        if not change.used
        for other in change.suggestions
    ]
    return {
        "sought": found.query_as_read if mended else "",
        "as_typed": replace(asked, as_typed=True, page=1).address(path),
        "proposals": proposals[:3],
    }


def heading(answer):
    """Return what the page says above the list: how many are shown of how many."""
    shown = len(answer.page_ids())
    if answer.asked.q and answer.total:
        words = {"shown": shown, "total": answer.total, "q": answer.asked.q}
        return _("Visar %(shown)s av %(total)s fall för ”%(q)s”") % words
    if not answer.total:
        return _("0 av %(total)s fall") % {"total": answer.snapshot.total}
    return _("Visar %(shown)s av %(total)s fall") % {"shown": shown, "total": answer.total}


def _with_ways_to_unfold(asked, facets, path):
    """Return (facet, the address that shows all of it or nothing) for each facet."""
    # One facet at a time: combinations would make endless addresses for robots to follow.
    folded = (replace(asked, show_all=()) if asked.show_all else asked).address_of_page(path, 1)
    start = f"{folded}{'&' if '?' in folded else '?'}visa="
    return [
        (facet, f"{start}{facet.param}#facett-{facet.param}" if facet.hidden else "")
        for facet in facets
    ]


def _no_such_page(request, asked, answer, path):
    context = {
        "last_page": asked.address_of_page(path, answer.pages),
        "whole_list": path,
        "pages": answer.pages,
        "page": asked.page,
    }
    return render(request, "_partials/no_such_page.html", context, status=404)
