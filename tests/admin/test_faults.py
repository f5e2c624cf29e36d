"""A save that the database refuses gives the form back, with every word in it."""

import threading

import pytest
from django.db import connection, connections

from cases.models import Project, ResearchTheory
from tests import factories
from tests.admin.sending import change_url, filled, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author(client):
    client.force_login(factories.curator("publisher", "anna"))
    return client


REFUSE = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON cases_project
        FOR EACH ROW EXECUTE FUNCTION refuse();
    CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON cases_researchtheory
        FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.fixture
def full_disk():
    """A database that may not grow; gives what makes room. tests/faults fills a real disk."""

    def fill():
        if connection.vendor == "postgresql":
            return execute(REFUSE)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            return execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    def make_room():
        if connection.vendor == "postgresql":
            execute("DROP FUNCTION IF EXISTS refuse CASCADE")
        else:
            execute("PRAGMA max_page_count = 1073741823")

    yield fill, make_room
    make_room()


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_on_a_full_disk_the_text_stays_in_the_form_and_can_be_saved_later(author, full_disk):
    case = factories.complete_project()
    text = "En mening som tar plats. " * 60_000
    form = opened(author, case)
    fill, make_room = full_disk
    fill()
    refused = author.post(change_url(case), form | {"problem": text})
    assert refused.status_code == 503
    assert "servern har slut på utrymme" in refused.content.decode()
    assert filled(refused)["problem"].strip() == text.strip()
    assert author.get(change_url(case)).status_code == 200
    assert Project.objects.get().problem == "Ett problem."
    make_room()
    assert author.post(change_url(case), filled(refused)).status_code == 302
    assert Project.objects.get().problem.strip() == text.strip()


@pytest.mark.postgresql
def test_while_another_holds_the_row_the_text_stays_in_the_form(author):
    case, held, done = factories.complete_project(), threading.Event(), threading.Event()
    form = opened(author, case)

    def hold():
        try:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT 1 FROM cases_project FOR UPDATE")
                held.set()
                done.wait(30)
                cursor.execute("ROLLBACK")
        finally:
            connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 200")
    try:
        refused = author.post(change_url(case), form | {"problem": "Annas text"})
    finally:
        done.set()
        holder.join()
    assert refused.status_code == 503
    assert "något annat skriver just nu" in refused.content.decode()
    assert author.post(change_url(case), filled(refused)).status_code == 302
    assert Project.objects.get().problem == "Annas text"


def test_a_new_record_that_is_refused_keeps_its_text_too(author, full_disk):
    full_disk[0]()
    sent = {"title": "Ny teori", "summary": "Lång " * 300_000, "code": "ny", "kind": "teori"}
    sent |= {"generation": "andra", "edit_version": "1"}
    response = author.get("/admin/cases/researchtheory/add/")
    refused = author.post("/admin/cases/researchtheory/add/", filled(response) | sent)
    assert "Lång Lång" in filled(refused)["summary"]
    assert "servern har slut på utrymme" in refused.content.decode()
    assert not ResearchTheory.objects.exists()
