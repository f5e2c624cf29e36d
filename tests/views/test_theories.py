"""Theories, models and methods."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import KeyWork, ProjectTheory, TheoryFactor
from tests import factories

pytestmark = pytest.mark.django_db


def theory_of(*codes, **values):
    theory = factories.theory("slack", **values)
    for code in codes:
        TheoryFactor.objects.create(theory=theory, factor=factories.factor(code), relation="stoder")
    return theory


def test_theories_stand_by_generation_and_are_narrowed_by_kind(client):
    factories.theory("kluster", generation="pionjarer")
    factories.theory("labb", generation="tredje", kind="metod")
    generations = client.get("/teorier/").context["generations"]
    assert [generation.value for generation, _found in generations] == ["pionjarer", "tredje"]
    answer = client.get("/teorier/", {"slag": "metod"})
    assertContains(answer, "/teorier/labb/")
    assertNotContains(answer, "/teorier/kluster/")


def test_the_theories_are_never_called_the_books(client):
    theory_of(book_chapter="Kunskapsgrunder", book_page=171)
    for path in ("/teorier/", "/teorier/slack/"):
        assertNotContains(client.get(path), "bokens")
        assertNotContains(client.get(path), "31 teorier")
    assertContains(client.get("/teorier/slack/"), "Närmaste avsnitt i boken")
    assertNotContains(client.get("/teorier/slack/"), "Temat finns i boken")


def test_a_theme_that_the_book_has_is_shown_with_its_support(client):
    theory_of(in_book=True, book_chapter="Ekonomi", book_page=137, book_support="Rubrik s. 137.")
    answer = client.get("/teorier/slack/")
    assertContains(answer, "Temat finns i boken")
    assertContains(answer, "Rubrik s. 137.")


def test_a_theory_says_how_well_it_is_checked(client):
    theory_of(verified="general", verified_note="Kontrollera före publicering.")
    answer = client.get("/teorier/slack/")
    assertContains(answer, "Allmän kunskap, inte kontrollerat mot sida")
    assertNotContains(answer, "Kontrollera före publicering.")


def test_cases_meet_a_theory_through_the_factors_they_share(client):
    theory_of("n1", "h3")
    factories.published_project("En gemensam", factors=[("n1", "bidrog"), ("v1", "bidrog")])
    factories.published_project("Två gemensamma", factors=[("n1", "bidrog"), ("h3", "hinder")])
    factories.published_project("Ingen", factors=[("v1", "bidrog")])
    met = client.get("/teorier/slack/").context["met"]
    assert [(project.title, [link.factor.code for link in links]) for project, links in met] == [
        ("Två gemensamma", ["n1", "h3"]),
        ("En gemensam", ["n1"]),
    ]


def test_more_cases_than_shown_are_a_button_away(client):
    theory_of("n1", "h3")
    for _number in range(13):
        factories.published_project(factors=[("n1", "bidrog")])
    answer = client.get("/teorier/slack/")
    assert len(answer.context["met"]) == 12
    for code in ("h3", "n1"):
        assertContains(answer, f'<input type="hidden" name="faktor" value="{code}">')


def test_a_case_that_contradicts_a_theory_is_shown_when_published(client):
    theory, draft = theory_of(), factories.complete_project("Utkastet")
    case = factories.published_project("Motbilden")
    for project in (draft, case):
        ProjectTheory.objects.create(project=project, theory=theory, relation="motsager")
    answer = client.get("/teorier/slack/")
    assertContains(answer, "Motbilden")
    assertNotContains(answer, "Utkastet")


def test_key_works_lead_to_their_doi(client):
    KeyWork.objects.create(theory=theory_of(), author="March, J.", title="Slack", doi="10.1/x")
    assertContains(client.get("/teorier/slack/"), 'href="https://doi.org/10.1/x"')


PAGES = ["/teorier/", "/teorier/slack/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    theory_of("n1")
    factories.published_project(factors=[("n1", "avgorande")])
    before = client.get(path).content
    factories.complete_project("Utkast", factors=[("n1", "avgorande")])
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    theory_of("n1", "h3")
    for _number in range(cases):
        factories.published_project(factors=[("n1", "avgorande"), ("h3", "hinder")])
    for path in PAGES:
        with django_assert_max_num_queries(12):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    assert client.post(path).status_code == 405
