"""The cabinet and its drawers."""

import pytest
from pytest_django.asserts import assertContains

from cases.models import TheoryFactor
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_cabinet_has_three_strands_and_counts_published_cases(client):
    factories.published_project(factors=[("n1", "avgorande"), ("h3", "hinder")])
    answer = client.get("/faktorer/")
    strands = [(question, [count for _f, count in rows]) for question, _w, rows in _strands(answer)]
    assert strands == [("Varför", [1]), ("Vad", []), ("Hur", [1])]


def _strands(answer):
    return answer.context["strands"]


def test_each_role_leads_to_its_cases(client):
    factories.published_project(factors=[("h3", "hinder")])
    assertContains(client.get("/faktorer/"), 'href="/fall/?faktor=h3:hinder"')


def test_a_factor_shows_what_bore_and_what_hindered_side_by_side(client):
    factories.published_project("Bar", factors=[("h3", "avgorande")])
    factories.published_project("Hindrade", factors=[("h3", "saknades")])
    context = client.get("/faktorer/faktor-h3/").context
    assert [link.project.title for link in context["bore"]["links"]] == ["Bar"]
    assert [link.project.title for link in context["hindered"]["links"]] == ["Hindrade"]


def test_decisive_comes_before_contributed_and_the_rest_is_a_link_away(client):
    for _number in range(12):
        factories.published_project(factors=[("h3", "bidrog")])
    factories.published_project("Avgjorde", factors=[("h3", "avgorande")])
    answer = client.get("/faktorer/faktor-h3/")
    shown = answer.context["bore"]["links"]
    assert (len(shown), shown[0].project.title) == (12, "Avgjorde")
    assertContains(answer, 'href="/fall/?faktor=h3:avgorande&amp;faktor=h3:bidrog"')


def test_a_factor_says_whose_heading_and_whose_words(client):
    factories.factor(
        "h3",
        title_basis="boken s. 11",
        description_basis="redaktionens egna ord",
        typical_signs="Ett tecken.\nEtt till.",
        control_questions="Vem frågar?",
        warning="Se upp.",
    )
    answer = client.get("/faktorer/faktor-h3/")
    for words in ("Rubrikens stöd: boken s. 11", "redaktionens egna ord", "Ett till.", "Se upp."):
        assertContains(answer, words)


def test_theories_stand_by_relation_those_that_question_too(client):
    factor = factories.factor("h3")
    for code, relation in (("a", "ifragasatter"), ("b", "stoder"), ("c", "forklarar")):
        TheoryFactor.objects.create(theory=factories.theory(code), factor=factor, relation=relation)
    links = client.get("/faktorer/faktor-h3/").context["theories"]
    assert [link.theory.code for link in links] == ["c", "b", "a"]


def test_a_factor_of_why_says_how_many_cases_it_started(client):
    factories.published_project(driver=factories.factor("n1"))
    assertContains(client.get("/faktorer/faktor-n1/"), 'href="/fall/?drivkraft=n1"')


PAGES = ["/faktorer/", "/faktorer/faktor-n1/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    factories.published_project(factors=[("n1", "avgorande")])
    before = client.get(path).content
    factors = [("n1", "avgorande"), ("n1", "hinder")]
    factories.complete_project("Utkast", factors=factors, driver=factories.factor("n1"))
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    for _number in range(cases):
        factories.published_project(factors=[("n1", "avgorande"), ("n1", "hinder")])
    for path in PAGES:
        with django_assert_max_num_queries(9):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    assert client.post(path).status_code == 405
