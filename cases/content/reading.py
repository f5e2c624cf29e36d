"""Reading the content files, with errors that name file, field and value."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(Exception):
    """Something in a content file that the loader will not guess about.

    The message is in Swedish and names the file, the field, the value and what is allowed.
    """

    def __init__(self, file: str, field: str, value: object, allowed: Iterable[str] = ()):
        self.file, self.field, self.value = file, field, value
        choices = ", ".join(sorted(map(str, allowed)))
        hint = f" Tillåtet: {choices}." if choices else ""
        super().__init__(f"{file}: {field}: ”{value}” känns inte igen.{hint}")


def read_yaml(name: str) -> Any:
    """Return the parsed content of the YAML file `name` below the data folder."""
    with (DATA / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_SAFE_LOADER)  # noqa: S506 - a safe loader, in C where it is


def read_cases() -> Iterable[tuple[str, dict]]:
    """Yield (file name, data) for every case, in the order of the file names."""
    for path in sorted((DATA / "cases").glob("*.yaml")):
        name = f"cases/{path.name}"
        data = read_yaml(name)
        if data.get("id") != path.stem:
            raise ContentError(name, "id", data.get("id"), [path.stem])
        yield name, data


def read_municipalities() -> list[dict[str, str]]:
    """Return the rows of municipalities.csv as text."""
    with (DATA / "municipalities.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def mapped(table: dict[str, Any], value: str, *, file: str, field: str) -> Any:
    """Return `table[value]`; a missing value is a `ContentError` that names where it stands."""
    try:
        return table[value]
    except (KeyError, TypeError):
        raise ContentError(file, field, value, table) from None


def joined(items: Iterable[object] | str | None) -> str:
    """Return a list as one item a line, the form in which the database keeps short lists."""
    if items is None or isinstance(items, str):
        return items or ""
    return "\n".join(str(item) for item in items)
