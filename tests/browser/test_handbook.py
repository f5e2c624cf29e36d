"""The handbook is for everybody: axe, narrow windows, light and dark, and a contents that leads."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.admin_walk import enter
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def said(page, live_server, settings):
    """What the console has said, on the handbook's page."""
    enter(page, factories.curator("author", "anna"), live_server, settings)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/admin/")
    page.get_by_role("link", name="Handledning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Handledning")
    return said


def test_it_is_for_everybody(page, said):
    assert [*faults(page), *said] == []


def test_the_contents_lead_to_a_heading_that_is_seen(page, said):
    page.get_by_role("navigation", name="Innehåll").get_by_role(
        "link", name="Publicera", exact=True
    ).click()
    heading = page.get_by_role("heading", name="Publicera", exact=True)
    expect(heading).to_be_in_viewport()
    page.locator(".told img").last.scroll_into_view_if_needed()
    loaded = "image => image.decode().then(() => image.naturalWidth > 0)"
    assert page.locator(".told img").last.evaluate(loaded)
    assert said == []
