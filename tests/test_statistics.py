"""Readings of the published cases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import statistics
from tests import factories

pytestmark = pytest.mark.django_db


def counted(pairs):
    return {str(item): cases for item, cases in pairs if cases}


def test_a_draft_changes_no_figure():
    factories.published_project("Konserthuset")
    before = statistics.figures_of_the_bank()
    draft = factories.complete_project(
        "Utkastet", municipalities=[factories.municipality("Åre")], disputed=True
    )
    factories.voice(draft)
    assert statistics.figures_of_the_bank() == before
    assert sum(cases for _, cases in statistics.cases_by_factor()) == 1


def test_a_source_that_only_a_draft_cites_is_not_counted():
    factories.complete_project("Utkastet")
    factories.source("I källistan", in_library=True)
    assert statistics.figures_of_the_bank()["sources"] == 1


def test_a_working_copy_is_not_counted_beside_its_case():
    case = factories.published_project("Konserthuset")
    factories.complete_project("Konserthuset", revision_of=case)
    assert statistics.figures_of_the_bank()["cases"] == 1
    assert counted(statistics.cases_by_outcome()) == {"positivt": 1}


def test_places_abroad_are_counted_beside_the_municipalities():
    abroad = factories.municipality("Holstebro", country="DK")
    factories.published_project(municipalities=[factories.municipality("Vara"), abroad])
    figures = statistics.figures_of_the_bank()
    assert (figures["municipalities"], figures["places_abroad"], figures["counties"]) == (1, 1, 1)


def test_the_critical_share_counts_cases_and_not_voices():
    case = factories.published_project()
    factories.voice(case, "fack", "ris")
    factories.voice(case, "press", "ris")
    factories.published_project()
    figures = statistics.figures_of_the_bank()
    assert (figures["voices"], figures["critical_cases"], figures["critical_share"]) == (2, 1, 50)


def test_a_case_in_two_parts_of_a_field_is_counted_once_in_the_field():
    field = factories.theme("skola")
    parts = [factories.theme(f"skola-{part}", parent=field) for part in ("forskola", "gymnasium")]
    factories.published_project(themes=parts)
    factories.published_project(themes=[field])
    assert statistics.cases_by_field() == [(field, 2)]
    assert statistics.case_counts("themes")[parts[0].pk] == 1


def test_a_factor_hinders_when_it_is_missing_fails_or_stands_in_the_way():
    for role in ("avgorande", "saknades", "brast", "hinder"):
        factories.published_project(factors=[("v3", role)])
    assert counted(statistics.cases_by_hindering_factor()) == {"Faktor v3": 3}
    assert counted(statistics.cases_by_factor()) == {"Faktor v3": 4}


def test_a_factor_with_two_roles_in_one_case_is_counted_once():
    factories.published_project(factors=[("v3", "avgorande"), ("v3", "hinder")])
    assert counted(statistics.cases_by_factor()) == {"Faktor v3": 1}


def test_drivers_are_the_factors_of_why_with_zeros():
    driver, other = factories.factor("n1"), factories.factor("n2")
    factories.factor("h1")
    factories.published_project(driver=driver)
    assert statistics.cases_by_driver() == [(driver, 1), (other, 0)]


@pytest.mark.parametrize("cases", [3, 30])
def test_the_readings_cost_the_same_for_few_cases_and_many(cases):
    for _ in range(cases):
        factories.published_project()
    with CaptureQueriesContext(connection) as queries:
        statistics.figures_of_the_bank()
    assert len(queries) == 4
    with CaptureQueriesContext(connection) as queries:
        statistics.cases_by_field()
        statistics.cases_by_driver()
        statistics.cases_by_factor()
        statistics.cases_by_hindering_factor()
        statistics.cases_by_outcome()
    assert len(queries) == 9
