"""A bank of its own for each test, on both databases; the two are tried side by side."""

import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import pytest

from . import postgresql
from .serving import Served

_number = count(1)


# Before xdist reads the groups
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests of one database run in one process, so that it has one server."""
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
    """A file system of its own with little room; needs root, as in CI's container."""
    # Not below pytest's folder, which PostgreSQL's own user may not enter
    folder = Path(tempfile.mkdtemp(prefix="idebank-disk-"))
    folder.chmod(0o755)
    size = "size=96m"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=False)
    if done.returncode:
        folder.rmdir()
        pytest.skip("a small disk needs root: sudo make test-faults")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()
