"""Queries that Django writes as SQL once in a process, and then only asks.

Writing a query takes some five times as long as asking it, and a case's page asks a dozen. So does
finding out, row by row and query by query, what a row is to become.
"""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

# Stand for the keys while a query is written; no row has them, and no query means them
_KEYS = range(-314_159_265, -314_159_200)


class Prepared:
    """A query of the rows that belong to a key, as all lessons of a project.

    `write` takes a key, or several, and returns a queryset in which each stands as a parameter,
    once or more. Joins and `values` are kept; prefetching is not. Called with as many keys it
    returns a list.
    """

    def __init__(self, write):
        self.write = write
        self.written = None

    def __call__(self, *keys):
        if self.written is None:
            self.written = _written(self.write(*_KEYS[: len(keys)]))
        sql, params, converters, read = self.written
        named = dict(zip(map(str, _KEYS), keys, strict=False))
        connection = connections[DEFAULT_DB_ALIAS]  # this thread's own
        with connection.cursor() as cursor:
            cursor.execute(sql, [named.get(str(param), param) for param in params])
            rows = cursor.fetchall()
        return read(_converted(rows, converters, connection))


def _written(queryset):
    """Return (SQL, parameters, converters, what makes a list of rows into a list of answers)."""
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    converted = [(place, *how) for place, how in converters.items()]
    read = _READERS[queryset._iterable_class](queryset.query, compiler)
    return sql, params, converted, read


def _converted(rows, converters, connection):
    """Return the rows with each value as Django knows it; a database may keep it otherwise."""
    if not converters or not rows:
        return rows
    rows = [list(row) for row in rows]
    for place, functions, expression in converters:
        for row in rows:
            for function in functions:
                row[place] = function(row[place], expression, connection)
    return rows


def _models(_query, compiler):
    made_of = compiler.klass_info
    model, columns = made_of["model"], made_of["select_fields"]
    first, end = columns[0], columns[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:end]]
    joined = get_related_populators(made_of, compiler.select, DEFAULT_DB_ALIAS)
    annotated = list((compiler.annotation_col_map or {}).items())

    def read(rows):
        found = []
        for row in rows:
            record = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end])
            for other in joined:
                other.populate(row, record)
            for name, place in annotated:
                setattr(record, name, row[place])
            found.append(record)
        return found

    return read


def _dictionaries(query, _compiler):
    names = list(query.selected)
    return lambda rows: [dict(zip(names, row, strict=True)) for row in rows]


def _tuples(_query, _compiler):
    return lambda rows: [tuple(row) for row in rows]


def _single_values(_query, _compiler):
    return lambda rows: [row[0] for row in rows]


_READERS = {
    ModelIterable: _models,
    ValuesIterable: _dictionaries,
    ValuesListIterable: _tuples,
    FlatValuesListIterable: _single_values,
}
