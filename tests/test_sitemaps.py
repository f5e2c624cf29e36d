"""What search engines are told of."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def sitemap(client):
    return client.get("/sitemap.xml").content.decode()


def test_a_published_case_is_there_with_the_configured_address(client, settings):
    settings.SITE_URL = "https://idebanken.example"
    case = factories.published_project("Konserthuset")
    text = sitemap(client)
    assert f"<loc>https://idebanken.example/fall/{case.slug}/</loc>" in text
    assert "testserver" not in text


def test_a_draft_changes_no_byte_of_the_sitemap(client):
    factories.published_project("Konserthuset")
    before = sitemap(client)
    place = factories.municipality("Odense", country="DK")
    draft = factories.complete_project("Hemligt", municipalities=[place])
    factories.citation(draft, source=factories.source("Bara i ett utkast"))
    assert sitemap(client) == before


def test_a_qualified_source_is_there_without_any_case(client):
    source = factories.source("Boken", in_library=True)
    assert f"/kallor/{source.slug}/</loc>" in sitemap(client)


def test_the_sitemap_asks_the_database_little(client, django_assert_max_num_queries):
    factories.published_project()
    factories.published_project()
    with django_assert_max_num_queries(12):
        sitemap(client)
