"""Så citerar du: references to the version that one reads, as text and as files."""

from django.conf import settings
from django.http import Http404, HttpResponse

from cases.models import Project
from cases.models.addresses import address
from cases.versions import citing
from cases.views.methods import read_only
from cases.views.project_addresses import elsewhere

KINDS = {
    "bib": (citing.as_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (citing.as_ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (citing.as_csl_json, "application/vnd.citationstyles.csl+json"),
}


def of_latest(project):
    """Return what the page of a case says of its latest version; nothing without one.

    The number and the day come with the case (`with_latest_version`), so that no query is asked.
    """
    number = getattr(project, "version_number", None)
    if number is None:
        return {}
    return of_version(project, number, project.version_at, project.title)


def of_version(project, number, published_at, title):
    """Return the number, the day and the reference of a version, for a template."""
    reference = citing.Reference(
        title=title,
        public_id=project.public_id,
        number=number,
        published_at=published_at,
        bank=settings.SITE_NAME,
        address=settings.SITE_URL + address("project-version", project.public_id, number),
    )
    return {
        "version_number": number,
        "version_at": published_at,
        "reference": reference,
        "reference_text": citing.as_text(reference),
    }


@read_only
def version_reference(request, slug, number, kind):
    """A reference to a version as a file for a reference manager."""
    if kind not in KINDS:
        raise Http404
    project = Project.objects.published().filter(slug=slug).first()
    if project is None:
        return elsewhere(request, slug, "project-reference", number, kind)
    version = project.versions.filter(number=number).first()
    if version is None:
        raise Http404
    title = version.content["fields"]["title"]
    reference = of_version(project, number, version.published_at, title)["reference"]
    write, content_type = KINDS[kind]
    name = f"{project.public_id}-v{number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(reference), content_type=content_type, headers=headers)
