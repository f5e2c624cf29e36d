"""Search as it is used: suggestions by keyboard, names for screen readers, no script needed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
HOSTILE = "Tillit <img src=x onerror=alert(1)>"


@pytest.fixture
def bank():
    factories.published_project("Hemtjänst med tillit", summary_30s="Tillit i hemtjänsten.")
    factories.published_project("Tillit i skolan")
    factories.factor("h1", title="Tillit i ledningen", slug="tillit")
    factories.theory("tillitsstyrning", title="Tillitsstyrning")


@pytest.fixture
def field(page, bank):
    page.goto("/om/")
    field = page.get_by_role("combobox", name="Sök fall")
    expect(field).to_have_attribute("aria-expanded", "false")
    return field


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def test_the_arrows_move_among_suggestions_and_enter_goes_there(page, field):
    field.press_sequentially("tilli")
    expect(page.get_by_role("listbox", name="Förslag")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Framgångsfaktorer")).to_be_visible()
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option", selected=True)
    expect(first).to_have_text("tillit")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("Tillitsstyrning Teori")
    page.keyboard.press("Enter")
    page.wait_for_url("**/teorier/tillitsstyrning/")


def test_the_number_of_suggestions_is_announced(page, field):
    field.press_sequentially("tilli")
    expect(page.locator(".find [role=status]")).to_have_text(
        "5 förslag. Gå till dem med piltangenterna."
    )
    field.press_sequentially("xyzzy")
    expect(page.locator(".find [role=status]")).to_have_text("Inga förslag")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_and_keeps_what_was_typed(page, field):
    field.press_sequentially("tilli")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("tilli")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_enter_without_a_choice_searches_for_what_was_typed(page, field):
    field.press_sequentially("tillit")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fall/?q=tillit")
    expect(page.locator("#antal")).to_contain_text("av 2 fall för ”tillit”")


def test_a_suggestion_can_be_clicked_and_leaving_the_field_closes_the_list(page, field):
    field.press_sequentially("tilli")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("tillit")
    page.get_by_role("option", name="Tillit i ledningen").click()
    page.wait_for_url("**/faktorer/tillit/")


def test_a_hostile_name_is_only_text(page, field):
    page.on("dialog", lambda dialog: pytest.fail("A script ran."))
    factories.theory("ond", title=HOSTILE)
    factories.published_project(HOSTILE)
    field.press_sequentially("tillit")
    expect(page.get_by_role("option", name=HOSTILE).first).to_be_visible()


def test_the_field_searches_when_suggestions_fail(page, field):
    page.route("**/forslag/**", lambda route: route.abort())
    field.press_sequentially("tillit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fall/?q=tillit")


def test_the_header_follows_words_that_are_changed_in_the_list(page, bank):
    page.goto("/fall/?q=tillit")
    words = page.get_by_role("searchbox", name="Ord i fallet")
    words.fill("skolan")
    words.press("Tab")
    expect(page.locator("#sok")).to_have_value("skolan")


def test_it_works_without_javascript(chromium_browser, live_server, bank):
    context = chromium_browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Vad står du inför?").fill("tillit")
    page.keyboard.press("Enter")
    expect(page.locator("#antal")).to_contain_text("av 2 fall")
    page.get_by_role("link", name="Också i banken").click()
    expect(page.get_by_role("heading", name="Framgångsfaktorer")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_no_fault(page, bank, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in ["/sok/", "/sok/?q=tillit", "/sok/?q=xyzzyqvw", "/fall/?q=tillit"]:
        page.goto(address)
        assert faults(page) == [], address
    page.goto("/")
    page.get_by_label("Vad står du inför?").press_sequentially("tilli")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults(page) == []


@pytest.mark.parametrize("address", ["/", "/fall/", "/sok/?q=tillit"])
def test_a_narrow_screen_needs_no_sideways_scroll(page, bank, address):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    page.locator("[data-suggestions]").first.fill("tilli")
    expect(page.get_by_role("listbox").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
