"""Who may write and delete a look back, which readers see at once."""

import pytest
from django.urls import reverse

from cases import history, workflow
from cases.models import FollowUp
from tests import factories
from tests.admin.sending import change_url, filled, opened

pytestmark = pytest.mark.django_db

ANSWER = {"done_on": "2026-11-01", "life_status": "andrat", "text": "Finns kvar i en skola."}
ADD = reverse("admin:cases_followup_add")


def delete_url(follow_up):
    return reverse("admin:cases_followup_delete", args=[follow_up.pk])


def form_of_a_new_one(client, project):
    data = filled(client.get(ADD)) | {"project": str(project.pk), "after_years": "1"}
    return data | {"due_on": "2026-12-01"} | ANSWER


@pytest.mark.parametrize("whose", ["own", "another's"])
def test_an_author_does_not_write_what_readers_see_at_once(client, whose):
    author = factories.curator("author")
    case = factories.published_project(author=author if whose == "own" else None)
    follow_up = case.follow_ups.get(after_years=1)
    client.force_login(factories.curator("reviewer"))
    data = opened(client, follow_up) | ANSWER
    client.force_login(author)
    page = client.get(change_url(follow_up))
    assert "En granskare för in uppföljningar av fallet." in page.content.decode()
    assert client.post(change_url(follow_up), data).status_code == 403
    assert client.post(delete_url(follow_up), {"post": "yes"}).status_code == 403
    follow_up.refresh_from_db()
    case.refresh_from_db()
    assert (follow_up.text, case.life_status, case.versions.count()) == ("", "okant", 1)


def test_an_author_adds_none_to_what_readers_see(client):
    case = factories.published_project()
    case.follow_ups.all().delete()
    client.force_login(factories.curator("author"))
    page = client.post(ADD, form_of_a_new_one(client, case))
    assert "En granskare för in uppföljningar av det fallet." in page.content.decode()
    assert not FollowUp.objects.exists()


def test_an_author_adds_one_to_a_draft_of_their_own_and_to_no_other(client):
    author = factories.curator("author")
    client.force_login(author)
    other, own = factories.complete_project(), factories.complete_project(author=author)
    assert client.post(ADD, form_of_a_new_one(client, other)).status_code == 200
    assert client.post(ADD, form_of_a_new_one(client, own)).status_code == 302
    follow_up = FollowUp.objects.get()
    assert follow_up.project == own
    data = opened(client, follow_up) | {"text": "Finns kvar i två skolor."}
    assert client.post(change_url(follow_up), data).status_code == 302
    assert client.post(delete_url(follow_up), {"post": "yes"}).status_code == 302
    assert not FollowUp.objects.exists()


def test_a_working_copy_is_looked_back_at_through_its_case(client):
    client.force_login(factories.curator("publisher"))
    copy = factories.project(revision_of=factories.published_project())
    assert client.post(ADD, form_of_a_new_one(client, copy)).status_code == 200
    assert not copy.follow_ups.exists()


def test_a_reviewer_writes_it_and_stands_for_the_version(client):
    reviewer = factories.curator("reviewer")
    client.force_login(reviewer)
    case = factories.published_project()
    follow_up = case.follow_ups.get(after_years=1)
    assert client.post(change_url(follow_up), opened(client, follow_up) | ANSWER).status_code == 302
    version = case.versions.first()
    assert (version.number, version.published_by) == (2, reviewer)


def test_who_may_no_longer_is_refused_while_the_case_is_locked():
    case = factories.published_project()
    with pytest.raises(workflow.NotAllowed):
        workflow.looked_back(follow_up=case.follow_ups.first(), by=factories.curator("author"))


def test_a_look_back_is_not_moved_to_another_case(client):
    client.force_login(factories.curator("administrator"))
    case, other = factories.published_project(), factories.project()
    follow_up = case.follow_ups.get(after_years=1)
    data = opened(client, follow_up) | ANSWER | {"project": str(other.pk)}
    assert client.post(change_url(follow_up), data).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.project, follow_up.life_status) == (case, "andrat")


@pytest.mark.parametrize(
    ("role", "code"),
    [("author", 403), ("reviewer", 403), ("publisher", 302), ("administrator", 302)],
)
def test_who_deletes_what_readers_have_seen(client, role, code):
    client.force_login(factories.curator(role))
    follow_up = factories.published_project().follow_ups.get(after_years=1)
    assert client.post(delete_url(follow_up), {"post": "yes"}).status_code == code
    assert FollowUp.objects.filter(after_years=1).exists() is (code == 403)


@pytest.mark.parametrize("door", ["own page", "list"])
def test_a_deletion_is_in_the_history_and_the_case_says_what_the_one_before_found(client, door):
    publisher = factories.curator("publisher")
    client.force_login(publisher)
    case = factories.published_project()
    first, later = case.follow_ups.get(after_years=1), case.follow_ups.get(after_years=3)
    client.post(change_url(first), opened(client, first) | ANSWER)
    client.post(
        change_url(later),
        opened(client, later) | ANSWER | {"done_on": "2028-11-01", "life_status": "borta"},
    )
    if door == "list":
        data = {"action": "delete_selected", "_selected_action": [later.pk], "post": "yes"}
        client.post(reverse("admin:cases_followup_changelist"), data)
    else:
        client.post(delete_url(later), {"post": "yes"})
    case.refresh_from_db()
    assert (case.life_status, case.versions.first().published_by) == ("andrat", publisher)
    line = history.of(later).first()
    assert (line.action, line.by) == ("borttaget", publisher)
    told = {change["field"]: change["old"] for change in line.changes}
    assert told["text"] == ANSWER["text"]


@pytest.mark.parametrize("role", ["author", "reviewer"])
def test_a_hand_made_bulk_deletion_takes_nothing_that_readers_see(client, role):
    client.force_login(factories.curator(role))
    rows = factories.published_project().follow_ups.all()
    keys = [row.pk for row in rows]
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    client.post(reverse("admin:cases_followup_changelist"), data)
    assert rows.count() == len(keys) == 3
