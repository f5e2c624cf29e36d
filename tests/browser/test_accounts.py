"""What only a browser shows of sign-in: the warning before a session ends, codes and keys."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Source
from tests import factories
from tests.accounts.signing_in import PASSWORD, code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A phone or computer with a fingerprint reader, as Chromium plays it
READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SLOW = 20_000  # milliseconds that a save may take on a busy machine
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture(autouse=True)
def patience():
    expect.set_options(timeout=SLOW)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def user():
    return factories.curator("author", "astrid")


def sign_in(page):
    page.get_by_label("Användarnamn").fill("astrid")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


@pytest.fixture
def source_form(page, user):
    """A form that a curator has begun to fill in."""
    page.goto(f"/admin/cases/source/{factories.source('Rapporten').pk}/change/")
    sign_in(page)
    page.get_by_label("Titel").fill("Rapporten om bryggan")
    # What is kept while one writes is a use of the session: let it be over
    expect(page.locator(".writing-state")).to_contain_text("Utkast sparat")
    return page


def age(**time):
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(**time))


def test_the_warning_comes_in_time_and_one_press_goes_on_with_the_text_kept(source_form):
    page = source_form
    age(minutes=56)
    page.evaluate(COME_BACK)
    warning = page.get_by_role("alertdialog", name="Är du kvar?")
    expect(warning).to_contain_text("loggas du ut av säkerhetsskäl")
    expect(page.get_by_role("button", name="Fortsätt arbeta")).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    expect(page.get_by_label("Titel")).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_value("Rapporten om bryggan")
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)


def test_what_was_written_in_an_ended_session_can_be_saved_after_signing_in_beside_it(source_form):
    page = source_form
    age(minutes=61)
    page.evaluate(COME_BACK)
    notice = page.get_by_role("alertdialog", name="Du är utloggad")
    with page.context.expect_page() as opened:
        notice.get_by_role("link", name="Logga in i en ny flik").click()
    sign_in(opened.value)
    expect(opened.value.get_by_role("heading", name="Välkommen tillbaka")).to_be_visible()
    opened.value.close()
    page.evaluate(COME_BACK)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Rapporten om bryggan")
    assert Source.objects.get().title == "Rapporten om bryggan"


def test_a_day_that_is_over_cannot_be_made_longer(source_form):
    page = source_form
    UserSession.objects.update(created_at=timezone.now() - timedelta(hours=11, minutes=57))
    page.evaluate(COME_BACK)
    warning = page.get_by_role("alertdialog", name="Snart behöver du logga in igen")
    expect(warning).to_contain_text("Spara det du skriver nu")
    page.get_by_role("button", name="Tillbaka till sidan").click()
    expect(warning).to_be_hidden()


def connect_app(page):
    page.get_by_role("link", name="Koppla en app").click()
    expect(page.locator(".qr")).to_have_js_property("complete", True)
    assert page.locator(".qr").evaluate("image => image.naturalWidth") > 0
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Koden som appen visar").fill(code_of(secret))
    page.get_by_role("button", name="Koppla appen").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return secret


def test_a_curator_sets_up_an_app_and_signs_in_with_its_code(page, user, settings):
    settings.REQUIRE_MFA = True
    page.goto("/admin/")
    sign_in(page)
    expect(page.get_by_role("heading", name="Tvåstegsinloggning")).to_be_visible()
    secret = connect_app(page)
    page.get_by_role("button", name="Logga ut").click()
    sign_in(page)
    page.get_by_label("Kod", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("link", name="Mitt konto")).to_be_visible()
    assert page.url.endswith("/admin/")


@pytest.fixture
def with_reader(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": READER})
    return page


def test_a_curator_adds_a_key_and_signs_in_with_it_alone(with_reader, user, settings):
    settings.REQUIRE_MFA = True
    page, complaints = with_reader, []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/admin/")
    sign_in(page)
    page.get_by_role("link", name="Lägg till en nyckel").click()
    page.get_by_label("Namn på nyckeln").fill("Jobbdatorn")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/admin/cases/source/")
    page.get_by_role("button", name="Logga in med en nyckel").click()
    expect(page.get_by_role("link", name="Mitt konto")).to_be_visible()
    assert page.url.endswith("/admin/cases/source/")
    assert complaints == []


def test_a_key_stands_in_for_the_code_after_the_password(with_reader, user):
    page = with_reader
    page.goto("/admin/konto/tva-steg/nycklar/ny/")
    sign_in(page)
    page.get_by_label("Logga in med bara nyckeln").uncheck()
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="Logga ut").click()
    sign_in(page)
    page.get_by_role("button", name="Använd en nyckel i stället").click()
    expect(page.get_by_role("link", name="Mitt konto")).to_be_visible()


def test_a_browser_without_the_key_says_so_in_words(with_reader, user):
    page = with_reader
    page.goto("/admin/login/")
    page.get_by_role("button", name="Logga in med en nyckel").click()
    expect(page.get_by_role("alert")).to_contain_text("Det gick inte med nyckeln.")
