"""Several processes and one database: what one commits, the others show in their next answer."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from itertools import count

import pytest
from django.db import connection

from tests.other_process import YEARS

NUMBERS = count(100, 100)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A migrated database of our own, in a file or on the PostgreSQL of this run."""
    with database(tmp_path_factory.mktemp("bank")) as url:
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, env=environment(url), check=True)
        yield url


@contextmanager
def database(folder):
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'bank.sqlite3'}"
        return
    import psycopg2

    url, name = os.environ["DATABASE_URL"], f"processes_{os.getpid()}"
    with closing(psycopg2.connect(url)) as server:
        server.autocommit = True
        cursor = server.cursor()
        cursor.execute(f"CREATE DATABASE {name}")
        head, question, options = url.partition("?")
        yield f"{head.rpartition('/')[0]}/{name}{question}{options}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environment(url):
    return os.environ | {"DATABASE_URL": url, "STATEMENT_TIMEOUT": "60000"}


class Process:
    """One process; `begin` asks it for something and `end` waits for the answer."""

    def __init__(self, url):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.other_process", str(next(NUMBERS))],
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, *what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def end(self):
        line = self.process.stdout.readline()
        assert line, "the process ended"
        return json.loads(line)

    def ask(self, *what):
        self.begin(*what)
        return self.end()

    def stop(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start(address):
    """A function that starts a process of the bank; all are ended after the test."""
    with ExitStack() as stack:

        def started():
            process = Process(address)
            stack.callback(process.stop)
            return process

        yield started


def test_what_one_process_commits_the_other_shows_in_its_next_page(start):
    writer, reader = start(), start()
    pk, _path = writer.ask("publish", "Bussen som väntar")

    def page(path="/fall/"):
        return reader.ask("read", path)[1]

    assert "Bussen som väntar" in page()
    writer.ask("rename", pk, "Tåget som väntar")
    assert "Tåget som väntar" in page()
    assert "Bussen som väntar" not in page()
    assert "Tåget som väntar" in page("/fall/?q=t%C3%A5get")
    writer.ask("rename_theme", "skola", "Lärande i bygden")
    assert "Lärande i bygden" in page()
    writer.ask("unpublish", pk)
    assert "Tåget som väntar" not in page()
    assert "Tåget som väntar" not in page("/fall/?q=t%C3%A5get")


def test_two_writers_and_two_readers_miss_nothing_and_see_no_half_change(start):
    writers, readers = (start(), start()), (start(), start())
    pks = [writers[0].ask("publish", f"Fall {number}")[0] for number in range(2)]
    first = [writers[0].ask("change_over_and_over", pk, 1)[0] for pk in pks]
    last = first[-1][0] + 2 * YEARS
    for reader in readers:
        reader.begin("observe", pks, last)
    for writer, pk in zip(writers, pks, strict=True):
        writer.begin("change_over_and_over", pk, YEARS)
    written = [[begun, *writer.end()] for begun, writer in zip(first, writers, strict=True)]
    assert max(revision for changes in written for revision, _number in changes) == last
    for reader in readers:
        seen = [row for row in reader.end() if row[0] >= first[-1][0]]
        assert seen[-1][0] == last
        assert len(seen) > 2, "the reader slept through it all"
        for revision, cases in seen:
            assert cases == [expected(changes, revision) for changes in written]


def expected(changes, revision):
    """What a case is at a revision, by its year, its evidence and its words."""
    number = [change for number, change in changes if number <= revision][-1]
    return [[number], [number % 6], [number]]


def test_a_writer_killed_inside_its_transaction_leaves_nothing_and_stops_nobody(start):
    writer, killed, reader = start(), start(), start()
    pk, path = writer.ask("publish", "Ett lugnt fall")
    before = reader.ask("read", path)
    assert killed.ask("change_and_hang", pk) == "inside"
    assert reader.ask("read", path) == before
    killed.process.kill()
    killed.process.wait()
    assert "Ett lugnt fall" in reader.ask("read", "/fall/?q=lugnt")[1]
    assert reader.ask("read", path) == before
    writer.ask("rename", pk, "Ett nytt fall")
    assert "Ett nytt fall" in reader.ask("read", "/fall/")[1]
