"""The index as new as the request."""

from cases.finding.snapshot import current_snapshot, snapshot_at


def snapshot_for(request):
    """Return the snapshot of the revision that the page cache read for this request, or of now."""
    revision = getattr(request, "content_revision", None)
    return current_snapshot() if revision is None else snapshot_at(revision)
