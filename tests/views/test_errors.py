"""Error pages say what happened and offer the way out."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from cases.faults import Fault
from cases.views import errors
from tests import factories


@pytest.mark.django_db
def test_an_unknown_address_offers_the_cases_and_the_start(client):
    response = client.get("/finns-inte/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Den här lådan är tom" in html
    assert 'href="/fall/"' in html
    assert 'name="robots" content="noindex"' in html
    assert "canonical" not in html


@pytest.mark.django_db
def test_a_page_that_is_sent_something_says_that_nothing_was_saved(client):
    response = client.post("/teorier/")
    html = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "Ingenting är sparat." in html
    assert 'href="/fall/"' in html


@pytest.mark.django_db
def test_a_button_pressed_after_the_session_ended_says_to_press_again(client):
    case = factories.published_project()
    address = reverse("admin:cases_project_open_copy", args=[case.pk])
    signed_out = client.post(address)
    assert signed_out["Location"] == f"/admin/login/?next={address}"
    client.force_login(factories.curator("publisher"))
    response = client.get(address)
    html = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "tryck en gång till" in html
    assert 'href="/admin/"' in html


def test_a_wrong_host_gets_the_page_for_400(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Felkod 400" in response.content.decode()


def test_a_crash_gets_a_page_that_needs_nothing(settings):
    settings.ROOT_URLCONF = "tests.failing_urls"
    response = Client(raise_request_exception=False).get("/fails/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Felkod 500" in html
    assert "RuntimeError" not in html


@pytest.mark.parametrize("handler", [errors.bad_request, errors.server_error, errors.unavailable])
def test_the_plainest_pages_ask_no_context_processor(handler, settings):
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = []
    with connection.execute_wrapper(refuse):
        html = handler(RequestFactory().get("/")).content.decode()
    assert "Till startsidan" in html
    assert "Idébanken" in html


def refuse(*_arguments):
    raise AssertionError("an error page asked the database")


def test_a_closed_bank_says_when_to_come_back():
    response = errors.unavailable(RequestFactory().get("/"))
    assert response.status_code == 503
    assert response["Retry-After"] == "30"


def test_a_button_that_the_disk_had_no_room_for_says_so():
    requests = RequestFactory()
    pressed = errors.unavailable(requests.post("/admin/"), Fault.FULL).content.decode()
    read = errors.unavailable(requests.get("/"), Fault.FULL).content.decode()
    assert "servern har slut på utrymme" in pressed
    assert "Ingenting sparades" not in read


def test_a_missing_csrf_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "för gammalt" in html
    assert "CSRF" not in html


def test_the_reason_of_a_refusal_is_not_shown():
    response = errors.permission_denied(RequestFactory().get("/"), PermissionError("<b>secret</b>"))
    assert response.status_code == 403
    assert "secret" not in response.content.decode()


def test_a_tombstone_tells_what_was_here_and_why_it_is_gone():
    response = errors.gone(
        RequestFactory().get("/fall/x/"), title="Ett <fall>", reason="dubblett", public_id="IB-0009"
    )
    html = response.content.decode()
    assert response.status_code == 410
    assert "Borttaget: Ett &lt;fall&gt;" in html
    assert "Skäl: dubblett" in html
    assert "IB-0009" in html


@pytest.mark.parametrize(
    ("setting", "limit", "sentence"),
    [
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 2**19, "ett formulär får rymma 0,5 MB text"),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 3, "ett formulär får ha 3"),
    ],
)
def test_a_form_that_is_too_long_is_told_so_and_how_to_get_the_text_back(
    client, db, settings, setting, limit, sentence
):
    client.force_login(factories.curator("author"))
    setattr(settings, setting, limit)
    response = client.post(
        "/admin/cases/project/add/", {"goal": "x" * 2**19, "a": 1, "b": 2, "c": 3}
    )
    html = response.content.decode()
    assert response.status_code == 400
    assert sentence in html
    assert "Ingenting sparades" in html
    assert "där står texten kvar" in html
