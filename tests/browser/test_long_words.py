"""A word without an end, a pasted link above all, never makes a page wider than the screen."""

import pytest
from django.test import Client

from cases import workflow
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The widest things that stand outside the screen, to say which they were
# No text, but an address or a short code
KEPT = ("figure", "unit", "slug", "public_id", "url", "currency", "accessed")
OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map(e => e.tagName + '.' + e.className)"""


def fill(record, word):
    for field in record._meta.concrete_fields:
        is_text = field.get_internal_type() in ("TextField", "CharField")
        is_text = is_text and field.editable and not field.choices and field.name not in KEPT
        if is_text and getattr(record, field.name):
            setattr(record, field.name, word[: field.max_length])
    record.save()


@pytest.fixture
def case():
    """A published case in two versions, with a word of 400 letters in every text of its parts."""
    case = factories.published_project()
    cited = case.citations.first()
    factories.role(case, "v1", "hinder")
    factories.voice(case)
    case.milestones.create(year=2015, text="Början.")
    case.partners.create(name="Någon", kind="foretag")
    case.funders.create(name="Någon")
    case.costs.create(what="Allt", amount="Mycket", citation=cited)
    case.transfer_conditions.create(text="Tid")
    parts = ("factors", "voices", "milestones", "partners", "funders", "costs")
    more = ("transfer_conditions", "hindrances", "results", "citations")
    for record in [
        case,
        cited.source,
        *(row for part in parts + more for row in getattr(case, part).all()),
    ]:
        fill(record, "x" * 400)
    workflow.content_changed(project=case, why="x" * 300)
    return case


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_very_long_word_is_broken_on_every_page_of_a_case(
    page, live_server, case, settings, width
):
    client = Client()
    client.force_login(factories.curator("reviewer"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.set_viewport_size({"width": width, "height": 800})
    start = case.get_absolute_url()
    comparison = f"{start}versioner/jamfor/?fran=1&till=2"
    preview = f"/fall/{case.pk}/forhandsvisning/"
    for address in (start, f"{start}v2/", f"{start}versioner/", comparison, preview):
        assert page.goto(address).status == 200, address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, wide, page.evaluate(OUTSIDE))
