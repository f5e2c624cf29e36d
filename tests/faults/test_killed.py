"""SIGKILL at any moment: what was answered is there, and nothing is half."""

import os
import random
import signal
import threading
import time

import pytest

from .forms import changed

SEED = int(os.environ.get("FAULTS_SEED", "7"))
THEME, CASE = "/admin/cases/theme/{}/change/", "/admin/cases/project/{}/change/"


class Writer(threading.Thread):
    """Saves one record over and over, with a number in its texts, until the bank is gone."""

    def __init__(self, browser, path, *names):
        super().__init__(daemon=True)
        self.browser, self.path, self.names = browser, path, names
        self.sent = self.answered = 0
        self.problem, self.stopped = "", False

    def run(self):
        while not self.stopped:
            try:
                self.save()
            except OSError:
                time.sleep(0.05)  # the bank is gone, or this worker of it

    def save(self):
        form = self.browser.get(self.path)
        if form.status != 200:
            return
        number = self.sent + 1
        texts = dict.fromkeys(self.names, f"Text nummer {number}")
        fields = changed(form.form(self.names[0]), **texts)
        self.sent = number
        answer = self.browser.post(self.path, fields)
        if answer.status == 302:
            self.answered = number
        elif answer.status != 503:
            self.problem = f"{answer.status}: {answer.text[:2_000]}"

    def stop(self):
        self.stopped = True
        self.join()
        assert not self.problem, self.problem


def wait_for_answers(writers):
    """Wait until each writer has had one more save answered."""
    wanted = [writer.answered + 1 for writer in writers]
    deadline = time.monotonic() + 60
    while any(w.answered < number for w, number in zip(writers, wanted, strict=True)):
        assert not any(writer.problem for writer in writers), [w.problem for w in writers]
        assert time.monotonic() < deadline, "the bank answers no save"
        time.sleep(0.05)


def number_in(text):
    return int(text.rpartition(" ")[2]) if text.startswith("Text nummer") else 0


class Watched:
    """A draft with a part, and a theme that published cases name, both being saved."""

    def __init__(self, bank):
        self.bank = bank
        self.case = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0][0]
        self.theme = bank.ask("SELECT min(theme_id) FROM cases_project_themes")[0][0]

    def writers(self):
        case, theme = CASE.format(self.case), THEME.format(self.theme)
        browsers = [self.bank.curator() for _writer in range(2)]
        return [
            Writer(browsers[0], case, "problem", "hindrances-0-text"),
            Writer(browsers[1], theme, "name"),
        ]

    def numbers(self):
        """The number in each text: of the case, of its part, of the theme."""
        (problem,) = self.bank.ask(f"SELECT problem FROM cases_project WHERE id = {self.case}")[0]
        (part,) = self.bank.ask(f"SELECT text FROM cases_hindrance WHERE project_id = {self.case}")[
            0
        ]
        (theme,) = self.bank.ask(f"SELECT name FROM cases_theme WHERE id = {self.theme}")[0]
        return [number_in(text) for text in (problem, part, theme)]

    def assert_whole(self, writers):
        case, part, theme = self.numbers()
        assert case == part
        for number, writer in zip((case, theme), writers, strict=True):
            # The last one sent may have been written and not answered
            assert writer.answered <= number <= writer.sent


def test_a_server_killed_while_curators_save(new_bank):
    pick, bank = random.Random(SEED), new_bank()
    watched = Watched(bank)
    for _round in range(3):
        bank.start_server()
        writers = watched.writers()
        for writer in writers:
            writer.start()
        wait_for_answers(writers)
        time.sleep(pick.uniform(0, 1))
        bank.kill_server()
        for writer in writers:
            writer.stop()
        watched.assert_whole(writers)
    bank.faults_of_the_index()
    bank.start_server()
    assert bank.curator().get(CASE.format(watched.case)).status == 200


