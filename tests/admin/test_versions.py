"""Curators compare versions with one another, with what is saved now and with a working copy."""

import pytest

from cases import workflow
from cases.models import ProjectVersion
from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def case():
    case = factories.published_project("Första rubriken")
    case.title = "Andra rubriken"
    case.save()
    workflow.content_changed(project=case, by=factories.curator("publisher", "anna"), why="Rättat")
    return case


@pytest.fixture
def desk(client):
    client.force_login(factories.curator("author"))
    return client


def html_of(client, case, rest="", status=200):
    response = client.get(f"/admin/cases/project/{case.pk}/versioner/{rest}")
    assert response.status_code == status
    return response.content.decode()


def test_the_versions_of_a_case_are_listed_with_who_and_why(desk, case):
    html = html_of(desk, case)
    for words in ("Version 2", "anna", "Rättat", "Ändrat: rubrik.", "Första publiceringen."):
        assert words in html


def test_a_case_that_was_never_published_says_so(desk):
    assert "ingen version än" in html_of(desk, factories.project())


def test_what_is_saved_now_is_compared_with_the_latest_version(desk, case):
    case.problem = "Ett nytt problem."
    case.save()
    html = html_of(desk, case, "jamfor/")
    assert '<option value="2" selected>' in html
    assert '<option value="nu" selected>' in html
    assert '<ins><span class="vh">tillagt: </span>nytt</ins> problem.' in html


def test_a_working_copy_is_compared_with_its_case_also_from_its_own_address(desk, case):
    copy = factories.project("Tredje rubriken", revision_of=case)
    for row in (case, copy):
        html = html_of(desk, row, "jamfor/")
        assert '<option value="kopia" selected>' in html
        assert "Tredje" in html


def test_two_versions_are_compared(desk, case):
    html = html_of(desk, case, "jamfor/?fran=1&till=2")
    assert '<del><span class="vh">borttaget: </span>Första</del> rubriken' in html
    assert html_of(desk, case, "jamfor/?fran=x&till=99")


def test_hostile_words_are_only_words_when_compared(desk, case):
    case.title, case.problem = f"{HOSTILE} rubrik", HOSTILE
    case.save()
    case.hindrances.create(text=HOSTILE)
    workflow.content_changed(project=case, why=HOSTILE)
    for rest in ("", "jamfor/?fran=1&till=3"):
        html = html_of(desk, case, rest)
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html


def test_only_those_who_may_see_the_case_reach_its_versions(client, case):
    for rest in ("", "jamfor/"):
        address = f"/admin/cases/project/{case.pk}/versioner/{rest}"
        assert client.get(address).status_code == 302
    client.force_login(factories.curator("author"))
    assert client.post(f"/admin/cases/project/{case.pk}/versioner/").status_code == 405


def test_the_comparison_stays_within_its_budget(desk, case, django_assert_max_num_queries):
    html_of(desk, case)  # the first page of a session also writes the session down
    with django_assert_max_num_queries(12):
        html_of(desk, case, "jamfor/?fran=1&till=2")


def test_curators_turn_the_pages_of_many_versions_and_still_compare_any_two(desk, case):
    first = case.versions.get(number=1)
    ProjectVersion.objects.bulk_create(
        ProjectVersion(
            project=case, number=number, content=first.content, published_at=first.published_at
        )
        for number in range(3, 121)
    )
    assert "Sida 1 av 5" in html_of(desk, case)
    assert "Första publiceringen." in html_of(desk, case, "?sida=5")
    html = html_of(desk, case, "jamfor/?fran=37&till=nu")
    assert '<option value="37" selected>' in html
    assert '<option value="nu" selected>' in html
    assert html.count("<option") < 140
