"""Text that is written in a form and not saved, and who has a record open.

A page carries a signed token that says whose text it is, of which record, in which tab. The token
opens one thing only: that user's own kept text for that tab, for writing. So the text is kept also
when the session has ended in the middle of a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from cases.models import OpenForm

SALT = "idebanken.open-form"
TOKEN_FIELD = "_writing"  # noqa: S105 - the name of a field
TOKEN_LIFE = timedelta(days=7)
# A tab that has been quiet this long is not counted among those that have the record open
PRESENT = timedelta(seconds=120)
MOST_CHARACTERS = 1_000_000
MOST_TEXTS = 100
KEPT_FOR = timedelta(days=90)
QUIET_FOR = timedelta(days=1)
# What a form carries that is not text: tokens, buttons, choices in a conflict
NOT_TEXT = ("csrfmiddlewaretoken", "_")


class TooLong(Exception):
    """The form's text is longer than the bank keeps."""


@dataclass(frozen=True)
class Writing:
    """Whose form, of which kind of record, which record ("" for a new one), in which tab."""

    user_id: int
    model: str
    record_key: str
    tab: str

    @property
    def token(self) -> str:
        return signing.dumps(
            [self.user_id, self.model, self.record_key, self.tab], salt=SALT, compress=True
        )

    @property
    def rows(self) -> QuerySet[OpenForm]:
        return OpenForm.objects.filter(
            user_id=self.user_id, model=self.model, record_key=self.record_key, tab=self.tab
        )

    def in_a_new_tab(self) -> Writing:
        return replace(self, tab=new_tab())


def new_tab() -> str:
    return token_hex(8)


def begin(user: User, model: type[Model], record: Model | None, tab: str = "") -> Writing:
    """Return what a page that is shown now writes under; `tab` to go on with an earlier one."""
    key = str(record.pk) if record is not None else ""
    return Writing(user.pk, model._meta.label_lower, key, tab or new_tab())


def writing_of(row: OpenForm) -> Writing:
    return Writing(row.user_id, row.model, row.record_key, row.tab)


def read_token(token: str) -> Writing | None:
    """Return what the page may write, or None for a token that is forged, old or of nobody."""
    try:
        user_id, *rest = signing.loads(token, salt=SALT, max_age=TOKEN_LIFE)
    except signing.BadSignature:
        return None
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        return None
    return Writing(user_id, *rest)


def text_of(data: QueryDict) -> str:
    """Return a form's text in its own encoding, without tokens and empty templates of rows."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if not name.startswith(NOT_TEXT) and "__prefix__" not in name:
            kept.setlist(name, values)
    return kept.urlencode()


@transaction.atomic
def keep(
    writing: Writing, text: str | None, *, label: str = "", gone: bool = False, again: bool = False
) -> bool:
    """Keep `text` ("" when there is nothing unsaved; None for only a sign of life).

    `gone` says that the tab is left. Returns False when the tab's text has been saved or thrown
    away since, and nothing was kept; `again` keeps it anyway. Raises `TooLong`.
    """
    if text is not None and len(text) > MOST_CHARACTERS:
        raise TooLong
    now = timezone.now()
    row, created = OpenForm.objects.select_for_update().get_or_create(
        user_id=writing.user_id,
        model=writing.model,
        record_key=writing.record_key,
        tab=writing.tab,
        defaults={"opened_at": now},
    )
    if row.closed_at is not None and not again:
        return False
    row.closed_at = None
    row.seen_at = None if gone else now
    row.record_label = label.replace("\0", "")[:200] or row.record_label
    if text is not None:
        row.data, row.saved_at = text, now if text else None
    row.save()
    if created:
        _tidy(writing.user_id, now)
    return True


def close(writing: Writing) -> None:
    """The tab's text is saved, or thrown away. What still comes from the tab is not kept."""
    OpenForm.objects.update_or_create(
        user_id=writing.user_id,
        model=writing.model,
        record_key=writing.record_key,
        tab=writing.tab,
        defaults={"data": "", "saved_at": None, "seen_at": None, "closed_at": timezone.now()},
    )


def is_present(row: OpenForm) -> bool:
    return row.seen_at is not None and row.seen_at > timezone.now() - PRESENT


def kept_for(user: User, model: type[Model] | None = None, key: str = "") -> QuerySet[OpenForm]:
    """Return the user's own unsaved texts, newest first: of one record's form, or all."""
    rows = OpenForm.objects.filter(user=user, closed_at=None).exclude(data="")
    return rows.filter(model=model._meta.label_lower, record_key=key) if model else rows


def others(writing: Writing) -> list[tuple[User, datetime]]:
    """Return who else has the record open, and since when, the first of them first."""
    rows = OpenForm.objects.filter(
        model=writing.model,
        record_key=writing.record_key,
        closed_at=None,
        seen_at__gt=timezone.now() - PRESENT,
    )
    found: dict[User, datetime] = {}
    for row in rows.exclude(user_id=writing.user_id).select_related("user").order_by("opened_at"):
        found.setdefault(row.user, row.opened_at)
    return list(found.items())


def at_work(model: type[Model], keys: list[str], but: User) -> list[OpenForm]:
    """Return the forms of these records that others have open, or have unsaved text in."""
    rows = OpenForm.objects.filter(
        Q(seen_at__gt=timezone.now() - PRESENT) | ~Q(data=""),
        model=model._meta.label_lower,
        record_key__in=keys,
        closed_at=None,
    )
    return list(rows.exclude(user=but).select_related("user").order_by("opened_at", "pk"))


def _tidy(user_id: int, now: datetime) -> None:
    """Drop what nobody will ask for: quiet tabs without text, old texts, more than a drawerful."""
    quiet = Q(data="", opened_at__lt=now - QUIET_FOR) & (
        Q(seen_at=None) | Q(seen_at__lt=now - QUIET_FOR)
    )
    OpenForm.objects.filter(quiet | Q(saved_at__lt=now - KEPT_FOR)).delete()
    own = OpenForm.objects.filter(user_id=user_id).exclude(data="").order_by("-saved_at")
    OpenForm.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST_TEXTS:])).delete()
