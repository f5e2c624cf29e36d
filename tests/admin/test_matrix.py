"""Role × address × method, for every address of the admin, of accounts, previews and pictures.

Everybody has just signed in, so that no question about who they are stands before the question of
what they may. The addresses are read from the URL conf: one that is new has no place in the table,
and the test says so until somebody has decided who may go there.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.accounts.signing_in import sign_in
from tests.admin import addresses
from tests.admin.addresses import (
    ABSENT,
    CONFIRM,
    FOR_READERS,
    HOUSE,
    NO_METHOD,
    OWN,
    PUBLIC,
    RECORDS,
    ROLES,
    SIGN_IN,
    TABLE,
    address_of,
)
from tests.done_with import done_with

pytestmark = pytest.mark.django_db

# Administrators all: before their second factor, not let into the house, and with a closed account
HALF_WAY = ["unguarded", "outside", "closed"]
EVERYONE = ["reader", *HALF_WAY, *ROLES]
OWN_PAGES = ("/admin/konto/", "/admin/logout/", "/admin/handledning/")
MEANINGLESS = ("options", "put", "patch", "delete")
# What is there only for whoever has a second factor
OF_THE_FACTOR = (
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_reauthenticate",
)  # fmt: skip
# What django-allauth writes down anew where it is shown
WRITES_WHEN_READ = ("mfa_view_recovery_codes",)
# Where a session that was left open on a desk is not enough
ASKS_AGAIN = {
    "auth_user_add", "auth_user_change", "auth_user_password_change", "auth_user_second_factor",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_edit_webauthn",
    "mfa_generate_recovery_codes", "mfa_remove_webauthn", "usersessions_list",
    "mfa_reauthenticate_webauthn",
}  # fmt: skip
# What a session keeps of itself, whatever is asked
OF_SESSIONS = {"django_session", "usersessions_usersession", "shared_cache"}


def test_every_address_has_its_place_in_the_table():
    unplaced = addresses.names() - set(TABLE) - FOR_READERS
    assert unplaced == set(), "decide who may go there, and write it in the table"


def test_every_row_of_the_table_is_an_address():
    assert (set(TABLE) | FOR_READERS) - addresses.names() == set()


def test_every_kind_of_record_has_its_place_in_the_table():
    kinds = {model._meta.model_name for model in admin.site._registry}
    assert kinds == set(RECORDS)


@pytest.fixture
def made(settings, caplog):
    settings.REQUIRE_MFA = True
    # Thousands of refusals, each with its traceback
    caplog.set_level("CRITICAL", "django.request")
    return addresses.records()


def enter(client, who):
    """Sign in a moment ago as `who`, with all that they have."""
    if who == "reader":
        return
    user = factories.curator(
        "administrator" if who in HALF_WAY else who.replace("nobody", "author")
    )
    sign_in(client, user)
    if who == "nobody":
        user.groups.clear()
    if who != "unguarded":
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(user)
    user.is_staff, user.is_active = who != "outside", who != "closed"
    user.save()


def answer(client, address, method):
    """What the server says, in the table's words, and where it wrote; all of it is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            response = getattr(client, method)(address)
            done_with(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    wrote = {table for query in queries for table in written_by(query["sql"])} - OF_SESSIONS
    return in_words(response), wrote


def written_by(sql):
    return re.findall(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql)


def in_words(response):
    if response.status_code == 302:
        leads_to = {
            "/admin/login/": SIGN_IN,
            "/admin/konto/bekrafta/": CONFIRM,
            "/admin/konto/tva-steg/": "set up",
        }
        return leads_to.get(response["Location"].partition("?")[0], "in")
    return {403: "no", 404: ABSENT, 405: NO_METHOD}.get(response.status_code, "in")


def expected(who, name, address, first):
    """The right answers. `first` is what the table says; two where either may be seen first."""
    refused = refusal(who, name, address)
    is_shut_out = who in ("unguarded", "outside") and is_in_the_house(address)
    if first in (NO_METHOD, ABSENT):
        return {first, refused}
    if first == SIGN_IN:
        return {SIGN_IN}
    if first == HOUSE:
        return {"in"} if who in (*ROLES, "unguarded") else {SIGN_IN}
    if first == PUBLIC:
        return {refused} if is_shut_out else {"in"}
    if first in (OWN, CONFIRM):
        if who in ("reader", "closed"):
            return {refused}
        if who == "unguarded" and name in OF_THE_FACTOR:
            return {ABSENT, CONFIRM}
        return {"in" if first == OWN else CONFIRM}
    may = who in ROLES and first in ROLES and ROLES.index(who) >= ROLES.index(first)
    return {"in"} if may else {refused}


def refusal(who, name, address):
    """What whoever may not is told."""
    if name == "project-image":
        return ABSENT
    if who == "unguarded" and is_in_the_house(address):
        return "set up"
    if who in ("reader", "closed", "unguarded"):
        return "no" if name.endswith("_keep") else SIGN_IN
    return ABSENT if name == "app_list" and who != "outside" else "no"


def is_in_the_house(address):
    return address.startswith("/admin/") and not address.startswith(OWN_PAGES)


@pytest.mark.parametrize("who", EVERYONE)
def test_who_is_let_in_where(client, made, who):
    enter(client, who)
    wrong = []
    for name, (to_read, to_write) in sorted(TABLE.items()):
        address = address_of(name, made)
        for method, first in (("get", to_read), ("head", to_read), ("post", to_write)):
            right = expected(who, name, address, first)
            told, wrote = answer(client, address, method)
            may_write = told == "in" and (method == "post" or name in WRITES_WHEN_READ)
            if told not in right or (wrote and not may_write):
                wrong.append((name, method, told, wrote, right))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("who", EVERYONE)
def test_nothing_answers_to_a_method_that_has_no_meaning_here(client, made, who):
    enter(client, who)
    wrong = []
    for name in sorted(TABLE):
        for method in MEANINGLESS:
            told, wrote = answer(client, address_of(name, made), method)
            if told != NO_METHOD or wrote:
                wrong.append((name, method, told, wrote))
    assert not wrong, "\n".join(map(str, wrong))


def test_what_changes_an_account_asks_anyone_to_confirm_who_they_are(client, made):
    enter(client, "administrator")
    asks = set()
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        for name in TABLE:
            told, _wrote = answer(client, address_of(name, made), "post")
            if told == CONFIRM:
                asks.add(name)
    assert asks == ASKS_AGAIN
