"""The highest number that each table has ever given a row, so that none is given twice."""

from django.db import connection
from django.db.models import AutoField, Max


def highest(table):
    """Return the highest primary key that the table has numbered itself; None if it does not."""
    if not _numbers_itself(table):
        return None
    found = table.model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [_name(table)])
            row = cursor.fetchone()
            return max(found, row[0] if row else 0)
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, table)}")  # noqa: S608
        last, is_called = cursor.fetchone()
        return max(found, last if is_called else 0)


def go_on_from(table, number):
    """Let the table number its next row after `number`."""
    if not _numbers_itself(table):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [_name(table)])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [_name(table), number]
            )
        else:
            sequence = _sequence(cursor, table)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(number, 1), number > 0])


def _numbers_itself(table):
    # BigAutoField and SmallAutoField count as AutoField
    return isinstance(table.model._meta.pk, AutoField)


def _name(table):
    return table.model._meta.db_table


def _sequence(cursor, table):
    quoted = connection.ops.quote_name(_name(table))
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, table.model._meta.pk.column])
    return cursor.fetchone()[0]
