"""Publishing at a set time: nobody needs to press, and the gate is asked again at the moment."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import workflow
from cases.models import ContentRevision, Project
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 14, 11, 0, tzinfo=UTC)
EIGHT_NEXT_DAY = datetime(2027, 3, 15, 7, 0, tzinfo=UTC)
AFTER = EIGHT_NEXT_DAY + timedelta(minutes=1)


@pytest.fixture
def waiting():
    with time_machine.travel(NOON, tick=False):
        case = factories.approved_project("Nattbussar")
        by = factories.curator("publisher", "petra")
        return workflow.schedule(project=case, by=by, at=EIGHT_NEXT_DAY, why="Klart.")


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_the_first_reader_after_the_moment_sees_the_case_without_anyone_pressing(client, waiting):
    with at(EIGHT_NEXT_DAY - timedelta(seconds=1)):
        assert "Nattbussar" not in client.get("/fall/").content.decode()
    with at(AFTER):
        assert "Nattbussar" in client.get("/fall/").content.decode()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.publish_at) == ("publicerat", None)
    version = waiting.versions.get()
    assert (version.published_by.username, version.why) == ("petra", "Klart.")


def test_a_page_that_is_remembered_gives_way_at_the_moment(client, waiting):
    from cases.middleware import page_cache

    page_cache.pages.most_bytes = 10_000_000
    with at(NOON):
        before = client.get("/fall/").content
        assert client.get("/fall/").content == before
    with at(AFTER):
        assert client.get("/fall/").content != before


def test_a_curator_who_is_signed_in_sees_it_too(client, waiting):
    client.force_login(factories.curator("author"))
    with at(AFTER):
        assert "Nattbussar" in client.get("/fall/").content.decode()


def test_waiting_costs_no_query(client):
    def queries():
        client.get("/fall/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/fall/")
        return len(captured)

    before = queries()
    case = factories.approved_project()
    later = timezone.now() + timedelta(days=1)
    workflow.schedule(project=case, by=None, at=later)
    assert queries() == before


def test_cron_publishes_what_is_due_and_says_so(waiting, capsys):
    with at(NOON):
        call_command("publish_due")
    assert capsys.readouterr().out == ""
    with at(AFTER):
        call_command("publish_due")
        call_command("publish_due")
    assert capsys.readouterr().out == "”Nattbussar” är publicerat.\n"


def test_the_moments_come_one_after_the_other(client, waiting):
    with at(NOON):
        later = factories.approved_project("Sommarbio")
        workflow.schedule(project=later, by=None, at=EIGHT_NEXT_DAY + timedelta(hours=1))
    assert ContentRevision.current_and_next()[1] == EIGHT_NEXT_DAY
    with at(AFTER):
        client.get("/fall/")
    assert ContentRevision.current_and_next()[1] == EIGHT_NEXT_DAY + timedelta(hours=1)
    with at(AFTER + timedelta(hours=1)):
        assert "Sommarbio" in client.get("/fall/").content.decode()
    assert ContentRevision.current_and_next()[1] is None


def test_an_edit_takes_the_time_away(client, waiting):
    workflow.text_changed(project=waiting, by=factories.curator("reviewer"))
    assert ContentRevision.current_and_next()[1] is None
    with at(AFTER):
        assert "Nattbussar" not in client.get("/fall/").content.decode()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.publish_at) == ("granskas", None)


def test_a_case_that_has_come_to_lack_something_is_refused_at_the_moment_and_the_log_says_why(
    client, waiting
):
    waiting.results.all().delete()
    with at(AFTER):
        assert "Nattbussar" not in client.get("/fall/").content.decode()
    waiting.refresh_from_db()
    missed = workflow.transitions_of(waiting)[0]
    assert (waiting.status, waiting.publish_at) == ("godkant", None)
    assert (missed.step, missed.by) == ("miss", None)
    assert "Resultat saknas." in missed.why
    assert ContentRevision.current_and_next()[1] is None


def test_a_publisher_who_has_left_publishes_nothing_more(client, waiting):
    petra = workflow.latest(waiting, workflow.BY_NAME["schedule"]).by
    petra.is_active = False
    petra.save()
    with at(AFTER):
        assert "Nattbussar" not in client.get("/fall/").content.decode()


def test_a_time_that_has_been_is_refused():
    case = factories.approved_project()
    with at(NOON), pytest.raises(workflow.WrongTime):
        workflow.schedule(project=case, by=None, at=NOON)


def test_only_a_publisher_sets_the_time_and_only_of_what_is_approved():
    later = timezone.now() + timedelta(days=1)
    case, reviewer = factories.approved_project(), factories.curator("reviewer")
    with pytest.raises(workflow.NotAllowed):
        workflow.schedule(project=case, by=reviewer, at=later)
    draft, publisher = factories.complete_project(), factories.curator("publisher")
    with pytest.raises(workflow.WrongState):
        workflow.schedule(project=draft, by=publisher, at=later)


def test_the_time_can_be_cancelled(client, waiting):
    workflow.cancel(project=waiting, by=factories.curator("publisher"))
    with at(AFTER):
        assert "Nattbussar" not in client.get("/fall/").content.decode()
    with pytest.raises(workflow.WrongState):
        workflow.cancel(project=waiting, by=factories.curator("publisher"))


def test_a_working_copy_may_wait_for_its_time(client):
    case = factories.published_project("Nattbussar")
    editor = factories.curator("reviewer")
    copy = workflow.open_copy(project=case, by=editor)[0]
    Project.objects.filter(pk=copy.pk).update(summary_30s="Bussar hela natten.")
    workflow.submit(project=copy, by=editor)
    workflow.approve(project=copy, by=None, seen=None)
    with at(NOON):
        workflow.schedule(project=copy, by=None, at=EIGHT_NEXT_DAY)
        assert "Bussar hela natten." not in client.get("/fall/").content.decode()
    with at(AFTER):
        assert "Bussar hela natten." in client.get("/fall/").content.decode()
    assert list(Project.objects.all()) == [case]


def test_only_an_approved_case_can_hold_a_time():
    with pytest.raises(IntegrityError):
        factories.project(publish_at=NOON)
