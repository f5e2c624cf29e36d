from django.db import migrations, models
from django.utils import timezone


def stop_what_was_stopped(apps, schema_editor):
    """Until now a picture was stopped in its versions while the case had a stopped row of it."""
    image = apps.get_model("cases", "ProjectImage")
    stopped = image.objects.filter(stopped=True, project__revision_of=None).values("file")
    versions = apps.get_model("cases", "VersionImage")
    versions.objects.filter(file__in=stopped).update(stopped_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_words_removed_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="versionimage",
            name="stopped_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="stoppad sedan"),
        ),
        migrations.RunPython(stop_what_was_stopped, migrations.RunPython.noop),
    ]
