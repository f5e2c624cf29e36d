"""A disk without room: writes get a sentence and the text back, readers notice nothing."""

import shutil
import subprocess

import pytest

from .forms import changed

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
    (case,) = bank.ask("SELECT min(id) FROM cases_project WHERE status = 'utkast'")[0]
    path, curator = CASE.format(case), bank.curator()
    first = curator.get(path).form("problem")
    filler = fill(small_disk)
    refused = curator.post(path, changed(first, problem=LONG))
    assert refused.status == 503
    assert "servern har slut på utrymme" in refused.text
    assert dict(refused.form("problem"))["problem"].strip() == LONG.strip()
    for address in READ:
        assert curator.get(address).status == 200
        assert type(curator)(bank.port).get(address).status == 200
    assert dict(curator.get(path).form("problem"))["problem"] == dict(first)["problem"]
    filler.unlink()
    # The same process, the same form
    saved = curator.post(path, changed(refused.form("problem")))
    assert saved.status == 302, saved.text[:3_000]
    assert dict(curator.get(path).form("problem"))["problem"].strip() == LONG.strip()
    bank.faults_of_the_index()


def test_a_backup_without_room_leaves_nothing(bank, small_disk, tmp_path):
    filler = fill(small_disk)
    process = bank.start("manage.py", "backup", small_disk / "bank.zip")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1, output
    assert "disken är full" in output
    assert not list(small_disk.glob("*.zip")) + list(small_disk.glob(".*"))
    filler.unlink()
    bank.manage("backup", small_disk / "bank.zip")
