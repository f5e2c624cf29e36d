"""Where the address of a case leads when no published case stands there. One answer for all pages.

A case that was public keeps all its addresses for good: its versions answer as the case does.
"""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from cases.models import Project
from cases.views import errors


def elsewhere(request, slug, view="project-detail", *further):
    """301 from an address the case had before, 302 from its number, 410 if taken away, or 404.

    `view` names the page that was asked for, `further` what stands after the slug in its address.
    """
    published = Project.objects.published()
    moved = published.filter(old_slugs__slug=slug).first()
    if moved:
        return _to(request, reverse(view, args=[moved.slug, *further]), permanent=True)
    # The number never changes, the address it leads to may
    numbered = published.filter(public_id=slug.upper()).first()
    if numbered:
        return _to(request, reverse(view, args=[numbered.slug, *further]), permanent=False)
    return _taken_away(request, slug)


def _to(request, address, *, permanent):
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=permanent)


def _taken_away(request, slug):
    """410 with the reason where a case has been public; otherwise 404, as for any other word.

    The title is left out: since the case was taken away it may have been worked on as a draft.
    """
    removed = (
        Project.objects.originals()
        .filter(
            Q(slug=slug) | Q(old_slugs__slug=slug) | Q(public_id=slug.upper()),
            published_at__isnull=False,
        )
        .select_related("tombstone")
        .first()
    )
    if removed is None:
        raise Http404
    tombstone = getattr(removed, "tombstone", None)
    reason = tombstone.reason if tombstone else ""
    return errors.gone(request, reason=reason, public_id=removed.public_id or "")
