"""The desk's pages are for everybody, and run nothing that somebody wrote: axe, width, console."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from cases import history, open_forms, page_texts
from cases.models import OpenForm, Project, SearchMiss
from tests import factories
from tests.admin.sending import change_url, opened
from tests.admin.test_history import EVIL
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOSTILE = f"{EVIL} Kommunalförbundssamverkansöverenskommelseförhandlingar"


@pytest.fixture
def anna(page, live_server, settings):
    """An administrator who is signed in, and a console that must stay silent."""
    user, client = factories.curator("administrator", "anna"), Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    user.client, user.complaints = client, []
    page.on("console", lambda message: user.complaints.append(message.text))
    page.on("dialog", lambda dialog: (user.complaints.append("alert"), dialog.dismiss()))
    return user


def test_history_drafts_conflict_and_start_page(page, anna):
    project = factories.complete_project(author=anna)
    began = opened(anna.client, project)
    anna.client.post(change_url(project), began | {"goal": HOSTILE, "hindrances-0-text": HOSTILE})
    writing = open_forms.begin(anna, Project, project)
    text = f"began_from=1&title={HOSTILE}&goal=x"
    open_forms.keep(writing, text, label=HOSTILE)
    SearchMiss.objects.create(query=HOSTILE[:200])
    with history.recording(project, by=anna, note=HOSTILE):
        project.lessons.create(text=HOSTILE)
    row = OpenForm.objects.get()
    found = []
    for address in (
        "/admin/",
        f"/admin/cases/project/{project.pk}/history/",
        f"/admin/cases/project/utkast/{row.pk}/",
        change_url(project),
        f"{change_url(project)}?utkast={row.pk}",
    ):
        page.goto(address)
        found += faults(page)
    assert page.locator(".conflict").is_visible()
    assert found + anna.complaints == []


def test_a_comment_and_a_reason_that_did_not_arrive(page, anna):
    project = factories.complete_project(author=anna)
    places = (page_texts.PANEL, "cases.project/publish", page_texts.PICTURES)
    for place in places:
        writing = open_forms.Writing(anna.pk, place, str(project.pk), open_forms.new_tab())
        page_texts.keep(writing, QueryDict(urlencode({"comment": HOSTILE, "reason": HOSTILE})))
    found = []
    for address in (
        f"/admin/osparat/{OpenForm.objects.first().pk}/",
        change_url(project),
        f"/admin/cases/project/{project.pk}/publicera/",
        f"/admin/cases/project/{project.pk}/bilder/",
        "/admin/",
    ):
        page.goto(address)
        found += faults(page)
    assert found + anna.complaints == []
