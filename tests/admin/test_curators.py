"""An account is closed by another administrator, and the bank always keeps one."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests import factories
from tests.accounts.signing_in import PASSWORD, is_in, sign_in
from tests.admin.sending import change_url, opened

pytestmark = pytest.mark.django_db

OWN = "du kan inte stänga ditt eget konto eller ta ifrån det rollen Administratör."
LAST = "banken skulle bli utan administratör."
# What is left out of the form as it was opened
LOCKED_OUT = {"closed": "is_active", "out of the house": "is_staff", "without the role": "groups"}


@pytest.fixture
def administrator(client):
    user = factories.curator("administrator")
    sign_in(client, user)
    return user


def save_without(client, user, field):
    data = opened(client, user)
    del data[field]
    return client.post(change_url(user), data)


def can_come_in(user):
    user = User.objects.get(pk=user.pk)
    return user.is_active and user.is_staff and user.has_perm("auth.change_user")


def assert_refused(client, administrator, field, why):
    """The page says why, and the account is as it was."""
    page = save_without(client, administrator, field)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert can_come_in(administrator)
    assert is_in(client)


@pytest.mark.parametrize("field", LOCKED_OUT.values(), ids=LOCKED_OUT)
def test_the_last_administrator_stays(client, administrator, field):
    factories.curator("publisher")
    gone = factories.curator("administrator")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert_refused(client, administrator, field, LAST)


@pytest.mark.parametrize("field", LOCKED_OUT.values(), ids=LOCKED_OUT)
def test_nobody_closes_their_own_account(client, administrator, field):
    factories.curator("administrator")
    assert_refused(client, administrator, field, OWN)


@pytest.mark.parametrize("field", LOCKED_OUT.values(), ids=LOCKED_OUT)
@pytest.mark.parametrize("role", ["administrator", "author"])
def test_another_account_is_closed(client, administrator, role, field):
    other = factories.curator(role)
    assert save_without(client, other, field).status_code == 302
    assert not can_come_in(other)


def test_a_superuser_who_is_the_last_to_come_in_stays_too(client):
    boss = User.objects.create_superuser("chef", password="ett-langt-losenord")
    sign_in(client, boss)
    page = save_without(client, boss, "is_active")
    assert LAST in page.content.decode()
    assert can_come_in(boss)


def test_an_administrator_writes_their_own_name(client, administrator):
    data = opened(client, administrator) | {"first_name": "Åsa"}
    assert client.post(change_url(administrator), data).status_code == 302
    administrator.refresh_from_db()
    assert administrator.first_name == "Åsa"


def test_what_is_wrong_in_the_form_is_told_as_before(client, administrator):
    data = opened(client, administrator) | {"username": ""}
    page = client.post(change_url(administrator), data)
    assert page.context["adminform"].form.errors["username"]


@pytest.mark.parametrize(
    ("page", "own", "sent"),
    [
        (
            "password",
            "account_change_password",
            {"usable_password": "false", "unset-password": "1"},
        ),
        ("tva-steg", "mfa_index", {}),
    ],
)
def test_ones_own_password_and_second_factor_have_pages_of_their_own(
    client, administrator, page, own, sent
):
    answer = client.post(f"/admin/auth/user/{administrator.pk}/{page}/", sent)
    assert answer["Location"] == reverse(own)
    administrator.refresh_from_db()
    assert administrator.has_usable_password()
    assert is_in(client)


def test_a_new_password_does_not_wait_in_the_session_while_one_says_who_one_is(client):
    client.force_login(factories.curator("administrator"))  # and has not signed in just now
    words = "fyra tysta älgar vid sjön"
    sent = {"username": "nina", "password1": words, "password2": words}
    asked = client.post(reverse("admin:auth_user_add"), sent, follow=True)
    assert "account/reauthenticate" in " ".join(t.name for t in asked.templates if t.name)
    assert words not in str(dict(client.session.items()))
    answer = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})
    assert answer.status_code == 200
    assert answer.context["adminform"].form["username"].value() == "nina"
    assert not User.objects.filter(username="nina").exists()
