"""Versions as they are read: no fault for axe, no sideways scroll, no word that runs as script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cases import workflow
from cases.models import Project
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
PAYLOADS = [
    "<script>document.title='hacked'</script>",
    "<img src=x onerror=\"document.title='hacked'\">",
    "[a](javascript:document.title='hacked')",
    "\"><svg onload=document.title='hacked'>",
    "kommunikationsplattformsutvecklingsprojektledarutbildningarna",
]


def texts_of_a_case():
    for field in Project._meta.concrete_fields:
        is_text = field.get_internal_type() in ("TextField", "CharField")
        if is_text and field.editable and not field.choices:
            yield field


@pytest.fixture
def addresses():
    """The pages of a case in two versions with hostile and very long words in every text."""
    case = factories.published_project()
    for step in ("ett", "två"):
        for field in texts_of_a_case():
            text = f"{step} {' '.join(PAYLOADS)}"
            setattr(case, field.name, text[: field.max_length])
        case.save()
        case.hindrances.create(text=f"{step} {PAYLOADS[1]}")
        case.citations.update(note=f"{step} {PAYLOADS[0]}")
        workflow.content_changed(project=case, why=f"{step} {PAYLOADS[0]}")
    start = case.get_absolute_url()
    return [
        f"{start}versioner/", f"{start}v3/", f"{start}versioner/jamfor/?fran=2&till=3",
        f"{start}versioner/jamfor/?fran=1&till=3",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_no_fault_and_nothing_runs(page, addresses, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in addresses:
        assert page.goto(address).status == 200
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == [], address
        assert page.title().endswith("Idébanken"), address
        assert page.locator("a[href^=javascript]").count() == 0


def test_a_narrow_screen_needs_no_sideways_scroll(page, addresses):
    page.set_viewport_size({"width": 320, "height": 700})
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
