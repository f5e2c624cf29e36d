"""Fixtures for all tests, and the rule that nothing is skipped where CI=true."""

import os
import time
from collections import Counter

import pytest
from django.core.signals import request_finished, request_started

from cases.finding import knowledge, snapshot
from tests import chromium

CI = os.environ.get("CI") == "true"


def pytest_configure():
    """Serve static files as they lie in static/: tests need no `collectstatic`."""
    from django.conf import settings

    staticfiles = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": staticfiles}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    # A thread of the live server that keeps its connection would keep the test database in use
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Say why a test cannot run here, and the line that would mend it."""
    from django.db import connection

    if not chromium.find():
        mark(items, "browser", chromium.HINT)
    if connection.vendor != "postgresql":
        mark(items, "postgresql", "needs PostgreSQL: python tests/postgres.py pytest")


def mark(items, marker, reason):
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_sessionfinish(session):
    """With CI=true a skip is a failure: what nobody runs holds nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.line(f"skipped: {report.nodeid}: {report.longrepr[2]}")
    if CI and terminalreporter.stats.get("skipped"):
        terminalreporter.line("CI=true: a skipped test counts as a failure")


@pytest.fixture(autouse=True)
def own_var(settings, tmp_path):
    """Tests never touch the bank's own files."""
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def fresh_index():
    """A test's rollback takes back the revision number too, so nothing outlives its test."""
    from cases.middleware import page_cache

    snapshot.forget()
    knowledge.forget()
    page_cache.pages.clear()
    # Tests measure and change pages, so nothing is remembered unless a test asks for it.
    page_cache.pages.most_bytes = 0


@pytest.fixture(autouse=True)
def no_thread_reads_the_index(monkeypatch):
    """A thread that /readyz starts would read the database after its test, when it may not."""
    from cases.views import health

    monkeypatch.setattr(health, "warm_up", lambda: None)


@pytest.fixture(scope="session")
def chromium_browser():
    """The system's Chromium, started once.

    Playwright runs an event loop in this thread. While it does, Django takes our queries for async
    ones, and keeps this thread's connection in another place than before: so each is closed in its.
    """
    from django.db import connections
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def requests_end(live_server):
    """Wait at the end for what the live server still answers.

    A page that closes says so to the bank; emptying the database meanwhile is a deadlock.
    """
    under_way = Counter()

    def begin(**_signal):
        under_way["requests"] += 1

    def end(**_signal):
        under_way["requests"] -= 1

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    time.sleep(0.2)  # the last word of a page may not have reached the server
    for _try in range(50):
        if under_way["requests"] <= 0:
            break
        time.sleep(0.1)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def page(chromium_browser, live_server, requests_end):
    """A new, Swedish browser window; `page.goto("/fall/")` goes to the bank under test."""
    context = chromium_browser.new_context(
        base_url=live_server.url, locale="sv-SE", viewport={"width": 1280, "height": 900}
    )
    yield context.new_page()
    context.close()
