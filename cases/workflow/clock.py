"""When the next approved case is to be published: one moment, kept beside the revision number."""

from __future__ import annotations

from cases.models import ContentRevision, Project


def note_next_moment() -> None:
    """Write down the next moment, in the transaction that changed it.

    Every request reads it in the same query as the revision number, so waiting costs nothing.
    """
    waiting = Project.objects.filter(status=Project.Status.APPROVED, publish_at__isnull=False)
    ContentRevision.expect(
        waiting.order_by("publish_at").values_list("publish_at", flat=True).first()
    )
