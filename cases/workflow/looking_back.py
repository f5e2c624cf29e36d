"""Lever det än? What a dated look back found is said by the case too."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases import history
from cases.models import FollowUp, Project

from .content import content_changed


@transaction.atomic
def looked_back(*, follow_up: FollowUp, by: User | None) -> None:
    """Give the case the answer of its latest look back, in its working copy too, and tell readers.

    Must run in the transaction that saves the follow-up. Forms that are open on the case become
    stale: they began from the answer before.
    """
    project = Project.objects.select_for_update().get(pk=follow_up.project_id)
    done = project.follow_ups.filter(done_on__isnull=False).order_by("-done_on", "-after_years")
    latest = done.first()
    if latest is not None:
        after = latest.get_after_years_display()
        why = _("Lever det än? Uppföljning efter %(after)s.") % {"after": after}
        rows = Project.objects.filter(Q(pk=project.pk) | Q(revision_of=project))
        for row in rows.exclude(life_status=latest.life_status):
            with history.recording(row, by=by, note=why):
                Project.objects.filter(pk=row.pk).update(
                    life_status=latest.life_status, edit_version=F("edit_version") + 1
                )
    if project.is_published:
        project.refresh_from_db()
        content_changed(project=project, by=by, why=why if latest else "")
