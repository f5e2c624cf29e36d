"""Queries that Django writes as SQL once in a process, and then only asks.

Writing a query takes some five times as long as asking it, and a case's page asks fifteen.
"""

from copy import copy

from django.db import connection

# Stands for the key while the query is written; no row has it, and no query means it
_KEY = -314_159_265


class Prepared:
    """A query of the rows that belong to a key, as all lessons of a project.

    `write` takes a key and returns a queryset in which it stands as a parameter, once or more.
    Joins and `values` are kept; prefetching is not. Called with a key it returns a list.
    """

    def __init__(self, write):
        self.write = write
        self.written = None

    def __call__(self, key):
        if self.written is None:
            rows = self.write(_KEY)
            # `connection` is each thread's own, whichever thread writes
            compiler = rows.query.get_compiler(connection=connection)
            self.written = rows, compiler, compiler.as_sql()
        rows, compiler, (sql, params) = self.written
        asked = sql, tuple(key if str(param) == str(_KEY) else param for param in params)
        compiler, query = copy(compiler), copy(rows.query)
        compiler.as_sql = lambda *_args, **_options: asked
        query.get_compiler = lambda *_args, **_options: compiler
        fresh = type(rows)(rows.model, query=query)
        fresh._iterable_class, fresh._fields = rows._iterable_class, rows._fields
        return list(fresh)
