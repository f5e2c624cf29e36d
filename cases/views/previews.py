"""The draft as readers would see it, for signed-in curators only."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from cases.models import Project
from cases.views.methods import read_only
from cases.views.project_pages import project_page


@read_only
def project_preview(request, pk):
    """The public template on any case. Who may not see it learns nothing of whether it is there."""
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not (user.is_active and user.is_staff and user.has_perm("cases.view_project")):
        raise PermissionDenied
    response = project_page(request, get_object_or_404(Project, pk=pk), preview=True)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
