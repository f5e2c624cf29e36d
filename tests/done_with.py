"""Let go of a response, its file too, and keep the test's transaction."""

from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

SIGNALS = (request_started, request_finished)


@contextmanager
def connection_kept():
    """Let requests begin and end as on a server, but for the connection.

    As in Django's own client: a transaction looks to `close_old_connections` like a connection
    that somebody forgot to restore, and PostgreSQL's is gone when it is closed.
    """
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in SIGNALS:
            signal.connect(close_old_connections)


def done_with(response):
    """Close `response` as a server does."""
    with connection_kept():
        response.close()
