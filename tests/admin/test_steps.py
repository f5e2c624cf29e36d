"""The panel on a case's page: what happened, what one may do, and why the rest is not there."""

import pytest

from cases import workflow
from cases.models import Project
from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db

LIST = "/admin/cases/project/"


def address(project, step):
    return f"{LIST}{project.pk}/{step}/"


def pressed(client, project, step, comment="", seen=None):
    panel = client.get(change_url(project)).context["panel"]
    data = {"seen": str(seen or project.edit_version), "comment": comment}
    data["_writing"] = panel.text.token
    page = client.post(address(project, step), data, follow=True).content.decode()
    project.refresh_from_db()
    return page


def sent_in(by=None):
    author = by or factories.curator("author", "anna")
    return workflow.submit(
        project=factories.complete_project("Nattbussar", author=author), by=author
    )


def test_a_case_is_sent_in_sent_back_approved_and_published_with_buttons(client):
    author, publisher = factories.curator("author", "anna"), factories.curator("publisher", "petra")
    project = factories.complete_project("Nattbussar", author=author)
    client.force_login(author)
    assert "har nu läget ”Till granskning”" in pressed(client, project, "skicka-in", "Klart!")
    client.force_login(publisher)
    page = client.get(change_url(project)).content.decode()
    assert "<strong>anna</strong> skickade fallet till granskning" in page
    assert "Klart!" in page
    pressed(client, project, "skicka-tillbaka", "Vad kostade det?")
    client.force_login(author)
    assert "Vad kostade det?" in client.get(change_url(project)).content.decode()
    pressed(client, project, "skicka-in")
    client.force_login(publisher)
    pressed(client, project, "godkann")
    assert "har nu läget ”Publicerat”" in pressed(client, project, "publicera")
    assert project.is_published


def test_the_panel_says_why_a_button_is_missing_and_whom_to_ask(client):
    bo = factories.curator("reviewer", "bo")
    factories.curator("reviewer", "cia")
    factories.curator("author", "dan")
    client.force_login(bo)
    page = client.get(change_url(sent_in(by=bo))).content.decode()
    assert "Du kan inte godkänna det du själv har skrivit. Be cia." in page
    assert "godkann/" not in page


def test_an_author_is_told_who_reviews(client):
    author = factories.curator("author")
    factories.curator("reviewer", "rut")
    client.force_login(author)
    page = client.get(change_url(sent_in(by=author))).content.decode()
    assert "Det gör en granskare: rut." in page
    assert "ta-tillbaka/" in page
    assert "godkann/" not in page


def test_sending_back_without_a_comment_is_refused_in_words(client):
    client.force_login(factories.curator("reviewer"))
    project = sent_in()
    assert "Skriv en kommentar" in pressed(client, project, "skicka-tillbaka", " ")
    assert project.status == Project.Status.IN_REVIEW


def test_a_text_that_was_saved_after_the_page_was_shown_is_not_approved(client):
    rut, siv = factories.curator("reviewer", "rut"), factories.curator("reviewer", "siv")
    project = sent_in()
    before = project.edit_version
    client.force_login(siv)
    client.post(change_url(project), opened(client, project) | {"goal": "Nytt mål"})
    client.force_login(rut)
    page = pressed(client, project, "godkann", "Bra skrivet", seen=before)
    assert "Någon har sparat fallet sedan du öppnade sidan" in page
    assert project.status == Project.Status.IN_REVIEW
    assert ">Bra skrivet</textarea>" in page


@pytest.mark.parametrize("seen", ["", "x", "-1", "2²"])
def test_a_hand_made_approval_that_names_no_text_is_refused(client, seen):
    client.force_login(factories.curator("reviewer"))
    project = sent_in()
    client.post(address(project, "godkann"), {"seen": seen})
    project.refresh_from_db()
    assert project.status == Project.Status.IN_REVIEW


def test_a_save_of_an_approved_case_sends_it_back_to_review_and_an_empty_save_does_not(client):
    project, rut = sent_in(), factories.curator("reviewer", "rut")
    workflow.approve(project=project, by=rut, seen=project.edit_version)
    client.force_login(rut)
    client.post(change_url(project), opened(client, project))
    project.refresh_from_db()
    assert project.status == Project.Status.APPROVED
    client.post(change_url(project), opened(client, project) | {"goal": "Nytt mål"})
    project.refresh_from_db()
    assert project.status == Project.Status.IN_REVIEW
    assert "ändrade den godkända texten" in client.get(change_url(project)).content.decode()


def test_a_form_without_a_token_takes_no_step(client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.curator("reviewer"))
    project = sent_in()
    assert strict.post(address(project, "godkann"), {"seen": "1"}).status_code == 403


def test_archiving_several_asks_once_and_says_of_each_that_was_refused(client):
    client.force_login(factories.curator("publisher"))
    draft, waiting = factories.complete_project("Utkastet"), sent_in()
    data = {"action": "archive_chosen", "_selected_action": [draft.pk, waiting.pk]}
    assert "Varför visas fallet inte längre?" in client.post(LIST, data).content.decode()
    page = client.post(LIST, data | {"reason": "Dubblett"}, follow=True).content.decode()
    assert "”Utkastet” har nu läget ”Arkiverat”." in page
    assert "”Nattbussar”: ”Arkivera” gick inte. Fallet har läget ”Till granskning”." in page


def test_the_list_shows_who_writes_and_since_when_a_case_has_its_state(client):
    client.force_login(factories.curator("reviewer"))
    sent_in()
    page = client.get(LIST).content.decode()
    assert '<td class="field-writer">anna</td>' in page
    assert "field-state_since" in page


