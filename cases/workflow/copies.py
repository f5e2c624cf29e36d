"""A published case is worked on in a second row, and merged into the first when published."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cases import history
from cases.finding.search_rows import write_documents
from cases.models import ContentRevision, Project, Writer
from cases.versions import lead_on, record_version, story_of, write_story

from . import rights
from .clock import note_next_moment
from .refusals import NotAllowed, WrongState
from .steps import DISCARD, OPEN_COPY, Status
from .taking import log

# Of the row and not of the story, yet a curator changes them in the same form
BY_THE_EDITORS = ("author", "reviewer", "reviewed_on", "review_due")


@transaction.atomic
def open_copy(*, project: Project, by: User) -> tuple[Project, bool]:
    """Return the working copy of a published case, and whether it was made now.

    There is one at most: the lock on the case leads whoever comes second to the first one's.
    """
    original = Project.objects.select_for_update().get(pk=project.pk)
    if original.revision_of_id is not None or not original.is_published:
        raise WrongState(_("Bara ett publicerat fall har en arbetskopia. Ändra fallet direkt."))
    if not rights.may_open_copy(by, original):
        raise NotAllowed(_("Det gör den som är författare till fallet, eller en granskare."))
    present = Project.objects.filter(revision_of=original).first()
    if present is not None:
        return present, False
    copy = Project(revision_of=original, title=original.title, slug=original.slug)
    _hand_over(original, copy)
    copy.save()
    write_story(copy, story_of(original))
    log(OPEN_COPY, copy, by=by, before=Status.PUBLISHED)
    return copy, True


@transaction.atomic
def discard_copy(*, project: Project, by: User | None) -> Project:
    """Throw a working copy away; return its case. What it said stays in the case's history."""
    if project.revision_of_id is None:
        raise WrongState(_("Det här är fallet och ingen arbetskopia."))
    original, copy = locked_pair(project)
    if by is not None and not rights.may_discard(by, copy):
        raise NotAllowed(_("Det gör den som är författare till fallet, eller en granskare."))
    log(DISCARD, copy, by=by, before=copy.status)
    history.deleted(copy, by=by, note=str(DISCARD.label))
    copy.delete()
    note_next_moment()
    return original


def locked_pair(project: Project) -> tuple[Project, Project]:
    """Lock a working copy and its case, the case first, and return (case, copy)."""
    rows = Project.objects.select_for_update()
    original = rows.get(pk=project.revision_of_id)
    return original, rows.get(pk=project.pk)


def merge(original: Project, copy: Project, *, by: User | None, why: str) -> None:
    """Make what readers see say what the copy says, and take the copy away. Both are locked."""
    # First of all writes: revisions commit in the order of their numbers
    ContentRevision.advance(original.pk)
    fold(original, copy, by=by, note=_("Arbetskopian publicerades."))
    Writer.objects.filter(project=original).delete()
    record_version(project=original, by=by, why=why)
    write_documents([original.pk])


def fold(original: Project, copy: Project, *, by: User | None, note: str) -> None:
    """Write the copy's text into its case, keep the case's old address, and delete the copy."""
    before = original.slug
    with history.recording(original, by=by, note=note):
        write_story(original, story_of(copy))
        _hand_over(copy, original)
        original.save(update_fields=[*BY_THE_EDITORS])
    keep_old_address(original, before)
    for writer in Writer.objects.filter(project=copy):
        Writer.objects.update_or_create(
            project=original, user=writer.user, defaults={"edit_version": original.edit_version}
        )
    copy.delete()
    if copy.publish_at is not None:
        note_next_moment()


def keep_old_address(project: Project, before: str) -> None:
    """Keep the address `before` if readers have met it; a draft's own leads nowhere."""
    if project.published_at is not None and before != project.slug:
        lead_on(project, before=before, now=project.slug)


def _hand_over(source: Project, target: Project) -> None:
    for field in BY_THE_EDITORS:
        setattr(target, field, getattr(source, field))
