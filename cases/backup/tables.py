"""Which tables a backup carries, and their rows, one at a time."""

from itertools import islice

from django.apps import apps
from django.db import DataError, IntegrityError, connection
from django.db.models import FileField

from .refusals import BackupRefused
from .values import read_as, to_database, to_plain

# Everything is carried but this, and why not. What is left out is empty after a restore.
LEFT_OUT = {
    "sessions.session": "who is signed in belongs to the running bank, not to its content",
    "usersessions.usersession": "the same: since when, when last and from where",
    "cases.keptanalysis": "worked out anew from the texts when the bank starts",
}
ROWS_AT_A_TIME = 1_000


class Table:
    """One model's table: its name in the file, its columns and its rows."""

    def __init__(self, model):
        self.model = model
        self.name = model._meta.label_lower
        self.fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        self.columns = [field.attname for field in self.fields]

    def rows(self):
        """Yield every row as a list that JSON can hold, by primary key, few at a time in memory."""
        # The base manager: another may hide rows
        found = self.model._base_manager.order_by("pk")
        found = found.annotate(**{f"column_{n}": read_as(f) for n, f in enumerate(self.fields)})
        names = [f"column_{number}" for number in range(len(self.fields))]
        for row in found.values_list(*names).iterator(chunk_size=ROWS_AT_A_TIME):
            yield [to_plain(value) for value in row]

    def files(self, row):
        """Return the names of the files that a row mentions."""
        pairs = zip(self.fields, row, strict=True)
        return [value for field, value in pairs if isinstance(field, FileField) and value]

    def insert(self, rows):
        """Write plain rows as they are: nothing is filled in or computed. Returns how many."""
        most = connection.features.max_query_params or len(self.fields) * ROWS_AT_A_TIME
        size = max(1, min(ROWS_AT_A_TIME, most // len(self.fields)))
        written, rows = 0, iter(rows)
        while batch := list(islice(rows, size)):
            self._insert(batch)
            written += len(batch)
        return written

    def _insert(self, batch):
        quoted = connection.ops.quote_name
        columns = ", ".join(quoted(field.column) for field in self.fields)
        one = f"({', '.join(['%s'] * len(self.fields))})"
        statement = (
            f"INSERT INTO {quoted(self.model._meta.db_table)} ({columns})"  # noqa: S608 - our names
            f" VALUES {', '.join([one] * len(batch))}"
        )
        if connection.vendor == "postgresql" and any(
            _has_nul(value) for row in batch for value in row
        ):
            raise BackupRefused(
                f"En text i tabellen {self.name} har tecknet NUL, som PostgreSQL inte kan spara."
                " Återställ kopian på SQLite, ta bort tecknet där och gör en ny kopia."
            )
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, [value for row in batch for value in self._values(row)])
        except (DataError, IntegrityError, ValueError, TypeError) as error:
            raise BackupRefused(
                f"Raderna i tabellen {self.name} ryms inte i den här databasen: {error}".strip()
            ) from error

    def _values(self, row):
        pairs = zip(self.fields, row, strict=True)
        return [to_database(field, plain, connection) for field, plain in pairs]

    def empty(self):
        """Take away every row."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(self.model._meta.db_table)}")  # noqa: S608


def _has_nul(value):
    """Whether a text, or a text within a JSON value, has the character that PostgreSQL refuses."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(one) for pair in value.items() for one in pair)
    return isinstance(value, list) and any(_has_nul(one) for one in value)


def every_table():
    """Return all tables that models have in this database, those that join two models included."""
    models = apps.get_models(include_auto_created=True)
    tables = [Table(model) for model in models if not model._meta.proxy and model._meta.managed]
    return sorted(tables, key=lambda table: table.name)


def carried_tables():
    """Return the tables that a backup carries: every one that nobody named as left out."""
    return [table for table in every_table() if table.name not in LEFT_OUT]
