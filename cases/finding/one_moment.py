"""Reading several tables as they stood at one moment, without waiting for writers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is at the first query inside, whatever is committed meanwhile.

    SQLite: a deferred transaction, which takes no lock (Django's own would queue behind writers).
    PostgreSQL: REPEATABLE READ. Inside a transaction that has begun already, nothing changes.
    """
    if connection.in_atomic_block or _is_shared_by_threads():
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _is_shared_by_threads() -> bool:
    """Whether this is SQLite in memory, which has one connection for all (in tests only)."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor == "sqlite" and ("mode=memory" in name or name == ":memory:")
