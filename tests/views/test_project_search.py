"""Words in the list of cases: what a Swede would expect, beside every filter."""

import re

import pytest
from django.http import QueryDict
from pytest_django.asserts import assertContains, assertNotContains

from cases import workflow
from cases.content.loader import load_content
from cases.filters.asked import read_question
from cases.finding.snapshot import current_snapshot
from cases.models import Project, SearchDocument, SearchMiss, Synonym
from tests import factories

pytestmark = pytest.mark.django_db


def first_hits(client, query, number=3):
    page = client.get("/fall/", {"q": query}).content.decode()
    counted = page.partition('class="partial"')[0]
    return re.findall(r'<h3><a href="/fall/([^/]+)/"', counted)[:number]


def test_the_real_cases_are_found_as_people_spell(client):
    load_content()
    expected = {
        "aldreomsorg": "goteborg-sextimmarsdag-svartedalen",
        "hemtjänst": "nacka-kundval-hemtjanst",
        "Vara": "vara-konserthus",
        "goteborg sextimmarsdag": "goteborg-sextimmarsdag-svartedalen",
        '"social investering"': "norrkoping-sociala-investeringar",
    }
    for query, slug in expected.items():
        assert slug in first_hits(client, query), query
    assert len(first_hits(client, "omsorg om äldre")) == 3
    mended = client.get("/fall/", {"q": "inovation i skolan"})
    assertContains(mended, "Visar resultat för <b>innovation i skolan</b>")
    assertContains(mended, "Sök i stället efter ”inovation i skolan”")
    assertContains(client.get("/fall/", {"q": "Skåne"}), "fall för ”Skåne”")
    assertContains(client.get("/fall/", {"q": "Norrland"}), "fall för ”Norrland”")


def test_words_and_filters_narrow_together_and_counts_follow(client):
    factories.published_project("Hemtjänst på natten", stage="pilot")
    factories.published_project("Hemtjänst på dagen", stage="nedlagt")
    factories.published_project("Skolan i byn", stage="pilot")
    answer = client.get("/fall/", {"q": "hemtjänst", "skede": "pilot"})
    assertContains(answer, "Visar 1 av 1 fall för ”hemtjänst”")
    stages = {facet.param: facet.choices for facet, _all in answer.context["facets"]}["skede"]
    assert {choice.value: choice.count for choice in stages} == {"pilot": 1, "nedlagt": 1}


def test_a_hit_shows_why_with_the_words_marked(client):
    factories.published_project(
        "Trygg natt", solution="Kommunen satte kameror i hemtjänsten och ringde på dagen."
    )
    assertContains(client.get("/fall/", {"q": "hemtjänst"}), "<mark>hemtjänsten</mark>")


def test_hostile_text_is_shown_as_text_also_when_marked(client):
    factories.published_project(
        "<b>Hemtjänst</b>", solution="<script>alert(1)</script> hemtjänst <img src=x>"
    )
    answer = client.get("/fall/", {"q": "hemtjänst <script>"})
    assertNotContains(answer, "<script>alert")
    assertNotContains(answer, "<img src=x")


def test_a_draft_is_never_found(client):
    factories.complete_project("Kanariefågel i utkast")
    published = factories.published_project("Kanariefågel i banken")
    assert first_hits(client, "kanariefågel") == [published.slug]
    workflow.unpublish(project=published, by=None, why="Fel.")
    assert first_hits(client, "kanariefågel") == []
    assert not SearchDocument.objects.exists()


def test_an_edited_case_is_found_by_its_new_words_at_once(client):
    case = factories.published_project("Skolan i byn")
    assert first_hits(client, "simhall") == []
    Project.objects.filter(pk=case.pk).update(title="Simhallen i byn")
    workflow.content_changed(project=case)
    assert first_hits(client, "simhall") == [case.slug]


def test_a_renamed_theme_is_found_by_its_new_name(client):
    case = factories.published_project(themes=[factories.theme("skola")])
    theme = case.themes.get()
    theme.name = "Kunskapsverkstad"
    theme.save()
    workflow.content_changed(record=theme)
    assert first_hits(client, "kunskapsverkstad") == [case.slug]


def test_a_new_synonym_works_in_the_next_request(client):
    case = factories.published_project("Kvarterspolare i centrum")
    assert first_hits(client, "trygghetsgubbe") == []
    pair = Synonym.objects.create(term="trygghetsgubbe", other="kvarterspolare")
    workflow.content_changed(record=pair)
    assert first_hits(client, "trygghetsgubbe") == [case.slug]


def test_a_document_of_an_older_analysis_is_analysed_anew(client):
    case = factories.published_project("Simhallen i byn")
    SearchDocument.objects.update(version="gammal", data=b"skrap")
    assert first_hits(client, "simhall") == [case.slug]


def test_queries_without_hits_are_counted_once_a_time_and_without_the_person(client):
    factories.published_project()
    for query in ("xylofonqvist", "Xylofonqvist", "kim@exempel.se", "19121212-1212 zqx"):
        client.get("/fall/", {"q": query})
    assert dict(SearchMiss.objects.values_list("query", "count")) == {"xylofonqvist": 2}


@pytest.mark.parametrize("query", ["", "   ", "\x00", '"', "((((", "a" * 5000, "ord " * 500, "—"])
def test_odd_queries_are_answered(client, query):
    factories.published_project()
    assert client.get("/fall/", {"q": query}).status_code == 200


def test_a_long_query_is_cut_with_a_word_about_it(client):
    factories.published_project()
    assertContains(client.get("/fall/", {"q": "ord " * 100}), "kortades till 200 tecken")


def test_the_best_hit_is_the_usual_order_and_only_for_words(client):
    factories.published_project()
    snapshot = current_snapshot()
    assert read_question(QueryDict("q=ord"), snapshot).sort == "traff"
    assert read_question(QueryDict("q=ord&sort=titel"), snapshot).sort == "titel"
    assert read_question(QueryDict("sort=traff"), snapshot).sort == "nyast"


def test_a_search_takes_few_queries(client, django_assert_max_num_queries):
    for number in range(30):
        factories.published_project(f"Hemtjänst nummer {number}")
    client.get("/fall/")
    with django_assert_max_num_queries(7):
        client.get("/fall/", {"q": "hemtjänst"})


def test_words_without_a_case_lead_on_to_what_else_the_bank_knows(client):
    load_content()
    answer = client.get("/fall/", {"q": "håbo"})
    assertContains(answer, "Inget fall svarar på ”håbo”")
    assertContains(answer, ">Håbo</a> <small>Uppsala län</small>")
    assertContains(answer, "Visa alla fall")
    assertNotContains(client.get("/fall/", {"q": "fotboll"}), "vet något annat")
    assertNotContains(answer, "dina val")


def test_words_that_nothing_answers_lead_on_to_fields_with_cases(client):
    load_content()
    answer = client.get("/fall/", {"q": "xylofonqvist"})
    themes = answer.context["nearest_themes"]
    assert len(themes) == 6
    for _label, address, count in themes:
        assertContains(answer, address)
        assert client.get(address).context["answer"].total == count > 0


def test_choices_that_leave_nothing_are_still_spoken_of_as_choices(client):
    factories.published_project("Hemtjänst på natten", stage="pilot")
    answer = client.get("/fall/", {"q": "hemtjänst", "skede": "nedlagt"})
    assertContains(answer, "Inget fall passar alla dina val")
    assertContains(answer, "Utan val under")
