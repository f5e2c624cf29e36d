"""A bank with a record of each kind and a case in each state, to walk through as a curator."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cases import workflow
from tests import factories
from tests.admin import addresses

LONG = "Kommunalförbundssamverkansöverenskommelseförhandlingar"


def enter(page, user, live_server, settings):
    """Let the browser be signed in, without the form."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


def cases_by_state(author):
    """A case of `author` in each state, with words as long as they come."""
    rut, petra = factories.curator("reviewer", "rut"), factories.curator("publisher", "petra")
    names = ("draft", "in review", "sent back", "approved", "scheduled", "unpublished", "archived")
    made = {name: factories.complete_project(f"{LONG} {name}", author=author) for name in names}
    for name in names[1:-1]:
        workflow.submit(project=made[name], by=author, why=f"Klart! {LONG}")
    workflow.send_back(project=made["sent back"], by=rut, why=f"Vad kostade det? {LONG}")
    for name in names[3:-1]:
        workflow.approve(project=made[name], by=rut, seen=made[name].edit_version)
    soon = timezone.now() + timedelta(days=3)
    workflow.schedule(project=made["scheduled"], by=petra, at=soon)
    workflow.publish(project=made["unpublished"], by=petra)
    for name, step in (("unpublished", workflow.unpublish), ("archived", workflow.archive)):
        step(project=made[name], by=petra, why=f"Fel i sak. {LONG}")
    return made | {"empty": factories.project(f"{LONG} tomt", author=author)}


def records():
    """A record of each kind; the published case has two versions and a working copy."""
    made = addresses.records()
    made["project"].hindrances.create(text=f"Ännu ett hinder. {LONG}")
    workflow.content_changed(project=made["project"], why=f"Nytt hinder. {LONG}")
    return made
