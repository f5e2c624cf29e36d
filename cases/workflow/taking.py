"""The one place that writes a case's status, and the log beside it."""

from __future__ import annotations

from django.contrib.auth.models import User

from cases.models import Project, Transition

from .clock import note_next_moment
from .steps import Step


def take(step: Step, locked: Project, *, by: User | None, why: str = "") -> None:
    """Move a locked, checked case to the step's target, and log it."""
    before, locked.status = locked.status, step.target
    waited, locked.publish_at = locked.publish_at, None
    locked.save(update_fields=["status", "publish_at", "updated_at"])
    log(step, locked, by=by, why=why, before=before)
    if waited is not None:
        note_next_moment()


def log(step: Step, row: Project, *, before: str, by: User | None, why: str = "") -> Transition:
    """Write the step down at the case; a step on a working copy with the number of the copy."""
    return Transition.objects.create(
        project_id=row.revision_of_id or row.pk,
        copy_id=row.pk if row.revision_of_id else None,
        step=step.name,
        from_status=before,
        to_status=step.target,
        by=by,
        why=why,
        edit_version=row.edit_version,
    )
