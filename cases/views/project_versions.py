"""The versions of a case: the list, each one as it read, and what differs between two."""

from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Project
from cases.versions import differences, listing, reading
from cases.views import project_references
from cases.views.lists import list_address, no_such_page, page_links, page_number
from cases.views.methods import read_only
from cases.views.project_addresses import elsewhere


@read_only
def version_list(request, slug):
    """When the case was published, what changed each time, and why."""
    project = _published_at(slug)
    if project is None:
        return elsewhere(request, slug, "project-versions")
    number, faults = page_number(request.GET.get("sida", ""))
    pages = listing.pages_of(project)
    if number > pages.num_pages:
        return no_such_page(request, number, pages.num_pages, [])
    page = pages.page(number)
    context = {
        "project": project,
        "page": page,
        "page_links": page_links(request.path, [], page) if page.has_other_pages() else [],
        "faults": faults,
        "versions": listing.told(page),
        "latest_number": project.version_number,
        "canonical_path": list_address(request.path, [], number),
        "page_title": _("Versioner av %(title)s") % {"title": project.title},
        "crumbs": _crumbs(project, _("Versioner")),
    }
    return render(request, "projects/versions/list.html", context)


@read_only
def version_detail(request, slug, number):
    """The case as it read in one version, from what was stored then."""
    project = _published_at(slug)
    if project is None:
        return elsewhere(request, slug, "project-version", number)
    version = project.versions.filter(number=number).first()
    if version is None:
        raise Http404
    read = reading.read(version.content)
    read["images"] = _shown(version, read["images"])
    title = version.content["fields"]["title"]
    context = {
        "project": project,
        "version": version,
        "read": read,
        "page_title": _("%(title)s, version %(number)s") % {"title": title, "number": number},
        "page_description": version.content["fields"]["summary_30s"],
        "page_type": "article",
        "canonical_path": project.get_absolute_url(),
        "crumbs": _crumbs(project, _("Version %(number)s") % {"number": number}),
        "latest_number": project.version_number,
        "latest_at": project.version_at,
        **project_references.of_version(project, number, version.published_at, title),
    }
    return render(request, "projects/versions/detail.html", context)


@read_only
def version_comparison(request, slug):
    """Two versions side by side: `fran` and `till`; without them, the last two."""
    project = _published_at(slug)
    if project is None:
        return elsewhere(request, slug, "project-comparison")
    numbers = list(project.versions.order_by("number").values_list("number", flat=True))
    old, new, fault = _chosen(request.GET, numbers)
    if old is None:
        raise Http404
    chosen = project.versions.filter(number__in=(old, new))
    versions = {version.number: version for version in chosen}
    offered = listing.worth_offering(numbers, (old, new))
    context = {
        "project": project,
        "offered": project.versions.filter(number__in=offered).defer("content").order_by("number"),
        "left_out": len(numbers) - len(offered),
        "old": versions[old],
        "new": versions[new],
        "fault": fault,
        "removed": [versions[number] for number in sorted({old, new})],
        **compared(*(_without_stopped(versions[number]) for number in (old, new))),
        "page_title": _("Jämför versioner av %(title)s") % {"title": project.title},
        "crumbs": _crumbs(project, _("Jämför versioner")),
    }
    return render(request, "projects/versions/comparison.html", context)


def compared(old, new):
    """Return what the table of a comparison shows of two stories."""
    return {
        "groups": differences.differences(old, new),
        "unchanged": differences.unchanged(old, new),
    }


def _published_at(slug):
    return Project.objects.published().filter(slug=slug).with_latest_version().first()


def _chosen(asked, numbers):
    """Return (from, to, sentence about what could not be used); None where there is no version."""
    if not numbers:
        return None, None, ""
    known, fault = {str(number): number for number in numbers}, ""
    chosen = {"fran": numbers[max(0, len(numbers) - 2)], "till": numbers[-1]}
    for name in chosen:
        given = asked.get(name, "")
        if given in known:
            chosen[name] = known[given]
        elif given:
            fault = _("Den versionen finns inte. Välj bland dem som finns.")
    return chosen["fran"], chosen["till"], fault


def _shown(version, images):
    """Give each picture its address; of one that has been stopped since, only say when."""
    if not images:
        return []
    stopped = {image.file: image.stopped_at for image in version.image_files.all()}
    return [
        {"stopped_at": stopped[image["file"]]}
        if stopped.get(image["file"])
        else {**image, "url": default_storage.url(image["file"])}
        for image in images
    ]


def _without_stopped(version):
    """The version's story as it may be shown: a stopped picture has no words either."""
    stopped = set(version.image_files.exclude(stopped_at=None).values_list("file", flat=True))
    if not stopped:
        return version.content
    images = [
        {"file": _("En bild som är stoppad")} if image["file"] in stopped else image
        for image in version.content["parts"]["images"]
    ]
    return {**version.content, "parts": {**version.content["parts"], "images": images}}


def _crumbs(project, here):
    return [
        (_("Fall"), reverse("project-list")),
        (project.title, project.get_absolute_url()),
        (here, ""),
    ]
