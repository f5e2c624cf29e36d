"""What a long form says: that it was saved, what stopped it and where, and what a button adds."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.admin.sending import change_url, filled, opened
from tests.seen import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    client = Client()
    client.force_login(factories.curator("publisher", "anna"))
    return client


def test_a_save_is_told_of_in_one_sentence_with_the_way_back(anna):
    draft = factories.complete_project("Nattbussar <b>")
    page = anna.post(change_url(draft), opened(anna, draft), follow=True).content.decode()
    assert f'Sparat: <a href="{change_url(draft)}">Nattbussar &lt;b&gt;</a>' in page
    assert page.count("messagelist") == 1


def test_a_refused_form_names_and_links_each_field_and_row_that_stopped_it(anna):
    draft = factories.complete_project("Nattbussar")
    sent = opened(anna, draft) | {"title": "", "results-0-citation": "", "review_due": "i vår"}
    response = anna.post(change_url(draft), sent)
    html = response.content.decode()
    faults = re.search(r'<section class="notice notice--stop faults".*?</section>', html, re.S)[0]
    assert "Ingenting sparades" in faults
    for anchor, sentence in [
        ("id_title", "Det här behöver fyllas i."),
        ("results-0", "En siffra behöver en källa."),
        ("id_review_due", "Skriv datumet så här: 2026-03-14."),
    ]:
        assert re.search(rf'<a href="#{anchor}">[^<]+</a>: {re.escape(sentence)}', faults)
        assert f'id="{anchor}"' in html
    assert filled(response)["title"] == ""


def test_a_refused_save_is_told_of_before_all_else_and_no_step_is_offered(anna):
    draft = factories.complete_project("Nattbussar")
    sent, buttons = opened(anna, draft), "Skicka till granskning"
    assert buttons in anna.get(change_url(draft)).text
    faulty = anna.post(change_url(draft), sent | {"title": ""}).text
    anna.post(change_url(draft), sent | {"problem": "Ett annat problem."})
    stale = anna.post(change_url(draft), sent | {"problem": "Ett tredje."}).text
    for html, heading in [(faulty, "Ingenting sparades"), (stale, "Någon annan hann före")]:
        assert buttons not in html
        assert re.findall(r"<h2[^>]*>([^<]+)</h2>", html)[:2] == ["Nattbussar", heading]


def test_two_rows_with_one_number_are_named_at_their_part(anna):
    draft = factories.complete_project("Nattbussar")
    html = anna.post(
        change_url(draft), opened(anna, draft) | {"citations-1-number": "1"}
    ).content.decode()
    assert '<a href="#citations-group">Källhänvisning</a>' in html
    assert 'id="citations-group"' in html


def test_the_form_comes_back_at_its_top_and_not_at_the_field_that_the_address_names(anna):
    draft = factories.complete_project()
    assert f'action="{change_url(draft)}" method="post"' in anna.get(change_url(draft)).text


def test_each_part_has_a_button_in_its_own_words(anna):
    pressed, _stands = read([anna.get("/admin/cases/project/add/")])
    assert {"Lägg till en källa", "Lägg till ett hinder", "Lägg till en bild"} <= pressed
    assert not [words for words in pressed if "ytterligare" in words]


def test_the_page_of_a_step_leads_back_to_its_case(anna):
    case = factories.published_project("Nattbussar")
    html = anna.get(f"/admin/cases/project/{case.pk}/avpublicera/").text
    assert f'<a href="{change_url(case)}">Nattbussar</a>' in html
