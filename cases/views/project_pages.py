"""A case's page: the story at three depths, and where its address leads when it is not there."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases import linked_data
from cases.models.addresses import address
from cases.views import project_readings, project_references
from cases.views.fresh import snapshot_for
from cases.views.methods import read_only
from cases.views.project_addresses import elsewhere
from cases.views.project_parts import fetch_parts, published_at
from cases.views.similar import similar_cases

# A trail with many municipalities would be longer than the heading below it
CRUMB_CHARACTERS = 40


@read_only
def project_detail(request, slug):
    """The case at this address; 301 from an address it had before; 410 when it was taken away."""
    for project in published_at(slug):
        return project_page(request, project)
    return elsewhere(request, slug)


def project_page(request, project, *, preview=False):
    """Show `project` as readers see it, whatever its status: whoever calls has checked the right.

    A preview says that it is one, is kept out of caches and search engines, and tells machines
    nothing.
    """
    fetch_parts(project)
    trail = [(_("Fall"), address("project-list")), (_crumb(project), "")]
    context = {
        "project": project,
        "preview": preview,
        "page_title": project.title,
        "page_description": project.summary_30s,
        "page_type": "article",
        "canonical_path": project.get_absolute_url(),
        "crumbs": trail,
        "places": list(project.municipalities.all()),
        "structured_data": "" if preview else _structured_data(project, trail),
        "similar_cases": [] if preview else similar_cases(request, project),
        **project_references.of_latest(project),
        **project_readings.read(project, snapshot_for(request).edition),
    }
    response = render(request, "projects/detail.html", context)
    if preview:
        response["Cache-Control"] = "no-store"
    return response


def _crumb(project):
    return project.place if len(project.place) <= CRUMB_CHARACTERS else project.title


def _structured_data(project, trail):
    site = {"site_url": settings.SITE_URL}
    article = linked_data.article(project, site_name=settings.SITE_NAME, **site)
    start = (_("Start"), address("home"))
    here = (project.title, project.get_absolute_url())
    breadcrumbs = linked_data.breadcrumbs([start, trail[0], here], **site)
    return linked_data.as_script([article, breadcrumbs])
