"""A process of its own, as a worker is one: `python -m tests.other_process FIRST`.

Each line of its standard input is a JSON list, the name of a function here and its arguments; each
line of its output is what that returned. It serves the database of DATABASE_URL. What it makes is
numbered from FIRST, so that two processes never give two records the same name.
"""

import json
import os
import random
import re
import sys
import time
from itertools import count

FIRST_YEAR = 1950
YEARS = 40
PATIENCE = 120


def read(path):
    """Return [status, text without marks] of a page, asked for through every middleware."""
    from django.test import Client

    response = Client(SERVER_NAME="localhost").get(path)
    return [response.status_code, re.sub("</?mark>", "", response.content.decode())]


def publish(title):
    """Publish a case in theme skola; return [number, address]."""
    from tests import factories

    case = factories.published_project(title)
    return [case.pk, case.get_absolute_url()]


def rename(pk, title):
    """Give a published case another title."""
    from django.db import transaction

    from cases import workflow
    from cases.models import Project

    with transaction.atomic():
        project = Project.objects.get(pk=pk)
        project.title = title
        project.save()
        workflow.content_changed(project=project)


def rename_theme(code, name):
    """Give a theme another name."""
    from django.db import transaction

    from cases import workflow
    from cases.models import Theme

    with transaction.atomic():
        theme = Theme.objects.get(code=code)
        theme.name = name
        theme.save()
        workflow.content_changed(record=theme)


def unpublish(pk):
    """Take a case away from readers."""
    from cases import workflow
    from cases.models import Project

    workflow.unpublish(project=Project.objects.get(pk=pk), by=None, why="Fel.")


def change_over_and_over(pk, times):
    """Change year, evidence and title of a case together; return [[revision, number of change]]."""
    from django.db import transaction

    written = []
    for number in range(times):
        with transaction.atomic():
            revision = _change(pk, number)
        written.append([revision, number])
        time.sleep(random.random() / 100)
    return written


def _change(pk, number):
    from cases import workflow
    from cases.models import Project

    project = Project.objects.get(pk=pk)
    project.start_year, project.end_year = FIRST_YEAR + number, None
    project.evidence_level = number % 6
    project.title = f"Rubrik ändring{number}"
    project.save()
    return workflow.content_changed(project=project)


def change_and_hang(pk):
    """Change a case and stay inside the transaction, until the process is killed."""
    from django.db import transaction

    with transaction.atomic():
        _change(pk, YEARS - 1)
        _answer("inside")
        time.sleep(PATIENCE)


def observe(pks, until):
    """Return [revision, what each case was by its year, its evidence, its words] of every snapshot.

    Ends with the snapshot of revision `until`.
    """
    from cases.finding.snapshot import current_snapshot

    seen = []
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        snapshot = current_snapshot()
        if not seen or seen[-1][0] != snapshot.revision:
            seen.append([snapshot.revision, [_seen(snapshot, pk) for pk in pks]])
        if snapshot.revision >= until:
            break
    return seen


def _seen(snapshot, pk):
    years, levels = (snapshot.facets.values[facet] for facet in ("startar", "bevis"))
    index = snapshot.dictionary.index
    return [
        [int(year) - FIRST_YEAR for year, ids in years.items() if pk in ids],
        [int(level) for level, ids in levels.items() if pk in ids],
        [n for n in range(YEARS) if pk in index.ids[index.postings(f"ändring{n}")[0]]],
    ]


def _answer(result):
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


def main():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "idebank.settings"
    django.setup()
    from tests import conftest, factories

    factories._number = count(int(sys.argv[1]))
    conftest.pytest_configure()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        _answer(globals()[name](*arguments))


if __name__ == "__main__":
    main()
