"""What only a browser shows: three clicks to a case that helps, a list that changes in place."""

import pytest
from playwright.sync_api import expect

from cases.content.loader import load_content
from cases.models import Project
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_three_clicks_lead_to_a_rural_municipalitys_case_that_was_closed_down(page):
    load_content()
    page.goto("/")
    page.get_by_role("link", name="4 fall är nedlagda").click()
    page.locator("#facett-grupp > summary").click()
    page.get_by_role("checkbox", name="Landsbygdskommun 1 fall", exact=True).check()
    expect(page.locator("#antal")).to_have_text("Visar 1 av 1 fall")
    page.locator(".record a").first.click()
    case = Project.objects.get(slug=page.url.rstrip("/").rsplit("/", 1)[1])
    assert case.stage == "nedlagt"
    assert case.municipalities.filter(group__name="Landsbygdskommun").exists()


def test_three_clicks_lead_to_a_case_in_which_a_union_is_critical(page):
    load_content()
    page.goto("/")
    page.get_by_role("link", name="Facket är kritiskt").click()
    page.locator(".record a").first.click()
    case = Project.objects.get(slug=page.url.rstrip("/").rsplit("/", 1)[1])
    assert case.voices.filter(perspective="fack", stance="ris").exists()


def test_a_choice_changes_list_address_and_counts_in_place_and_keeps_focus(page):
    factories.published_project("Skolan i byn", stage="pilot")
    factories.published_project("Vägen till havet", stage="nedlagt")
    page.goto("/fall/")
    page.locator("#facett-skede > summary").click()
    page.evaluate("window.samma = true")
    box = page.get_by_role("checkbox", name="Pilot 1 fall")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#antal")).to_have_text("Visar 1 av 1 fall")
    assert page.url.endswith("/fall/?skede=pilot")
    assert page.evaluate("window.samma") is True
    expect(page.get_by_role("checkbox", name="Pilot 1 fall")).to_be_focused()
    expect(page.locator("#besked[role=status]")).to_have_text("Visar 1 av 1 fall")
    expect(page.get_by_text("Vägen till havet")).to_have_count(0)
    assert page.locator("#facett-skede").get_attribute("open") is not None


def test_back_gives_the_list_and_the_choices_of_before(page):
    factories.published_project("Skolan i byn", stage="pilot")
    factories.published_project("Vägen till havet", stage="nedlagt")
    page.goto("/fall/")
    page.locator("#facett-skede > summary").click()
    page.get_by_role("checkbox", name="Pilot 1 fall").check()
    expect(page.locator("#antal")).to_have_text("Visar 1 av 1 fall")
    page.go_back()
    expect(page.locator("#antal")).to_have_text("Visar 2 av 2 fall")
    expect(page.locator("input[value=pilot]")).not_to_be_checked()


def test_everything_works_without_javascript(chromium_browser, live_server):
    factories.published_project("Skolan i byn", stage="pilot")
    factories.published_project("Vägen till havet", stage="nedlagt")
    context = chromium_browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/fall/")
    page.locator("#facett-skede > summary").click()
    page.get_by_role("checkbox", name="Pilot 1 fall").check()
    page.get_by_role("button", name="Visa fallen").click()
    expect(page.locator("#antal")).to_have_text("Visar 1 av 1 fall")
    page.get_by_role("link", name="Ta bort Pilot").click()
    expect(page.locator("#antal")).to_have_text("Visar 2 av 2 fall")
    context.close()


def test_a_list_that_cannot_be_fetched_says_so_and_keeps_the_choice(page):
    factories.published_project("Skolan i byn", stage="pilot")
    page.goto("/fall/")
    page.locator("#facett-skede > summary").click()
    page.route("**/fall/?*", lambda route: route.abort())
    page.get_by_role("checkbox", name="Pilot 1 fall").check()
    expect(page.locator("#besked[role=status]")).to_contain_text("Listan gick inte att hämta")
    expect(page.get_by_role("checkbox", name="Pilot 1 fall")).to_be_checked()


@pytest.mark.parametrize("address", ["/", "/fall/", "/fall/?skede=pilot"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways_or_complains_in_the_console(page, address, width):
    factories.published_project("Kommunalförbundssamverkansöverenskommelse", stage="pilot")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
