"""Put a backup back: everything is proved before anything is replaced, and all of it or nothing."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.models import ContentRevision, Project

from . import numbering, pictures
from .archive import Reader, picture_member, table_member
from .moment import no_time_limits
from .refusals import BackupRefused
from .saving import applied_migrations
from .tables import carried_tables, every_table

SHOWN = 5


@dataclass(frozen=True)
class Restored:
    """What was put back: numbers, where replaced pictures lie, and whether to start anew."""

    rows: int
    pictures: int
    aside: str
    renumbered_kinds: bool


def restore(path, *, replace=False):
    """Make the bank what it was when the file was made. Returns `Restored`.

    Raises `BackupRefused` when the file or the bank is not fit for it, `replace` being whether a
    bank that holds cases may be replaced. Then nothing has changed.
    """
    with Reader(path) as archive:
        check(archive)
        _prepare_empty_database()
        _refuse_other_migrations(archive)
        if not replace and (cases := Project._base_manager.count()):
            raise BackupRefused(
                f"Banken har {cases} fall som skulle ersättas. Lägg till --replace om det är"
                " meningen, och ta gärna en säkerhetskopia av dem först."
            )
        replacement = pictures.Replacement(archive, archive.manifest["pictures"])
        try:
            replacement.unpack()
            rows, renumbered = _replace(archive, replacement)
            aside = replacement.move_the_rest_aside()
        finally:
            replacement.clean_up()
    where = str(replacement.aside) if aside else ""
    return Restored(rows, len(archive.manifest["pictures"]), where, renumbered)


def check(archive):
    """Refuse a file that is damaged, or is not made by this version's tables."""
    archive.verify()
    manifest = archive.manifest
    tables = {table.name: table.columns for table in carried_tables()}
    expected = {*map(table_member, manifest["tables"]), *map(picture_member, manifest["pictures"])}
    pictures.refuse_unsafe(manifest["pictures"])
    if expected != set(manifest["members"]):
        raise BackupRefused(f"{archive.path} har inte de delar som den säger sig ha.")
    for name, table in manifest["tables"].items():
        if tables.get(name) != table["columns"]:
            raise _other_version(archive, [name])
    if missing := sorted(tables.keys() - manifest["tables"].keys()):
        raise _other_version(archive, missing)


def _prepare_empty_database():
    """A new database has no tables: making them replaces nothing."""
    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)


def _refuse_other_migrations(archive):
    here, there = set(applied_migrations()), set(archive.manifest["migrations"])
    if here != there:
        raise _other_version(archive, sorted(here ^ there))


def _other_version(archive, differences):
    more = f" med flera ({len(differences)})" if len(differences) > SHOWN else ""
    return BackupRefused(
        f"Kopian är gjord av en annan version av banken ({archive.manifest['version']}): "
        f"{', '.join(differences[:SHOWN])}{more} skiljer. Installera den versionen, kör migrate,"
        " återställ där och uppgradera sedan."
    )


def _replace(archive, replacement):
    """Replace all rows in one transaction; return (rows, whether kinds of content renumbered)."""
    try:
        with _pictures_follow(replacement), transaction.atomic():
            _keep_others_out()
            before = ContentRevision.current()
            kinds = _kinds()
            for table in every_table():
                table.empty()
            rows = sum(_fill(archive, table) for table in carried_tables())
            _prove_references()
            _move_revision_on(before)
            ContentType.objects.clear_cache()
            renumbered = bool(kinds) and kinds != _kinds()
            replacement.put_in_place()
    except IntegrityError as error:
        # Deferred references are proved at the end on PostgreSQL
        raise BackupRefused(f"Kopians rader hänger inte ihop: {error}".strip()) from error
    return rows, renumbered


@contextmanager
def _pictures_follow(replacement):
    """Take the pictures back when the rows are."""
    try:
        yield
    except BaseException:
        replacement.take_back()
        raise


def _keep_others_out():
    """Let readers go on and writers wait. SQLite does it by itself: atomic() is IMMEDIATE."""
    if connection.vendor != "postgresql":
        return
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(table.model._meta.db_table) for table in every_table())
    with connection.cursor() as cursor:
        no_time_limits(cursor)
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _fill(archive, table):
    facts = archive.manifest["tables"][table.name]
    written = table.insert(archive.rows(table.name))
    if written != facts["rows"]:
        raise BackupRefused(f"Tabellen {table.name} har {written} rader, inte {facts['rows']}.")
    numbering.go_on_from(table, facts["highest"] or 0)
    return written


def _prove_references():
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise BackupRefused(f"Kopians rader hänger inte ihop: {error}".strip()) from error


def _move_revision_on(before):
    """Let running processes read anew, also those that have seen a higher number than restored."""
    number = max(before, ContentRevision.current())
    ContentRevision.objects.update_or_create(pk=1, defaults={"number": number})
    ContentRevision.advance()


def _kinds():
    return {kind.pk: (kind.app_label, kind.model) for kind in ContentType.objects.all()}
