"""Let go of a response, its file too, and keep the test's transaction."""

from django.core.signals import request_finished
from django.db import close_old_connections


def done_with(response):
    """Close `response` as a server does, but for the connection.

    As in Django's own client: a transaction looks to `close_old_connections` like a connection
    that somebody forgot to restore, and PostgreSQL's is gone when it is closed.
    """
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
