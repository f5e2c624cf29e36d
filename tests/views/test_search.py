"""Search beside the cases, suggestions while typing, and cases like a case."""

import time

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from cases.models import Programme, ResearchProject
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["/sok/?q=tillit", "/forslag/?q=tilli"]
HOSTILE = "<script>alert(1)</script>"


def groups(client, typed):
    answer = client.get("/forslag/", {"q": typed})
    assert answer.status_code == 200
    return {
        group["label"]: [option["label"] for option in group["options"]]
        for group in answer.json()["groups"]
    }


@pytest.fixture
def bank():
    """One of everything about trust."""
    factories.factor("h1", title="Tillit i ledningen", slug="tillit")
    factories.theory("tillitsstyrning", title="Tillitsstyrning")
    factories.theme("tillit", name="Tillit och demokrati")
    factories.source("Styra med tillit", in_library=True, author="Berg")
    ResearchProject.objects.create(
        slug="tillitslabb", title="Tillitslabbet", kind="projekt", summary="Vi studerar tillit."
    )
    Programme.objects.create(slug="tillitspengar", name="Pengar till tillit")
    return factories.published_project("Hemtjänst med tillit")


# What stands beside the cases


@pytest.mark.parametrize(
    "address",
    [
        "/faktorer/tillit/",
        "/teorier/tillitsstyrning/",
        "/teman/tillit/",
        "/forskning/tillitslabb/",
        "/program/tillitspengar/",
        "/kallor/kalla-",
    ],
)
def test_everything_that_answers_is_found(client, bank, address):
    assertContains(client.get("/sok/?q=tillit"), f'href="{address}')


@pytest.mark.parametrize("word", ["Vara", "vara", "Skåne", "skane"])
def test_a_place_is_found_by_its_name(client, word):
    factories.municipality("Vara")
    factories.county("12", "Skåne län")
    address = "/kommuner/vara/" if word.lower() == "vara" else "/lan/skane-lan/"
    assertContains(client.get("/sok/", {"q": word}), f'href="{address}"')


def test_the_number_of_cases_leads_to_the_cases(client, bank):
    answer = client.get("/sok/?q=tillit")
    assertContains(answer, '<a href="/fall/?q=tillit">Ett fall svarar på ”tillit”</a>')


def test_hits_are_marked(client, bank):
    assertContains(client.get("/sok/?q=tillit"), "<mark>Tillit</mark> i ledningen")


def test_a_correction_is_said_and_can_be_refused(client, bank):
    answer = client.get("/sok/?q=tilit")
    assertContains(answer, "Visar resultat för <b>tillit</b>")
    assertContains(answer, 'href="/sok/?q=tilit&amp;exakt=1"')
    assertNotContains(client.get("/sok/?q=tilit&exakt=1"), "Tillitsstyrning")


def test_five_of_a_kind_are_shown_with_a_way_to_the_rest(client):
    for number in range(7):
        factories.source(f"Tillit del {number}", in_library=True)
    assertContains(client.get("/sok/?q=tillit"), "Tillit</mark> del", 5)
    assertContains(client.get("/sok/?q=tillit"), 'href="/sok/?q=tillit&amp;slag=kallor"')
    assertContains(client.get("/sok/?q=tillit&slag=kallor"), "Tillit</mark> del", 7)


def test_nothing_found_offers_ways_on(client, bank):
    answer = client.get("/sok/?q=xyzzyqvw")
    assertContains(answer, "Inget annat i banken svarar på ”xyzzyqvw”")
    assertContains(answer, 'href="/fall/"')


def test_a_page_without_words_offers_the_lists(client):
    assertContains(client.get("/sok/"), 'href="/teorier/"')


def test_an_edited_record_is_found_by_its_new_name_at_once(client):
    theory = factories.theory("lean", title="Lean")
    client.get("/sok/?q=gruppvitsar")
    theory.title = "Gruppvitsar"
    theory.save()
    workflow.content_changed(record=theory)
    assertContains(client.get("/sok/?q=gruppvitsar"), "<mark>Gruppvitsar</mark>")


def test_a_source_is_found_when_its_case_is_published_and_not_after(client):
    case = factories.complete_project()
    source = factories.source("Nattkameror i vården")
    factories.citation(case, source=source)
    assertNotContains(client.get("/sok/?q=nattkameror"), source.slug)
    workflow.publish(project=case, by=None)
    assertContains(client.get("/sok/?q=nattkameror"), source.slug)
    workflow.unpublish(project=case, by=None, why="Fel")
    assertNotContains(client.get("/sok/?q=nattkameror"), source.slug)


