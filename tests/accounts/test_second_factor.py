"""A password alone does not open the bank, where a second factor is asked for."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cases.accounts import second_factor
from cases.models import RecordChange
from tests import factories
from tests.accounts.signing_in import PASSWORD, code_of, connect_app, is_in, sign_in

pytestmark = pytest.mark.django_db
SET_UP = "/admin/konto/tva-steg/"
CODE = "/admin/konto/kod/"


@pytest.fixture
def user():
    return factories.curator("author", "astrid")


@pytest.fixture
def secret(user):
    """Of an app that the curator connected yesterday."""
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        client = Client()
        sign_in(client, user)
        return connect_app(client)


def test_the_password_leads_to_the_code_and_the_code_leads_in(client, user, secret):
    assert sign_in(client, user)["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/admin/"
    assert is_in(client)


def test_a_wrong_code_leads_nowhere(client, user, secret):
    sign_in(client, user)
    assert "Det stämmer inte" in client.post(CODE, {"code": "000000"}).text
    assert not is_in(client)


def test_a_code_is_good_for_one_sign_in(client, user, secret):
    code = code_of(secret)
    sign_in(client, user)
    client.post(CODE, {"code": code})
    other = Client()
    sign_in(other, user)
    other.post(CODE, {"code": code})
    assert is_in(client)
    assert not is_in(other)


def test_codes_are_guessed_at_no_faster_than_passwords(user, secret):
    statuses = []
    for number in range(6):
        client = Client()
        sign_in(client, user)
        statuses.append(client.post(CODE, {"code": f"00000{number}"}).status_code)
    assert statuses == [200] * 5 + [429]


def test_a_recovery_code_leads_in_once(user, secret):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    entered = []
    for _number in range(2):
        client = Client()
        sign_in(client, user)
        client.post(CODE, {"code": codes[0]})
        entered.append(is_in(client))
    assert entered == [True, False]


def test_the_codes_are_shown_where_the_app_has_been_connected(client, user):
    sign_in(client, user)
    secret = client.get(f"{SET_UP}app/").context["form"].secret
    answer = client.post(f"{SET_UP}app/", {"code": code_of(secret)}, follow=True)
    assert answer.text.count("<li><code>") == 10


def test_the_picture_of_the_code_is_a_data_image(client, user):
    sign_in(client, user)
    assert 'src="data:image/svg+xml;base64,' in client.get(f"{SET_UP}app/").text


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/cases/project/", "/admin/jsi18n/", "/admin/finns-inte/", "/admin/cases/"],
)
def test_whoever_lacks_a_required_second_factor_is_led_to_get_one(client, user, settings, address):
    settings.REQUIRE_MFA = True
    sign_in(client, user)
    for method in (client.get, client.post):
        assert method(address)["Location"] == SET_UP
    connect_app(client)
    assert is_in(client)


def test_recovery_codes_alone_are_no_second_factor(client, user, settings):
    settings.REQUIRE_MFA = True
    client.force_login(user)
    RecoveryCodes.activate(user)
    assert client.get("/admin/")["Location"] == SET_UP


def test_without_a_required_second_factor_no_preview_opens(client, user, settings):
    project = factories.project("Utkastet", author=user)
    address = f"/fall/{project.pk}/forhandsvisning/"
    sign_in(client, user)
    assert "Utkastet" in client.get(address).text
    settings.REQUIRE_MFA = True
    assert "Utkastet" not in client.get(address, follow=True).text


def test_a_session_from_before_the_requirement_is_led_there_too(client, user, settings):
    client.force_login(user)
    assert is_in(client)
    settings.REQUIRE_MFA = True
    assert client.get("/admin/")["Location"] == SET_UP


def test_the_last_required_factor_cannot_be_taken_away(client, user, secret, settings):
    settings.REQUIRE_MFA = True
    sign_in(client, user)
    client.post(CODE, {"code": code_of(secret)})
    assert "kräver tvåstegsinloggning" in client.post(f"{SET_UP}app/bort/").text
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_change_of_the_second_factor_asks_for_the_password_again(client, user, secret):
    sign_in(client, user)
    client.post(CODE, {"code": code_of(secret)})
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        answer = client.post(f"{SET_UP}app/bort/")
        assert answer["Location"].startswith("/admin/konto/bekrafta/")
        assert Authenticator.objects.filter(type="totp").exists()


def test_secrets_are_not_readable_in_the_database(secret):
    data = [authenticator.data for authenticator in Authenticator.objects.all()]
    assert secret not in str(data)
    assert second_factor.SecondFactorAdapter().decrypt(data[0]["secret"]) == secret


def test_under_another_secret_key_no_code_leads_in(client, user, secret, settings):
    settings.SECRET_KEY = "another-secret-key-than-the-one-it-was-written-with"
    sign_in(client, user)
    for code in (code_of(secret), code_of(""), ""):
        client.post(CODE, {"code": code})
    assert not is_in(client)


def test_an_earlier_secret_key_is_still_read(client, user, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-than-the-one-it-was-written-with"
    sign_in(client, user)
    client.post(CODE, {"code": code_of(secret)})
    assert is_in(client)


@pytest.fixture
def administrator(client):
    sign_in(client, factories.curator("administrator", "berit"))
    return client


def test_an_administrator_helps_whoever_lost_the_phone_and_it_is_recorded(
    administrator, user, secret
):
    phone = Client()
    sign_in(phone, user)
    phone.post(CODE, {"code": code_of(secret)})
    change = f"/admin/auth/user/{user.pk}/change/"
    assert "app med koder" in administrator.get(change).text
    reset = f"/admin/auth/user/{user.pk}/tva-steg/"
    assert "ring upp, eller ses" in administrator.get(reset).text
    assert administrator.post(reset)["Location"] == change
    assert not is_in(phone)
    assert sign_in(phone, user)["Location"] == "/admin/"
    line = RecordChange.objects.latest("pk")
    assert (line.note, line.by.username) == ("Nollställde tvåstegsinloggningen.", "berit")


@pytest.mark.parametrize("role", ["author", "reviewer", "publisher"])
def test_nobody_else_takes_away_anothers_second_factor(client, user, secret, role):
    sign_in(client, factories.curator(role))
    assert client.post(f"/admin/auth/user/{user.pk}/tva-steg/").status_code == 403
    assert Authenticator.objects.filter(user=user).exists()


def test_roles_are_not_changed_long_after_the_password_was_shown(administrator, user):
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        change = f"/admin/auth/user/{user.pk}/change/"
        answer = administrator.post(change, {"username": "astrid", "is_active": "on"})
        assert answer["Location"].startswith("/admin/konto/bekrafta/")
        user.refresh_from_db()
        assert user.is_staff
        administrator.post(answer["Location"], {"password": PASSWORD, "next": change})
        user.refresh_from_db()
        assert not user.is_staff


def test_the_last_administrator_is_helped_from_the_command_line(user, secret, capsys):
    call_command("reset_second_factor", "astrid")
    assert "väljer ny tvåstegsinloggning" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="'ingen'"):
        call_command("reset_second_factor", "ingen")
