"""A case's page: what it says."""

import datetime
import json
import re

import pytest
from django.db import transaction

from cases import workflow
from cases.models import (
    Funder,
    Hindrance,
    ProjectTheory,
    Result,
    TheoryFactor,
)

from ..factories import (
    citation,
    complete_project,
    municipality,
    published_project,
    role,
    source,
    theory,
    voice,
)
from .full_case import fill, page_of, text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


def test_the_three_reading_depths_have_anchors_that_exist(client):
    html = page_of(client, published_project())
    for anchor in ("kort", "stressad", "berattelsen", "omdome"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html


def test_every_part_of_the_story_is_on_the_page(client):
    project = published_project(harms="Fler klagade.", legal_aspects="LOU gäller.", goal="Ett mål.")
    fill(project)
    text = text_of(page_of(client, project))
    for words in (
        "Kvalitet", "Unga", "Staten", "Programmet", "Akademi Högskolan", "drygt 8 miljoner",
        "Våren 2017", "Börja i tid.", "Kräver tid.", "7 dagar sämre", "Facket saknade insyn.",
        "Fråga först.", "Ifrågasätter faktorn", "Motsäger fallet", "Åre", "Gick sådär.",
        "Lever i ändrad form", "efter tre år, 3 februari 2026", "Foto: F", "Fler klagade.",
        "LOU gäller.", "Ett mål.", "Så citerar du",
    ):  # fmt: skip
        assert words in text


def test_a_full_case_stays_within_the_budget_however_many_others_there_are(
    client, django_assert_max_num_queries
):
    project = published_project(municipalities=[municipality("Vara"), municipality("Åre")])
    fill(project)
    for _number in range(5):
        other = published_project(factors=[("n1", "hinder"), ("v2", "bidrog")])
        voice(other)
    page_of(client, project)
    with django_assert_max_num_queries(MOST_QUERIES):
        page_of(client, project)


def test_the_budget_does_not_grow_with_the_parts(client, django_assert_max_num_queries):
    project = published_project()
    fill(project)
    for number in range(3, 15):
        cited = citation(project, number)
        Result.objects.create(project=project, what="Ett", figure="1", citation=cited)
        Hindrance.objects.create(project=project, text="Ett till.", citation=cited)
        voice(project, citation=cited)
        Funder.objects.create(project=project, name=f"Finansiär {number}")
    for code in ("n2", "v1", "h1"):
        TheoryFactor.objects.create(
            theory=theory(f"teori-{code}"), factor=role(project, code).factor, relation="stoder"
        )
    page_of(client, project)
    with django_assert_max_num_queries(MOST_QUERIES):
        page_of(client, project)


def test_a_figure_links_to_its_numbered_source(client):
    html = page_of(client, published_project())
    assert 'href="#kalla-1"' in html
    assert 'id="kalla-1"' in html


def test_the_case_says_that_the_municipality_has_not_checked_it(client):
    assert "Ej faktagranskat av kommunen" in page_of(client, published_project())


def test_a_checked_case_says_when(client):
    project = published_project(fact_checked_on=datetime.date(2026, 3, 5))
    html = page_of(client, project)
    assert "Faktagranskat av kommunen 5 mars 2026" in html
    assert "Ej faktagranskat" not in html


def test_hindrances_stand_beside_the_factors_that_bore(client):
    project = published_project(factors=[("v1", "bidrog"), ("n1", "avgorande"), ("h2", "brast")])
    html = page_of(client, project)
    bore, hindered = html.split("side side--hinder")
    assert bore.index("Faktor n1") < bore.index("Faktor v1"), "what decided comes first"
    assert "Faktor h2" in hindered
    assert "Ont om tid." in hindered


def test_absent_hindrances_and_results_are_said_with_their_reason(client):
    project = complete_project(
        results_absent="källorna nämner inga siffror", hindrances_absent="källorna nämner inga"
    )
    project.results.all().delete()
    project.hindrances.all().delete()
    text = text_of(page_of(client, workflow.publish(project=project, by=None)))
    assert "Inga resultat att visa: källorna nämner inga siffror" in text
    assert "Inga kända hinder: källorna nämner inga" in text


def test_silent_perspectives_are_named_and_counted(client):
    project = published_project()
    voice(project, "fack", "ris")
    voice(project, "fack", "ros")
    voice(project, "press", "blandat")
    text = text_of(page_of(client, project))
    assert "Vi har hört 2 av 10 perspektiv" in text
    silent = text.split("Tysta i källorna:")[1].split(".")[0]
    assert "opposition" in silent
    assert "fack" not in silent


def test_theories_about_what_hindered_come_before_those_about_what_contributed(client):
    project = published_project(factors=[("v1", "bidrog"), ("h1", "hinder")])
    links = {link.factor.code: link.factor for link in project.factors.all()}
    for number in range(8):
        TheoryFactor.objects.create(
            theory=theory(f"bidrog-{number}"), factor=links["v1"], relation="stoder"
        )
    TheoryFactor.objects.create(
        theory=theory("om-hindret"), factor=links["h1"], relation="forklarar"
    )
    html = page_of(client, project)
    assert html.index("Om-hindret") < html.index("Bidrog-0")
    assert "Visar 6 av 9 teorier" in html
    assert "Förklarar faktorn Faktor h1" in html


def test_a_theory_linked_to_a_factor_stands_on_the_page_at_once(client):
    project = published_project(factors=[("v1", "bidrog")])
    assert "Ny-teori" not in page_of(client, project)
    new = theory("ny-teori")
    with transaction.atomic():
        factor = project.factors.get().factor
        link = TheoryFactor.objects.create(theory=new, factor=factor, relation="ifragasatter")
        workflow.content_changed(record=new)
    assert "Ifrågasätter faktorn Faktor v1" in page_of(client, project)
    with transaction.atomic():
        link.delete()
        workflow.content_changed(record=new)
    assert "Ny-teori" not in page_of(client, project)


def test_a_theory_of_the_case_itself_comes_first_and_says_both_ways_they_meet(client):
    project = published_project(factors=[("v1", "bidrog")])
    factor, own = project.factors.get().factor, theory("egen")
    TheoryFactor.objects.create(theory=theory("annan"), factor=factor, relation="stoder")
    TheoryFactor.objects.create(theory=own, factor=factor, relation="stoder", position=9)
    ProjectTheory.objects.create(
        project=project, theory=own, relation="motsager", why="Skälet.", position=5
    )
    html = page_of(client, project)
    assert html.index("Egen") < html.index("Annan")
    assert "Motsäger fallet. Stöder faktorn Faktor v1" in html
    assert "<p>Skälet.</p>" in html


def test_one_asks_the_function_first(client):
    project = published_project(
        contact_function="utvecklingsenheten", contact_email="utveckling@vara.example"
    )
    html = page_of(client, project)
    assert "mailto:utveckling@vara.example" in html
    assert "https://www.vara.se/" not in html.split('id="fraga"')[1].split("</section>")[0]


def test_without_a_contact_one_asks_each_municipality(client):
    html = page_of(client, published_project(municipalities=[municipality("Vara")]))
    assert "https://www.vara.se/" in html.split('id="fraga"')[1]


def test_markdown_becomes_html_in_long_texts(client):
    html = page_of(client, published_project(solution="Först *planera*.\n\n- sedan bygg"))
    assert "<em>planera</em>" in html
    assert "<li>sedan bygg</li>" in html


def test_a_title_in_another_language_says_so(client):
    project = published_project()
    citation(project, source=source("A study", language="en", url="https://a.example/"))
    assert re.search(r'lang="en"[^>]*>A study', page_of(client, project))


def test_a_case_abroad_names_its_country(client):
    place = municipality("Holstebro Kommune", country="DK", website="https://www.holstebro.dk/")
    text = text_of(page_of(client, published_project(municipalities=[place])))
    assert "Plats Holstebro Kommune Danmark" in text


def test_the_head_is_made_for_sharing_and_for_machines(client, settings):
    project = published_project("Konserthuset")
    html = page_of(client, project)
    address = f"{settings.SITE_URL}{project.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in html
    assert '<meta property="og:title" content="Konserthuset">' in html
    article, trail = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    assert article["@type"] == "Article"
    assert [item["name"] for item in trail["itemListElement"]] == ["Start", "Fall", "Konserthuset"]
