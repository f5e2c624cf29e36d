"""Every page that curators use is for everybody: axe, narrow windows, a silent console.

Sign-in and one's own account: test_account_pages.py. Conflicts and kept texts: test_desk.py.
"""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.admin.addresses import NEVER, RECORDS, address_of_record
from tests.admin.sending import change_url
from tests.browser.admin_walk import LONG, cases_by_state, enter, records
from tests.browser.looking import DARK, LIGHT, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CASES = "/admin/cases/project/"
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def user():
    """With a name that is wider than a telephone."""
    return factories.curator("administrator", f"{LONG.lower()}@example.org")


@pytest.fixture
def complaints(page, user, live_server, settings):
    """What the console has said so far, to an administrator who is signed in."""
    enter(page, user, live_server, settings)
    said = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    return said


def seen(page, addresses, looks=None):
    """The faults of each page; without `looks` every other is seen in the light."""
    found = []
    for number, address in enumerate(addresses):
        assert page.goto(address).status == 200, address
        found += faults(page, looks or [(LIGHT, DARK)[number % 2]])
    return found


def of_each_kind(action):
    return [
        ("auth" if kind == "user" else "cases", kind, action)
        for kind, (_view, add, _change, delete) in RECORDS.items()
        if {"add": add, "delete": delete}.get(action) != NEVER
    ]


@pytest.mark.parametrize("action", ["changelist", "add", "change", "history", "delete"])
def test_the_pages_of_every_kind_of_record(page, complaints, action):
    made = records()
    kinds = of_each_kind(action)
    if action in ("history", "delete"):
        kinds = kinds[:2]  # one template for all
    addresses = [address_of_record(*kind, made) for kind in kinds]
    found = seen(page, addresses)
    assert found + complaints == []


def test_the_panel_of_a_case_in_every_state(page, complaints, user):
    found = []
    for number, case in enumerate(cases_by_state(user).values()):
        page.goto(change_url(case))
        found += faults(page, [(LIGHT, DARK)[number % 2]], part="#content-main > .notice.way")
    assert found + complaints == []


def test_the_form_of_a_draft_and_of_what_is_published(page, complaints):
    made = records()
    pages = [change_url(made[name]) for name in ("draft", "project")]
    assert seen(page, pages, [LIGHT, DARK]) + complaints == []


def test_the_page_of_every_step_and_of_versions(page, complaints, user):
    made, states = records(), cases_by_state(user)
    case = f"{CASES}{made['project'].pk}"
    addresses = [
        f"{CASES}{states['approved'].pk}/publicera/",
        f"{case}/avpublicera/",
        f"{CASES}{states['draft'].pk}/arkivera/",
        f"{CASES}{made['copy'].pk}/kasta-arbetskopian/",
        f"{CASES}{made['draft'].pk}/bilder/",
        f"{case}/versioner/",
        f"{case}/versioner/jamfor/",
        f"{case}/versioner/1/ta-tillbaka/",
        f"/fall/{states['draft'].pk}/forhandsvisning/",
    ]
    assert seen(page, addresses, [LIGHT, DARK]) + complaints == []


def test_lists_of_many_and_of_nothing(page, complaints, user):
    cases_by_state(user)
    addresses = ["/admin/", "/admin/cases/", CASES, f"{CASES}?q=finnsinte", f"{CASES}?kopia=utkast"]
    addresses += ["/admin/cases/source/add/?_popup=1"]
    assert seen(page, addresses, [LIGHT, DARK]) + complaints == []


def press(page, address, name, **fields):
    """Send a form half filled in, past what the browser itself would stop."""
    page.goto(address)
    for label, text in fields.items():
        page.locator(f"[name={label}]").fill(text)
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.get_by_role("button", name=name, exact=True).first.click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return [*faults(page, [LIGHT, DARK])]


def test_forms_that_are_refused(page, complaints):
    case = records()["project"]
    found = press(page, f"{CASES}add/", "Spara", title="")
    found += press(page, f"{CASES}{case.pk}/avpublicera/", "Avpublicera", reason="")
    found += press(page, "/admin/konto/losenord/", "Byt lösenord", password1="hej")
    assert found + complaints == []


@pytest.mark.parametrize("action", ["unpublish_chosen", "delete_selected"])
def test_the_page_before_many_are_changed_at_once(page, complaints, user, action):
    cases_by_state(user)
    page.goto(CASES)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)
    page.locator("button[name=index]").click()
    expect(page.locator("#changelist")).to_have_count(0)
    assert [*faults(page, [LIGHT, DARK]), *complaints] == []


def test_a_form_that_one_may_only_read(page, complaints, live_server, settings, user):
    made = records()
    factories.complete_project(LONG, author=user)
    enter(page, factories.curator("author", "astrid"), live_server, settings)
    addresses = [change_url(made[name]) for name in ("draft", "project", "theme", "municipality")]
    assert seen(page, addresses) + complaints == []


def test_the_dialogs_before_and_after_a_session_ends(page, complaints):
    page.goto("/admin/cases/source/add/")
    found = []
    for minutes in (56, 61):
        UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=minutes))
        page.evaluate(COME_BACK)
        heading = "Är du kvar?" if minutes == 56 else "Du är utloggad"
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        found += faults(page, [LIGHT, DARK])
    assert found + complaints == []


@pytest.mark.parametrize("address", ["/admin/finns-inte/", f"{CASES}999/publicera/"])
def test_the_page_that_is_not_there(page, complaints, address):
    assert page.goto(address).status == 404
    assert [*faults(page, [LIGHT, DARK])] == []


def test_a_list_of_cases_is_read_whole_on_a_phone(page, complaints, user):
    cases_by_state(user)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(CASES)
    status = page.locator("#result_list.labelled td.field-status").first
    expect(status).to_have_attribute("data-label", "Status")
    hidden = "(list) => list.scrollWidth - list.clientWidth"
    assert page.locator("#changelist .results").evaluate(hidden) <= 0
    assert not complaints


def test_a_box_in_a_row_is_as_tall_as_its_text(page, complaints, user):
    case = factories.complete_project("Fall", author=user)
    page.goto(change_url(case))
    box = page.locator("#id_hindrances-0-text")
    before = box.bounding_box()["height"]
    box.fill("Ont om tid.\n" * 12)
    assert before < 100
    assert box.bounding_box()["height"] > 200
    assert not complaints
