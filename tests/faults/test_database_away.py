"""PostgreSQL stops, starts, or has no connection left: a clean 503, and then as before."""

import threading
import time
from contextlib import contextmanager

import pytest

from .forms import Browser, changed

READ = ("/", "/fall/", "/fall/?omrade=skola", "/fall/vara-konserthus/", "/sok/?q=vatten")
CASE = "/admin/cases/project/{}/change/"


@pytest.fixture
def kind():
    """Only PostgreSQL is a server."""
    return "postgresql"


class Reader(threading.Thread):
    """Reads pages until told to stop; notes every answer."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.browser, self.answers, self.stopped = Browser(port), [], False

    def run(self):
        number = 0
        while not self.stopped:
            answer = self.browser.get(READ[number % len(READ)])
            self.answers.append((answer.status, answer.headers["Retry-After"], answer.text))
            number += 1


@contextmanager
def reading(port, how_many):
    """Readers at work; stopped whatever happens."""
    readers = [Reader(port) for _reader in range(how_many)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        for reader in readers:
            reader.stopped = True
            reader.join()


def assert_clean(answer):
    status, retry_after, text = answer
    assert status in (200, 503), text
    if status == 503:
        assert retry_after == "30"
        assert "Banken är stängd en stund" in text


def wait_for(reader, status):
    deadline, seen = time.monotonic() + 60, len(reader.answers)
    while not any(answer[0] == status for answer in reader.answers[seen:]):
        assert time.monotonic() < deadline, f"no {status}"
        time.sleep(0.05)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgresql_restarted_under_load(bank, cluster, mode):
    curator, workers = bank.curator(), sorted(bank.workers())
    (case,) = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0]
    form = curator.get(CASE.format(case)).form("problem")
    with reading(bank.port, 3) as readers:
        wait_for(readers[0], 200)
        cluster.stop(mode)
        try:
            wait_for(readers[0], 503)
            # What is being saved right now comes back, with a button that sends it again
            text = "Skrivet medan databasen var borta"
            refused = curator.post(CASE.format(case), changed(form, problem=text))
        finally:
            cluster.start()
        wait_for(readers[0], 200)
        back = [len(reader.answers) for reader in readers]
        time.sleep(2)
    assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
    assert text in refused.text
    for reader, first in zip(readers, back, strict=True):
        for answer in reader.answers:
            assert_clean(answer)
        # One question may have been on its way when the server came back
        assert {status for status, _after, _text in reader.answers[first + 2 :]} == {200}
    saved = curator.post(CASE.format(case), refused.form("problem"))
    assert saved.status == 302, saved.text
    assert sorted(bank.workers()) == workers
    (problem,) = bank.ask(f"SELECT problem FROM cases_project WHERE id = {case}")[0]
    assert problem == text


def test_no_connection_left(bank, cluster):
    reader, curator = Browser(bank.port), bank.curator()
    assert reader.get("/fall/").status == 200
    with cluster.crowded(bank.name):
        for path in READ:
            answer = reader.get(path)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "30"), path
        assert curator.get("/admin/").status == 503
        assert reader.get("/healthz").status == 200
        assert reader.get("/readyz").status == 503
    for path in READ:
        assert reader.get(path).status == 200
    assert curator.get("/admin/").status == 200
