"""A new password by mail, for whoever has an address and a password to forget."""

import re

import pytest
from django.test import Client

from cases import posting
from tests import factories
from tests.accounts.posted import posted
from tests.accounts.signing_in import PASSWORD, code_of, connect_app, is_in, sign_in

pytestmark = pytest.mark.django_db
ASK = "/admin/konto/glomt/"
NEW = "sju tysta ugglor i dimman"


@pytest.fixture
def user():
    user = factories.curator("author", "astrid")
    user.email = "astrid@ale.se"
    user.save()
    return user


def ask(client, address="astrid@ale.se"):
    return client.post(ASK, {"email": address}, follow=True)


def link():
    return re.search(r"http\S+", posted()[-1].body)[0]


def follow(client, address):
    """Open the link in the mail, and choose a password."""
    form = client.get(address, follow=True)
    if "action_url" not in form.context or form.context.get("token_fail"):
        return form
    return client.post(
        form.context["action_url"], {"password1": NEW, "password2": NEW}, follow=True
    )


def test_the_link_in_the_mail_gives_a_new_password(client, user):
    assert "Om adressen står i ett konto" in ask(client).text
    (letter,) = posted()
    assert (letter.to, letter.subject) == (["astrid@ale.se"], "Idébanken: Välj ett nytt lösenord")
    assert "kontot astrid" in letter.body
    path = link().removeprefix("http://localhost:8000")
    assert "Ditt nya lösenord gäller" in follow(client, path).text
    sign_in(client, user, NEW)
    assert is_in(client)


def test_the_link_leads_to_the_configured_address_whatever_the_request_says(client, user):
    client.post(ASK, {"email": user.email}, headers={"host": "127.0.0.1"})
    assert link().startswith("http://localhost:8000/admin/konto/glomt/")


def test_the_link_is_good_once(client, user):
    ask(client)
    path = link().removeprefix("http://localhost:8000")
    follow(client, path)
    assert "Länken gäller inte längre." in follow(Client(), path).text


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, user):
    assert ask(client, "ingen@ale.se").text == ask(Client()).text
    assert [letter.to for letter in posted()] == [["astrid@ale.se"]]


def test_a_mail_server_that_is_down_gives_the_same_answer(client, user, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    assert ask(client).text == ask(Client(), "ingen@ale.se").text
    posting.wait_for_all()
    assert "a letter could not be sent" in caplog.text


def test_an_account_of_the_municipalitys_own_gets_no_password_here(client, user):
    user.set_unusable_password()
    user.save()
    ask(client)
    assert posted() == []


def test_a_new_password_signs_out_everywhere_and_the_second_factor_stays(client, user):
    elsewhere = Client()
    sign_in(elsewhere, user)
    secret = connect_app(elsewhere)
    ask(client)
    follow(client, link().removeprefix("http://localhost:8000"))
    assert not is_in(elsewhere)
    assert sign_in(client, user, NEW)["Location"] == "/admin/konto/kod/"
    client.post("/admin/konto/kod/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_weak_password_is_refused_here_too(client, user):
    ask(client)
    form = client.get(link().removeprefix("http://localhost:8000"), follow=True)
    answer = client.post(form.context["action_url"], {"password1": "hej", "password2": "hej"})
    assert "Lösenordet är för kort" in answer.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_nobody_fills_anothers_mailbox(client, user):
    answers = [ask(Client()).status_code for _number in range(6)]
    assert answers == [200] * 5 + [429]
    assert len(posted()) == 5
