"""A disk without room: writes get a sentence and the text back, readers notice nothing."""

import os
import shutil
import sqlite3
import subprocess
from io import BytesIO

import pytest
from PIL import Image

from .forms import changed

PAGES = 12_000  # of 4 kB, as page_limit has it: it is the server's settings, not the test's
CASE = "/admin/cases/project/{}/change/"
LONG = "En mening som tar plats. " * 60_000  # 1.5 MB
READ = ("/", "/fall/", "/fall/vara-konserthus/", "/sok/?q=skola", "/faktorer/")


@pytest.fixture
def bank(new_bank, small_disk, kind, request):
    """A bank whose database lies on the small disk."""
    if kind == "sqlite":
        bank = new_bank(small_disk / "var")
    else:
        bank = new_bank()
        cluster = request.getfixturevalue("cluster")
        shutil.chown(small_disk, cluster.handle.system_user or None)
        cluster.run(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
        cluster.run(f"ALTER DATABASE {bank.name} SET TABLESPACE small")
    bank.start_server()
    yield bank
    if kind == "postgresql":
        bank.stop_server()
        cluster.run(f"ALTER DATABASE {bank.name} SET TABLESPACE pg_default")
        cluster.run("DROP TABLESPACE small")


def fill(folder):
    """Take what room is left; returns the file to delete."""
    filler = folder / "filler"
    subprocess.run(
        ["dd", "if=/dev/zero", f"of={filler}", "bs=4k"], check=False, capture_output=True
    )
    assert shutil.disk_usage(folder).free == 0
    return filler


def test_writes_are_refused_with_the_text_and_reading_goes_on(bank, small_disk):
    try_full(bank, lambda: fill(small_disk).unlink)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_database_that_may_not_grow_is_as_good_as_a_full_disk(new_bank, kind):
    bank = new_bank(DJANGO_SETTINGS_MODULE="tests.faults.page_limit")
    bank.start_server()
    try_full(bank, lambda: fill_pages(bank))


def fill_pages(bank):
    """Take every page that the bank may have; returns what gives them back."""
    database = sqlite3.connect(bank.address.removeprefix("sqlite:///"), timeout=20)
    database.execute("CREATE TABLE filler (content BLOB)")
    while database.execute("PRAGMA page_count").fetchone()[0] <= PAGES:
        database.execute("INSERT INTO filler VALUES (zeroblob(1000000))")
        database.commit()

    def give_back():
        database.execute("DROP TABLE filler")
        database.commit()
        database.close()

    return give_back


def try_full(bank, filled):
    """Fill the disk under a curator and her readers, and give the room back.

    `filled` takes all room, and returns a function that gives it back.
    """
    (case,) = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0]
    path, curator = CASE.format(case), bank.curator()
    first = curator.get(path).form("problem")
    give_back = filled()
    refused = curator.post(path, changed(first, problem=LONG))
    assert refused.status == 503
    assert "servern har slut på utrymme" in refused.text
    assert dict(refused.form("problem"))["problem"].strip() == LONG.strip()
    for address in READ:
        assert curator.get(address).status == 200
        assert type(curator)(bank.port).get(address).status == 200
    assert dict(curator.get(path).form("problem"))["problem"] == dict(first)["problem"]
    give_back()
    # The same process, the same form
    saved = curator.post(path, changed(refused.form("problem")))
    assert saved.status == 302, saved.text[:3_000]
    assert dict(curator.get(path).form("problem"))["problem"].strip() == LONG.strip()
    bank.faults_of_the_index()


def test_a_picture_without_room_leaves_no_half_file_and_no_row(new_bank, small_disk):
    """The pictures lie on the small disk, the database elsewhere."""
    bank = new_bank()
    (bank.folder / "media").symlink_to(small_disk)
    bank.start_server()
    (case,) = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0]
    path, curator = CASE.format(case), bank.curator()
    form = curator.get(path).form("problem")
    new = {
        "images-TOTAL_FORMS": "1", "images-0-alt_text": "Brus", "images-0-photographer": "Kommunen",
        "images-0-licence": "CC0", "images-0-position": "0",
    }  # fmt: skip
    sent = [*changed(form, problem="Skrivet med en bild"), *new.items()]
    sent = [(name, value) for name, value in sent if name not in new or value == new[name]]
    picture = noise()
    filler = fill(small_disk)
    refused = curator.upload(path, sent, "images-0-file", picture)
    assert refused.status == 503
    assert "servern har slut på utrymme" in refused.text
    again = refused.form("problem")
    assert dict(again)["problem"].strip() == "Skrivet med en bild"
    assert dict(again)["images-0-alt_text"] == "Brus"
    assert files(small_disk) == ["filler"]
    assert bank.ask("SELECT count(*) FROM cases_projectimage") == [(0,)]
    for address in READ:
        assert curator.get(address).status == 200
    filler.unlink()
    saved = curator.upload(path, changed(again), "images-0-file", picture)
    assert saved.status == 302, saved.text[:3_000]
    ((name,),) = bank.ask("SELECT file FROM cases_projectimage")
    assert files(small_disk) == [name]
    assert curator.ask("GET", f"/media/{name}", None, {}).status == 200


def files(folder):
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def noise():
    """A picture of a few hundred kB, which no compression makes smaller."""
    written = BytesIO()
    Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).save(written, "PNG")
    return written.getvalue()


def test_a_backup_without_room_leaves_nothing(bank, small_disk, tmp_path):
    filler = fill(small_disk)
    process = bank.start("manage.py", "backup", small_disk / "bank.zip")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1, output
    assert "disken är full" in output
    assert not list(small_disk.glob("*.zip")) + list(small_disk.glob(".*"))
    filler.unlink()
    bank.manage("backup", small_disk / "bank.zip")
