"""The figures as rows, as a table, and as the page that is kept in the repository."""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

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
UNITS = {"search_p95_ms": "ms", "ready_s": "s", "memory_mb": "MB"}
NUMBERS = {"wrong_counts": "counts", "missed_revisions": "revisions"}
# What is told in the page, with (promise, goal) at each size; None: nothing was promised
PROMISES = {
    "list_over_hello": ("lista utan sidminne, varma kort ÷ hej", (5, 3.5), (6, 4), (8, 5)),
    "list_cold_over_hello": ("det samma, allt kallt ÷ hej", None, None, (16, 10)),
    "cache_hit_over_hello": ("sida ur minnet ÷ hej", (0.9, 0.6), (0.9, 0.6), (0.9, 0.6)),
    "not_modified_over_hello": ("304 ÷ hej", (0.9, 0.6), (0.9, 0.6), (0.9, 0.6)),
    "list_growth": ("listans tillväxt från den minsta banken", None, None, (2.0, 1.5)),
    "times_faster_than_orm": ("gånger snabbare än ORM", (12, 20), (40, 50), (200, 280)),
    "search_over_list": ("sökning med facetter ÷ lista", None, (2, 1.5), (4, 2.5)),
    "search_p95_ms": ("sökning första gången, p95, ms", None, (30, 10), None),
    "detail_over_hello": ("fallets sida ÷ hej", (12, 6), (12, 6), (12, 6)),
    "wrong_counts": ("felaktiga antal", (0, 0), (0, 0), (0, 0)),
    "missed_revisions": ("missade revisioner", (0, 0), (0, 0), (0, 0)),
    "ready_s": ("redo efter start, s", None, (2, 1), (15, 6)),
    "memory_mb": ("minne, MB", None, (200, 150), (500, 300)),
}
SIZES = (1_000, 10_000, 100_000)
MORE_IS_BETTER = {"times_faster_than_orm"}
HEADING = "## Mätt "


def rows_of(database: str, measured: dict[int, dict[str, float]]) -> list[dict]:
    """Return one row a figure and size; growth is told against the smallest size."""
    rows = []
    smallest = measured[min(measured)]
    for size, figures in measured.items():
        figures["list_growth"] = figures["list_ms"] / smallest["list_ms"]
        for figure in FIGURES:
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


def write_page(path: Path, rows: list[dict], minutes: float) -> None:
    """Put what was measured in the place of what the page tells under its heading."""
    text = path.read_text(encoding="utf-8")
    before = text[: text.index(HEADING)]
    path.write_text(before + measured_part(rows, minutes), encoding="utf-8")


def measured_part(rows: list[dict], minutes: float) -> str:
    """Return the heading, the machine, and a table for each database."""
    databases = list(dict.fromkeys(row["database"] for row in rows))
    lines = [f"{HEADING}{datetime.now(UTC):%Y-%m-%d}", "", *_machine(minutes)]
    for database in databases:
        own = {(r["figure"], r["size"]): r["value"] for r in rows if r["database"] == database}
        lines += ["", *_page_table({"sqlite": "SQLite"}.get(database, "PostgreSQL"), own)]
    return "\n".join(lines) + "\n"


def _machine(minutes: float) -> list[str]:
    cores, load = os.cpu_count(), os.getloadavg()[2]
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return [
        f"`make bench`, {minutes:.0f} minuter. {model.group(1) if model else 'Okänd processor'},"
        f" {cores} kärnor, Python {platform.python_version()}; belastning {load:.1f} vid slutet.",
        "Löfte / mål för varje storlek; **fet** siffra håller inte löftet, *kursiv* når målet.",
    ]


def _page_table(name: str, values: dict) -> list[str]:
    sizes = sorted({size for _figure, size in values})
    told = " | ".join(f"{size:,}".replace(",", " ") for size in sizes)
    lines = [f"| {name} | löfte / mål | {told} |", f"|---|---|{'---|' * len(sizes)}"]
    for figure, (label, *limits) in PROMISES.items():
        by_size = dict(zip(SIZES, limits, strict=True))
        cells = [_cell(figure, values[figure, size], by_size.get(size)) for size in sizes]
        lines.append(f"| {label} | {_limits(by_size, sizes)} | {' | '.join(cells)} |")
    return lines


def _limits(by_size: dict, sizes: list[int]) -> str:
    told = [
        "–" if by_size.get(size) is None else "{:g} / {:g}".format(*by_size[size]).replace(".", ",")
        for size in sizes
    ]
    return told[0] if len(set(told)) == 1 else " · ".join(told)


def _cell(figure: str, value: float, limits: tuple[float, float] | None) -> str:
    told = f"{value:g}".replace(".", ",")
    if limits is None:
        return told
    promise, goal = limits
    sign = -1 if figure in MORE_IS_BETTER else 1
    if sign * value > sign * promise:
        return f"**{told}**"
    return f"*{told}*" if sign * value <= sign * goal else told
