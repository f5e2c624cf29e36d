"""Pictures by their address: those of published cases for all, the rest for signed-in curators.

A picture may be stopped at any moment, so a browser that has it asks each time whether it still
may show it; the answer is 304 and nothing more.
"""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from cases.models import Project, ProjectImage, VersionImage
from cases.views.methods import read_only


@read_only
def project_image(request, name):
    """A picture is public while it is not stopped and a published case shows it, now or before."""
    if "\0" in name:
        raise Http404  # PostgreSQL refuses to look for it
    images = ProjectImage.objects.filter(file=name)
    kept = VersionImage.objects.filter(file=name)
    if _is_public(images, kept):
        return _for_readers(request, name)
    user = request.user
    may_see = user.is_active and user.is_staff and user.has_perm("cases.view_project")
    if may_see and (images.exists() or kept.exists()):
        return _file(name, "no-store")
    raise Http404


def _is_public(images, kept):
    """What the case of today says of a picture goes before what its versions showed."""
    published = Project.objects.published()
    today = list(images.filter(project__in=published).values_list("stopped", flat=True))
    if today:
        return not all(today)
    return kept.filter(stopped_at=None, version__project__in=published).exists()


def _for_readers(request, name):
    """Under one name there is one picture, always: the name is its mark."""
    mark = quote_etag(name)
    response = get_conditional_response(request, etag=mark) or _file(name, "public, no-cache")
    response["ETag"] = mark
    return response


def _file(name, cache_control):
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    kind, _encoding = mimetypes.guess_type(name)
    return FileResponse(
        file, content_type=kind or "application/octet-stream",
        headers={"Cache-Control": cache_control},
    )  # fmt: skip
