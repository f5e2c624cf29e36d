"""Queries that Django writes as SQL once in a process, and then only asks.

Writing a query takes some five times as long as asking it, and a case's page asks fifteen.
"""

from copy import copy

from django.db import DEFAULT_DB_ALIAS, connections

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
            rows = self.write(*_KEYS[: len(keys)])
            compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
            written = compiler.as_sql()
            converters = compiler.get_converters([column for column, *_ in compiler.select])
            self.written = rows, compiler, written, converters
        rows, compiler, (sql, params), converters = self.written
        named = dict(zip(map(str, _KEYS), keys, strict=False))
        asked = sql, tuple(named.get(str(param), param) for param in params)
        compiler, query = copy(compiler), copy(rows.query)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # this thread's own
        compiler.as_sql = lambda *_args, **_options: asked
        compiler.get_converters = lambda _columns: converters
        query.get_compiler = lambda *_args, **_options: compiler
        fresh = type(rows)(rows.model, query=query)
        fresh._iterable_class, fresh._fields = rows._iterable_class, rows._fields
        return list(fresh)