# Both doors


@pytest.mark.parametrize("address", PAGES)
def test_a_draft_changes_no_byte(client, bank, address):
    before = client.get(address).content
    draft = factories.complete_project("Tillit i det hemliga")
    factories.citation(draft, source=factories.source("Tillit som ingen får läsa om"))
    workflow.content_changed(project=draft)
    workflow.content_changed()
    assert client.get(address).content == before


@pytest.mark.parametrize("address", PAGES)
def test_a_case_taken_away_is_gone_in_the_next_request(client, bank, address):
    other = factories.published_project("Tillit i Skövde")
    before = client.get(address).content
    workflow.unpublish(project=other, by=None, why="Fel")
    assert client.get(address).content != before
    assertNotContains(client.get(address), "Tillit i Skövde")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_they_answer_reading_only(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_they_set_no_cookie(client, bank, address):
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ["/sok/", "/forslag/", "/fall/"])
@pytest.mark.parametrize(
    "typed",
    [HOSTILE, '"', "\x00\x00", "*" * 5000, "å" * 5000, "a b " * 2000, "%' OR 1=1 --", "\udcff"],
)
def test_hostile_words_are_only_words(client, bank, address, typed):
    client.get(address, {"q": "tillit"})
    started = time.perf_counter()
    answer = client.get(address, {"q": typed.encode("utf-8", "replace")})
    assert time.perf_counter() - started < 2
    assert answer.status_code == 200
    if address != "/forslag/":
        assertNotContains(answer, HOSTILE)


def test_a_hostile_record_is_shown_and_never_run(client):
    factories.theory("ond", title=f"Tillit {HOSTILE}", summary=f"Tillit {HOSTILE}")
    assertNotContains(client.get("/sok/?q=tillit"), HOSTILE)


@pytest.mark.parametrize(("address", "most"), [(PAGES[0], 2), (PAGES[1], 3)])
def test_they_take_few_queries(client, bank, django_assert_max_num_queries, address, most):
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


# Suggestions


def test_words_cases_and_names_are_suggested(client, bank):
    found = groups(client, "tilli")
    assert found["Sök efter"][0] == "tillit"
    assert found["Fall"] == ["Hemtjänst med tillit"]
    assert found["Framgångsfaktorer"] == ["Tillit i ledningen"]
    assert found["Verksamhetsområden"] == ["Tillit och demokrati"]
    assert found["Teorier, modeller och metoder"] == ["Tillitsstyrning"]


def test_a_municipality_is_suggested_without_its_dots(client):
    factories.municipality("Åre")
    assert groups(client, "ar")["Kommuner"] == ["Åre"]


def test_a_suggestion_has_an_address(client, bank):
    first = client.get("/forslag/?q=tilli").json()["groups"][0]["options"][0]
    assert first == {"label": "tillit", "note": "", "address": "/fall/?q=tillit"}


@pytest.mark.parametrize("typed", ["", " ", "t", "xyzzyqvw"])
def test_too_little_or_nothing_known_suggests_nothing(client, bank, typed):
    assert groups(client, typed) == {}


def test_suggestions_are_bounded(client):
    for number in range(12):
        factories.published_project(f"Tillit nummer {number}")
        factories.theory(f"tillit-{number}", title=f"Tillit {number}")
    found = groups(client, "tillit")
    assert len(found["Fall"]) == 4
    assert len(found["Teorier, modeller och metoder"]) == 3


def test_an_unchanged_answer_need_not_be_sent_again(client, bank):
    first = client.get("/forslag/?q=tilli")
    assert first["Cache-Control"] == "no-cache"
    again = client.get("/forslag/?q=tilli", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


# The fields


@pytest.mark.parametrize("address", ["/", "/fall/", "/sok/", "/kommuner/", "/om/", "/finns-inte/"])
def test_every_page_has_a_search_field_that_works_without_javascript(client, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert '<form class="find" action="/fall/" role="search"' in page
    assert '<label class="vh" for="sok">' in page


def test_the_field_shows_what_was_sought(client):
    assertContains(client.get("/fall/?q=%22+onload"), 'name="q" type="search" maxlength="200"')
    assertContains(client.get("/sok/?q=%22+onload"), 'value="&quot; onload"', 2)
