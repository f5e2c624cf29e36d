"""A municipality's form: what published cases need of it stays."""

import pytest
from django.utils.html import escape

from tests import factories
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(factories.curator("administrator"))
    return client


def blank_the_website(client, place):
    response = client.post(change_url(place), opened(client, place) | {"website": ""})
    place.refresh_from_db()
    return response


def test_a_published_case_keeps_its_way_to_ask(administrator):
    place = factories.municipality()
    factories.published_project("Bussen som väntar", municipalities=[place])
    page = blank_the_website(administrator, place)
    assert "den som vill fråga om ”Bussen som väntar” har ingen annan väg." in page.content.decode()
    assert place.website


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (2, "om ”Fall A” och ”Fall B” har"),
        (3, "om ”Fall A”, ”Fall B” och ”Fall C” har"),
        (5, "om ”Fall A”, ”Fall B”, ”Fall C” och 2 till har"),
    ],
)
def test_of_several_cases_the_first_are_named(administrator, number, sentence):
    place = factories.municipality()
    for letter in "ABCDE"[:number]:
        factories.published_project(f"Fall {letter}", municipalities=[place])
    assert escape(sentence) in blank_the_website(administrator, place).content.decode()


@pytest.mark.parametrize("way", ["draft", "an address", "a page", "another municipality"])
def test_what_no_case_needs_is_taken_away(administrator, way):
    place, other = factories.municipality(), factories.municipality("Åre")
    if way == "draft":
        factories.complete_project(municipalities=[place])
    elif way == "an address":
        factories.published_project(municipalities=[place], contact_email="fraga@vara.se")
    elif way == "a page":
        factories.published_project(municipalities=[place], contact_url="https://vara.se/fraga")
    else:
        factories.published_project(municipalities=[place, other])
    assert blank_the_website(administrator, place).status_code == 302
    assert place.website == ""


def test_a_municipality_that_had_no_website_is_saved_as_it_is(administrator):
    place = factories.municipality("Arjeplog")
    factories.published_project(municipalities=[place])
    type(place).objects.update(website="")
    data = opened(administrator, place) | {"full_name": "Arjeplogs kommun"}
    assert administrator.post(change_url(place), data).status_code == 302
