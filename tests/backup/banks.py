"""Banks of their own, each with a database and a folder, and a look at their rows from outside."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2 import extensions

ROOT = Path(__file__).resolve().parent.parent.parent
# Not rows of the bank's content: SQLite's own numbering
NOT_CONTENT = {"sqlite_sequence"}


class Bank:
    """A bank that commands run in as processes; `address` is its DATABASE_URL."""

    def __init__(self, folder, address=""):
        self.folder = folder
        self.address = address or f"sqlite:///{folder}/idebank.sqlite3"
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            "DATABASE_URL": self.address,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "idebank.settings",
        }

    def start(self, *command):
        """Start `python …` in the bank; returns the process."""
        inherited = {k: v for k, v in os.environ.items() if k != "CI"}
        return subprocess.Popen(
            [sys.executable, *map(str, command)],
            cwd=ROOT,
            env=inherited | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def manage(self, *command):
        """Run a command to its end, which must be a good one; returns what it said."""
        process = self.start("manage.py", *command)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
        return output

    def ask(self, question):
        """The rows that a query gives, asked past the bank."""
        if self.address.startswith("sqlite"):
            with closing(sqlite3.connect(self.address.removeprefix("sqlite:///"))) as opened:
                return opened.execute(question).fetchall()
        with closing(psycopg2.connect(self.address)) as opened, opened.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def pictures(self):
        """The content of every picture, by name."""
        root = self.folder / "media"
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.jpg")}

    def contents(self):
        """Every row of every table as the database has it, in values that both databases share."""
        if self.address.startswith("sqlite"):
            with closing(sqlite3.connect(self.address.removeprefix("sqlite:///"))) as opened:
                names = "SELECT name FROM sqlite_master WHERE type = 'table'"
                return read_all(opened.cursor(), names)
        with closing(psycopg2.connect(self.address)) as opened:
            # As text, where JSON's null is not NULL
            as_text = extensions.new_type((3802,), "JSONB", lambda value, cursor: value)
            extensions.register_type(as_text, opened)
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            return read_all(opened.cursor(), names)


def read_all(cursor, names):
    cursor.execute(names)
    found = {}
    for name in sorted({row[0] for row in cursor.fetchall()} - NOT_CONTENT):
        cursor.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in cursor.description]
        rows = [{c: shared(v) for c, v in zip(columns, row, strict=True)} for row in cursor]
        found[name] = sorted(rows, key=lambda row: str(next(iter(row.values()))).rjust(20))
        found[name] = [dict(sorted(row.items())) for row in found[name]]
    return found


def shared(value):
    """A value as both databases can be read: JSON with sorted keys, times in UTC, plain numbers."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, str) and value[:1] in ("{", "["):
        with suppress(ValueError):
            return json.dumps(json.loads(value), sort_keys=True)
    if value is None or isinstance(value, bool | int | float | str | bytes):
        return value
    return str(value)  # a date


def new_database(name):
    """Make a PostgreSQL database beside the tests' own; returns its address."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")


def drop_database(name):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
