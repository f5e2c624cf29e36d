"""A bank of its own for each test, on both databases; the two are tried side by side."""

import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from . import postgresql
from .serving import Served

MOUNT = ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs"]
_number = count(1)


@cache
def can_mount():
    """Whether this user may make a file system of its own, as root outside a container may."""
    if not shutil.which("mount"):
        return False
    folder = tempfile.mkdtemp(prefix="idebank-disk-")
    mounted = not subprocess.run([*MOUNT, folder], check=False, capture_output=True).returncode
    if mounted:
        subprocess.run(["umount", folder], check=True)
    Path(folder).rmdir()
    return mounted


# Before xdist reads the groups
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Tests of one database run in one process, so that it has one server.

    Those that need a small disk are left out where none can be made: a database that may not grow
    is tried everywhere.
    """
    needs_disk = [item for item in items if "small_disk" in getattr(item, "fixturenames", ())]
    if needs_disk and not can_mount():
        config.hook.pytest_deselected(items=needs_disk)
        items[:] = [item for item in items if item not in needs_disk]
    for item in items:
        if "tests/faults" in str(item.path):
            item.add_marker(pytest.mark.faults)
            is_postgresql = "postgresql" in item.name or "database_away" in item.path.name
            kind = "postgresql" if is_postgresql else "sqlite"
            item.add_marker(pytest.mark.xdist_group(kind))


@pytest.fixture(scope="session")
def cluster():
    with postgresql.running() as server:
        yield server


def prepared(bank):
    process = bank.start("-m", "tests.faults.prepare")
    output, _ = process.communicate(timeout=400)
    assert process.returncode == 0, output
    return bank


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return prepared(Served(tmp_path_factory.mktemp("template") / "var"))


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory, cluster):
    folder = tmp_path_factory.mktemp("template") / "var"
    return prepared(Served(folder, cluster.create("template_bank")))


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request):
    return request.param


@pytest.fixture
def new_bank(kind, request, tmp_path):
    """Make a bank in `folder`: a copy of the prepared one, or an empty one."""
    made = []

    def make(folder=None, *, empty=False, **environment):
        folder = folder or tmp_path / f"bank{len(made)}"
        name = f"bank{next(_number)}"
        if kind == "postgresql":
            cluster = request.getfixturevalue("cluster")
            template = "template1"
            if not empty:
                template = "template_bank"
                request.getfixturevalue("postgresql_template")
            bank = Served(folder, cluster.create(name, template), **environment)
        else:
            bank = Served(folder, **environment)
            if not empty:
                source = request.getfixturevalue("sqlite_template").folder
                shutil.copytree(source, folder, dirs_exist_ok=True)
        bank.name = name
        made.append(bank)
        return bank

    yield make
    for bank in made:
        bank.stop_server()
        if kind == "postgresql":
            request.getfixturevalue("cluster").drop(bank.name)


@pytest.fixture
def bank(new_bank):
    """A bank that answers."""
    bank = new_bank()
    bank.start_server()
    return bank


@pytest.fixture
def small_disk():
    """A file system of its own with little room."""
    # Not below pytest's folder, which PostgreSQL's own user may not enter
    folder = Path(tempfile.mkdtemp(prefix="idebank-disk-"))
    folder.chmod(0o755)
    subprocess.run([*MOUNT, str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()
