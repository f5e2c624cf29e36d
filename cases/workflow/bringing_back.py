"""Ta tillbaka som utkast: the text of an earlier version, to work on. Readers see nothing of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cases import history
from cases.models import Project, ProjectVersion, VersionImage
from cases.versions import story_of, write_story

from . import rights
from .content import text_changed
from .copies import open_copy
from .refusals import NotAllowed, WrongState

# The address a case has now is the one it keeps
_KEPT = ("slug",)


@transaction.atomic
def bring_back(*, version: ProjectVersion, by: User) -> tuple[Project, list[str]]:
    """Write the version's text into the case's draft, or into its working copy if it is public.

    Returns the row that was written and what the bank no longer has, in sentences. What stood in
    the row before is in its history. Raises `WrongState` for a case that is archived or taken
    away, `NotAllowed` for whoever may not change the row.
    """
    case = Project.objects.select_for_update().get(pk=version.project_id)
    row = open_copy(project=case, by=by)[0] if case.is_published else case
    if row.status in (Project.Status.UNPUBLISHED, Project.Status.ARCHIVED):
        raise WrongState(_("Öppna fallet igen som utkast först."))
    if not rights.may_change(by, row):
        raise NotAllowed(_("Det gör den som är författare till fallet, eller en granskare."))
    note = _("Texten i version %(number)s togs tillbaka.") % {"number": version.number}
    stopped = set(
        VersionImage.objects.filter(version__project=case, stopped_at__isnull=False).values_list(
            "file", flat=True
        )
    )
    with history.recording(row, by=by, note=note):
        missing = write_story(row, _as_of_today(version.content, story_of(row), stopped))
    text_changed(project=row, by=by)
    return row, missing


def _as_of_today(
    story: dict[str, Any], today: dict[str, Any], stopped_files: set[str]
) -> dict[str, Any]:
    """Return the version's story with what must not go back in time.

    The address stays; the editors' notes stay; a picture that is stopped stays stopped, and stays.
    """
    stopped = {row["file"]: row for row in today["parts"]["images"] if row["stopped"]}
    images = [
        stopped.pop(row["file"], {**row, "stopped": row["stopped"] or row["file"] in stopped_files})
        for row in story["parts"]["images"]
    ]
    kept = {name: today["fields"][name] for name in (*_KEPT, "editorial_note")}
    return {
        **story,
        "fields": {**story["fields"], **kept},
        "parts": {**story["parts"], "images": [*images, *stopped.values()]},
    }