def test_a_worker_killed_while_curators_save_is_replaced(bank):
    pick, watched = random.Random(SEED), Watched(bank)
    writers = watched.writers()
    for writer in writers:
        writer.start()
    killed = set()
    for _turn in range(4):
        wait_for_answers(writers)
        time.sleep(pick.uniform(0, 1))
        worker = pick.choice(bank.workers())
        os.kill(worker, signal.SIGKILL)
        killed.add(worker)
    wait_for_answers(writers)
    for writer in writers:
        writer.stop()
    assert len(killed) == 4
    watched.assert_whole(writers)
    bank.wait_until_ready()
    bank.faults_of_the_index()


def test_killed_while_publishing(new_bank):
    pick, bank = random.Random(SEED), new_bank()
    for _round in range(3):
        process = bank.start("-m", "tests.faults.publish")
        said = [process.stdout.readline()]
        time.sleep(pick.uniform(0, 0.4))
        process.kill()
        said += process.communicate()[0].splitlines(keepends=True)
        answers = [line.split() for line in said if line.endswith("\n")]
        assert answers
        assert_published(bank, answers)
    bank.faults_of_the_index()


def assert_published(bank, answers):
    """Each answer holds, and each case has all that belongs to its status, and nothing else."""
    states = {row[0]: row[1:] for row in bank.ask(STATES)}
    for status, *parts in states.values():
        assert tuple(parts) == WHOLE[status]
    last = {int(pk): status for status, pk in answers}
    for pk, status in last.items():
        # The next step may have been written and not answered
        assert states[pk][0] in (status, "avpublicerat")


STATES = """
    SELECT id, status,
        (SELECT count(*) FROM cases_projectversion v WHERE v.project_id = p.id),
        (SELECT count(*) FROM cases_searchdocument d WHERE d.project_id = p.id),
        (SELECT count(*) FROM cases_tombstone t WHERE t.project_id = p.id)
    FROM cases_project p
"""
# Versions, search documents and tombstones of a case, by its status
WHOLE = {"utkast": (0, 0, 0), "publicerat": (1, 1, 0), "avpublicerat": (1, 0, 1)}


@pytest.mark.parametrize("share", [0.4, 0.7, 0.9])
def test_killed_while_a_new_bank_is_filled(new_bank, share, fill_seconds):
    bank = new_bank(empty=True)
    process = bank.start("-m", "idebank.start", "--prepare-only")
    time.sleep(fill_seconds * share)
    process.kill()
    process.communicate()
    tables = bank.contents()
    assert len(tables.get("cases_project", [])) in (0, 54)
    run(bank, "-m", "idebank.start", "--prepare-only")
    assert len(bank.contents()["cases_project"]) == 54
    bank.faults_of_the_index()


@pytest.fixture
def fill_seconds(new_bank, kind, request):
    """How long it takes here to fill a new bank, measured once a database."""
    known = request.config.stash.setdefault(SECONDS, {})
    if kind not in known:
        begun = time.monotonic()
        run(new_bank(empty=True), "-m", "idebank.start", "--prepare-only")
        known[kind] = time.monotonic() - begun
    return known[kind]


SECONDS = pytest.StashKey()


def run(bank, *command):
    process = bank.start(*command)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output


def test_killed_while_backing_up_and_restoring(new_bank, tmp_path):
    pick, bank = random.Random(SEED), new_bank()
    begun = time.monotonic()
    bank.manage("backup", tmp_path / "first.zip")
    seconds = time.monotonic() - begun
    file = tmp_path / "bank.zip"
    for _round in range(3):
        kill_within(bank.start("manage.py", "backup", file), pick.uniform(0.4, 1) * seconds)
        if file.exists():
            bank.manage("restore", "--check", file)
            file.unlink()
    bank.manage("backup", file)
    before, revision = bank.contents(), "cases_contentrevision"
    for _round in range(3):
        process = bank.start("manage.py", "restore", "--replace", tmp_path / "first.zip")
        kill_within(process, pick.uniform(0.5, 1.2) * seconds)
        after = bank.contents()
        assert len(after["cases_project"]) == len(before["cases_project"])
        if after[revision] == before[revision]:
            assert after == before
        before = after
    bank.faults_of_the_index()


def kill_within(process, seconds):
    time.sleep(seconds)
    process.kill()
    process.communicate()
