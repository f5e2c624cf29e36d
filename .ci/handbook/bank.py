"""A bank for the pictures: its own folder, its own clock, its own curators and made-up place.

Its clock stands still until it is moved, so that the pictures show the same times whenever they
are made.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

ROOT = Path(__file__).resolve().parent.parent.parent
SWEDEN = ZoneInfo("Europe/Stockholm")
MORNING = datetime(2027, 3, 1, 8, 0, tzinfo=SWEDEN)
PASSWORD = "hundra-gula-lador"
CURATORS = [
    ("anna", "Anna", "Ask", "author"),
    ("bo", "Bo", "Berg", "reviewer"),
    ("cilla", "Cilla", "Ceder", "publisher"),
]
# Nothing may be said about a real place that is not true of it
PLACE = {
    "code": "9999",
    "name": "Exempelby",
    "full_name": "Exempelby kommun",
    "slug": "exempelby",
    "population": 21_000,
    "population_year": 2025,
    "website": "https://www.exempelby.example/",
}
SOURCES = [
    ("Prylbiblioteket, ett år senare", "rapport", "Exempelby kommun"),
    ("Kön till tältet är längst", "artikel", "Exempelbladet"),
]


class Clock:
    """What the time is in the bank."""

    def __init__(self, traveller: time_machine.Traveller):
        self.traveller = traveller

    def strike(self, hours: int, minutes: int = 0) -> None:
        """Let it be this time of the day."""
        self.traveller.move_to(MORNING.replace(hour=hours, minute=minutes))


@contextmanager
def bank() -> Iterator[tuple[str, Clock]]:
    """A bank with the starting content; gives its address and its clock, and takes it down."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(MORNING, tick=False) as clock:
        server = start(folder)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://localhost:{server.server_port}", Clock(clock)
        finally:
            server.shutdown()
            server.server_close()


def start(folder: str):
    """Fill a bank in `folder`; return its server, which does not serve yet."""
    for name in list(os.environ):
        if name.startswith(("OIDC_", "EMAIL_", "SECRET_KEY", "DATABASE_")) or name == "REDIS_URL":
            del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "idebank.settings",
        "VAR_DIR": folder,
        "SITE_URL": "http://localhost",
        "ALLOWED_HOSTS": "localhost",
        "REQUIRE_MFA": "1",
    }
    sys.path.insert(0, str(ROOT))
    from idebank.start import prepare

    prepare()
    add_people_and_place()
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    return server


def add_people_and_place() -> None:
    """What the story needs that the starting content lacks."""
    from django.contrib.auth.models import User
    from django.db import connections

    from cases.models import County, Municipality, MunicipalityGroup, SearchMiss, Source
    from cases.roles import Role, give_role

    for name, first, last, role in CURATORS:
        user = User(username=name, first_name=first, last_name=last, is_staff=True)
        user.set_password(PASSWORD)
        user.save()
        give_role(user, Role(role))
    county, group = County.objects.get(code="01"), MunicipalityGroup.objects.get(code="C8")
    Municipality.objects.create(**PLACE, county=county, group=group)
    for number, (title, kind, publisher) in enumerate(SOURCES):
        Source.objects.create(
            title=title, kind=kind, publisher=publisher, slug=f"exempel-{number}", published="2026"
        )
    SearchMiss.objects.create(query="prylbibliotek", count=4, last_on=MORNING.date())
    connections.close_all()
