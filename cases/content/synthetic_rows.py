"""Writes very many rows of a table, without an object of a model for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

# SQLite takes 32,766 values in a statement
MOST_VALUES = 32_000


class Table:
    """Writes rows with the named columns; every other column gets the model's default."""

    def __init__(self, model: type[models.Model], *columns: str):
        blank = model()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = [f for name, f in fields.items() if name not in columns and not f.primary_key]
        self.defaults = tuple(
            field.get_db_prep_save(field.pre_save(blank, add=True), connection) for field in rest
        )
        self.dates = [
            (place, fields[name])
            for place, name in enumerate(columns)
            if isinstance(fields[name], models.DateField)
        ]
        names = [fields[name].column for name in columns] + [field.column for field in rest]
        quote = connection.ops.quote_name
        self.start = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))})"
        self.row = f"({', '.join(['%s'] * len(names))})"
        self.at_once = MOST_VALUES // len(names)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows whose values are in the order of the named columns."""
        with connection.cursor() as cursor:
            for some in _batches(map(self._whole, rows), self.at_once):
                statement = f"{self.start} VALUES {', '.join([self.row] * len(some))}"
                cursor.execute(statement, list(chain.from_iterable(some)))

    def _whole(self, row: Sequence[Any]) -> tuple:
        values = list(row)
        for place, field in self.dates:
            values[place] = field.get_db_prep_save(values[place], connection)
        return (*values, *self.defaults)


def _batches(rows: Iterator[tuple], size: int) -> Iterator[list[tuple]]:
    while batch := list(islice(rows, size)):
        yield batch


def renumber(*tables: type[models.Model]) -> None:
    """Let the next new row of each table get a number after those that were written with one."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
