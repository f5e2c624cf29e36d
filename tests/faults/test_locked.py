"""SQLite held by a long writer: a sentence and the text for who saves, nothing for who reads."""

import sqlite3
import time
from contextlib import closing

import pytest

from .forms import Browser, changed

CASE = "/admin/cases/project/{}/change/"
SOON = 5  # seconds; far less than a writer waits for its turn


@pytest.fixture
def kind():
    """PostgreSQL locks rows, see tests/admin/test_faults.py."""
    return "sqlite"


def test_sqlite_locked_by_a_long_writer(bank):
    (case,) = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0]
    path, curator = CASE.format(case), bank.curator()
    form = curator.get(path).form("problem")
    file = bank.address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        assert Browser(bank.port).get("/fall/").status == 200
        assert time.monotonic() - begun < SOON
        refused = curator.post(path, changed(form, problem="Skrivet i kö"))
        assert refused.status == 503
        assert "något annat skriver just nu" in refused.text
        assert dict(refused.form("problem"))["problem"] == "Skrivet i kö"
        other.execute("ROLLBACK")
    assert curator.post(path, changed(refused.form("problem"))).status == 302
    (problem,) = bank.ask(f"SELECT problem FROM cases_project WHERE id = {case}")[0]
    assert problem == "Skrivet i kö"
