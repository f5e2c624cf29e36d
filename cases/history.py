"""The one way into the history: what a record said before and after, written in the save's own
transaction.

A record's contents are read from the database, its rows of parts and its many-to-many choices
included, in the words that the curator's form shows. Nobody has to remember to tell what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import RecordChange
from cases.models.fields import EditVersionField, SwedishSortField

# The rows that belong to a record and are edited in its form, by their name on the record
PARTS = {
    "cases.project": (
        "citations", "milestones", "results", "hindrances", "lessons", "transfer_conditions",
        "factors", "theories", "voices", "costs", "funders", "partners", "images",
    ),
    "cases.researchtheory": ("key_works", "factor_links"),
    "cases.collection": ("items",),
}  # fmt: skip
# What a row's own words need that is not in the row
JOINED = {"citation": "citation__source", "theory": "theory", "factor": "factor"}
# Said without its value, or not at all
SECRET = {"auth.user": {"password"}}
UNTOLD = {"auth.user": {"last_login", "user_permissions"}}
# A reader's own words and address go when their message goes
FROM_READERS = {"cases.submission": {"message", "contact_email", "page"}}
LIKE_ENOUGH = 0.5

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Cell:
    """One field of a record, or of a row: its label, what it says, and which row it stands in."""

    label: str
    text: str
    row: str = ""
    secret: bool = False


Contents = dict[Key, Cell]


def kind_of(record: Model | type[Model]) -> str:
    """Return the name that the history knows a kind of record by: "cases.project"."""
    return record._meta.label_lower


def contents(record: Model) -> Contents:
    """Return all that the database says of `record` now, by (part, row key, field name)."""
    fresh = type(record)._base_manager.get(pk=record.pk)
    found: Contents = {("", "", field.name): cell for field, cell in _fields(fresh)}
    for field in fresh._meta.many_to_many:
        through: Any = field.remote_field.through
        if _is_told(field) and through._meta.auto_created:
            chosen = sorted(str(row) for row in getattr(fresh, field.name).all())
            found["", "", field.name] = Cell(_label(field), ", ".join(chosen))
    for part in PARTS.get(kind_of(fresh), ()):
        found |= _rows(fresh, part)
    return found


def differences(before: Contents, after: Contents) -> list[dict[str, str]]:
    """Return what changed as the dicts that `RecordChange.changes` holds, in the form's order."""
    before = _paired(before, after)
    rows_before, rows_after = {key[:2] for key in before}, {key[:2] for key in after}
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if (old.text if old else "") == (new.text if new else ""):
            continue
        change = _change(key, old, new)
        if key[0]:
            state = "" if key[:2] in rows_before else "ny"
            change["state"] = state if key[:2] in rows_after else "borttagen"
        found.append(change)
    return found


def _change(key: Key, old: Cell | None, new: Cell | None) -> dict[str, str]:
    (part, row, name), cell = key, old or new
    assert cell is not None  # noqa: S101 - a key comes from one of them
    change = {"field": f"{part}.{name}" if part else name, "label": cell.label}
    if cell.secret:
        return change | {"old": _("visas aldrig"), "new": _("bytt")}
    change |= {"old": old.text if old else "", "new": new.text if new else ""}
    return change | {"part": cell.row, "row": row} if part else change


