"""Stoppa bilden: a picture that must not be seen is gone at once, from the case and its versions.

Rights and privacy do not wait for a copy, a review and a publication. A picture that was stopped by
mistake is shown again in the same way.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import history
from cases.models import Project, ProjectImage, RecordChange, VersionImage

from . import rights
from .content import content_changed
from .refusals import NotAllowed, ReasonMissing, WrongState
from .steps import PUBLIC_REASON_CHARACTERS


@transaction.atomic
def stop_picture(*, project: Project, file: str, by: User | None, why: str) -> Project:
    """Take a stored picture away from readers; return its case. `why` is for readers too.

    Readers meet neither the picture nor its words from their next request on: not in the case, not
    in its versions, not at the file's own address. Raises `NotAllowed`, `ReasonMissing`,
    `WrongState` when the case has no such picture to stop.
    """
    return _turn(project, file, by, why, stopped=True)


@transaction.atomic
def show_picture(*, project: Project, file: str, by: User | None, why: str) -> Project:
    """Show a stopped picture again, wherever it was shown. Raises what `stop_picture` does."""
    return _turn(project, file, by, why, stopped=False)


def _turn(project: Project, file: str, by: User | None, why: str, *, stopped: bool) -> Project:
    if by is not None and not rights.may_stop_pictures(by):
        raise NotAllowed(_("Det gör en publicerare."))
    if not 0 < len(why.strip()) <= PUBLIC_REASON_CHARACTERS:
        sentence = _("Skriv varför, med högst %(most)s tecken.")
        raise ReasonMissing(sentence % {"most": PUBLIC_REASON_CHARACTERS})
    case = Project.objects.select_for_update().get(pk=project.revision_of_id or project.pk)
    of_case = Q(project=case) | Q(project__revision_of=case)
    rows = ProjectImage.objects.filter(of_case, file=file).exclude(stopped=stopped)
    kept = VersionImage.objects.filter(version__project=case, file=file, stopped_at__isnull=stopped)
    if not rows.exists() and not kept.exists():
        raise WrongState(_("Fallet har ingen sådan bild, eller så är det redan gjort."))
    note = (_("Stoppade en bild: %(why)s") if stopped else _("Visade en bild igen: %(why)s")) % {
        "why": why
    }
    owners = list(Project.objects.filter(images__in=rows).distinct())
    for owner in owners:
        with history.recording(owner, by=by, note=note):
            owner.images.filter(file=file).update(stopped=stopped)
            # Open forms began from a text with the picture
            Project.objects.filter(pk=owner.pk).update(edit_version=F("edit_version") + 1)
    if case not in owners:  # the picture stands in older versions, or in the copy, alone
        history.write(case, action=RecordChange.Action.CHANGED, by=by, note=note)
    kept.update(stopped_at=timezone.now() if stopped else None)
    if case.is_published:
        content_changed(project=case, by=by, why=why)
    return case
