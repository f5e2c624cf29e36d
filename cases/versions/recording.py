"""Numbered versions of what was published."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cases.models import Project, ProjectSlug, ProjectVersion, VersionImage

from .differences import reads_the_same
from .story import Story, story_of


def record_version(*, project: Project, by: User | None, why: str) -> ProjectVersion:
    """Record what readers now see as the next version, in the caller's transaction.

    `by` is who published it (None for the loader), `why` the reason in a few words, for readers.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Call record_version() in the transaction that publishes.")
    return _record(project, story_of(project), by, why)


def record_if_changed(*, project: Project, by: User | None, why: str) -> ProjectVersion | None:
    """Record a version if the case reads otherwise than its latest version; None if it does not."""
    story = story_of(project)
    latest = project.versions.first()
    if latest is not None and reads_the_same(latest.content, story):
        return None
    return _record(project, story, by, why)


def _record(project: Project, story: Story, by: User | None, why: str) -> ProjectVersion:
    # One at a time for each case; whoever publishes holds this lock already
    Project.objects.select_for_update().only("pk").get(pk=project.pk)
    latest = project.versions.values_list("number", flat=True).first() or 0
    version = ProjectVersion.objects.create(
        project_id=project.pk,
        number=latest + 1,
        content=story,
        published_at=timezone.now(),
        published_by=by,
        why=why[:300],
    )
    files = {image["file"] for image in story["parts"]["images"] if not image["stopped"]}
    VersionImage.objects.bulk_create(
        VersionImage(version=version, file=file) for file in sorted(files)
    )
    now = story["fields"]["slug"]
    previous = project.versions.filter(number=latest).first()
    lead_on(project, before=previous.content["fields"]["slug"] if previous else now, now=now)
    return version


def lead_on(project: Project, *, before: str, now: str) -> None:
    """Let an address that readers have met lead to the case for good; the one it has leads nowhere.

    `before` and `now` are its addresses; nothing is kept when they are the same.
    """
    ProjectSlug.objects.filter(project_id=project.pk, slug=now).delete()
    if before != now:
        ProjectSlug.objects.get_or_create(slug=before, defaults={"project_id": project.pk})
