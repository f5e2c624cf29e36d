"""Sign-in with a municipality's own accounts, against a real little provider on loopback."""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client

from cases.admin.curators import SocialApp
from tests import factories
from tests.accounts.signing_in import LOGIN, is_in, sign_in

pytestmark = pytest.mark.django_db
BEGIN = "/admin/login/kommun/"
ANNA = {
    "sub": "1f0c",
    "email": "anna.berg@ale.se",
    "preferred_username": "anna.berg@ale.se",
    "given_name": "Anna",
    "family_name": "Berg",
}


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


@pytest.fixture(scope="module")
def issuer():
    """The provider's address; it runs as a process of its own while these tests do."""
    script = Path(__file__).with_name("provider.py")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def provider(issuer, settings):
    """Say who signs in at the provider, and what it gets wrong."""
    app = {
        "provider_id": "kommun",
        "name": "Ale kommun",
        "client_id": "banken",
        "secret": "hemligheten-hos-kommunen",
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Ale kommun"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    def control(claims=ANNA, **faults):
        body = json.dumps({"claims": claims, "faults": faults}).encode()
        with build_opener().open(f"{issuer}/control", body):
            pass

    control()
    return control


def visit_provider(client, begin=BEGIN):
    """Go to the provider and come back, as a browser does; gives the bank's last answer."""
    there = client.get(begin)
    try:
        with build_opener(NoRedirect).open(there["Location"]) as answer:
            raise AssertionError(answer.status)
    except HTTPError as redirect:
        back = urlsplit(redirect.headers["Location"])
        redirect.close()
    assert back.path == "/admin/login/kommun/klart/"
    return client.get(f"{back.path}?{back.query}")


def test_the_first_visit_makes_an_account_without_a_role(client, provider):
    assert visit_provider(client)["Location"] == "/admin/"
    anna = User.objects.get()
    assert (anna.username, anna.email) == ("anna.berg@ale.se", "anna.berg@ale.se")
    assert (anna.first_name, anna.last_name) == ("Anna", "Berg")
    assert not anna.has_usable_password()
    assert not anna.get_all_permissions()
    assert "Ditt konto har ingen roll än." in client.get("/admin/").text


def test_the_second_visit_comes_to_the_same_account(provider):
    for _number in range(2):
        visit_provider(Client())
    assert User.objects.count() == 1


def test_whoever_has_been_given_a_role_keeps_it(client, provider):
    visit_provider(Client())
    User.objects.get().groups.set(factories.curator("author").groups.all())
    visit_provider(client)
    assert client.get("/admin/cases/project/").status_code == 200


def test_the_curator_comes_where_they_were_going(client, provider):
    factories.curator("author")
    page = client.get(f"{LOGIN}?next=/admin/cases/source/")
    assert "Logga in med Ale kommun" in page.text
    link = page.text.split('class="quiet-button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert visit_provider(client, link)["Location"] == "/admin/cases/source/"


def test_an_account_made_here_is_not_taken_over_by_its_address(client, provider):
    mine = factories.curator("administrator", "anna.berg@ale.se")
    mine.email = "anna.berg@ale.se"
    mine.save()
    visit_provider(client)
    assert User.objects.count() == 2
    assert client.session["_auth_user_id"] != str(mine.pk)


def test_a_closed_account_does_not_come_in(client, provider):
    visit_provider(Client())
    User.objects.update(is_active=False)
    assert "Kontot är avstängt" in client.get(visit_provider(client)["Location"]).text
    assert not is_in(client)


@pytest.mark.parametrize(
    ("claims", "comes_in"),
    [
        ({}, True),
        ({"email": "anna@ALE.se"}, True),
        ({"email": "anna@ond.example"}, False),
        ({"email": "anna@ond.example@ale.se.ond.example"}, False),
        ({"email": ""}, False),
        ({"email_verified": False}, False),
    ],
)
def test_only_the_domains_that_are_named_come_in(client, provider, settings, claims, comes_in):
    settings.OIDC_DOMAINS = ["ale.se"]
    provider(ANNA | claims)
    answer = visit_provider(client)
    assert is_in(client) is comes_in
    assert comes_in or (answer.status_code, User.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["annat"], []),
        (["red"], ["Författare"]),
        (["red", "it"], ["Administratör"]),
        ("it", ["Administratör"]),
        (None, []),
    ],
)
def test_roles_are_read_from_the_claims_where_that_is_configured(
    client, provider, settings, groups, role
):
    settings.OIDC_ROLES = {"red": "author", "it": "administrator"}
    provider(ANNA | {"groups": groups} if groups else ANNA)
    visit_provider(client)
    assert [group.name for group in User.objects.get().groups.all()] == role


