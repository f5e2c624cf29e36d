"""Make a backup: everything at one moment, whole at its name or not there at all."""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cases.reasons import why

from . import numbering, pictures
from .archive import PIECE, Reader, Writer, picture_member, table_member
from .moment import one_moment
from .refusals import BackupRefused
from .tables import carried_tables


@dataclass(frozen=True)
class Saved:
    """What a backup holds: numbers, and pictures that the database names but nobody has."""

    tables: int
    rows: int
    pictures: int
    bytes: int
    missing: list[str]


def save(path):
    """Write the bank to a new file at `path`, readable by its owner only. Returns `Saved`.

    Raises `BackupRefused`, also for a file that is there already, and `OSError` for a full disk.
    """
    path = Path(path)
    if path.exists():
        raise BackupRefused(f"{path} finns redan. Ange ett nytt namn.")
    with whole_or_not_at_all(path) as (file, draft):
        with one_moment(), Writer(file) as archive:
            facts, missing = _write(archive)
        file.flush()
        os.fsync(file.fileno())
        # A backup that nobody has read is none
        with Reader(draft) as archive:
            archive.verify()
    rows = sum(table["rows"] for table in facts["tables"].values())
    size = path.stat().st_size
    return Saved(len(facts["tables"]), rows, len(facts["pictures"]), size, missing)


@contextmanager
def whole_or_not_at_all(path):
    """Give a new private file under another name; it gets its own name when all went well."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.del")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError as error:
        raise BackupRefused(f"{path} går inte att skriva: {why(error)}.") from error
    try:
        with open(handle, "wb") as file:
            yield file, draft
        draft.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def applied_migrations():
    """Return the applied migrations as `["cases.0001_initial", …]`."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _write(archive):
    """Write all members; return (the manifest's facts, names of pictures that are missing)."""
    mentioned, tables = set(), {}
    # The rows of this moment name no picture that comes later, and a picture is never rewritten
    found = pictures.names()
    facts = {
        "version": settings.VERSION,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": applied_migrations(),
    }
    for table in carried_tables():
        rows = _write_table(archive, table, mentioned)
        highest = numbering.highest(table)
        tables[table.name] = {"columns": table.columns, "rows": rows, "highest": highest}
    for name in found:
        _write_picture(archive, name)
    facts |= {"tables": tables, "pictures": found}
    archive.finish(facts)
    return facts, sorted(mentioned - set(found))


def _write_table(archive, table, mentioned):
    count = 0
    with archive.member(table_member(table.name)) as member:
        for row in table.rows():
            member.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            member.write(b"\n")
            mentioned.update(table.files(row))
            count += 1
    return count


def _write_picture(archive, name):
    try:
        with (
            pictures.path_of(name).open("rb") as file,
            archive.member(picture_member(name), packed=False) as member,
        ):
            while piece := file.read(PIECE):
                member.write(piece)
    except FileNotFoundError as error:
        raise BackupRefused(f"Bilden {name} togs bort medan kopian gjordes. Kör igen.") from error
