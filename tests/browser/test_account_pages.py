"""Every page of a curator's account is for everybody: axe, narrow windows, a silent console."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests import factories
from tests.accounts.signing_in import PASSWORD, code_of
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUTSIDE = ["/admin/login/", "/admin/konto/glomt/", "/admin/konto/glomt/skickat/"]
INSIDE = [
    "/admin/konto/",
    "/admin/konto/losenord/",
    "/admin/konto/inloggningar/",
    "/admin/konto/bekrafta/",
    "/admin/konto/session/igen/",
    "/admin/konto/tva-steg/",
    "/admin/konto/tva-steg/app/bort/",
    "/admin/konto/tva-steg/reservkoder/",
    "/admin/konto/tva-steg/reservkoder/nya/",
    "/admin/konto/tva-steg/nycklar/",
    "/admin/konto/tva-steg/nycklar/ny/",
    "/admin/logout/",
    "/admin/auth/user/",
    "/admin/auth/user/{user}/change/",
    "/admin/auth/user/{user}/password/",
    "/admin/auth/user/{user}/tva-steg/",
]


@pytest.fixture
def complaints(page):
    """What the console has said so far."""
    said = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    return said


@pytest.fixture
def user():
    return factories.curator("administrator", "astrid")


def sign_in(page):
    page.goto("/admin/login/")
    page.get_by_label("Användarnamn").fill("astrid")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def test_the_pages_before_one_is_let_in(page, complaints):
    found = []
    for address in OUTSIDE:
        page.goto(address)
        found += faults(page)
    assert found + complaints == []


def test_the_pages_of_ones_own_account_and_of_others(page, complaints, user):
    sign_in(page)
    page.goto("/admin/konto/tva-steg/app/")
    found = [*faults(page)]
    page.get_by_label("Koden som appen visar").fill(code_of(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Koppla appen").click()
    expect(page.locator(".codes li")).to_have_count(10)
    for address in INSIDE:
        page.goto(address.format(user=user.pk))
        found += faults(page)
    assert found + complaints == []


def test_the_page_that_asks_for_a_code_and_the_one_that_refuses(page, user):
    sign_in(page)
    page.goto("/admin/konto/tva-steg/app/")
    page.get_by_label("Koden som appen visar").fill(code_of(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Koppla appen").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert Authenticator.objects.filter(type="totp").exists()
    page.get_by_role("button", name="Logga ut").click()
    sign_in(page)
    found = [*faults(page)]
    for _number in range(11):
        page.get_by_label("Kod", exact=True).fill("000000")
        page.get_by_role("button", name="Logga in").click()
        if page.get_by_role("heading", name="Vänta en stund").is_visible():
            break
    expect(page.get_by_role("alert")).to_contain_text("Du kan försöka igen klockan")
    assert [*found, *faults(page)] == []
