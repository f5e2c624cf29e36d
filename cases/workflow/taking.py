"""The one place that writes a case's status, and the log beside it."""

from __future__ import annotations

from django.contrib.auth.models import User

from cases.models import Project, Transition

from .steps import Step


def take(step: Step, locked: Project, *, by: User | None, why: str = "") -> None:
    """Move a locked, checked case to the step's target, and log it."""
    before, locked.status = locked.status, step.target
    locked.save(update_fields=["status", "updated_at"])
    Transition.objects.create(
        project_id=locked.revision_of_id or locked.pk,
        copy_id=locked.pk if locked.revision_of_id else None,
        step=step.name,
        from_status=before,
        to_status=step.target,
        by=by,
        why=why,
        edit_version=locked.edit_version,
    )
