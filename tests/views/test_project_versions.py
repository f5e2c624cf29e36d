"""Readers reach each version of a case, see what changed, and can cite what they read."""

import json

import pytest

from cases import workflow
from cases.models import Project, ProjectSlug, ProjectVersion
from tests import factories
from tests.versions.test_story import rich_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A case in two versions: another title, another problem, a hindrance more."""
    case = factories.published_project("Första rubriken")
    case.slug = "fallet"
    case.title = "Andra rubriken"
    case.problem = "Ett mycket större problem."
    case.save()
    case.hindrances.create(text="Ont om pengar.")
    workflow.content_changed(project=case, why="Kommunen har rättat uppgifterna.")
    return case


def html_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_list_tells_what_changed_and_why(client, case):
    html = html_of(client, "/fall/fallet/versioner/")
    assert "Första publiceringen." in html
    assert "Ändrat: rubrik, adress, problemet. Tillagt: 1 hinder." in html
    assert "Kommunen har rättat uppgifterna." in html
    assert 'href="/fall/fallet/versioner/jamfor/?fran=1&amp;till=2"' in html


def test_an_old_version_reads_as_it_did_and_says_so(client, case):
    html = html_of(client, "/fall/fallet/v1/")
    assert "<h1>Första rubriken</h1>" in html
    assert "Du läser <strong>version 1</strong>" in html
    assert "den senaste är version 2" in html
    assert "Ont om pengar." not in html
    assert '<link rel="canonical" href="http://localhost:8000/fall/fallet/">' in html
    assert "Det är den senaste." in html_of(client, "/fall/fallet/v2/")


def test_an_old_version_does_not_follow_what_it_refers_to(client, case):
    theme = case.themes.get()
    name = theme.name
    theme.name = "Ett helt nytt namn"
    theme.save()
    case.citations.first().source.__class__.objects.update(title="En ny titel på källan")
    html = html_of(client, "/fall/fallet/v1/")
    assert name in html
    assert "Ett helt nytt namn" not in html
    assert "En ny titel på källan" not in html


def test_a_version_shows_every_part_of_its_story(client):
    draft = rich_project()
    draft.milestones.create(period="Våren", text="Start.")
    draft.lessons.create(text="Börja smått.")
    draft.transfer_conditions.create(text="Lokaler.", citation=draft.citations.first())
    workflow.publish(project=draft, by=None, why="")
    html = html_of(client, f"{draft.get_absolute_url()}v1/")
    for words in (
        "Nöjda brukare", "80 procent", "Ont om tid.", "Faktor n1", "avgörande", "Fack", "Start.",
        "Börja smått.", "Lokaler.", "drygt 8", "Vinnova", "Program", "RISE", "Teori", "stöder",
        'alt="En bild"', "läst 2 januari 2026", "Mätningar finns.", "In English",
    ):  # fmt: skip
        assert words in html, words


def test_two_versions_are_compared_word_by_word(client, case):
    html = html_of(client, "/fall/fallet/versioner/jamfor/?fran=1&till=2")
    assert '<del><span class="vh">borttaget: </span>Första</del> rubriken' in html
    assert '<ins><span class="vh">tillagt: </span>Andra</ins> rubriken' in html
    assert "<ins>Ont om pengar.</ins>" in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize("asked", ["", "?fran=9&till=abc", "?fran=-1", "?fran=99999999999999999"])
def test_without_two_versions_that_exist_the_last_two_are_compared(client, case, asked):
    html = html_of(client, f"/fall/fallet/versioner/jamfor/{asked}")
    assert "<ins>Ont om pengar.</ins>" in html
    assert ("Den versionen finns inte." in html) == bool(asked)


def test_a_version_compared_with_itself_says_the_same(client, case):
    html = html_of(client, "/fall/fallet/versioner/jamfor/?fran=2&till=2")
    assert "Version 2 och Version 2 säger samma sak." in html


def test_the_case_tells_its_version_and_how_to_cite_it(client, case):
    html = html_of(client, "/fall/fallet/")
    day = case.versions.first().published_at
    assert '<a href="/fall/fallet/versioner/">Version 2, ' in html
    assert f"Idébanken ({day.year}). Andra rubriken. {case.public_id}. Version 2, " in html
    assert f"http://localhost:8000/fall/{case.public_id}/v2/" in html


def test_what_one_cites_is_the_version_one_reads(client, case):
    html = html_of(client, "/fall/fallet/v1/")
    assert f"Första rubriken. {case.public_id}. Version 1, " in html
    assert f"http://localhost:8000/fall/{case.public_id}/v1/" in html


def test_the_number_leads_to_the_case_and_to_its_versions(client, case):
    for rest in ("", "v1/", "versioner/", "versioner/jamfor/?fran=1&till=2"):
        response = client.get(f"/fall/{case.public_id}/{rest}")
        assert (response.status_code, response["Location"]) == (302, f"/fall/fallet/{rest}")


@pytest.mark.parametrize("kind", ["bib", "ris", "json"])
def test_a_reference_comes_as_a_file(client, case, kind):
    response = client.get(f"/fall/fallet/v1/citera.{kind}")
    text = response.content.decode()
    assert response["Content-Disposition"] == f'attachment; filename="{case.public_id}-v1.{kind}"'
    assert "Första rubriken" in text
    assert f"/fall/{case.public_id}/v1/" in text
    if kind == "json":
        assert json.loads(text)[0]["version"] == "1"


def test_every_address_of_a_case_moves_with_it(client, case):
    ProjectSlug.objects.filter(slug="gammal").delete()
    ProjectSlug.objects.create(slug="gammal", project=case)
    for rest in ("", "v1/", "versioner/", "versioner/jamfor/?fran=1", "v1/citera.bib"):
        response = client.get(f"/fall/gammal/{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/fall/fallet/{rest}")


def test_a_published_address_that_was_changed_leads_on(client):
    case = factories.published_project()
    before = case.slug
    case.slug = "ny-adress"
    case.save()
    workflow.content_changed(project=case)
    response = client.get(f"/fall/{before}/")
    assert (response.status_code, response["Location"]) == (301, "/fall/ny-adress/")


@pytest.mark.parametrize("status", ["avpublicerat", "arkiverat", "utkast", "granskas"])
def test_what_was_taken_away_is_gone_at_every_address_with_the_reason(client, case, status):
    workflow.unpublish(project=case, by=None, why="Uppgifterna var fel.")
    Project.objects.filter(pk=case.pk).update(status=status)
    for start in ("fallet", case.public_id):
        for rest in ("", "v1/", "v9/", "versioner/", "versioner/jamfor/", "v1/citera.ris"):
            html = html_of(client, f"/fall/{start}/{rest}", 410)
            assert "Uppgifterna var fel." in html
            assert "rubriken" not in html


@pytest.mark.parametrize(
    "rest", ["v0/", "v3/", "v99999999999999999999/", "v1/citera.exe", "v9/citera.bib"]
)
def test_a_version_that_never_was_is_not_found(client, case, rest):
    html_of(client, f"/fall/fallet/{rest}", 404)


def test_versions_are_only_read(client, case):
    for rest in ("versioner/", "v1/", "versioner/jamfor/", "v1/citera.bib"):
        assert client.post(f"/fall/fallet/{rest}").status_code == 405


@pytest.mark.parametrize("rest", ["versioner/", "v1/", "versioner/jamfor/", "v1/citera.bib"])
def test_the_pages_of_versions_stay_within_their_budget(
    client, case, rest, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        html_of(client, f"/fall/fallet/{rest}")


@pytest.fixture
def often_changed(case):
    """A case with 120 versions, each with a goal of its own."""
    first = case.versions.get(number=1)
    ProjectVersion.objects.bulk_create(
        ProjectVersion(
            project=case,
            number=number,
            content={**first.content, "fields": {**first.content["fields"], "goal": f"{number}"}},
            published_at=first.published_at,
        )
        for number in range(3, 121)
    )
    return case


def test_many_versions_come_a_page_at_a_time_each_told_against_the_one_before(
    client, often_changed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        html = html_of(client, "/fall/fallet/versioner/")
    assert "120 versioner" in html
    assert html.count("Ändrat: målet.") == 25
    assert "jamfor/?fran=95&amp;till=96" in html
    assert "v95/" not in html
    last = html_of(client, "/fall/fallet/versioner/?sida=5")
    assert "den som visas nu" not in last
    assert "Första publiceringen." in last
    assert "Kommunen har rättat uppgifterna." in last
    html_of(client, "/fall/fallet/versioner/?sida=6", 404)
    assert "”x” är ingen sida" in html_of(client, "/fall/fallet/versioner/?sida=x")


def test_any_two_of_many_versions_are_compared_and_near_ones_offered(
    client, often_changed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        html = html_of(client, "/fall/fallet/versioner/jamfor/?fran=37&till=61")
    assert '<ins><span class="vh">tillagt: </span>61</ins>' in html
    for number in (1, 27, 37, 47, 51, 61, 71, 120):
        assert f'<option value="{number}"' in html, number
    assert html.count("<option") < 140
    assert "Välj en nära den du söker" in html


def test_a_version_that_says_almost_nothing_can_be_read_and_compared(client, case):
    """A story of another year may lack any value: the page leaves it out."""
    bare = {"fields": {"title": "Bar", "slug": "fallet", "summary_30s": ""}, "references": {}}
    bare |= {"schema": 1, "many": {}, "parts": {"milestones": [{"text": "Något hände."}]}}
    ProjectVersion.objects.create(
        project=case, number=3, content=bare, published_at=case.published_at
    )
    assert "Något hände." in html_of(client, "/fall/fallet/v3/")
    for rest in (
        "versioner/",
        "versioner/jamfor/?fran=2&till=3",
        "versioner/jamfor/?fran=3&till=1",
    ):
        html_of(client, f"/fall/fallet/{rest}")
