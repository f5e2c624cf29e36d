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
    _keep_old_address(project, story["fields"]["slug"])
    return version


def _keep_old_address(project: Project, slug: str) -> None:
    """Let each address that the case has been published at lead on to the one it has now."""
    ProjectSlug.objects.filter(project_id=project.pk, slug=slug).delete()
    before = project.versions.all()[1:2]
    for version in before:
        if (old := version.content["fields"]["slug"]) != slug:
            ProjectSlug.objects.get_or_create(slug=old, defaults={"project_id": project.pk})
