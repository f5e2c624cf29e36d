"""The handbook's page: for those who are signed in, with its pictures, and at home everywhere."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from tests import factories
from tests.accounts.signing_in import sign_in

PAGE = "/admin/handledning/"
PICTURE = "/admin/handledning/tva-steg.png"
pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    client.force_login(factories.curator("author", "anna"))
    return client


@pytest.mark.parametrize("address", [PAGE, PICTURE])
def test_it_is_shown_to_those_who_are_signed_in_only(address, anna):
    assert Client().get(address)["Location"] == f"/admin/login/?next={address}"
    response = anna.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert anna.post(address).status_code == 405


def test_every_picture_and_every_heading_of_the_contents_is_there(anna):
    html = anna.get(PAGE).content.decode()
    pictures = re.findall(r'<img src="([^"]+)" alt="[^"]{20,}" width="\d+" height="\d+"', html)
    assert len(pictures) == html.count("<img") >= 8
    assert {anna.get(address).status_code for address in pictures} == {200}
    contents = re.findall(r'<li><a href="#([^"]+)">', html)
    assert len(contents) >= 15
    assert {f'<h2 id="{anchor}">' in html for anchor in contents} == {True}
    assert html.count("<h1") == 1


def test_a_link_within_it_leads_to_a_heading(anna):
    html = anna.get(PAGE).content.decode()
    body = html[html.index('class="told"') :]
    for anchor in re.findall(r'<a href="([^"]+)">', body):
        assert f'id="{unquote(anchor.removeprefix("#"))}"' in html


@pytest.mark.parametrize("name", ["finns-inte", "..%2f..%2fREADME", "tva-steg.png"])
def test_a_picture_that_is_not_there_is_not_found(anna, name):
    assert anna.get(f"/admin/handledning/{name}.png").status_code == 404


def test_whoever_must_still_choose_a_second_factor_reaches_it(client, settings):
    settings.REQUIRE_MFA = True
    sign_in(client, factories.curator("author", "anna"))
    assert client.get("/admin/").status_code == 302
    assert client.get(PAGE).status_code == 200


def test_the_way_there_stands_on_every_page(anna):
    for address in ("/admin/", "/admin/cases/project/add/", "/admin/konto/"):
        assert f'<a href="{PAGE}">Handledning</a>' in anna.get(address).content.decode()


def test_it_asks_the_database_little(anna, django_assert_max_num_queries):
    anna.get(PAGE)  # the first page of a session writes the session down
    with django_assert_max_num_queries(12):
        anna.get(PAGE)
