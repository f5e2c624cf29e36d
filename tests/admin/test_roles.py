"""Role × address × method for a case. What is not allowed is refused by the server."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse

from cases import workflow
from cases.models import Project
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.admin.sending import change_url, filled, opened

pytestmark = pytest.mark.django_db

ROLES = ["author", "reviewer", "publisher", "administrator"]
YES, NO, READ = "may", "may not", "may read"

# Who may change a case: (whose, state) → author, reviewer, publisher, administrator
MAY_CHANGE = {
    ("own", "draft"): [YES, YES, YES, YES],
    ("another's", "draft"): [READ, YES, YES, YES],
    ("own", "in review"): [READ, YES, YES, YES],
    ("own", "approved"): [READ, YES, YES, YES],
    ("own", "published"): [READ, READ, READ, READ],
    ("own", "unpublished"): [READ, YES, YES, YES],
    ("own", "archived"): [READ, READ, READ, READ],
}
CHANGES = [
    (role, whose, state, answer)
    for (whose, state), answers in MAY_CHANGE.items()
    for role, answer in zip(ROLES, answers, strict=True)
]


def case_in(state, author):
    project = factories.complete_project(author=author)
    if state in ("in review", "approved"):
        workflow.submit(project=project, by=None)
    if state == "approved":
        workflow.approve(project=project, by=None, seen=None)
    if state in ("published", "unpublished"):
        workflow.publish(project=project, by=None)
    if state == "archived":
        workflow.archive(project=project, by=None, why="Skäl")
    if state == "unpublished":
        workflow.unpublish(project=project, by=None, why="Skäl")
    project.refresh_from_db()
    return project


def url(name, project):
    if name == "project-preview":
        return reverse(name, args=[project.pk])
    return reverse(f"admin:cases_project_{name}", args=[project.pk])


@pytest.mark.parametrize(("role", "whose", "state", "answer"), CHANGES)
def test_who_may_change_a_case(client, role, whose, state, answer):
    user = factories.curator(role)
    publisher = factories.curator("publisher")
    project = case_in(state, user if whose == "own" else factories.curator("author"))
    client.force_login(publisher)
    data = opened(client, project)
    client.force_login(user)
    page = client.get(change_url(project))
    assert page.status_code == 200
    assert page.context["has_change_permission"] is (answer == YES)
    code = client.post(change_url(project), data | {"goal": "Nytt mål"}).status_code
    assert code == (302 if answer == YES else 403)
    project.refresh_from_db()
    assert (project.goal == "Nytt mål") is (answer == YES)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_write_a_new_case_and_becomes_its_author(client, role):
    user = factories.curator(role)
    client.force_login(user)
    address = reverse("admin:cases_project_add")
    data = filled(client.get(address)) | {"title": "Nytt fall", "slug": "nytt-fall"}
    response = client.post(address, data | {"status": "publicerat"})
    assert response.status_code == 302
    project = Project.objects.get()
    assert (project.author, project.status) == (user, "utkast")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("author", False), ("reviewer", False), ("publisher", True), ("administrator", True)],
)
def test_who_may_publish(client, role, allowed):
    user = factories.curator(role)
    client.force_login(user)
    project = case_in("approved", user)
    response = client.post(url("publish", project), {"seen": str(project.edit_version)})
    project.refresh_from_db()
    assert response.status_code == (302 if allowed else 403)
    assert project.is_published is allowed


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("author", False), ("reviewer", False), ("publisher", True), ("administrator", True)],
)
def test_who_may_unpublish(client, role, allowed):
    user = factories.curator(role)
    client.force_login(user)
    project = case_in("published", user)
    assert client.get(url("unpublish", project)).status_code == (200 if allowed else 403)
    response = client.post(url("unpublish", project), {"reason": "Fel i sak"})
    project.refresh_from_db()
    assert response.status_code == (302 if allowed else 403)
    assert project.is_published is not allowed


@pytest.mark.parametrize("action", ["publish_chosen", "unpublish_chosen", "delete_selected"])
@pytest.mark.parametrize("role", ["author", "reviewer"])
def test_a_hand_made_bulk_action_changes_nothing(client, role, action):
    user = factories.curator(role)
    client.force_login(user)
    draft, published = case_in("draft", user), case_in("published", user)
    data = {
        "action": action,
        "_selected_action": [draft.pk, published.pk],
        "reason": "x",
        "post": "yes",
    }
    client.post(reverse("admin:cases_project_changelist"), data)
    assert set(Project.objects.values_list("status", flat=True)) == {"utkast", "publicerat"}


@pytest.mark.parametrize(("role", "offered"), [("reviewer", False), ("publisher", True)])
def test_who_is_offered_to_publish_many_at_once(client, role, offered):
    client.force_login(factories.curator(role))
    case_in("draft", None)
    page = client.get(reverse("admin:cases_project_changelist")).text
    for action in ("publish_chosen", "unpublish_chosen", "archive_chosen"):
        assert (f'value="{action}"' in page) is offered


@pytest.mark.parametrize(
    ("role", "state", "allowed"),
    [
        ("author", "draft", False),
        ("reviewer", "draft", False),
        ("publisher", "draft", True),
        ("administrator", "draft", True),
        ("publisher", "published", False),
        ("administrator", "published", False),
        ("administrator", "unpublished", False),
    ],
)
def test_who_may_delete(client, role, state, allowed):
    user = factories.curator(role)
    client.force_login(user)
    project = case_in(state, user)
    response = client.post(url("delete", project), {"post": "yes"})
    assert response.status_code == (302 if allowed else 403)
    assert Project.objects.exists() is not allowed


def test_a_working_copy_is_discarded_and_not_deleted(client):
    publisher = factories.curator("administrator")
    client.force_login(publisher)
    copy, _made = workflow.open_copy(project=case_in("published", None), by=publisher)
    assert client.post(url("delete", copy), {"post": "yes"}).status_code == 403
    assert Project.objects.filter(pk=copy.pk).exists()


def test_a_bulk_delete_spares_what_has_been_published(client):
    client.force_login(factories.curator("administrator"))
    project = case_in("unpublished", None)
    data = {"action": "delete_selected", "_selected_action": [project.pk], "post": "yes"}
    client.post(reverse("admin:cases_project_changelist"), data)
    assert Project.objects.filter(pk=project.pk).exists()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", ["draft", "published", "unpublished"])
def test_every_role_may_preview(client, role, state):
    client.force_login(factories.curator(role))
    assert client.get(url("project-preview", case_in(state, None))).status_code == 200


@pytest.mark.parametrize(
    "name", ["change", "delete", "publish", "unpublish", "history", "project-preview"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_is_sent_to_the_sign_in_and_learns_nothing(client, name, method):
    project = case_in("draft", None)
    response = getattr(client, method)(url(name, project))
    if (name, method) == ("project-preview", "post"):
        assert response.status_code == 405
        return
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/?next=")
    project.refresh_from_db()
    assert project.status == "utkast"


def test_a_step_takes_a_post_and_its_address_leads_to_the_case(client):
    client.force_login(factories.curator("publisher"))
    project = case_in("approved", None)
    answer = client.get(url("approve", project))
    assert answer.status_code == 302
    assert answer["Location"] == f"/admin/cases/project/{project.pk}/change/"
    client.get(url("publish", project))
    project.refresh_from_db()
    assert not project.is_published


def test_a_case_that_is_sent_in_while_its_author_saves_is_not_changed(client):
    author = factories.curator("author")
    client.force_login(author)
    project = case_in("draft", author)
    data = opened(client, project) | {"goal": "Nytt mål"}
    waiting = [Project.Status.IN_REVIEW]

    def somebody_is_first(execute, sql, *rest):
        """After the form has read the case, and before its first write."""
        if waiting and sql.startswith('UPDATE "cases_project"'):
            Project.objects.filter(pk=project.pk).update(status=waiting.pop())
        return execute(sql, *rest)

    with connection.execute_wrapper(somebody_is_first):
        assert client.post(change_url(project), data).status_code == 403
    project.refresh_from_db()
    assert project.goal == ""
    assert not waiting


def test_an_author_cannot_name_somebody_else_as_the_author(client):
    author, other = factories.curator("author"), factories.curator("author")
    client.force_login(author)
    project = case_in("draft", author)
    client.post(change_url(project), opened(client, project) | {"author": str(other.pk)})
    project.refresh_from_db()
    assert project.author == author


def test_an_author_cannot_say_that_a_case_has_been_reviewed(client):
    author = factories.curator("author")
    client.force_login(author)
    project = case_in("draft", author)
    said = {
        "reviewer": str(author.pk),
        "reviewed_on": "2026-03-01",
        "fact_checked_on": "2026-03-01",
    }
    data = opened(client, project) | said | {"goal": "Nytt mål"}
    assert client.post(change_url(project), data).status_code == 302
    project.refresh_from_db()
    assert project.goal == "Nytt mål"
    assert (project.reviewer, project.reviewed_on, project.fact_checked_on) == (None, None, None)


def test_a_row_of_another_case_cannot_be_taken_over(client):
    author = factories.curator("author")
    client.force_login(author)
    mine, theirs = case_in("draft", author), case_in("draft", None)
    row = theirs.hindrances.get()
    data = opened(client, mine) | {"hindrances-0-id": str(row.pk), "hindrances-0-text": "Kapat"}
    client.post(change_url(mine), data)
    row.refresh_from_db()
    assert mine.hindrances.get().text == "Ont om tid."
    assert (row.project, row.text) == (theirs, "Ont om tid.")


def test_an_administrator_cannot_become_a_superuser(client):
    user = factories.curator("administrator")
    sign_in(client, user)
    loose = {"is_superuser": "on", "user_permissions": ["1"]}
    client.post(change_url(user), opened(client, user) | loose | {"first_name": "Anna"})
    user.refresh_from_db()
    assert user.first_name == "Anna"
    assert not user.is_superuser
    assert not user.user_permissions.exists()


@pytest.mark.parametrize("page", ["change", "password", "tva-steg"])
def test_an_administrator_does_not_take_over_a_superuser(client, page):
    root = get_user_model().objects.create_superuser("root", password="x")
    sign_in(client, factories.curator("administrator"))
    new = {"password1": "sju tysta ugglor i dimman", "password2": "sju tysta ugglor i dimman"}
    assert client.post(f"/admin/auth/user/{root.pk}/{page}/", new).status_code == 403
    root.refresh_from_db()
    assert root.check_password("x")


def test_an_author_does_not_see_what_readers_have_sent(client):
    client.force_login(factories.curator("author"))
    assert client.get(reverse("admin:cases_submission_changelist")).status_code == 403
