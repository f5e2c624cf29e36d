"""Publishing at a set time: decided by a publisher, done by whoever comes by after the moment."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Project

from .clock import note_next_moment
from .copies import locked_pair
from .eyes import latest
from .refusals import Refused, WrongState, WrongTime
from .steps import CANCEL, MISS, PUBLISH, SCHEDULE, Status
from .taking import log
from .transitions import checked, publish


@transaction.atomic
def schedule(
    *, project: Project, by: User | None, at: datetime, why: str = "", seen: int | None = None
) -> Project:
    """Let the case be published at a moment to come; `why` is what readers are told then."""
    locked = checked(PUBLISH, project, by, why, seen)
    if at <= timezone.now():
        raise WrongTime(_("Tiden har redan varit. Välj en som kommer, eller publicera nu."))
    locked.publish_at = at
    locked.save(update_fields=["publish_at"])
    log(SCHEDULE, locked, by=by, why=why, before=locked.status)
    note_next_moment()
    return _with_time(project, locked)


@transaction.atomic
def cancel(*, project: Project, by: User | None, why: str = "", seen: int | None = None) -> Project:
    """Take the set time away; the case stays approved."""
    locked = checked(CANCEL, project, by, why, seen)
    if locked.publish_at is None:
        raise WrongState(_("Fallet har ingen tid att publiceras."))
    _forget_time(locked)
    log(CANCEL, locked, by=by, why=why, before=locked.status)
    return _with_time(project, locked)


def publish_due(now: datetime | None = None) -> list[tuple[Project, str]]:
    """Publish what is due; return (case, why not, or an empty string) for each.

    Safe to call from several processes at once: each case is taken once. The gate, the rights and
    four eyes are asked again; a case that is refused stays approved, without a time, and the log
    says why.
    """
    now = now or timezone.now()
    due = Project.objects.filter(status=Status.APPROVED, publish_at__lte=now)
    found = [_publish_one(project, now) for project in due.order_by("publish_at", "pk")]
    with transaction.atomic():
        note_next_moment()
    return [outcome for outcome in found if outcome is not None]


@transaction.atomic
def _publish_one(project: Project, now: datetime) -> tuple[Project, str] | None:
    if project.revision_of_id is None:
        locked = Project.objects.select_for_update().filter(pk=project.pk).first()
    else:
        present = Project.objects.filter(pk=project.pk).exists()
        locked = locked_pair(project)[1] if present else None
    waits = locked is not None and locked.status == Status.APPROVED and locked.publish_at
    if locked is None or not waits or waits > now:
        return None  # another process was here first, or a curator changed their mind
    decided = latest(locked, SCHEDULE)
    by, why = (decided.by, decided.why) if decided else (None, "")
    try:
        return publish(project=locked, by=by, why=why), ""
    except Refused as refusal:
        _forget_time(locked)
        log(MISS, locked, by=None, why=str(refusal.sentence), before=locked.status)
        return locked, str(refusal.sentence)


def _forget_time(locked: Project) -> None:
    locked.publish_at = None
    locked.save(update_fields=["publish_at"])
    note_next_moment()


def _with_time(project: Project, locked: Project) -> Project:
    project.publish_at = locked.publish_at
    return project
