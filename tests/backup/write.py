"""Run in a bank of its own: write until ended, each transaction a row in three tables and a file.

Says one line a transaction, when it is committed.
"""

from itertools import count
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.db import transaction  # noqa: E402

from cases.models import Project, ProjectImage, Synonym  # noqa: E402


def main():
    case = Project.objects.first()
    folder = Path(settings.MEDIA_ROOT) / "fall"
    folder.mkdir(parents=True, exist_ok=True)
    for number in count():
        name = f"fall/w{number}.jpg"
        with transaction.atomic():
            # The first table that a backup reads, one of the last, and one with a file
            Group.objects.create(name=f"w{number}")
            (settings.MEDIA_ROOT / name).write_bytes(name.encode())
            # Sizes are given, or Django would open the file
            ProjectImage.objects.create(project=case, file=name, decorative=True, width=1, height=1)
            Synonym.objects.create(term=f"w{number}", other="x")
        print(number, flush=True)


if __name__ == "__main__":
    main()
