"""The bank's addresses and one that fails, for the tests of error responses."""

from django.db import OperationalError
from django.urls import path

from idebank.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def fail(request):
    raise RuntimeError("asked to fail")


def lose_the_database(request):
    raise OperationalError("asked to be away")


def losing_the_database(get_response):
    """Middleware that never gets to the view."""
    return lose_the_database


urlpatterns = [
    path("fails/", fail),
    path("database-away/", lose_the_database),
    *urlpatterns,
]
