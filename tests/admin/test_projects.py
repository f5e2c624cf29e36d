"""A case in the admin: its form, its list, the gate, and what a save tells the readers' side."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import history, workflow
from cases.models import ContentRevision, Project, ProjectSlug, Tombstone
from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db

LIST = "/admin/cases/project/"


def approved(project):
    """Sent in by one reviewer and approved by another."""
    workflow.submit(project=project, by=factories.curator("reviewer"))
    reviewer = factories.curator("reviewer")
    return workflow.approve(project=project, by=reviewer, seen=project.edit_version)


@pytest.fixture
def publisher(client):
    user = factories.curator("publisher", "petra")
    client.force_login(user)
    return client


def test_the_panel_names_each_missing_thing_and_links_to_its_field(publisher):
    project = factories.complete_project(problem="")
    project.hindrances.all().delete()
    page = publisher.get(change_url(project)).content.decode()
    assert '<a href="#id_problem">Problemet är inte beskrivet.</a>' in page
    assert '<a href="#hindrances-group">Hinder saknas.' in page
    assert 'id="id_problem"' in page
    assert 'id="hindrances-group"' in page


def test_every_gap_of_an_empty_case_leads_to_something_on_the_page(publisher):
    response = publisher.get(change_url(factories.project()))
    page = response.content.decode()
    assert len(response.context["panel"].gaps) > 10
    for anchor, _message in response.context["panel"].gaps:
        assert f'id="{anchor.removeprefix("#")}"' in page


def test_every_section_of_every_form_has_a_sentence_for_the_curator():
    for model, model_admin in admin.site._registry.items():
        assert model_admin.fieldsets, model
        for _title, options in model_admin.fieldsets:
            assert options.get("description"), model


def test_what_is_derived_cannot_be_sent(publisher):
    project = factories.complete_project()
    sent = {"status": "publicerat", "public_id": "IB-9999", "published_at": "2020-01-01"}
    assert publisher.post(change_url(project), opened(publisher, project) | sent).status_code == 302
    project.refresh_from_db()
    assert (project.status, project.public_id, project.published_at) == ("utkast", None, None)


def test_a_part_may_only_cite_the_cases_own_sources(publisher):
    project, other = factories.complete_project(), factories.complete_project()
    response = publisher.get(change_url(project))
    choices = dict(
        response.context["inline_admin_formsets"][2]
        .formset.forms[0]
        .fields["citation"]
        .widget.choices
    )
    assert set(choices) == {"", *project.citations.values_list("pk", flat=True)}
    foreign = {"results-0-citation": str(other.citations.first().pk)}
    response = publisher.post(change_url(project), opened(publisher, project) | foreign)
    assert response.status_code == 200


def test_a_source_and_a_part_are_saved_together(publisher):
    project = factories.complete_project()
    new = {
        "citations-TOTAL_FORMS": "3",
        "citations-2-number": "3",
        "citations-2-source": str(factories.source().pk),
        "voices-TOTAL_FORMS": "1",
        "voices-0-perspective": "fack",
        "voices-0-stance": "ris",
        "voices-0-text": "Säger emot.",
        "voices-0-position": "0",
        "voices-0-citation": str(project.citations.first().pk),
    }
    assert publisher.post(change_url(project), opened(publisher, project) | new).status_code == 302
    assert project.citations.count() == 3
    assert project.voices.get().citation.number == 1


def test_only_iso_dates_are_taken(publisher):
    project = factories.complete_project()
    data = opened(publisher, project)
    refused = publisher.post(change_url(project), data | {"checked_on": "03/14/2026"})
    assert "Skriv datumet så här: 2026-03-14." in refused.content.decode()
    assert (
        publisher.post(change_url(project), data | {"checked_on": "2026-03-14"}).status_code == 302
    )


def test_a_published_case_is_not_saved_in_place_by_anyone(publisher):
    project = factories.published_project()
    before, data = ContentRevision.current(), opened(publisher, factories.complete_project())
    assert publisher.post(change_url(project), data | {"goal": "Nytt"}).status_code == 403
    assert (Project.objects.get(pk=project.pk).goal, ContentRevision.current()) == ("", before)


def test_saving_a_draft_or_a_working_copy_tells_readers_nothing(publisher):
    case, draft = factories.published_project(), factories.complete_project()
    publisher.post(f"{LIST}{case.pk}/andra/")
    before = ContentRevision.current()
    for record in (draft, case.working_copy):
        data = opened(publisher, record) | {"goal": "Nytt"}
        assert publisher.post(change_url(record), data).status_code == 302
    assert ContentRevision.current() == before


@pytest.mark.parametrize("make", [factories.theme, factories.factor, factories.municipality])
def test_a_save_of_what_cases_share_tells_the_readers_side(client, make):
    client.force_login(factories.curator("administrator"))
    record = make()
    before = ContentRevision.current()
    assert client.post(change_url(record), opened(client, record)).status_code == 302
    assert ContentRevision.current() == before + 1


def test_an_address_that_another_case_had_is_refused(publisher):
    ProjectSlug.objects.create(slug="gammal", project=factories.published_project())
    draft = factories.complete_project()
    response = publisher.post(change_url(draft), opened(publisher, draft) | {"slug": "gammal"})
    assert "har tillhört ett annat fall" in response.content.decode()


def test_publishing_is_refused_with_reasons(publisher):
    project = approved(factories.complete_project())
    Project.objects.update(problem="", stage="")
    pressed = {"seen": str(project.edit_version)}
    address = f"/admin/cases/project/{project.pk}/publicera/"
    page = publisher.post(address, pressed, follow=True).content.decode()
    assert "Det här saknas: Problemet är inte beskrivet. Skede saknas." in page
    project.refresh_from_db()
    assert not project.is_published


def test_publishing_several_takes_those_that_are_ready(publisher):
    ready, not_ready = approved(factories.complete_project()), factories.project("Halvfärdigt")
    data = {"action": "publish_chosen", "_selected_action": [ready.pk, not_ready.pk]}
    page = publisher.post(LIST, data, follow=True).content.decode()
    assert "”Halvfärdigt”: ”Publicera” gick inte. Fallet har läget ”Utkast”." in page
    assert list(Project.objects.published()) == [ready]
    assert history.of(ready).get().note == "Publicerat."


def test_unpublishing_asks_for_the_reason_and_shows_it_at_the_address(publisher):
    project = factories.published_project()
    address = f"/admin/cases/project/{project.pk}/avpublicera/"
    assert "Skriv varför" in publisher.post(address, {"reason": ""}).content.decode()
    publisher.post(address, {"reason": "Uppgifterna stämde inte."})
    assert Tombstone.objects.get().reason == "Uppgifterna stämde inte."
    assert publisher.get(project.get_absolute_url()).status_code == 410


def test_unpublishing_several_asks_once(publisher):
    projects = [factories.published_project(), factories.published_project()]
    data = {"action": "unpublish_chosen", "_selected_action": [case.pk for case in projects]}
    assert "Varför visas fallet inte längre?" in publisher.post(LIST, data).content.decode()
    assert Project.objects.published().count() == 2
    publisher.post(LIST, data | {"reason": "Skäl"})
    assert not Project.objects.published().exists()


@pytest.mark.parametrize("asked", ["åre", "are", "ÅRE", "Åre"])
def test_search_finds_a_place_with_and_without_its_rings(publisher, asked):
    found = factories.complete_project("Året runt", municipalities=[factories.municipality("Åre")])
    factories.complete_project("Nattbussar", municipalities=[factories.municipality("Vara")])
    response = publisher.get(LIST, {"q": asked})
    assert list(response.context["cl"].result_list) == [found]


def test_search_takes_words_from_the_title_and_from_different_municipalities(publisher):
    places = [factories.municipality("Haparanda"), factories.municipality("Övertorneå")]
    found = factories.complete_project("Fjärrvärme 2015", municipalities=places)
    for asked in ("haparanda övertorneå", "fjarrvarme 2015", "Overtornea"):
        assert list(publisher.get(LIST, {"q": asked}).context["cl"].result_list) == [found]
    assert not publisher.get(LIST, {"q": "haparanda 2016"}).context["cl"].result_list


def test_the_autocomplete_for_municipalities_finds_are(publisher):
    factories.municipality("Åre")
    asked = {"app_label": "cases", "model_name": "project", "field_name": "municipalities"}
    answer = publisher.get(reverse("admin:autocomplete"), asked | {"term": "are"})
    assert [row["text"] for row in answer.json()["results"]] == ["Åre"]


def test_the_list_shows_facets_with_counts(publisher):
    factories.published_project()
    factories.complete_project(evidence_level=1)
    page = publisher.get(LIST).content.decode()
    assert "Publicerat (1)" in page
    assert "Utkast (1)" in page
    assert "Beskrivet av kommunen (1)" in page


def test_the_list_asks_as_many_questions_of_three_cases_as_of_thirty(publisher):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = publisher.get(LIST)
        assert page.status_code == 200
        return len(captured)

    for _number in range(3):
        factories.complete_project()
    questions()  # the first page of a session also writes the session down
    few = questions()
    for number in range(27):
        factories.complete_project(municipalities=[factories.municipality(f"Ort {number}")])
    assert questions() == few
    assert few <= 25


def test_completeness_is_the_same_in_the_list_and_in_the_form(publisher):
    factories.complete_project(problem="", stage="")
    page = publisher.get(LIST).content.decode()
    assert '<td class="field-completeness">89 %</td>' in page


def test_the_form_of_a_long_case_asks_a_bounded_number_of_questions(publisher):
    project = factories.complete_project()
    with CaptureQueriesContext(connection) as short:
        publisher.get(change_url(project))
    for _number in range(10):
        factories.voice(project)
        factories.citation(project)
    with CaptureQueriesContext(connection) as long:
        publisher.get(change_url(project))
    assert len(long) <= len(short) + 1


def test_markup_in_a_title_is_not_run_in_the_list_or_the_history(publisher):
    project = approved(factories.complete_project("<script>alert(1)</script>"))
    publisher.post(f"/admin/cases/project/{project.pk}/publicera/", {"seen": "1"})
    for address in (LIST, change_url(project), f"{LIST}{project.pk}/history/", "/admin/"):
        assert "<script>alert" not in publisher.get(address).content.decode()


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", LIST])
def test_pages_hold_no_inline_script_or_style(client, address):
    if address != "/admin/login/":
        client.force_login(factories.curator("publisher"))
    page = client.get(address).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "onclick=" not in page


def test_every_list_and_every_empty_form_opens(admin_client):
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert admin_client.get(reverse(f"{name}_changelist"), {"q": "å 1"}).status_code == 200
        assert admin_client.get(reverse(f"{name}_add")).status_code in (200, 403)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_every_column_that_can_be_sorted_by_sorts(client, model):
    client.force_login(factories.curator("administrator", "dag"))
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    page = client.get(address)
    if page.status_code == 403:
        pytest.skip("no list")
    columns = page.context["cl"].get_ordering_field_columns() | dict.fromkeys(
        range(1, len(page.context["cl"].list_display) + 1), "asc"
    )
    for column in columns:
        for direction in ("", "-"):
            answer = client.get(address, {"o": f"{direction}{column}"})
            assert answer.status_code == 200, (column, direction)
