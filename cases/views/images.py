"""Pictures by their address: those of published cases for all, the rest for signed-in curators."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from cases.models import Project, ProjectImage, VersionImage
from cases.views.methods import read_only

# Short: a picture that is stopped must disappear soon
PUBLIC_SECONDS = 300


@read_only
def project_image(request, name):
    """A picture is public while it is not stopped and a published case shows it, now or before."""
    images = ProjectImage.objects.filter(file=name)
    public = images.filter(stopped=False, project__in=Project.objects.published())
    if public.exists() or _shown_in_a_version(name, images):
        return _file(name, f"public, max-age={PUBLIC_SECONDS}")
    user = request.user
    if user.is_active and user.is_staff and user.has_perm("cases.view_project") and images.exists():
        return _file(name, "no-store")
    raise Http404


def _shown_in_a_version(name, images):
    """A stopped picture is stopped in the old versions too."""
    kept = VersionImage.objects.filter(file=name, version__project__in=Project.objects.published())
    return kept.exists() and not images.filter(stopped=True).exists()


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
