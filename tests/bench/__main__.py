"""Fill databases of made-up cases, measure each in a process of its own, and tell the figures.

`make bench`. BENCH_SIZES=1000,10000 narrows it, BENCH_POSTGRES=1 measures on PostgreSQL too, and
BENCH_PAGE=docs/performance.md writes what was measured there.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.bench.report import rows_of, table, write_page
from tests.bench.searches import searches
from tests.postgres import server, stop_on_sigterm

SIZES = "1000,10000,100000"


def run(size: int, address: str) -> dict[str, float]:
    """Fill the database at `address`, make it ready as a start of the bank does, measure it."""
    environment = os.environ | {"DATABASE_URL": address, "STATEMENT_TIMEOUT": "0"}
    for option in ("SITE_URL", "DEBUG", "ALLOWED_HOSTS"):
        environment.pop(option, None)
    fill = [sys.executable, "manage.py", "synthesize", "--projects", str(size)]
    subprocess.run(fill, env=environment, check=True, stdout=subprocess.DEVNULL)
    prepare = [sys.executable, "-m", "idebank.start", "--prepare-only"]
    subprocess.run(prepare, env=environment, check=True, stdout=subprocess.DEVNULL)
    measure = [sys.executable, "-m", "tests.bench.measure", str(size)]
    asked = json.dumps(searches())
    begun = {"BENCH_BEGUN": str(time.time())}
    done = subprocess.run(
        measure,
        env=environment | begun,
        check=True,
        input=asked,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def sqlite() -> Iterator[Callable[[int], str]]:
    """Give a function from a size to the address of an empty SQLite database."""
    with tempfile.TemporaryDirectory(prefix="idebank-bench-") as folder:
        yield lambda size: f"sqlite:///{Path(folder) / f'{size}.sqlite3'}"


@contextmanager
def postgresql() -> Iterator[Callable[[int], str]]:
    """The same on a PostgreSQL of our own."""
    import psycopg2

    with server() as address:

        def make(size: int) -> str:
            with closing(psycopg2.connect(address)) as connection:
                connection.autocommit = True
                connection.cursor().execute(f"CREATE DATABASE bench_{size}")
            head, question, options = address.partition("?")
            return f"{head.rsplit('/', 1)[0]}/bench_{size}{question}{options}"

        yield make


def main() -> None:
    stop_on_sigterm()
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", SIZES).split(",")]
    databases = {"sqlite": sqlite}
    if os.environ.get("BENCH_POSTGRES") == "1":
        databases["postgresql"] = postgresql
    rows, begun = [], time.monotonic()
    for database, make in databases.items():
        with ExitStack() as stack:
            address = stack.enter_context(make())
            measured = {}
            for size in sorted(sizes):
                print(f"{database}: {size} fall …", file=sys.stderr, flush=True)
                measured[size] = run(size, address(size))
            rows += rows_of(database, measured)
    print(table(rows))
    for row in rows:
        print(json.dumps(row))
    if page := os.environ.get("BENCH_PAGE"):
        write_page(Path(page), rows, (time.monotonic() - begun) / 60)


if __name__ == "__main__":
    main()
