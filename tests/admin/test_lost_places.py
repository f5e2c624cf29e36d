"""Somebody writes where a colleague publishes, discards or deletes: the text goes on elsewhere.

Each save here is committed, as the server does it: a test's own transaction has hidden faults.
"""

from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from cases import workflow
from cases.models import OpenForm, Project, Synonym
from tests import factories
from tests.admin.sending import change_url, signed_in
from tests.admin.writing import keep, with_token

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vera():
    return factories.curator("author", "vera")


@pytest.fixture
def petra():
    return factories.curator("publisher", "petra")


@pytest.fixture
def case(vera):
    case = factories.complete_project("Nattbussar", author=vera)
    case.hindrances.create(text="Förarna räckte inte till på nätterna.")
    factories.voice(case, text="Facket ville ha längre vila.")
    workflow.publish(project=case, by=None)
    return case


def published(copy, petra):
    workflow.submit(project=copy, by=factories.curator("reviewer"))
    copy.refresh_from_db()
    seen = copy.edit_version
    workflow.approve(project=copy, by=factories.curator("reviewer"), seen=seen)
    workflow.publish(project=copy, by=petra)


def kept_page(client):
    row = OpenForm.objects.exclude(data="").get()
    return client.get(reverse("admin:cases_project_kept", args=[row.pk])).content.decode()


def carried(client):
    """Press the button; return the form that one comes to."""
    row = OpenForm.objects.exclude(data="").get()
    page = client.post(reverse("admin:cases_project_carry", args=[row.pk]), follow=True)
    assert page.status_code == 200
    return page


def saved_with(client, page, **changes):
    """Press *Spara så här* in a conflict, every choice as it stands."""
    conflict = page.context["conflict"]
    choices = {difference.name: difference.choice for difference in conflict.differences}
    data = with_token(page, **choices, **changes) | {"_overwrite": str(conflict.version)}
    return client.post(page.request["PATH_INFO"], data)


@pytest.mark.parametrize("sent", [True, False])
def test_a_copy_is_published_while_somebody_writes_in_it(case, vera, petra, sent):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    form = client.get(change_url(copy))
    keep(client, form, goal="Veras mål")
    published(copy, petra)
    if sent:
        response = client.post(change_url(copy), with_token(form, goal="Veras mål"))
        assert response.status_code == 410
        text = response.content.decode()
    else:
        text = kept_page(client)
    assert "petra publicerade fallet" in text
    assert "arbetskopian som du skrev i finns inte längre" in text
    assert "Veras mål" in text
    page = carried(client)
    new = Project.objects.get(revision_of=case)
    (difference,) = page.context["conflict"].differences
    assert (difference.saved, difference.yours) == ("", "Veras mål")
    assert saved_with(client, page).status_code == 302
    new.refresh_from_db()
    assert new.goal == "Veras mål"
    assert new.hindrances.count() == case.hindrances.count() == 2
    assert new.voices.get().citation.project_id == new.pk
    assert not OpenForm.objects.exclude(data="").exists()


