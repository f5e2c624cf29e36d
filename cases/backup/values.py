"""One value of a column as JSON, and back, so that nothing is rounded on the way."""

import base64
import datetime
import decimal
import json
import uuid

from django.db.models import F, JSONField, TextField
from django.db.models.functions import Cast
from django.utils.duration import duration_string


def read_as(field):
    """Return what a query selects for the column."""
    if isinstance(field, JSONField):
        # As text: only there are JSON's own null and no value at all two things
        return Cast(field.attname, TextField())
    return F(field.attname)


def to_plain(value):
    """Return the value as JSON holds it. Raises `TypeError` for a kind that nobody thought of."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()  # with microseconds, which Django's own JSON cuts
    if isinstance(value, datetime.timedelta):
        return duration_string(value)
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"A backup cannot hold {type(value).__name__}: extend to_plain().")


def to_database(field, plain, connection):
    """Return the plain value as the database's driver takes it for the column."""
    if isinstance(field, JSONField) and plain is not None:
        return field.get_db_prep_value(json.loads(plain), connection)
    return field.get_db_prep_save(field.to_python(plain), connection)
