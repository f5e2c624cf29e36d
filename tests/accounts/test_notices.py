"""Whoever has an account is told by letter when its security changes, in plain words."""

import pytest
from django.test import Client

from cases import posting
from tests import factories
from tests.accounts.posted import posted
from tests.accounts.signing_in import PASSWORD, connect_app, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "sju tysta ugglor i dimman"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def user():
    user = factories.curator("author", "astrid")
    user.email, user.first_name = "astrid@ale.se", "Astrid"
    user.save()
    return user


@pytest.fixture
def signed_in(client, user):
    sign_in(client, user, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.7")
    return client


@pytest.fixture
def administrator():
    client = Client()
    sign_in(client, factories.curator("administrator"))
    return client


def subjects():
    assert {address for letter in posted() for address in letter.to} <= {"astrid@ale.se"}
    return [letter.subject.removeprefix("Idébanken: ") for letter in posted()]


def test_a_sign_in_on_a_new_device_is_told_of_with_where_and_when_and_what_to_do(signed_in):
    (letter,) = posted()
    assert letter.subject == "Idébanken: kontot är inloggat på en ny enhet"
    assert letter.body.startswith("Hej Astrid,")
    assert "konto astrid i Idébanken" in letter.body
    assert "Firefox på Windows, adress 203.0.113.7." in letter.body
    assert "lösenord på http://localhost:8000/admin/konto/glomt/ och skriv till" in letter.body


def test_the_same_device_is_not_told_of_again(signed_in, user):
    signed_in.post("/admin/logout/")
    sign_in(signed_in, user)
    assert len(posted()) == 1


def test_a_new_password_is_told_of(signed_in):
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    signed_in.post("/admin/konto/losenord/", form)
    assert subjects()[1:] == ["lösenordet är bytt"]
    assert NEW not in posted()[-1].body


def test_a_second_factor_that_comes_and_goes_is_told_of(signed_in):
    connect_app(signed_in)
    signed_in.post("/admin/konto/tva-steg/reservkoder/nya/")
    signed_in.post("/admin/konto/tva-steg/app/bort/")
    assert subjects()[1:] == [
        "en app med koder är kopplad",
        "nya reservkoder är gjorda",
        "appen med koder är borttagen",
    ]


def test_signing_out_everywhere_else_is_told_of(signed_in):
    signed_in.post("/admin/konto/inloggningar/", {"session": "others"})
    assert subjects()[1:] == ["alla andra enheter är utloggade"]


def test_what_an_administrator_does_is_told_of_without_the_administrators_address(
    administrator, user
):
    new = {"password1": NEW, "password2": NEW, "set-password": "1"}
    administrator.post(f"/admin/auth/user/{user.pk}/password/", new)
    administrator.post(f"/admin/auth/user/{user.pk}/tva-steg/")
    assert subjects() == [
        "en administratör har gett kontot ett nytt lösenord",
        "en administratör har nollställt tvåstegsinloggningen",
    ]
    assert "adress" not in posted()[0].body.replace("e-postadress", "")


def test_a_changed_address_is_told_of_at_the_old_one(administrator, user):
    form = {"username": "astrid", "is_staff": "on", "is_active": "on", "email": "ond@ond.example"}
    administrator.post(f"/admin/auth/user/{user.pk}/change/", form)
    user.refresh_from_db()
    assert user.email == "ond@ond.example"
    assert subjects() == ["en administratör har ändrat kontots e-postadress"]


def test_an_account_without_an_address_gets_no_letter_and_works(client):
    sign_in(client, factories.curator("author"))
    assert client.get("/admin/").status_code == 200
    assert posted() == []


def test_a_mail_server_that_does_not_answer_stops_nobody(client, user, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    sign_in(client, user)
    assert client.get("/admin/").status_code == 200
    posting.wait_for_all()
    assert "could not be sent" in caplog.text
