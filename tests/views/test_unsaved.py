"""What somebody was saving when the bank failed is on the page that says so."""

import pytest
from django.test import Client, RequestFactory

from cases.views.unsaved import unsaved_page

TEXT = "En <b>lång</b> text som\nnågon har skrivit."


@pytest.fixture
def failing(settings):
    """A client that is refused by the bank's own fault, not by the test."""
    settings.ROOT_URLCONF = "tests.failing_urls"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status"), [("/database-away/", 503), ("/fails/", 500)])
def test_the_text_stands_on_the_page_and_can_be_sent_again(failing, address, status):
    sent = {"problem": TEXT, "themes": ["3", "1"], "began_from": "7"}
    response = failing.post(f"{address}?a=1&b=2", sent)
    html = response.content.decode()
    assert response.status_code == status
    assert "Texten är inte sparad" in html
    assert "En &lt;b&gt;lång&lt;/b&gt; text som\r\nnågon" in html.replace("\n", "\r\n")
    assert html.count('name="themes"') == 2
    assert '<input type="hidden" name="began_from" value="7">' in html
    assert f'action="{address}?a=1&amp;b=2"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_closed_bank_also_says_when_to_try_again(failing):
    assert failing.post("/database-away/", {"text": TEXT})["Retry-After"] == "30"
    assert failing.get("/database-away/")["Retry-After"] == "30"


def test_a_password_is_never_shown_again(failing):
    html = failing.post(
        "/database-away/", {"username": "min e-post", "password": "ett långt lösenord"}
    ).content.decode()
    assert "min e-post" not in html
    assert "ett långt lösenord" not in html


def test_what_another_site_sent_is_not_shown(settings):
    settings.ROOT_URLCONF = "tests.failing_urls"
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    assert "någon har skrivit" not in client.post("/fails/", {"text": TEXT}).content.decode()


def test_a_post_without_text_gets_the_plain_page(failing):
    assert "Texten är inte sparad" not in failing.post("/fails/", {"pk": "1"}).content.decode()


def test_fields_are_called_what_the_form_calls_them():
    sent = {"problem": TEXT, "hindrances-0-text": TEXT, "okänt": TEXT}
    request = RequestFactory().post("/admin/cases/project/add/", sent)
    request.csrf_processing_done = True
    html = unsaved_page(request, status=503, sentence="Stängt.").content.decode()
    for label in ("Problemet", "Hinder 1: hinder", "Okänt"):
        assert f">{label}</label>" in html


def test_a_fault_before_the_check_of_the_form_keeps_the_text_too(settings):
    settings.MIDDLEWARE = ["tests.failing_urls.losing_the_database", *settings.MIDDLEWARE]
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    secret = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = secret
    sent = {"problem": TEXT, "csrfmiddlewaretoken": secret}
    html = client.post("/admin/cases/project/add/", sent).content.decode()
    assert ">Problemet</label>" in html
    other = client.post("/admin/cases/project/add/", sent | {"csrfmiddlewaretoken": "b" * 32})
    assert "någon har skrivit" not in other.content.decode()
