"""One way in, for those who have an account, and nobody makes their own."""

import pytest
from django.test import Client

from tests import factories
from tests.accounts.signing_in import LOGIN, PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db


def test_a_curator_signs_in_and_comes_where_they_were_going(client):
    user = factories.curator("author")
    assert client.get("/admin/cases/project/")["Location"] == f"{LOGIN}?next=/admin/cases/project/"
    answer = client.post(
        f"{LOGIN}?next=/admin/cases/project/", {"login": user.username, "password": PASSWORD}
    )
    assert answer["Location"] == "/admin/cases/project/"
    assert is_in(client)


def test_nobody_is_led_to_another_site(client):
    answer = client.post(
        f"{LOGIN}?next=https://ond.example/",
        {"login": factories.curator("author").username, "password": PASSWORD},
    )
    assert answer["Location"] == "/admin/"


@pytest.mark.parametrize("login", ["rätt namn", "fel namn"])
def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(client, login):
    user = factories.curator("author", "astrid")
    answer = sign_in(client, user if login == "rätt namn" else "ingen", "fel lösenord här")
    assert "Användarnamnet eller lösenordet stämmer inte." in answer.text
    assert not is_in(client)


def test_a_closed_account_does_not_open(client):
    user = factories.curator("author")
    user.is_active = False
    user.save()
    assert "stämmer inte" in sign_in(client, user).text
    assert not is_in(client)


def test_signing_out_takes_a_post(client):
    sign_in(client, factories.curator("author"))
    assert "Vill du logga ut" in client.get("/admin/logout/").text
    assert is_in(client)
    assert client.post("/admin/logout/")["Location"] == LOGIN
    assert not is_in(client)


@pytest.mark.parametrize(
    "address", ["signup/", "konto/signup/", "konto/skapa/", "email/", "konto/email/"]
)
def test_nobody_makes_an_account_or_adds_an_address(client, address):
    client.force_login(factories.curator("author"))
    assert client.get(f"/admin/{address}").status_code == 404


def test_the_form_is_not_sent_without_its_token():
    user = factories.curator("author")
    assert sign_in(Client(enforce_csrf_checks=True), user).status_code == 403


def test_an_account_without_access_gets_a_page_and_no_endless_redirect(client):
    user = factories.curator("author")
    user.is_staff = False
    user.save()
    answer = sign_in(client, user)
    answer = client.get(answer["Location"], follow=True)
    assert answer.status_code == 403
    assert "Du kommer inte in här" in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "losenord/",
        "inloggningar/",
        "bekrafta/",
        "bekrafta/kod/",
        "bekrafta/kommun/",
        "bekrafta/nyckel/",
        "kod/",
        "session/igen/",
        "tva-steg/",
        "tva-steg/app/",
        "tva-steg/app/bort/",
        "tva-steg/nycklar/",
        "tva-steg/nycklar/ny/",
        "tva-steg/nycklar/1/",
        "tva-steg/nycklar/1/bort/",
        "tva-steg/reservkoder/",
        "tva-steg/reservkoder/nya/",
    ],
)
def test_no_page_of_an_account_opens_to_a_stranger(client, page, method):
    answer = getattr(client, method)(f"/admin/konto/{page}")
    assert answer["Location"].startswith(LOGIN)
