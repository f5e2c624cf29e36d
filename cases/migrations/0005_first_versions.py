"""Each published case gets version 1, and its days to look back."""

from django.db import migrations

from cases.models.reuse import FollowUpQuerySet
from cases.versions.story import stories_of

BATCH = 200
WHY = "Så läste fallet när banken började spara versioner."


def record_first_versions(apps, schema_editor):
    project_model = apps.get_model("cases", "Project")
    published = project_model.objects.filter(
        status="publicerat", revision_of__isnull=True, versions__isnull=True
    )
    waiting = list(published.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(waiting), BATCH):
        projects = project_model.objects.filter(pk__in=waiting[first : first + BATCH])
        for project, story in stories_of(projects):
            _record(apps, project, story)


def _record(apps, project, story):
    version = apps.get_model("cases", "ProjectVersion").objects.create(
        project=project, number=1, content=story, published_at=project.published_at, why=WHY
    )
    image_model = apps.get_model("cases", "VersionImage")
    shown = {image["file"] for image in story["parts"]["images"] if not image["stopped"]}
    image_model.objects.bulk_create(
        image_model(version=version, file=file) for file in sorted(shown)
    )
    FollowUpQuerySet(apps.get_model("cases", "FollowUp")).plan(project)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_history")]

    operations = [migrations.RunPython(record_first_versions, migrations.RunPython.noop)]
