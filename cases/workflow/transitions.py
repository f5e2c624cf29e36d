"""The steps that a curator, or the bank itself, takes with a case.

Each is one transaction: it locks the row, asks `refusal` under the lock, writes the status and the
log. A refusal is an exception with a sentence, and nothing has then been written. `by` is the
curator, or None for the bank itself; `why` the comment; `seen` the `edit_version` of the text that
the curator had on the screen (None when none was shown: a bulk action, the bank itself).
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.finding.search_rows import write_documents
from cases.models import ContentRevision, FollowUp, Project, Tombstone, Writer
from cases.versions import record_version

from .asking import refusal
from .copies import fold, locked_pair, merge
from .refusals import ReasonMissing, TextChanged
from .steps import (
    APPROVE,
    ARCHIVE,
    PUBLISH,
    REOPEN,
    SEND_BACK,
    SUBMIT,
    TAKE_BACK,
    UNPUBLISH,
    Status,
    Step,
)
from .taking import log, take


@transaction.atomic
def submit(*, project: Project, by: User | None, why: str = "", seen: int | None = None) -> Project:
    """Ask for a review. The gate does not stop it: a reviewer may help with what is missing."""
    return _stepped(SUBMIT, project, by, why, seen)


@transaction.atomic
def take_back(
    *, project: Project, by: User | None, why: str = "", seen: int | None = None
) -> Project:
    """Take one's own text back from review, to go on writing."""
    return _stepped(TAKE_BACK, project, by, why, seen)


@transaction.atomic
def send_back(*, project: Project, by: User | None, why: str, seen: int | None = None) -> Project:
    """Send the text back to its author, with a comment on what to do."""
    return _stepped(SEND_BACK, project, by, why, seen)


@transaction.atomic
def approve(*, project: Project, by: User | None, seen: int | None, why: str = "") -> Project:
    """Say that the text may be published as it stands. `seen` is never guessed."""
    if by is not None and seen is None:
        raise TextChanged(_("Öppna fallet och läs det innan du godkänner det."))
    return _stepped(APPROVE, project, by, why, seen)


@transaction.atomic
def publish(
    *, project: Project, by: User | None, why: str = "", seen: int | None = None
) -> Project:
    """Make the case public; of a working copy: merge it into its case. Return the public case."""
    locked = checked(PUBLISH, project, by, why, seen)
    if locked.revision_of is not None:
        return _published_copy(locked.revision_of, locked, by, why)
    # First of all writes: the row lock lets one publication at a time take the next number.
    ContentRevision.advance(locked.pk)
    locked.public_id = locked.public_id or next_public_id()
    locked.published_at = locked.published_at or timezone.now()
    locked.save(update_fields=["public_id", "published_at"])
    take(PUBLISH, locked, by=by, why=why)
    Tombstone.objects.filter(project=locked).delete()
    Writer.objects.filter(project=locked).delete()
    record_version(project=locked, by=by, why=why)
    FollowUp.objects.plan(locked)
    write_documents([locked.pk])
    return _refreshed(project, locked)


def _published_copy(original: Project, copy: Project, by: User | None, why: str) -> Project:
    """Merge the copy into its case and return the case. The copy itself is never public."""
    log(PUBLISH, copy, by=by, why=why, before=copy.status)
    merge(original, copy, by=by, why=why)
    return original


@transaction.atomic
def unpublish(*, project: Project, by: User | None, why: str, seen: int | None = None) -> Project:
    """Take the project away from readers; its address answers 410 with the reason `why`."""
    return _taken_away(UNPUBLISH, project, by, why, seen)


@transaction.atomic
def archive(*, project: Project, by: User | None, why: str, seen: int | None = None) -> Project:
    """Put the case away. Where it has been public its address answers 410 with the reason."""
    return _taken_away(ARCHIVE, project, by, why, seen)


@transaction.atomic
def reopen(*, project: Project, by: User | None, why: str = "", seen: int | None = None) -> Project:
    """Make a draft of what was taken away. Readers still meet the reason at its address."""
    locked = checked(REOPEN, project, by, why, seen)
    take(REOPEN, locked, by=by, why=why)
    copy = Project.objects.select_for_update().filter(revision_of=locked).first()
    if copy is not None:  # what was being written when the case was taken away goes on here
        fold(locked, copy, by=by, note=_("Arbetskopian blev utkastet."))
    return _refreshed(project, locked)


BY_STEP = {
    SUBMIT.name: submit,
    TAKE_BACK.name: take_back,
    SEND_BACK.name: send_back,
    APPROVE.name: approve,
    PUBLISH.name: publish,
    UNPUBLISH.name: unpublish,
    ARCHIVE.name: archive,
    REOPEN.name: reopen,
}


def _stepped(step: Step, project: Project, by: User | None, why: str, seen: int | None) -> Project:
    locked = checked(step, project, by, why, seen)
    take(step, locked, by=by, why=why)
    return _refreshed(project, locked)


def _taken_away(
    step: Step, project: Project, by: User | None, why: str, seen: int | None
) -> Project:
    locked = checked(step, project, by, why, seen)
    was_public = locked.status == Status.PUBLISHED
    take(step, locked, by=by, why=why)
    if locked.published_at is not None:
        Tombstone.objects.update_or_create(project=locked, defaults={"reason": why})
    if was_public:
        write_documents([locked.pk])
    if locked.published_at is not None:
        ContentRevision.advance(locked.pk)
    return _refreshed(project, locked)


def checked(step: Step, project: Project, by: User | None, why: str, seen: int | None) -> Project:
    """Lock the case and return it, or raise why the step cannot be taken."""
    if step.needs_reason and not why.strip():
        raise ReasonMissing(_("Skriv en kommentar: vad behöver göras, eller varför?"))
    if len(why) > step.reason_characters:
        sentence = _("Kommentaren är %(length)s tecken; högst %(most)s.")
        raise ReasonMissing(sentence % {"length": len(why), "most": step.reason_characters})
    if project.revision_of_id is not None:
        original, locked = locked_pair(project)
        locked.revision_of = original
    else:
        locked = Project.objects.select_for_update().get(pk=project.pk)
    if refused := refusal(step, locked, by):
        raise refused
    if seen is not None and seen != locked.edit_version:
        raise TextChanged(
            _("Någon har sparat fallet sedan du öppnade sidan. Läs det som står nu och tryck igen.")
        )
    return locked


def next_public_id() -> str:
    """Return the next free number, IB-0055 after IB-0054. Numbers are never used twice."""
    numbers = Project.objects.exclude(public_id=None).order_by(-Length("public_id"), "-public_id")
    latest = numbers.values_list("public_id", flat=True).first() or "IB-0000"
    return f"IB-{int(latest.removeprefix('IB-')) + 1:04d}"


def _refreshed(project: Project, locked: Project) -> Project:
    for field in ("status", "public_id", "published_at", "publish_at"):
        setattr(project, field, getattr(locked, field))
    return project
