"""Research and development projects."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from cases.models import ResearchProject
from tests import factories

pytestmark = pytest.mark.django_db


def research(slug="clips", **values):
    defaults = {"title": slug.upper(), "kind": "forskningsprojekt", "summary": "Vad de såg."}
    return ResearchProject.objects.create(slug=slug, **{**defaults, **values})


def test_research_is_narrowed_by_kind_with_a_count_beside_each(client):
    research("clips")
    research("dimios", kind="utvärdering")
    answer = client.get("/forskning/", {"slag": "utvärdering"})
    assertContains(answer, "/forskning/dimios/")
    assertNotContains(answer, "/forskning/clips/")
    assertContains(answer, "Forskningsprojekt (1)")


def test_a_research_project_shows_its_facts_and_its_theories(client):
    project = research(lead="Roskilde", partners="CBS\nFTF", link="https://cbs.dk/en/research")
    project.theories.add(factories.theory("samproduktion"))
    answer = client.get("/forskning/clips/")
    assertContains(answer, "CBS och FTF")
    assertContains(answer, ">cbs.dk</a>")
    assertContains(answer, "/teorier/samproduktion/")


def test_notes_on_links_are_for_editors_only(client):
    research(link="https://spegel.example/x", link_note="spegelkopia")
    assertNotContains(client.get("/forskning/clips/"), "spegelkopia")
    assertNotContains(client.get("/forskning/"), "spegelkopia")


def test_only_web_addresses_become_links(client):
    research(more_links="javascript:alert(1)\nhttps://cbs.dk/")
    answer = client.get("/forskning/clips/")
    assertNotContains(answer, "javascript:")
    assertContains(answer, 'href="https://cbs.dk/"')


@pytest.mark.parametrize("path", ["/forskning/", "/forskning/clips/"])
def test_a_page_is_only_read(client, path):
    research()
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_takes_few_queries_however_many_projects(
    client, django_assert_max_num_queries, number
):
    for place in range(number):
        research(f"projekt-{place}")
    with django_assert_max_num_queries(7):
        client.get("/forskning/")
