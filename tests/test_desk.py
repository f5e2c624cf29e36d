"""The curator's start page: what waits for each role, where the bank has nothing, who did what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import desk, history, workflow
from cases.models import FollowUp, OpenForm, Project, SearchMiss, Submission
from tests import factories
from tests.admin.test_history import EVIL

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


@pytest.fixture
def page_of(client):
    def page(user):
        client.force_login(user)
        return client.get(INDEX).content.decode()

    return page


def heading(pile):
    return str(pile.heading)


def waiting(user):
    return {heading(pile): [item.text for item in pile.items] for pile in desk.piles(user)}


def test_an_author_sees_own_drafts_and_nothing_of_what_others_do():
    vera, other = factories.curator("author"), factories.curator("author")
    factories.project("Mitt utkast", author=vera)
    factories.project("En annans", author=other)
    factories.project("Hos granskaren", author=vera, status=Project.Status.IN_REVIEW)
    Submission.objects.create(kind="tips", message="Hemligt")
    assert waiting(vera) == {
        "Text du inte har sparat": [],
        "Tillbaka till dig": [],
        "Dina utkast": ["Mitt utkast"],
        "Hos någon annan": ["Hos granskaren"],
    }


def test_what_came_back_is_shown_with_the_comment():
    vera, reviewer = factories.curator("author"), factories.curator("reviewer")
    project = factories.complete_project("Återsänt", author=vera)
    workflow.submit(project=project, by=vera)
    workflow.send_back(project=project, by=reviewer, why="Var är källan?")
    piles = {heading(pile): pile for pile in desk.piles(vera)}
    (item,) = piles["Tillbaka till dig"].items
    assert (item.text, item.note) == ("Återsänt", "Var är källan?")
    assert piles["Dina utkast"].total == 0


@pytest.mark.parametrize(("role", "sees"), [("reviewer", False), ("publisher", True)])
def test_each_role_sees_what_it_can_act_on(role, sees):
    user = factories.curator(role)
    factories.project("Att läsa", status=Project.Status.IN_REVIEW)
    factories.project("Att släppa", status=Project.Status.APPROVED)
    found = waiting(user)
    assert found["Att granska"] == ["Att läsa"]
    assert found.get("Att publicera") == (["Att släppa"] if sees else None)


def test_what_has_a_time_waits_apart_and_what_nobody_took_is_something_to_do(client, page_of):
    publisher, now = factories.curator("publisher"), timezone.now()
    for title in ("Klart", "Snart", "Missat"):
        factories.approved_project(title)
    soon = Project.objects.get(title="Snart")
    workflow.schedule(project=soon, by=publisher, at=now + timedelta(days=1))
    Project.objects.filter(title="Missat").update(publish_at=now - timedelta(hours=1))
    found = waiting(publisher)
    assert found["Skulle ha publicerats"] == ["Missat"]
    assert found["Att publicera"] == ["Klart"]
    assert found["Publiceras på utsatt tid"] == ["Snart"]
    local = timezone.localtime(soon.publish_at)
    page = page_of(publisher)
    assert f"{local:%Y-%m-%d kl. %H.%M}" in page
    assert "men banken har inte publicerat fallet. Publicera det nu." in page
    late = reverse("admin:cases_project_change", args=[Project.objects.get(title="Missat").pk])
    assert "men är det inte. Publicera fallet nu." in client.get(late).content.decode()
    for more in (pile.more for pile in desk.piles(publisher) if pile.more):
        assert client.get(more).status_code == 200, more


def test_what_could_not_be_published_in_time_says_why():
    publisher, now = factories.curator("publisher"), timezone.now()
    case = factories.approved_project("Halvt")
    workflow.schedule(project=case, by=publisher, at=now + timedelta(days=1))
    case.hindrances.all().delete()
    workflow.publish_due(now + timedelta(days=2))
    (item,) = next(pile.items for pile in desk.piles(publisher) if heading(pile) == "Att publicera")
    assert "Publicerades inte på utsatt tid. Det här saknas: Hinder saknas." in item.note


def test_what_is_due_and_what_readers_missed_is_there():
    reviewer = factories.curator("reviewer")
    project = factories.published_project("Gammalt fall")
    Project.objects.update(review_due=timezone.localdate() - timedelta(days=1))
    FollowUp.objects.update_or_create(
        project=project,
        after_years=1,
        defaults={"due_on": timezone.localdate() - timedelta(days=1)},
    )
    SearchMiss.objects.create(query="drönare")
    Submission.objects.create(kind="tips", message="Hej")
    found = waiting(reviewer)
    assert found["Ska ses över"] == ["Gammalt fall"]
    assert found["Lever det än?"] == ["Gammalt fall"]
    assert found["Sökt utan träff"] == ["drönare"]
    assert found["Från läsare"] == ["Tips om ett fall"]


def test_a_text_that_is_not_saved_waits_for_its_writer_only(page_of):
    vera, other = factories.curator("author"), factories.curator("author")
    OpenForm.objects.create(
        user=vera, model="cases.project", tab="a", data="goal=x", record_label="Halvskrivet"
    )
    assert "Halvskrivet" in page_of(vera)
    assert "Halvskrivet" not in page_of(other)


def test_the_bank_says_where_it_has_nothing():
    factories.published_project()
    factories.county("19", "Västmanlands län")
    rows = dict(desk.coverage())
    assert desk.without(rows["Län"]) == ["Västmanlands län"]
    assert [row.number for row in rows["Bevisgrad"]] == [0, 0, 0, 1, 0, 0]


def test_a_draft_counts_in_no_figure_of_what_is_published():
    factories.complete_project()
    total, rows = desk.richness()
    assert total == 0
    assert {row.number for row in rows} == {0}
    assert {str(label): number for label, number in desk.states()}["Utkast"] == 1


def test_who_did_what_is_told_to_those_who_may_see_it():
    vera, anna = factories.curator("author", "vera"), factories.curator("administrator", "anna")
    theme = factories.theme()
    tip = Submission.objects.create(kind="tips", message="Hej")
    history.write(theme, action="andrat", by=anna, note="Nytt namn")
    history.write(tip, action="andrat", by=anna, note="Besvarat")
    history.loaded([theme], note="Ur filerna")
    assert [item.note for item in desk.lately(anna)] == ["anna: Besvarat", "anna: Nytt namn"]
    assert [item.note for item in desk.lately(vera)] == ["anna: Nytt namn"]


def test_an_empty_bank_says_what_to_do(page_of):
    page = page_of(factories.curator("publisher"))
    assert "Börja på ett fall när du har minst två källor." in page
    assert "Inget väntar på granskning." in page
    assert reverse("admin:cases_project_add") in page


def test_the_page_asks_as_many_questions_with_forty_drafts_as_with_one(
    client, django_assert_max_num_queries
):
    anna = factories.curator("administrator")
    client.force_login(anna)
    client.get(INDEX)
    for number in range(40):
        factories.project(f"Utkast {number}", author=anna)
        SearchMiss.objects.create(query=f"sökning {number}")
    with django_assert_max_num_queries(32):
        page = client.get(INDEX).content.decode()
    assert "Visa alla 40" in page


def test_what_others_wrote_is_never_run(page_of):
    anna = factories.curator("administrator")
    factories.project(EVIL, author=anna)
    SearchMiss.objects.create(query=EVIL)
    Submission.objects.create(kind="tips", message=EVIL)
    history.write(factories.theme(), action="andrat", by=anna, note=EVIL)
    page = page_of(anna)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_working_copy_is_named_as_one_and_leads_to_its_own_form():
    anna = factories.curator("publisher")
    project = factories.published_project("Nattbussar", author=anna)
    copy, _made = workflow.open_copy(project=project, by=anna)
    piles = {heading(pile): pile for pile in desk.piles(anna)}
    (item,) = piles["Dina utkast"].items
    assert item.note == "Arbetskopia."
    assert item.address == reverse("admin:cases_project_change", args=[copy.pk])
