"""What whoever watches the service asks."""

from django.db import connection


def test_the_process_is_well_without_asking_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_migrated_database_is_ready(client, db):
    assert client.get("/readyz").status_code == 200


def test_a_missing_migration_is_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations\n")
