"""Pages about the bank, and the small files that machines ask for."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from cases.models import EvidenceLevel, OutcomeDirection, Stage

pytestmark = pytest.mark.django_db

PAGES = ["about", "cookies", "privacy", "accessibility", "accessibility-message"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_a_title_and_a_way_past_the_menu(client, name):
    html = client.get(reverse(name)).content.decode()
    assert html.startswith('<!doctype html>\n<html lang="sv">')
    assert html.count("<h1>") == 1
    assert "<title> –" not in html
    assert 'href="#innehall"' in html
    assert '<main id="innehall"' in html


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_gets_no_cookie(client, name):
    assert not client.get(reverse(name)).cookies


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_a_style_or_a_script_of_its_own(client, name):
    html = client.get(reverse(name)).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("name", ["about", "cookies", "privacy", "accessibility", "robots"])
def test_a_page_answers_405_to_other_methods(client, name):
    assert client.post(reverse(name)).status_code == 405


def test_about_defines_every_value_of_the_scales(client):
    html = client.get(reverse("about")).content.decode()
    for scale in (OutcomeDirection, EvidenceLevel, Stage):
        for choice in scale:
            assert str(choice.definition) in html


def test_about_asks_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(reverse("about"))


def test_the_masthead_marks_the_page_one_is_on(client):
    html = client.get(reverse("about")).content.decode()
    assert 'href="/om/" aria-current="page"' in html


def test_the_masthead_marks_the_section_of_a_page_under_it(client):
    html = client.get(reverse("cookies")).content.decode()
    assert 'href="/om/" aria-current="true"' in html


def test_the_canonical_address_comes_from_the_settings(client, settings):
    settings.SITE_URL = "https://idebanken.example"
    html = client.get(reverse("privacy"), {"utm": "1"}).content.decode()
    assert '<link rel="canonical" href="https://idebanken.example/om/integritet/">' in html


def test_the_legal_ground_is_public_interest(client):
    html = client.get(reverse("privacy")).content.decode()
    assert "allmänt intresse" in html
    assert "intresseavvägning" not in html


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin(client, settings):
    settings.SITE_URL = "https://idebanken.example"
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: https://idebanken.example/sitemap.xml\n" in text


@pytest.mark.parametrize("today", ["2026-01-01", "2026-11-30", "2028-02-29"])
def test_security_txt_is_valid_for_months_but_less_than_a_year(client, today):
    now = datetime.fromisoformat(today).replace(tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        text = client.get("/.well-known/security.txt").content.decode()
    line = next(line for line in text.splitlines() if line.startswith("Expires: "))
    expires = datetime.fromisoformat(line.removeprefix("Expires: "))
    assert 100 < (expires - now).days < 365


def test_favicon_ico_leads_to_the_favicon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith(".svg")