def write(
    record: Model,
    *,
    action: str,
    by: Any = None,
    note: str = "",
    changes: Iterable[dict[str, str]] = (),
) -> RecordChange:
    """Add a line to the history of `record`. Must run in the transaction that changes it.

    `by` is the user (None: the bank itself), `note` a reason in a few words.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Write history in the transaction that changes the record.")
    return RecordChange.objects.create(
        model=kind_of(record),
        record_key=str(record.pk),
        record_label=str(record)[:200],
        action=action,
        by=by,
        note=note[:500],
        changes=list(changes),
    )


def added(record: Model, *, by: Any = None, note: str = "") -> RecordChange:
    """Write that `record` is new, with everything it says."""
    changes = differences({}, contents(record))
    return write(record, action=RecordChange.Action.ADDED, by=by, note=note, changes=changes)


def deleted(record: Model, *, by: Any = None, note: str = "") -> RecordChange:
    """Write that `record` goes, with everything it said. Call before it is deleted."""
    hidden = FROM_READERS.get(kind_of(record), ())
    kept = {key: cell for key, cell in contents(record).items() if key[2] not in hidden}
    changes = differences(kept, {})
    return write(record, action=RecordChange.Action.DELETED, by=by, note=note, changes=changes)


def loaded(records: Iterable[Model], *, note: str) -> None:
    """Write that the bank itself has added `records`; its files tell what they said."""
    RecordChange.objects.bulk_create(
        RecordChange(
            model=kind_of(record),
            record_key=str(record.pk),
            record_label=str(record)[:200],
            action=RecordChange.Action.ADDED,
            note=note,
        )
        for record in records
    )


def changed(
    record: Model, before: Contents, *, by: Any = None, note: str = ""
) -> RecordChange | None:
    """Write what has changed since `before`; nothing when nothing has and no `note` says why."""
    found = differences(before, contents(record))
    if not found and not note:
        return None
    return write(record, action=RecordChange.Action.CHANGED, by=by, note=note, changes=found)


@contextmanager
def recording(
    record: Model, *, by: AbstractBaseUser | None = None, note: str = ""
) -> Iterator[None]:
    """Write what the block changes in `record`, for who does not save through a form.

    Opens a transaction of its own when there is none.
    """
    with transaction.atomic():
        before = contents(record)
        yield
        changed(record, before, by=by, note=note)


def of(record: Model) -> models.QuerySet[RecordChange]:
    """Return the history of one record, newest first, with who wrote it."""
    rows = RecordChange.objects.filter(model=kind_of(record), record_key=str(record.pk))
    return rows.select_related("by")


# Reading a record


def _fields(record: Model) -> Iterator[tuple[Field, Cell]]:
    secret = SECRET.get(kind_of(record), ())
    for field in record._meta.concrete_fields:
        if _is_told(field):
            yield field, Cell(_label(field), _text(record, field), secret=field.name in secret)


def _is_told(field: Any) -> bool:
    if isinstance(field, models.AutoField | EditVersionField | SwedishSortField):
        return False
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return False
    return field.name not in UNTOLD.get(kind_of(field.model), ())


def _label(field: Any) -> str:
    return capfirst(str(field.verbose_name))


def _text(record: Model, field: Any) -> str:
    value = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if isinstance(field, models.BooleanField):
        return _("ja") if value else _("nej")
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(value)


def _rows(record: Model, part: str) -> Contents:
    manager = getattr(record, part)
    keys = {field.name for field in manager.model._meta.concrete_fields}
    joined = [path for name, path in JOINED.items() if name in keys]
    found: Contents = {}
    for row in manager.select_related(*joined) if joined else manager.all():
        title = f"{capfirst(str(row._meta.verbose_name))}: {str(row)[:80]}"
        for field, cell in _fields(row):
            if field.name != manager.field.name:
                found[part, str(row.pk), field.name] = Cell(cell.label, cell.text, title)
    return found


# Rows that were written anew


def _paired(before: Contents, after: Contents) -> Contents:
    """Give a row of `before` the key of the row that took its place, when it was written anew.

    A load and a merged working copy replace rows; what they say is what a curator reads about.
    """
    old, new = _by_row(before), _by_row(after)
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for least in (1.0, LIKE_ENOUGH):
        for was in [key for key in gone if key not in names]:
            taken = set(names.values())
            for now in come:
                if now[0] == was[0] and now not in taken and _likeness(old[was], new[now]) >= least:
                    names[was] = now
                    break
    return {(*names.get(key[:2], key[:2]), key[2]): cell for key, cell in before.items()}


def _by_row(whole: Contents) -> dict[tuple[str, str], str]:
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (part, row, name), cell in whole.items():
        if part and name != "position":
            rows[part, row].append(cell.text)
    return {key: "\n".join(texts) for key, texts in rows.items()}


def _likeness(old: str, new: str) -> float:
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return min(matcher.ratio(), 0.99)
