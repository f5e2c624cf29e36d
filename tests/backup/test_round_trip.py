"""A backup loses nothing: not a row, not a microsecond, not in another database, not in a rush."""

import os
import signal
import stat

import pytest

from .banks import Bank, drop_database, new_database

REVISION = {"cases_contentrevision", "cases_contentchange"}
SESSIONS = {"django_session", "usersessions_usersession"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A bank on SQLite with the starting content and with awkward values; only read."""
    bank = Bank(tmp_path_factory.mktemp("bank") / "filled")
    process = bank.start("-m", "tests.backup.fill")
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return bank


@pytest.fixture
def databases(django_db_setup, django_db_blocker):
    """Make PostgreSQL databases; they are dropped afterwards."""
    made = []

    def make():
        made.append(f"backup_{os.getpid()}_{len(made)}")
        return new_database(made[-1])

    with django_db_blocker.unblock():
        yield make
        for name in made:
            drop_database(name)


def moved(source, target, file):
    """Back `source` up to `file` and restore it in `target`."""
    source.manage("backup", file)
    target.manage("restore", file)
    return target


def assert_same(first, second):
    """Every row and picture is the same, but for the revision and who is signed in."""
    before, after = first.contents(), second.contents()
    assert before.keys() == after.keys()
    assert sum(len(rows) for rows in before.values()) > 5_000
    for name in before.keys() - REVISION - SESSIONS - {"django_migrations"}:
        assert after[name] == before[name], name
    applied = [
        {(row["app"], row["name"]) for row in c["django_migrations"]} for c in (before, after)
    ]
    assert applied[0] == applied[1]
    change, log = "cases_contentchange", after["cases_contentchange"]
    assert log[: len(before[change])] == before[change]
    number = before["cases_contentrevision"][0]["number"]
    assert [row["revision"] for row in log[len(before[change]) :]] == [number + 1]
    assert not any(after[name] for name in SESSIONS)
    assert first.pictures() == second.pictures() != {}


@pytest.mark.sqlite
def test_every_row_and_picture_comes_back_on_sqlite(filled, tmp_path):
    assert len(filled.contents()["django_session"]) == 1
    copy = moved(filled, Bank(tmp_path / "copy"), tmp_path / "bank.zip")
    assert_same(filled, copy)
    assert "0 fel" in copy.manage("check_index")
    assert_next_number_is_new(filled, copy)


@pytest.mark.postgresql
def test_every_row_goes_from_sqlite_to_postgresql_and_back(filled, databases, tmp_path):
    middle = moved(filled, Bank(tmp_path / "middle", databases()), tmp_path / "1.zip")
    assert_same(filled, middle)
    assert_same(middle, moved(middle, Bank(tmp_path / "back"), tmp_path / "2.zip"))
    other = moved(middle, Bank(tmp_path / "other", databases()), tmp_path / "3.zip")
    assert_same(middle, other)
    assert "0 fel" in other.manage("check_index")
    assert_next_number_is_new(filled, other)


def assert_next_number_is_new(filled, copy):
    """A number once given to a row that is gone is not given again."""
    # The last miss was deleted, so the highest in use is one less than the highest given
    highest = max(row["id"] for row in filled.contents()["cases_searchmiss"])
    assert new_miss(copy) == highest + 2


def new_miss(bank):
    code = "from cases.models import SearchMiss; print(SearchMiss.objects.create(query='ny').pk)"
    return int(bank.manage("shell", "--no-imports", "-c", code))


@pytest.mark.sqlite
def test_a_backup_while_others_write_is_one_moment_on_sqlite(filled, tmp_path):
    busy = moved(filled, Bank(tmp_path / "busy"), tmp_path / "first.zip")
    assert_one_moment(busy, lambda number: Bank(tmp_path / f"copy{number}"), tmp_path)


@pytest.mark.postgresql
def test_a_backup_while_others_write_is_one_moment_on_postgresql(filled, databases, tmp_path):
    busy = moved(filled, Bank(tmp_path / "busy", databases()), tmp_path / "first.zip")
    assert_one_moment(busy, lambda number: Bank(tmp_path / f"copy{number}", databases()), tmp_path)


def assert_one_moment(busy, new_bank, folder):
    files = [folder / f"moment{number}.zip" for number in range(2)]
    written = []
    writer = busy.start("-m", "tests.backup.write")
    try:
        for file in files:
            written.append(int(writer.stdout.readline()))
            busy.manage("backup", file)
    finally:
        writer.send_signal(signal.SIGKILL)
        written += map(int, writer.communicate()[0].split())
    counts = []
    for number, file in enumerate(files):
        copy = new_bank(number)
        copy.manage("restore", file)
        found = copy.contents()
        groups = [row for row in found["auth_group"] if row["name"].startswith("w")]
        synonyms = [row for row in found["cases_synonym"] if row["other"] == "x"]
        images = [row for row in found["cases_projectimage"] if row["file"].startswith("fall/w")]
        assert len(groups) == len(synonyms) == len(images)
        assert {row["file"] for row in images} <= set(copy.pictures())
        counts.append(len(groups))
    # The writer was at work before, between and after, so it was not kept waiting
    assert 0 < counts[0] < counts[1] < len(written), (counts, len(written))


@pytest.mark.sqlite
def test_only_its_owner_can_read_the_file(filled, tmp_path):
    filled.manage("backup", tmp_path / "bank.zip")
    assert stat.S_IMODE((tmp_path / "bank.zip").stat().st_mode) == 0o600
