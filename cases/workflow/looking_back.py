"""Lever det än? What a dated look back found is said by the case too."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases import history
from cases.models import FollowUp, Project

from . import rights
from .content import content_changed
from .refusals import NotAllowed


@transaction.atomic
def looked_back(*, follow_up: FollowUp, by: User | None) -> None:
    """Give the case the answer of its latest look back, in its working copy too, and tell readers.

    Must run in the transaction that saves the follow-up, or deletes it. `by` is None for the bank
    itself. Forms that are open on the case become stale: they began from the answer before.
    Raises `NotAllowed` when what was allowed no longer is: the case may have become public.
    """
    project = Project.objects.select_for_update().get(pk=follow_up.project_id)
    asked = rights.may_delete_look_back if follow_up.pk is None else rights.may_look_back
    if by is not None and not asked(by, project):
        raise NotAllowed(_("En granskare för in uppföljningar av fall som läsare ser."))
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
