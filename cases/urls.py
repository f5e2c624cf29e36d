"""Every public address, in one table."""

from django.urls import path

from cases.views import health

urlpatterns = [
    path("healthz", health.health, name="health"),
    path("readyz", health.ready, name="ready"),
]
