"""Rows of a number and bytes, many at a time, in the form that each database gives fastest."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Some eight megabytes of documents
COPIED = 2000
# What PostgreSQL puts before the rows: a signature, flags, and the length of an extension
_BEFORE = struct.Struct(">11sii")
# Before each: the number of columns, the length of the first, the first, the length of the second
_ROW = struct.Struct(">hiqi")

Row = tuple[int, bytes]


def rows_by_key(rows: QuerySet, column: str) -> Iterator[Row]:
    """Yield (primary key, bytes in `column`) of all `rows`, by key.

    PostgreSQL sends bytes as text, two characters each, but in a binary COPY: that halves the time
    it takes to read a large bank.
    """
    ordered = rows.order_by("pk").values_list("pk", column)
    if connection.vendor != "postgresql":
        return ((pk, bytes(data)) for pk, data in ordered.iterator())
    return _copied(ordered)


def _copied(ordered: QuerySet) -> Iterator[Row]:
    batch = ordered[:COPIED]
    while copied := list(_rows_in(_copy(batch))):
        yield from copied
        batch = ordered.filter(pk__gt=copied[-1][0])[:COPIED]


def _copy(batch: QuerySet) -> bytes:
    try:
        sql, params = batch.query.sql_with_params()
    except EmptyResultSet:  # keys in an empty list: there is nothing to ask
        return b""
    sent = _Sent()
    with connection.cursor() as cursor:
        question = cursor.mogrify(sql, params).decode()
        cursor.copy_expert(f"COPY ({question}) TO STDOUT (FORMAT binary)", sent)
    return b"".join(sent.parts)


class _Sent:
    """The file that the driver writes what it gets to."""

    def __init__(self) -> None:
        self.parts: list[Any] = []

    def write(self, part: bytes) -> None:
        self.parts.append(part)


def _rows_in(data: bytes) -> Iterator[Row]:
    """Yield the rows of a binary COPY of a bigint and bytes; two bytes say that it ends."""
    at = _BEFORE.size + _BEFORE.unpack_from(data)[2] if data else 0
    while len(data) - at >= _ROW.size:
        _columns, _length, key, size = _ROW.unpack_from(data, at)
        begins = at + _ROW.size
        at = begins + size
        yield key, data[begins:at]
