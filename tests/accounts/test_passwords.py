"""Long and hard to guess; no rules about signs, and every sentence in Swedish."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from tests import factories
from tests.accounts.signing_in import sign_in


def refusals(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "fyra gröna hästar",
        "korrekt häst batteri",
        "utan siffror och versaler",
        "kolstensugglamåne",
        "x" + "åäö ÅÄÖ 123!?" * 4 + "ändå inte längre än det",
        " mellanslag i kanten ",
        "73920184650287364510",
    ],
)
def test_a_long_password_of_any_signs_will_do(password):
    assert refusals(password) == []


def test_sixty_four_characters_and_twice_that_are_allowed_and_more_is_not():
    phrase = "ugglor flyger tyst över mossen om natten när dimman ligger låg. "
    assert len(phrase) == 64
    assert refusals(phrase) == refusals(phrase * 2) == []
    assert refusals(phrase * 2 + "!") == ["Lösenordet är för långt. Ta högst 128 tecken."]


def test_eleven_characters_are_too_few():
    assert refusals("gröna häst!") == [
        "Lösenordet är för kort. Ta minst 12 tecken, gärna fyra ord som inte hör ihop."
    ]


@pytest.mark.parametrize(
    "password",
    [
        "password1234",  # on Django's list
        "Sommaren2026!",
        "lösenord1234",
        "Losenord-2026-",
        "Idébanken2026",
        "Kommunhuset99",
        "hejhejhejhej",
        "katt katt katt",
        "Göteborg031031",
        "djurgården1891",
        "123412341234",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijkl",
        "123456789012",
        "--------------",
    ],
)
def test_what_is_guessed_first_is_refused(password):
    assert any("gissas först" in message for message in refusals(password))


@pytest.mark.parametrize(
    "password", ["annastina.bergqvist", "AnnaStina Bergqvist", "annastina.bergqvist@ale.se"]
)
def test_what_stands_in_the_account_is_refused(password):
    user = User(
        username="annastina.bergqvist",
        first_name="AnnaStina",
        last_name="Bergqvist",
        email="annastina.bergqvist@ale.se",
    )
    assert any("liknar det som står i kontot" in message for message in refusals(password, user))


def test_what_is_asked_for_is_said_beforehand():
    assert password_validators_help_texts() == [
        "Minst 12 tecken. Fyra ord som inte hör ihop är bra och lätt att minnas.",
        "Mellanslag, å, ä, ö och andra tecken går bra. Högst 128 tecken.",
        "Inte ditt namn, användarnamn eller din e-postadress.",
        "Inte ett vanligt ord med siffror efter, och inte ett mönster som 123412341234.",
    ]


@pytest.mark.django_db
def test_an_administrator_gives_a_new_password_on_a_page_of_the_banks_own(client):
    sign_in(client, factories.curator("administrator"))
    other = factories.curator("author")
    address = f"/admin/auth/user/{other.pk}/password/"
    page = client.get(address)
    assert "css/forms.css" not in page.text
    assert "Minst 12 tecken" in page.text
    weak = client.post(address, {"password1": "hej", "password2": "hej", "set-password": "1"})
    assert "Lösenordet är för kort" in weak.text
    good = "sju tysta ugglor i dimman"
    client.post(address, {"password1": good, "password2": good, "set-password": "1"})
    other.refresh_from_db()
    assert other.check_password(good)


ÅSA = User(username="asa.oberg", first_name="Åsa", last_name="Öberg", email="asa@vara.se")


@pytest.mark.parametrize("password", ["öberg kommun åsa", "Åsa Öberg 2026!", "vara vara oberg asa"])
def test_words_of_ones_own_name_and_address_make_no_password(password):
    assert refusals(password, ÅSA) == [
        "Lösenordet liknar det som står i kontot (namn och adress). Välj något annat."
    ]


@pytest.mark.parametrize(
    "password", ["åsa rider gröna hästar", "fyra gröna hästar", "73920184650287364510"]
)
def test_a_word_of_ones_own_beside_others_will_do(password):
    assert refusals(password, ÅSA) == []
