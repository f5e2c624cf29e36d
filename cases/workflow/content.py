"""What must happen when the text of a case, or a record that many cases share, has changed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model

from cases.finding.search_rows import write_documents
from cases.models import ContentRevision, Project, Writer
from cases.versions import record_if_changed

from .gate import missing_for_publication
from .refusals import NotReady
from .steps import EDIT
from .taking import take


@transaction.atomic
def text_changed(*, project: Project, by: User | None) -> None:
    """Take note of a saved change to the text or the parts of a case.

    Must run in the transaction that changes it, after the change. Remembers who wrote (`by` is
    None for an import), sends an approved text back to review, and tells every process when
    readers see the case. Raises `NotReady` when a published case would lack what the gate demands.
    """
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.is_published:
        if gaps := missing_for_publication(locked):
            raise NotReady(gaps)
        content_changed(project=locked, by=by)
    elif by is not None:
        Writer.objects.update_or_create(
            project=locked, user=by, defaults={"edit_version": locked.edit_version}
        )
    if locked.status in EDIT.sources:
        take(EDIT, locked, by=by)
        project.refresh_from_db(fields=["status"])


@transaction.atomic
def content_changed(
    *,
    project: Project | None = None,
    record: Model | None = None,
    by: User | None = None,
    why: str = "",
) -> int:
    """Tell every process that a project has changed, or a record that many projects share.

    Must run in the transaction that changes it. What search has stored of the projects concerned
    is analysed anew, and a published case that reads otherwise than before gets a new version with
    `by` and `why`. Returns the new revision number.
    """
    if project is not None:
        if project.is_published:
            record_if_changed(project=project, by=by, why=why)
        write_documents([project.pk])
        return ContentRevision.advance(project.pk)
    named = _projects_naming(record)
    kind = (record._meta.model_name or "") if record is not None else ""
    number = ContentRevision.advance(*named, record=kind)
    write_documents(named)
    return number


def _projects_naming(record: Model | None) -> list[int]:
    """Return the published projects in whose search text the record's name stands."""
    paths = {
        "theme": "themes",
        "municipality": "municipalities",
        "successfactor": "factors__factor",
    }
    path = paths.get(record._meta.model_name or "") if record is not None else None
    if path is None or record is None or record.pk is None:
        return []
    named = Project.objects.published().filter(**{path: record}).order_by().distinct()
    return list(named.values_list("pk", flat=True))