def test_a_role_that_the_provider_takes_back_is_gone_at_the_next_sign_in(provider, settings):
    settings.OIDC_ROLES = {"it": "administrator"}
    provider(ANNA | {"groups": ["it"]})
    visit_provider(Client())
    provider(ANNA)
    visit_provider(Client())
    assert not User.objects.get().groups.exists()


@pytest.mark.parametrize(
    "faults",
    [
        {"key": True},
        {"aud": "nagon-annan"},
        {"iss": "https://ond.example"},
        {"issuer": "https://ond.example"},
        {"lifetime": -60},
        {"no_id_token": True},
        {"userinfo": {"sub": "nagon-annan"}},
        {"refuse": True},
    ],
    ids=lambda faults: next(iter(faults)),
)
def test_an_answer_that_cannot_be_trusted_signs_nobody_in(client, provider, faults):
    provider(ANNA, **faults)
    answer = visit_provider(client)
    assert answer.status_code == 403
    assert "Du blev inte inloggad" in answer.text
    assert not User.objects.exists()


def test_an_answer_to_somebody_elses_question_signs_nobody_in(client, provider):
    other = Client()
    there = other.get(BEGIN)["Location"]
    state = there.split("state=")[1].split("&")[0]
    assert client.get(f"{BEGIN}klart/?code=abc&state={state}").status_code == 403
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_told_in_words(client, provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    answer = client.get(BEGIN)
    assert answer.status_code == 503
    assert "Vi når inte tjänsten för Ale kommun just nu." in answer.text


def test_the_bank_asks_for_a_second_factor_unless_the_provider_does(client, provider, settings):
    settings.REQUIRE_MFA = True
    visit_provider(client)
    assert client.get("/admin/")["Location"] == "/admin/konto/tva-steg/"
    settings.OIDC_HAS_MFA = True
    assert is_in(client)


def long_ago(client):
    """Let the sign-in have been ten minutes ago; the provider's clock is the real one."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 600
    session.save()


def ask_to_end_other_sign_ins(client):
    """Try something that one must show who one is for; gives where that leads."""
    answer = client.post("/admin/konto/inloggningar/", {"session": "others"})
    return answer["Location"]


def test_whoever_has_no_password_here_confirms_at_the_provider_and_goes_on(client, provider):
    visit_provider(client)
    visit_provider(Client())
    long_ago(client)
    confirm = ask_to_end_other_sign_ins(client)
    assert confirm.startswith("/admin/konto/bekrafta/kommun/?next=")
    assert "prompt=login" in client.get(confirm)["Location"]
    assert UserSession.objects.count() == 2
    back = visit_provider(client, confirm)
    assert client.get(back["Location"])["Location"] == "/admin/konto/inloggningar/"
    assert UserSession.objects.count() == 1


def test_somebody_else_at_the_provider_confirms_nothing(client, provider):
    visit_provider(client)
    long_ago(client)
    confirm = ask_to_end_other_sign_ins(client)
    provider(ANNA | {"sub": "2e1d", "preferred_username": "bo"})
    answer = visit_provider(client, confirm)
    assert (answer.status_code, "ett annat konto hos Ale kommun" in answer.text) == (403, True)
    assert ask_to_end_other_sign_ins(client).startswith("/admin/konto/bekrafta/")
    assert User.objects.count() == 1


def test_a_provider_that_only_remembers_its_person_confirms_nothing(client, provider):
    visit_provider(client)
    long_ago(client)
    provider(ANNA | {"auth_time": int(time.time()) - 3600})
    assert visit_provider(client, ask_to_end_other_sign_ins(client)).status_code == 403
    assert ask_to_end_other_sign_ins(client).startswith("/admin/konto/bekrafta/")


def test_whoever_has_a_password_here_cannot_confirm_at_the_provider(client, provider):
    sign_in(client, factories.curator("author"))
    assert client.get("/admin/konto/bekrafta/kommun/").status_code == 404


def test_what_the_provider_asks_for_does_not_help_whoever_signs_in_with_a_password(
    client, provider, settings
):
    settings.REQUIRE_MFA = settings.OIDC_HAS_MFA = True
    sign_in(client, factories.curator("author"))
    assert client.get("/admin/")["Location"] == "/admin/konto/tva-steg/"


def test_without_a_provider_there_is_neither_link_nor_address(client):
    assert "Logga in med" not in client.get(LOGIN).text.replace("Logga in med en nyckel", "")
    assert client.get(BEGIN).status_code == 404
    assert client.get(f"{BEGIN}klart/").status_code == 404


def test_no_provider_is_made_by_hand_in_the_admin(client):
    client.force_login(factories.curator("administrator"))
    assert SocialApp.__name__ == "SocialApp"
    assert client.get("/admin/socialaccount/socialapp/").status_code == 404
