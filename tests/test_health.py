"""What whoever watches the service asks."""

import threading

import pytest
from django.db import connection

from cases.finding.readiness import load, warm_up


def test_the_process_is_well_without_asking_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_migrated_database_and_a_loaded_index_are_ready(client, db):
    load()
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_worker_without_its_index_says_when_to_ask_again_and_then_is_ready(client, monkeypatch):
    monkeypatch.setattr("cases.views.health.warm_up", warm_up)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"index\n")
    assert response["Retry-After"] == "2"
    for thread in threading.enumerate():
        if thread.name == "index":
            thread.join(timeout=30)
    assert client.get("/readyz").status_code == 200


def test_a_missing_migration_is_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations\n")
