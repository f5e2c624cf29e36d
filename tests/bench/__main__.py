"""Fill databases of made-up cases, measure each in a process of its own, and tell the figures.

`make bench`. BENCH_SIZES=1000,10000 narrows it, BENCH_POSTGRES=1 measures on PostgreSQL too.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.postgres import server, stop_on_sigterm

SIZES = "1000,10000,100000"
UNITS = {"search_p95_ms": "ms", "ready_s": "s", "memory_mb": "MB"}
NUMBERS = {"wrong_counts": "counts", "missed_revisions": "revisions"}
FIGURES = (
    "list_over_hello",
    "list_cold_over_hello",
    "cache_hit_over_hello",
    "not_modified_over_hello",
    "list_growth",
    "times_faster_than_orm",
    "search_over_list",
    "search_p95_ms",
    "detail_over_hello",
    "wrong_counts",
    "missed_revisions",
    "ready_s",
    "memory_mb",
)


def run(size: int, address: str) -> dict[str, float]:
    """Fill the database at `address` and measure it."""
    environment = os.environ | {"DATABASE_URL": address, "STATEMENT_TIMEOUT": "0"}
    for option in ("SITE_URL", "DEBUG", "ALLOWED_HOSTS"):
        environment.pop(option, None)
    fill = [sys.executable, "manage.py", "synthesize", "--projects", str(size)]
    subprocess.run(fill, env=environment, check=True, stdout=subprocess.DEVNULL)
    measure = [sys.executable, "-m", "tests.bench.measure", str(size)]
    done = subprocess.run(measure, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def sqlite() -> Iterator[Callable[[int], str]]:
    """Give a function from a size to the address of an empty SQLite database."""
    with tempfile.TemporaryDirectory(prefix="idebank-bench-") as folder:
        yield lambda size: f"sqlite:///{Path(folder) / f'{size}.sqlite3'}"


@contextmanager
def postgresql() -> Iterator[Callable[[int], str]]:
    """The same on a PostgreSQL of our own."""
    import psycopg

    with server() as address:

        def make(size: int) -> str:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE bench_{size}")
            head, question, options = address.partition("?")
            return f"{head.rsplit('/', 1)[0]}/bench_{size}{question}{options}"

        yield make


def rows_of(database: str, measured: dict[int, dict[str, float]]) -> list[dict]:
    """Return one row a figure and size; growth is told of the largest against the smallest."""
    rows = []
    for size, figures in measured.items():
        smallest = measured[min(measured)]
        if size > min(measured):
            figures["list_growth"] = figures["list_ms"] / smallest["list_ms"]
        for figure in FIGURES:
            if figure in figures:
                unit = UNITS.get(figure) or NUMBERS.get(figure, "times")
                value = figures[figure] if figure in NUMBERS else round(figures[figure], 2)
                row = {"figure": figure, "size": size, "database": database}
                rows.append(row | {"value": value, "unit": unit})
    return rows


def table(rows: list[dict]) -> str:
    """Return a line a figure, with a column for each database and size."""
    columns = list(dict.fromkeys((row["database"], row["size"]) for row in rows))
    values = {(r["figure"], r["database"], r["size"]): f"{r['value']:g}" for r in rows}
    lines = [["", *(f"{database} {size}" for database, size in columns)]]
    for figure in FIGURES:
        lines.append([figure, *(values.get((figure, *column), "–") for column in columns)])
    return "\n".join(
        f"{line[0]:26}" + "".join(f"{cell:>19}" for cell in line[1:]) for line in lines
    )


def main() -> None:
    stop_on_sigterm()
    sizes = [int(size) for size in os.environ.get("BENCH_SIZES", SIZES).split(",")]
    databases = {"sqlite": sqlite}
    if os.environ.get("BENCH_POSTGRES") == "1":
        databases["postgresql"] = postgresql
    rows = []
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


if __name__ == "__main__":
    main()
