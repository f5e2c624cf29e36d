"""The source list, and what published cases cite."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests import factories

pytestmark = pytest.mark.django_db


def library(title, slug, **values):
    values = {"quality": "A", "quality_reason": "Granskad.", **values}
    return factories.source(title, slug=slug, in_library=True, **values)


def test_the_list_holds_the_source_list_and_on_request_what_cases_cite(client):
    library("Boken", "boken")
    case = factories.published_project()
    cited = case.citations.first().source
    assertNotContains(client.get("/kallor/"), f"/kallor/{cited.slug}/")
    assertContains(client.get("/kallor/", {"urval": "alla"}), f"/kallor/{cited.slug}/")


def test_a_source_that_only_drafts_cite_is_nowhere(client):
    draft = factories.complete_project()
    slug = draft.citations.first().source.slug
    assert client.get(f"/kallor/{slug}/").status_code == 404
    assertNotContains(client.get("/kallor/", {"urval": "alla"}), slug)


def test_sources_are_narrowed_by_kind_and_quality(client):
    library("Boken", "boken", kind="bok")
    library("Rapporten", "rapporten", kind="rapport", quality="C")
    answer = client.get("/kallor/", {"kvalitet": "C", "slag": "rapport"})
    assertContains(answer, "/kallor/rapporten/")
    assertNotContains(answer, "/kallor/boken/")
    canonical = "http://localhost:8000/kallor/?slag=rapport&amp;kvalitet=C"
    assertContains(answer, f'<link rel="canonical" href="{canonical}">')


def test_a_count_beside_a_choice_is_right_under_the_other_choice(client):
    library("Boken", "boken", kind="bok", quality="A")
    library("Rapporten", "rapporten", kind="rapport", quality="C")
    kinds, _qualities = client.get("/kallor/", {"kvalitet": "C"}).context["selects"]
    assert [(value, count) for value, _label, count, _chosen in kinds.choices] == [("rapport", 1)]


@pytest.mark.parametrize(
    ("order", "first"), [("", "Apan"), ("nyast", "Boken"), ("kvalitet", "Cykeln")]
)
def test_sources_are_ordered_as_asked(client, order, first):
    library("Apan", "apan", quality="B", published="2001")
    library("Boken", "boken", quality="C", published="2019-03")
    library("Cykeln", "cykeln", quality="A", published="2010")
    library("Drömmen", "drommen", quality="")
    assert client.get("/kallor/", {"sort": order}).context["page"][0].title == first


def test_a_source_shows_its_mark_with_the_reason_and_who_cites_it(client):
    source = library("Boken", "boken", why_read="För exemplen.", link_note="spegelkopia")
    draft = factories.complete_project("Utkastet")
    case = factories.published_project("Konserthuset")
    for project in (draft, case):
        factories.citation(project, source=source)
    answer = client.get("/kallor/boken/")
    for words in ("A – granskad forskning", "Granskad.", "För exemplen.", "Konserthuset"):
        assertContains(answer, words)
    assertContains(answer, "#kalla-3")
    assertNotContains(answer, "Utkastet")
    assertNotContains(answer, "spegelkopia")


def test_a_foreign_title_says_its_language(client):
    library("Public innovation", "public", language="en")
    assertContains(client.get("/kallor/public/"), '<h1 lang="en">Public innovation</h1>', html=True)


PAGES = ["/kallor/", "/kallor/?urval=alla", "/kallor/boken/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_changes_no_byte(client, path):
    source = library("Boken", "boken")
    factories.citation(factories.published_project(), source=source)
    before = client.get(path).content
    factories.citation(factories.complete_project("Hemligt utkast"), source=source)
    assert client.get(path).content == before


@pytest.mark.parametrize("cases", [3, 30])
def test_a_page_takes_few_queries_however_many_cases(client, django_assert_max_num_queries, cases):
    source = library("Boken", "boken")
    for _number in range(cases):
        factories.citation(factories.published_project(), source=source)
    for path in PAGES:
        with django_assert_max_num_queries(6):
            client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_only_read(client, path):
    library("Boken", "boken")
    assert client.post(path).status_code == 405
