"""Run in a bank of its own: fill it with the starting content and with values that get lost."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.admin.models import CHANGE, LogEntry  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import JSONField, Value  # noqa: E402

from cases.models import Project, ProjectImage, ProjectVersion, Result, SearchMiss  # noqa: E402
from tests import factories  # noqa: E402

AWKWARD = 'Rad ett\r\nrad två\t"citat" \\ åäö Å 🏛️ \u2028 {"inte": json} null'


def main():
    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=StringIO())
    curator = factories.curator("administrator", "redaktören")
    case = factories.project(AWKWARD[:90], problem=AWKWARD, author=curator)
    moment = datetime(2026, 3, 1, 12, 0, 0, 123_456, UTC)
    # Past auto_now, which a restore must not set anew
    Project.objects.filter(pk=case.pk).update(updated_at=moment - timedelta(days=900))
    null = Value(None, JSONField())
    for number, content in enumerate([null, {"b": [1, 2.5, None], "a": "å"}, [], "text", 0.1]):
        ProjectVersion.objects.create(
            project=case, number=number + 1, content=content, published_at=moment
        )
    Result.objects.create(
        project=case, what="Tal", value=Decimal("1234567.89"), citation=factories.citation(case)
    )
    SearchMiss.objects.create(query="0.1")
    SearchMiss.objects.create(query="borta").delete()
    LogEntry.objects.create(
        user=curator,
        content_type=ContentType.objects.get_for_model(Project),
        object_id=str(case.pk),
        object_repr="x",
        action_flag=CHANGE,
        change_message="[]",
    )
    SessionStore().save()
    for name in ("fall/bild.jpg", "fall/2026/djupt.jpg"):
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 100_000)
        # Sizes are given, or Django would open the file
        ProjectImage.objects.create(project=case, file=name, decorative=True, width=1, height=1)


if __name__ == "__main__":
    main()
