"""Read the whole database as it stood at one moment, while others go on writing."""

from contextlib import contextmanager

from django.db import connection, transaction

from cases.models import ContentRevision


@contextmanager
def one_moment():
    """Within, every query sees what was committed when it began, and nothing later.

    Nobody waits: writers go on. Gives the revision number of that moment. Must not run within a
    transaction.
    """
    if connection.in_atomic_block:
        raise RuntimeError("one_moment() begins a transaction of its own.")
    with _sqlite() if connection.vendor == "sqlite" else _postgresql():
        # The first reading is the moment
        yield ContentRevision.current()


@contextmanager
def _sqlite():
    # Not atomic(): its BEGIN IMMEDIATE would wait for a writer and keep the others out
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _postgresql():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            no_time_limits(cursor)
        yield


def no_time_limits(cursor):
    """Let this transaction of PostgreSQL take the time it needs, and a minute for a lock."""
    cursor.execute("SET LOCAL statement_timeout = 0")
    cursor.execute("SET LOCAL lock_timeout = '60s'")
    cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
