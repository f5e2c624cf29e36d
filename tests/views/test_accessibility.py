"""The accessibility statement and its message form."""

import pytest
import time_machine
from django.db import DatabaseError
from django.urls import reverse

from cases.forms.anonymous import new_token
from cases.forms.submissions import AccessibilityMessageForm
from cases.models import Submission

pytestmark = pytest.mark.django_db

FROM_OUR_SITE = {"Sec-Fetch-Site": "same-origin"}


def answers(**changes):
    return {
        "kind": "tillganglighet",
        "message": "Filtren går inte att nå med tangentbordet.",
        "page": "/fall/",
        "contact_email": "",
        "website": "",
        "token": new_token(AccessibilityMessageForm.PURPOSE),
        **changes,
    }


def send(client, headers=FROM_OUR_SITE, **changes):
    return client.post(reverse("accessibility-message"), answers(**changes), headers=headers)


def test_the_statement_has_every_part_that_the_law_asks_for(client):
    html = client.get(reverse("accessibility")).content.decode()
    for part in ("delvis förenlig", "Kända brister", "12 §", "Metod", "Senaste bedömning"):
        assert part in html
    assert "https://www.digg.se/tdosanmalan" in html
    assert reverse("accessibility-message") in html


def test_the_form_is_never_stored_on_the_way(client):
    assert "no-store" in client.get(reverse("accessibility-message"))["Cache-Control"]


def test_the_form_is_told_which_page_it_came_from(client):
    html = client.get(reverse("accessibility-message"), {"sida": "/fall/vara/"}).content.decode()
    assert 'value="/fall/vara/"' in html


def test_an_anonymous_message_is_stored_and_receipted(client):
    response = send(client)
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    submission = Submission.objects.get()
    assert submission.message == "Filtren går inte att nå med tangentbordet."
    assert (submission.kind, submission.page) == ("tillganglighet", "/fall/")
    assert submission.contact_email == ""
    assert not response.cookies


def test_an_accessible_version_can_be_asked_for(client):
    send(client, kind="tillganglig-version", contact_email="namn@exempel.se")
    assert Submission.objects.get().kind == "tillganglig-version"


def test_a_browser_without_sec_fetch_site_is_known_by_its_origin(client, settings):
    assert send(client, headers={"Origin": settings.SITE_URL}).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_message_from_another_site_is_refused_and_its_text_kept(client, headers):
    response = send(client, headers=headers)
    assert response.status_code == 403
    assert "Filtren går inte att nå" in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"message": ""}, "Skriv vad som inte fungerar"),
        ({"message": "a" * 5_001}, "5001 tecken"),
        ({"message": "a\0b"}, "ett osynligt tecken"),
        ({"contact_email": "namn"}, "namn@exempel.se"),
        ({"kind": "annat"}, "Välj ett av de två alternativen"),
        ({"website": "https://spam.example"}, "Ett dolt fält hade fyllts i"),
        ({"token": "påhittad"}, "skicka en gång till"),
        ({"token": new_token("something-else")}, "skicka en gång till"),
    ],
)
def test_a_fault_is_named_and_nothing_is_lost(client, fault, sentence):
    response = send(client, **{"page": "min egen sida", **fault})
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "min egen sida" in html
    assert "<title>Fel: " in html
    assert not Submission.objects.exists()


def test_a_page_left_open_too_long_can_be_sent_again_as_it_stands(client):
    with time_machine.travel("2026-01-01T08:00:00Z"):
        old = new_token(AccessibilityMessageForm.PURPOSE)
    response = send(client, token=old)
    assert response.status_code == 422
    token = response.context["form"]["token"].value()
    assert send(client, token=token).status_code == 302


def test_what_was_written_is_escaped_when_shown_again(client):
    html = send(client, message="</textarea><script>x</script>", kind="").content.decode()
    assert "<script>x" not in html
    assert "&lt;/textarea&gt;" in html


def test_a_full_disk_loses_no_text(client, monkeypatch):
    def fail(**values):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(Submission.objects, "create", fail)
    response = send(client)
    assert response.status_code == 503
    assert "Filtren går inte att nå" in response.content.decode()


def test_an_address_that_sends_many_messages_must_wait_and_keeps_its_text(client):
    assert [send(client).status_code for _ in range(20)] == [302] * 20
    refused = send(client, message="Den tjugoförsta")
    assert refused.status_code == 429
    assert "Det har kommit många meddelanden härifrån." in refused.content.decode()
    assert "Den tjugoförsta" in refused.content.decode()
    assert Submission.objects.count() == 20
    elsewhere = client.post(
        reverse("accessibility-message"), answers(), headers=FROM_OUR_SITE, REMOTE_ADDR="192.0.2.9"
    )
    assert elsewhere.status_code == 302
