"""Five thousand made-up projects: what a page costs must not grow with the bank."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.asserts import assertContains

from cases.content.synthetic import fill
from cases.finding.documents import analyze_document
from cases.finding.search_rows import analyzer, fields_of, with_parts
from cases.models import Project, Source
from tests import factories

LIST_BYTES = 60 * 1024


@pytest.mark.django_db
def test_pages_of_a_bank_with_5000_cases_keep_their_budgets(client, django_assert_max_num_queries):
    fill(5000)
    client.get("/fall/")
    budgets = {
        "/fall/": 25,
        "/fall/?utfall=positivt&faktor=n1&sida=2": 25,
        "/fall/paahittat-7/": 20,
        "/": 12,
        "/kommuner/": 12,
        "/kommuner/are/": 12,
        "/lan/skane-lan/": 12,
        "/faktorer/": 12,
        "/faktorer/kultur/": 12,
        "/teorier/": 12,
        "/teorier/lean/": 12,
        "/teman/skola/": 12,
        "/forskning/": 12,
        "/program/": 12,
        "/kallor/": 12,
        "/sitemap.xml": 12,
    }
    for address, most in budgets.items():
        with django_assert_max_num_queries(most):
            answer = client.get(address)
        assert answer.status_code == 200, address
    listed = client.get("/fall/")
    assertContains(listed, "Visar 20 av 5000 fall")
    assert len(listed.content) <= LIST_BYTES


@pytest.mark.django_db
def test_made_up_projects_are_refused_where_there_are_cases():
    factories.project("Ett riktigt fall")
    with pytest.raises(CommandError, match="innehåller redan fall"):
        call_command("synthesize", projects=10)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_projects():
    fill(3, seed=7)
    titles = list(Project.objects.order_by("pk").values_list("title", flat=True))
    Project.objects.all().delete()
    Source.objects.all().delete()
    fill(3, seed=7)
    assert list(Project.objects.order_by("pk").values_list("title", flat=True)) == titles


@pytest.mark.django_db
def test_what_is_stored_for_search_is_what_reading_the_project_would_give():
    fill(20)
    for project in with_parts(Project.objects.select_related("search_document")):
        analysed = analyze_document(fields_of(project), analyzer())
        assert bytes(project.search_document.data) == analysed.to_bytes()
