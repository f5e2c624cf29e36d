"""Two processes write and two read at once: does any reader miss a change, or see half of one?

`python -m tests.bench.revisions write|read NUMBER UNTIL` is one of the four.
"""

import json
import subprocess
import sys
import time

WRITES = 60  # of each writer
# Seconds between the writes of one writer
PAUSE = 0.05
PATIENCE = 180
FIRST_YEAR = 1950


def missed():
    """Return how many observations of the readers disagree with what the writers wrote."""
    from cases.models import ContentRevision

    start = ContentRevision.current()
    until = start + 2 * WRITES
    readers = [_process("read", number, until) for number in (0, 1)]
    for reader in readers:
        reader.stdout.readline()  # its index is loaded
    writers = [_process("write", number, until) for number in (0, 1)]
    written = sorted(tuple(row) for writer in writers for row in _result(writer))
    return sum(_wrong(_result(reader), written, until) for reader in readers)


def _wrong(observed, written, until):
    """Count what one reader saw wrong, and the writes it never came to."""
    wrong, seen = 0, 0
    for revision, years in observed:
        expected = {str(pk): year for number, pk, year in written if number <= revision}
        wrong += sum(years.get(pk) != year for pk, year in expected.items())
        seen = max(seen, revision)
    return wrong + until - seen


def _process(*arguments):
    command = [sys.executable, "-m", "tests.bench.revisions", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _result(process):
    output, _errors = process.communicate(timeout=PATIENCE)
    if process.returncode:
        raise RuntimeError(f"{process.args} failed")
    return json.loads(output)


def _projects():
    from cases.models import Project

    return list(Project.objects.published().order_by("pk").values_list("pk", flat=True)[:2])


def write(number):
    """Change the starting year of a project of its own, over and over; return what was written."""
    from django.db import transaction

    from cases.models import ContentRevision, Project

    pk, written = _projects()[number], []
    for step in range(WRITES):
        with transaction.atomic():
            revision = ContentRevision.advance(pk)
            Project.objects.filter(pk=pk).update(start_year=FIRST_YEAR + step, end_year=None)
        written.append((revision, pk, FIRST_YEAR + step))
        time.sleep(PAUSE)
    return written


def read(until):
    """Return, for every snapshot up to `until`, its number and the years of both projects."""
    from cases.finding.snapshot import current_snapshot

    projects, observed = _projects(), []
    current_snapshot()
    print("loaded", flush=True)
    give_up = time.monotonic() + PATIENCE / 2
    while time.monotonic() < give_up:
        snapshot = current_snapshot()
        if not observed or observed[-1][0] != snapshot.revision:
            values = snapshot.facets.values["startar"].items()
            years = {pk: int(year) for year, ids in values for pk in projects if pk in ids}
            observed.append((snapshot.revision, years))
        if snapshot.revision >= until:
            break
        time.sleep(0.001)
    return observed


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "idebank.settings"
    django.setup()
    what, number, until = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(write(number) if what == "write" else read(until)))
