"""Four eyes: nobody approves or publishes a text that only they have read."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Project, Transition, Writer

from .gate import Sentence
from .steps import APPROVE, PUBLISH, SUBMIT, Step

# Two presses of one button reach us within this time
SECOND_PRESS = timedelta(minutes=1)


def transitions_of(project: Project):  # type: ignore[no-untyped-def]
    """Return the steps taken with this row, the latest first; a working copy has its own."""
    if project.revision_of_id is None:
        return Transition.objects.filter(project=project, copy_id=None)
    return Transition.objects.filter(project_id=project.revision_of_id, copy_id=project.pk)


def latest(project: Project, step: Step) -> Transition | None:
    return transitions_of(project).filter(step=step.name).first()


def was_just_taken(*, project: Project, step: Step, by: User) -> bool:
    """Whether the latest step of the row is this one, taken by `by` less than a minute ago."""
    last = transitions_of(project).first()
    return (
        last is not None
        and (last.step, last.by_id) == (step.name, by.pk)
        and last.at > timezone.now() - SECOND_PRESS
    )


def only_their_own(project: Project, user: User, step: Step) -> Sentence:
    """Return why `user` may not take the step alone, or an empty string when they may.

    To approve, somebody else must have sent in the text as it stands and have written in it, or
    `user` not at all. To publish, it is enough that somebody else has approved it.
    """
    if not settings.FOUR_EYES or step not in (APPROVE, PUBLISH):
        return ""
    if step is PUBLISH:
        approval = latest(project, APPROVE)
        if approval is not None and approval.by_id != user.pk:
            return ""
    return _why_not_approve(project, user)


def _why_not_approve(project: Project, user: User) -> Sentence:
    submission = latest(project, SUBMIT)
    rows = Writer.objects.filter(project=project).values_list("user_id", "edit_version")
    # Without rows (a text from before this log) its author is the one who wrote
    writers = dict(rows) or {project.author_id or 0: project.edit_version}
    if set(writers) == {user.pk}:
        return _("Du kan inte godkänna det du själv har skrivit.")
    if submission is None or submission.by_id == user.pk:
        return _("Du kan inte godkänna det du själv har skickat in.")
    if writers.get(user.pk, 0) > submission.edit_version:
        return _("Du kan inte godkänna det du själv har skrivit.")
    return ""