def test_rows_that_were_written_in_stand_once_and_new_rows_come_along(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    form = client.get(change_url(copy))
    rows = len(form.context["inline_admin_formsets"][0].formset.forms)
    assert rows
    changes = {
        "hindrances-1-text": "Förarna räckte inte till på nätterna, sa facket.",
        "hindrances-TOTAL_FORMS": "3",
        "hindrances-2-text": "Regn.",
        "hindrances-2-position": "2",
        "hindrances-2-citation": str(copy.citations.last().pk),
    }
    client.post(change_url(copy), with_token(form, title="", **changes))
    published(copy, petra)
    page = carried(client)
    assert saved_with(client, page, title="Nattbussar").status_code == 302
    new = Project.objects.get(revision_of=case)
    assert [row.text for row in new.hindrances.all()] == [
        "Ont om tid.", "Förarna räckte inte till på nätterna, sa facket.", "Regn.",
    ]  # fmt: skip
    assert new.hindrances.last().citation == new.citations.last()


def test_a_text_goes_on_in_the_copy_that_a_colleague_has_opened_since(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    keep(client, copy, goal="Veras mål")
    published(copy, petra)
    other, _made = workflow.open_copy(project=case, by=petra)
    Project.objects.filter(pk=other.pk).update(goal="Petras mål")
    assert "Fortsätt i den arbetskopia som finns" in kept_page(client)
    (difference,) = carried(client).context["conflict"].differences
    assert (difference.saved, difference.yours) == ("Petras mål", "Veras mål")


def test_a_draft_is_published_while_its_author_writes(vera, petra):
    draft = factories.complete_project("Utkastet", author=vera)
    client = signed_in(vera)
    form = client.get(change_url(draft))
    workflow.publish(project=draft, by=None)
    response = client.post(change_url(draft), with_token(form, goal="Veras mål"))
    assert response.status_code == 403
    assert "Banken publicerade fallet" in response.content.decode()
    saved_with(client, carried(client))
    assert Project.objects.get(revision_of=draft).goal == "Veras mål"
    draft.refresh_from_db()
    assert draft.goal == ""


def test_a_copy_is_thrown_away_while_somebody_writes_in_it(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    keep(client, copy, goal="Veras mål")
    workflow.discard_copy(project=copy, by=petra)
    assert "petra kastade ändringarna" in kept_page(client)
    assert carried(client).context["original"].revision_of == case


def test_a_copy_becomes_the_draft_of_a_reopened_case(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    keep(client, copy, goal="Veras mål")
    workflow.unpublish(project=case, by=petra, why="Fel")
    workflow.reopen(project=case, by=petra)
    assert "petra öppnade fallet igen som utkast" in kept_page(client)
    page = carried(client)
    assert page.context["original"] == case
    assert saved_with(client, page).status_code == 302
    case.refresh_from_db()
    assert case.goal == "Veras mål"


@pytest.mark.parametrize("step", ["archive", "unpublish", "submit"])
def test_a_case_moves_on_while_its_author_writes(vera, petra, step):
    draft = factories.complete_project("Utkastet", author=vera)
    client = signed_in(vera)
    form = client.get(change_url(draft))
    if step == "unpublish":
        workflow.publish(project=draft, by=None)
    take = {"archive": {"why": "Dubblett"}, "unpublish": {"why": "Fel"}, "submit": {}}[step]
    workflow.BY_STEP[step](project=draft, by=petra, **take)
    response = client.post(change_url(draft), with_token(form, goal="Veras mål"))
    assert response.status_code == 403
    text = response.content.decode()
    assert f"petra {workflow.BY_NAME[step].done}" in text
    assert "Veras mål" in text
    assert "Fortsätt i" not in text
    row = OpenForm.objects.exclude(data="").get()
    client.post(reverse("admin:cases_project_carry", args=[row.pk]))
    assert "Veras mål" in kept_page(client)


def test_a_deleted_case_goes_on_as_a_new_one_with_all_its_rows(vera):
    draft = factories.complete_project("Borttaget", author=vera)
    client = signed_in(vera)
    form = client.get(change_url(draft))
    draft.delete()
    response = client.post(change_url(draft), with_token(form, goal="Veras mål"))
    assert response.status_code == 410
    assert "Fallet är borttaget." in response.content.decode()
    page = carried(client)
    assert page.request["PATH_INFO"] == reverse("admin:cases_project_add")
    changes = {"results-0-figure": "", "results-0-unit": ""}  # a figure needs its source anew
    response = client.post(page.request["PATH_INFO"], with_token(page, **changes))
    assert response.status_code == 302, response.context["errors"]
    new = Project.objects.get()
    assert (new.goal, new.hindrances.get().text) == ("Veras mål", "Ont om tid.")
    assert new.citations.count() == 2


def test_another_kind_of_record_goes_on_as_a_new_one_too():
    client = signed_in(factories.curator("reviewer"))
    synonym = Synonym.objects.create(term="buss", other="kollektivtrafik")
    keep(client, synonym, other="samåkning")
    synonym.delete()
    row = OpenForm.objects.get()
    page = client.post(reverse("admin:cases_synonym_carry", args=[row.pk]), follow=True)
    assert client.post(page.request["PATH_INFO"], with_token(page)).status_code == 302
    assert Synonym.objects.get().other == "samåkning"


def test_a_writer_is_told_what_happened_while_the_form_is_open(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    form = client.get(change_url(copy))
    published(copy, petra)
    newer = keep(client, form, goal="Veras mål").json()["newer"]
    assert "petra publicerade fallet" in newer
    assert "Det du skriver finns kvar bland dina utkast." in newer


def test_who_publishes_sees_that_somebody_writes(case, vera, petra):
    copy, _made = workflow.open_copy(project=case, by=vera)
    keep(signed_in(vera), copy, goal="Veras mål")
    workflow.submit(project=copy, by=vera)
    workflow.approve(project=copy, by=factories.curator("reviewer"), seen=copy.edit_version)
    client = signed_in(petra)
    page = client.get(reverse("admin:cases_project_publish", args=[copy.pk])).content.decode()
    assert "vera har text här som inte är sparad" in page


@pytest.mark.postgresql
def test_a_save_that_waits_for_a_merge_keeps_its_text(case, vera, petra):
    """The form was read before the merge, and its save comes to the row after it."""
    copy, _made = workflow.open_copy(project=case, by=vera)
    client = signed_in(vera)
    form = client.get(change_url(copy))
    workflow.submit(project=copy, by=factories.curator("reviewer"))
    workflow.approve(project=copy, by=factories.curator("reviewer"), seen=copy.edit_version)
    reviewer = signed_in(factories.curator("reviewer"))
    form = reviewer.get(change_url(copy))
    answers = []

    def save():
        try:
            answers.append(reviewer.post(change_url(copy), with_token(form, goal="Sent mål")))
        finally:
            connections.close_all()

    thread = Thread(target=save)
    with transaction.atomic():
        workflow.publish(project=copy, by=petra)
        thread.start()
        wait_until_somebody_waits()
    thread.join()
    (answer,) = answers
    assert answer.status_code == 410
    assert "Sent mål" in answer.content.decode()
    assert "Fortsätt i en ny arbetskopia" in answer.content.decode()


def wait_until_somebody_waits():
    with connection.cursor() as cursor:
        for _attempt in range(2_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")
