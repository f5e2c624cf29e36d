"""The bank's addresses, and two that only a measurement has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from cases.filters.asked import read_question
from cases.finding.snapshot import current_snapshot
from cases.views.projects import list_context
from tests.bench.orm_facets import OrmAnswer


def hello(request):
    """Two bytes. Plain text, so that the page cache does not answer in its place."""
    return HttpResponse(b"ok", content_type="text/plain")


def orm_list(request):
    """The same page as `/fall/`, every number on it worked out by the database."""
    snapshot = current_snapshot()
    asked = read_question(request.GET, snapshot)
    context = list_context(asked, OrmAnswer(snapshot, asked), "/fall/")
    return render(request, "projects/list.html", context)


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/fall/", orm_list),
    path("", include("idebank.urls")),
]
handler404 = "cases.views.errors.page_not_found"
handler500 = "cases.views.errors.server_error"