def test_a_published_case_is_changed_through_a_copy_from_button_to_readers(client):
    case = factories.published_project("Nattbussar")
    editor, reviewer = factories.curator("publisher", "eva"), factories.curator("reviewer", "rut")
    client.force_login(editor)
    page = client.get(change_url(case)).content.decode()
    assert f'action="{address(case, "andra")}"' in page
    copy_page = client.post(address(case, "andra"), follow=True)
    copy = case.working_copy
    assert "arbetskopian av ett publicerat fall" in copy_page.content.decode()
    client.post(change_url(copy), opened(client, copy) | {"problem": "Sista bussen gick åtta."})
    copy.refresh_from_db()
    pressed(client, copy, "skicka-in")
    client.force_login(reviewer)
    pressed(client, copy, "godkann")
    client.force_login(editor)
    page = client.post(address(copy, "publicera"), {"reason": "Nya tider."}, follow=True)
    assert page.redirect_chain == [(change_url(case), 302)]
    assert "Sista bussen gick åtta." in client.get(case.get_absolute_url()).content.decode()


def test_the_second_to_press_is_led_to_the_first_ones_copy(client):
    case = factories.published_project()
    copy, _made = workflow.open_copy(project=case, by=factories.curator("publisher"))
    client.force_login(factories.curator("reviewer"))
    assert "Gå till arbetskopian" in client.get(change_url(case)).content.decode()
    page = client.post(address(case, "andra"), follow=True)
    assert page.redirect_chain == [(change_url(copy), 302)]
    assert "Fallet hade redan en arbetskopia." in page.content.decode()


def test_throwing_a_copy_away_asks_first(client):
    case = factories.published_project()
    copy, _made = workflow.open_copy(project=case, by=factories.curator("publisher"))
    client.force_login(factories.curator("reviewer"))
    page = client.get(address(copy, "kasta-arbetskopian")).content.decode()
    assert "försvinner" in page
    assert Project.objects.count() == 2
    client.post(address(copy, "kasta-arbetskopian"))
    assert list(Project.objects.all()) == [case]


def test_a_copy_is_no_row_of_the_list_and_no_answer_of_a_search(client):
    case = factories.published_project("Nattbussar")
    workflow.open_copy(project=case, by=factories.curator("publisher"))
    client.force_login(factories.curator("reviewer"))
    for asked in ({}, {"q": "nattbussar"}, {"kopia": "utkast"}):
        shown = client.get(LIST, asked).context["cl"]
        assert list(shown.result_list) == [case]
        assert (shown.result_count, shown.full_result_count) == (1, 1)
    assert not client.get(LIST, {"kopia": "granskas"}).context["cl"].result_list


def test_a_time_is_set_shown_and_cancelled(client):
    client.force_login(factories.curator("publisher"))
    project = factories.approved_project("Nattbussar")
    refused = client.post(address(project, "publicera"), {"at": "14/3 2027"}).content.decode()
    assert "Skriv tiden så här: 2027-03-14 08:00." in refused
    past = client.post(address(project, "publicera"), {"at": "2020-03-14 08:00"}, follow=True)
    assert "Tiden har redan varit." in past.content.decode()
    page = client.post(address(project, "publicera"), {"at": "2097-03-14 08:00"}, follow=True)
    assert "Publiceras 2097-03-14 kl. 08.00, svensk tid." in page.content.decode()
    page = client.post(address(project, "avbryt-tid"), follow=True).content.decode()
    assert "svensk tid." not in page
    project.refresh_from_db()
    assert (project.status, project.publish_at) == ("godkant", None)


def test_the_second_of_two_presses_is_told_that_the_step_is_taken(client):
    project = sent_in()
    client.force_login(factories.curator("reviewer", "bo"))
    seen = project.edit_version
    pressed(client, project, "godkann", seen=seen)
    assert "har nu läget ”Godkänt”" in pressed(client, project, "godkann", seen=seen)
    assert "”Godkänn” gick inte" not in pressed(client, project, "godkann", seen=seen)
    client.force_login(factories.curator("reviewer", "cia"))
    assert "”Godkänn” gick inte" in pressed(client, project, "godkann", seen=seen)
    assert project.transitions.filter(step="approve").count() == 1


def test_a_second_press_on_a_copy_that_is_published_leads_to_the_case(client):
    case = factories.published_project("Nattbussar")
    bo = factories.curator("reviewer", "bo")
    copy, _made = workflow.open_copy(project=case, by=bo)
    workflow.submit(project=copy, by=bo)
    publisher = factories.curator("publisher", "petra")
    workflow.approve(project=copy, by=publisher, seen=copy.edit_version)
    client.force_login(publisher)
    for _press in range(2):
        answer = client.post(address(copy, "publicera"), {"reason": ""}, follow=True)
        assert answer.redirect_chain[-1][0] == change_url(case)
    assert "Arbetskopian finns inte längre. Här är fallet." in answer.content.decode()


@pytest.mark.parametrize("seen", ["9" * 5000, "²", "-1", "1e3"])
def test_what_is_no_version_is_no_approval_and_no_fault(client, seen):
    project = sent_in()
    client.force_login(factories.curator("reviewer", "bo"))
    assert "gick inte" in pressed(client, project, "godkann", seen=seen)


def test_a_comment_is_kept_without_what_no_database_can_hold(client):
    project = sent_in()
    client.force_login(factories.curator("reviewer", "bo"))
    pressed(client, project, "skicka-tillbaka", "Vad\0 kostade\r\ndet?")
    assert project.transitions.first().why == "Vad kostade\ndet?"
