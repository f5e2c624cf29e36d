"""Taking a person out of the bank: a name or an address, out of everything that is kept.

What a curator can edit is rewritten by a curator, who sees the whole sentence; here it is only
named. Everything else that has been kept of what was once said (versions, history, comments,
letters, messages, texts that are not saved) is searched and replaced where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.db import models, transaction
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import history
from cases.models import ContentRevision, Project, ProjectVersion, RecordChange
from cases.models.fields import SwedishSortField

SHORTEST = 4
# Written once and edited by nobody
REPLACED = {
    "admin.logentry": ("object_repr", "change_message"),
    "cases.digest": ("text",),
    "cases.openform": ("record_label", "data"),
    "cases.projectversion": ("content", "why"),
    "cases.recordchange": ("record_label", "note", "changes"),
    "cases.submission": ("message", "contact_email", "page", "editorial_note"),
    "cases.tombstone": ("reason",),
    "cases.transition": ("why",),
    "sessions.session": ("session_data",),
    "socialaccount.socialaccount": ("extra_data",),
}
# A row that says nothing else
DELETED = {"cases.searchmiss": ("query",), "account.emailaddress": ("email",)}
# Hashes, secrets, and words of the bank's own; the rest is read and named
NOT_READ = {
    "account.emailconfirmation", "auth.group", "auth.permission", "contenttypes.contenttype",
    "mfa.authenticator", "socialaccount.socialapp", "socialaccount.socialtoken",
    "usersessions.usersession",
}  # fmt: skip
# What a story refers to by these is not words, and would no longer be found
KEYS = {"slug", "code", "file"}
# Read by readers, who must not meet a page that was remembered before
PUBLIC = {"cases.projectversion", "cases.tombstone"}


@dataclass(frozen=True)
class Left:
    """A field that still says it: in which record, and where a curator rewrites it."""

    record: str
    field: str
    address: str


@dataclass
class Outcome:
    """How many rows gave way, by kind of record; the versions among them; and what is left."""

    rows: dict[str, int] = field(default_factory=dict)
    versions: list[ProjectVersion] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the words whatever their case and the spaces between, genitive too.

    *Anna Ek* is found in "ANNA  EKS", and not in "Johanna Ek" or "Anna Ekström".
    """
    each = (r"\s+".join(re.escape(part) for part in words_.split()) for words_ in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})s?(?!\w)", re.IGNORECASE)


def forget(*words: str) -> Outcome:
    """Take the words out of all that is kept, and name the records that a curator must rewrite."""
    pattern, outcome = pattern_of(words), Outcome()
    for label, fields in REPLACED.items():
        _count(outcome, label, partial(_replace, outcome, label, fields), pattern, fields)
    for label, fields in DELETED.items():
        _count(outcome, label, partial(_delete, label), pattern, fields)
    outcome.left = list(left(pattern))
    return outcome


def left(pattern: re.Pattern[str]) -> Iterator[Left]:
    """Yield the fields of what curators edit that still say it."""
    for model in apps.get_models():
        label = model._meta.label_lower
        if label in NOT_READ or label in REPLACED or label in DELETED:
            continue
        fields = list(text_fields(model))
        rows = model._base_manager.only(*(known.name for known in fields))
        for row in rows.iterator() if fields else ():
            said = [known for known in fields if _says_it(row, (known.name,), pattern)]
            if isinstance(row, User) and pattern.search(row.get_full_name()):
                said = said or [User._meta.get_field("last_name")]
            for known in said:
                name = f"{capfirst(str(model._meta.verbose_name))}: {str(row)[:80]}"
                yield Left(name, str(known.verbose_name), _address(row))


def text_fields(model: type[models.Model]) -> Iterator[Any]:
    """Yield the fields in which somebody's name may stand."""
    for known in model._meta.concrete_fields:
        is_text = isinstance(known, models.CharField | models.TextField | models.JSONField)
        derived = isinstance(known, SwedishSortField) or known.name == "password"
        if is_text and not known.choices and not derived:
            yield known


def without(value: Any, pattern: re.Pattern[str], name: str = "") -> Any:
    """Return the value with a mark where the words stood: a text, or all texts of a JSON value."""
    if isinstance(value, str):
        return value if name in KEYS else pattern.sub(_("[borttaget]"), value)
    if isinstance(value, list):
        return [without(one, pattern, name) for one in value]
    if isinstance(value, dict):
        return {key: without(one, pattern, key) for key, one in value.items()}
    return value


def _count(outcome: Outcome, label: str, act: Any, pattern: Any, fields: tuple[str, ...]) -> None:
    """Find the rows without a lock, then take each anew in a transaction of its own."""
    model = apps.get_model(label)
    rows = model._base_manager.only(*fields).iterator()
    found = [row.pk for row in rows if _says_it(row, fields, pattern)]
    for pk in found:
        with transaction.atomic():
            row = model._base_manager.select_for_update().filter(pk=pk).first()
            if row is not None:
                act(row, pattern)
                outcome.rows[label] = outcome.rows.get(label, 0) + 1


def _says_it(row: Any, fields: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    values = [_readable(row, name) for name in fields]
    return any(without(value, pattern) != value for value in values)


def _readable(row: Any, name: str) -> Any:
    """A form and a session are written in an encoding of their own."""
    if name == "session_data":
        return row.get_decoded()
    if name == "data":
        return dict(QueryDict(row.data).lists())
    return getattr(row, name)


def _replace(
    outcome: Outcome, label: str, fields: tuple[str, ...], row: Any, pattern: re.Pattern[str]
) -> None:
    if label in PUBLIC:  # the first write: revisions commit in the order of their numbers
        ContentRevision.advance(row.project_id)
    for name in fields:
        value = without(_readable(row, name), pattern)
        limit = getattr(row._meta.get_field(name), "max_length", None)
        setattr(row, name, _written(name, value, limit))
    saved = list(fields)
    if isinstance(row, ProjectVersion):
        row.words_removed_at = timezone.now()
        saved.append("words_removed_at")
        outcome.versions.append(row)
        note = _("Uppgifter om en person togs bort ur version %(number)s.")
        history.write(
            row.project, action=RecordChange.Action.CHANGED, note=note % {"number": row.number}
        )
    # Past the doors that keep these rows as they were written
    models.Model.save(row, update_fields=saved)


def _written(name: str, value: Any, limit: int | None) -> Any:
    if name == "session_data":
        return SessionStore().encode(value)
    if name == "data":
        kept = QueryDict(mutable=True)
        for key, values in value.items():
            kept.setlist(key, values)
        return kept.urlencode()
    if name == "contact_email":
        return ""  # a mark is no address to answer to
    return value[:limit] if isinstance(value, str) and limit else value


def _delete(label: str, row: Any, pattern: re.Pattern[str]) -> None:
    """An address that an account still has stands among what is left, and goes with it there."""
    if label != "account.emailaddress" or row.email.casefold() != row.user.email.casefold():
        row.delete()


def _address(row: Any) -> str:
    """Where a curator rewrites the record; the row of a part is edited with its case."""
    record = getattr(row, "project", None) if not isinstance(row, Project) else row
    for one in (row, record):
        if one is not None:
            try:
                name = one._meta.label_lower.replace(".", "_")
                return reverse(f"admin:{name}_change", args=[one.pk])
            except NoReverseMatch:
                continue
    return ""
