"""Two real browsers: nobody's text is lost, whatever happens in the middle of a sentence."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from cases.models import OpenForm, Project
from tests import factories
from tests.admin.sending import change_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVE = "Spara och fortsätt redigera"


@pytest.fixture(autouse=True)
def patience():
    """A save of a whole case, with its history, may take a while on a busy machine."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def browsers(chromium_browser, live_server, settings):
    """`browsers(user)` is a new browser, signed in; all are closed afterwards."""
    opened = []

    def browser(user):
        context = chromium_browser.new_context(base_url=live_server.url, locale="sv-SE")
        opened.append(context)
        sign_in(context, user, live_server.url, settings.SESSION_COOKIE_NAME)
        return context

    yield browser
    for context in opened:
        context.close()


def sign_in(context, user, address, name):
    client = Client()
    client.force_login(user)
    cookie = client.cookies[name].value
    context.add_cookies([{"name": name, "value": cookie, "url": address}])


def at_the_form(context, project):
    page = context.new_page()
    page.goto(change_url(project))
    return page


def write(page, text):
    """Write a goal, and wait until the bank says that it keeps it."""
    page.get_by_label("Målet").fill(text)
    expect(page.locator(".writing-state [role=status]")).to_have_text("Utkast sparat")


def test_a_killed_browser_gives_its_text_back_on_another_computer(browsers):
    anna, project = factories.curator("publisher", "anna"), factories.complete_project()
    first = browsers(anna)
    write(at_the_form(first, project), "Halvskrivet mål")
    first.close()
    page = at_the_form(browsers(anna), project)
    expect(page.locator("#kept")).to_be_visible()
    page.get_by_role("link", name="Fortsätt där du var").click()
    expect(page.get_by_label("Målet")).to_have_value("Halvskrivet mål")
    page.get_by_role("button", name=SAVE).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Project.objects.get().goal == "Halvskrivet mål"
    assert not OpenForm.objects.exclude(data="").exists()


def test_text_left_by_the_back_button_at_once_is_offered_again(browsers):
    anna, project = factories.curator("publisher", "anna"), factories.complete_project()
    page = browsers(anna).new_page()
    page.goto("/admin/")
    page.goto(change_url(project))
    page.get_by_label("Målet").fill("Skrivet i farten")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    page.wait_for_timeout(1000)
    page.goto(change_url(project))
    page.get_by_role("link", name="Fortsätt där du var").click()
    expect(page.get_by_label("Målet")).to_have_value("Skrivet i farten")


def test_an_ended_session_in_the_middle_of_writing_loses_nothing(browsers, live_server, settings):
    anna, project = factories.curator("publisher", "anna"), factories.complete_project()
    context = browsers(anna)
    page = at_the_form(context, project)
    Session.objects.all().delete()
    page.get_by_label("Målet").fill("Mitt i en mening")
    expect(page.locator(".writing-state")).to_contain_text("Du är utloggad")
    page.get_by_role("button", name=SAVE).first.click()
    expect(page.locator("[type=password]")).to_be_visible()
    sign_in(context, anna, live_server.url, settings.SESSION_COOKIE_NAME)
    page.goto(change_url(project))
    page.get_by_role("link", name="Fortsätt där du var").first.click()
    expect(page.get_by_label("Målet")).to_have_value("Mitt i en mening")


def test_without_network_the_text_stays_and_is_kept_when_it_is_back(browsers):
    anna, project = factories.curator("publisher", "anna"), factories.complete_project()
    context = browsers(anna)
    page = at_the_form(context, project)
    write(page, "Före avbrottet")
    context.set_offline(True)
    page.get_by_label("Målet").fill("Under avbrottet")
    expect(page.locator(".writing-state")).to_contain_text("Ingen kontakt")
    page.get_by_role("button", name=SAVE).first.click()
    expect(page.locator(".writing-state")).to_contain_text("Inte skickat")
    expect(page.get_by_label("Målet")).to_have_value("Under avbrottet")
    context.set_offline(False)
    expect(page.locator(".writing-state")).to_contain_text("Kontakten är tillbaka")
    page.get_by_role("button", name=SAVE).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Project.objects.get().goal == "Under avbrottet"


def test_two_tabs_keep_each_their_own_text_and_the_second_save_is_a_choice(browsers):
    anna, project = factories.curator("publisher", "anna"), factories.complete_project()
    context = browsers(anna)
    one, two = at_the_form(context, project), at_the_form(context, project)
    write(one, "Från ena fliken")
    write(two, "Från andra fliken")
    assert OpenForm.objects.exclude(data="").count() == 2
    one.get_by_role("button", name=SAVE).first.click()
    expect(one.locator(".messagelist")).to_be_visible()
    two.get_by_role("button", name=SAVE).first.click()
    expect(two.locator("#conflict")).to_be_visible()
    expect(two.get_by_label("Målet")).to_have_value("Från andra fliken")


def test_two_curators_in_conflict_choose_field_by_field(browsers):
    anna, bo = (factories.curator("publisher", name) for name in ("anna", "bo"))
    project = factories.complete_project()
    his, hers = at_the_form(browsers(bo), project), at_the_form(browsers(anna), project)
    hers.get_by_label("Målet").fill("Annas mål")
    hers.get_by_label("Problemet").fill("Annas problem")
    hers.get_by_role("button", name=SAVE).first.click()
    expect(hers.locator(".messagelist")).to_be_visible()
    his.get_by_label("Målet").fill("Bos mål")
    his.get_by_label("Problemet").fill("Bos problem")
    his.get_by_role("button", name=SAVE).first.click()
    conflict = his.locator(".conflict")
    expect(conflict).to_contain_text("anna sparade")
    expect(conflict.locator("fieldset del").first).to_have_text("Annas")
    conflict.get_by_role("group", name="Målet").get_by_label("Sparat nu").check()
    conflict.get_by_role("button", name="Spara så som jag har valt").click()
    expect(his.locator(".messagelist")).to_be_visible()
    project.refresh_from_db()
    assert (project.goal, project.problem) == ("Annas mål", "Bos problem")


def test_a_colleague_is_seen_as_long_as_she_has_the_case_open(browsers):
    anna, bo = (factories.curator("publisher", name) for name in ("anna", "bo"))
    project = factories.complete_project()
    hers = at_the_form(browsers(anna), project)
    hers.wait_for_function("document.querySelector('[name=_writing]')")
    hers.wait_for_load_state("networkidle")
    his = at_the_form(browsers(bo), project)
    expect(his.locator(".writing-others")).to_contain_text("anna har också sidan öppen")
    his.get_by_label("Målet").fill("Bos mål")
    expect(his.locator(".writing-clock")).not_to_be_empty()
    hers.close()
    his.wait_for_timeout(500)
    his.get_by_label("Målet").fill("Bos andra mål")
    expect(his.locator(".writing-others")).to_be_empty()
