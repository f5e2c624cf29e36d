"""What is written on a page that is no record's form: a comment, a reason, a curator's name.

Such a page carries the same signed token as a record's form (`cases.open_forms`), so what was
written in it survives a session that ends. Only the fields named here are kept: a password, a code
or a role is not among them, whatever else the page has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from django.apps import apps
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import open_forms
from cases.models import OpenForm

# The kind of record, and which of its pages
PANEL = "cases.project/panel"
PICTURES = "cases.project/pictures"
NEW_CURATOR = "auth.user/new"
CURATOR = "auth.user/change"


@dataclass(frozen=True)
class Place:
    """A page: its address by name, what it is called, and its texts as (field, label).

    The fields `beside` say what a text is about: they are kept along with it and never alone.
    """

    address: str
    label: Any
    texts: tuple[tuple[str, Any], ...]
    beside: tuple[str, ...] = ()


NAMES = (
    ("username", _("användarnamn")),
    ("first_name", _("förnamn")),
    ("last_name", _("efternamn")),
    ("email", _("e-postadress")),
)
COMMENT, REASON, TIME = ("comment", _("kommentar")), ("reason", _("skäl")), ("at", _("tid"))
PLACES = {
    PANEL: Place("admin:cases_project_change", _("Kommentar"), (COMMENT,)),
    PICTURES: Place("admin:cases_project_pictures", _("Bilder"), (REASON,), ("file", "step")),
    NEW_CURATOR: Place("admin:auth_user_add", _("Nytt konto"), NAMES[:1]),
    CURATOR: Place("admin:auth_user_change", _("Konto"), NAMES),
    "cases.project/publish": Place("admin:cases_project_publish", _("Publicera"), (REASON, TIME)),
    "cases.project/unpublish": Place("admin:cases_project_unpublish", _("Avpublicera"), (REASON,)),
    "cases.project/archive": Place("admin:cases_project_archive", _("Arkivera"), (REASON,)),
    "cases.project/unpublish_chosen": Place(
        "admin:cases_project_changelist", _("Avpublicera valda fall"), (REASON,)
    ),
    "cases.project/archive_chosen": Place(
        "admin:cases_project_changelist", _("Arkivera valda fall"), (REASON,)
    ),
}


@dataclass(frozen=True)
class PageText:
    """What a page begins with: its token, and the text that waits for it, if any."""

    token: str
    row: OpenForm | None
    values: dict[str, str]


def on_page(request: HttpRequest, place: str, key: object = "") -> PageText:
    """Return the token of a page that is shown now, and what was written there and not sent.

    A page that comes back because it was refused shows what was sent, and goes on as it was.
    """
    if place not in PLACES:
        raise ValueError(place)
    sent = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
    user = cast(User, request.user)  # the pages are for whoever is signed in
    here = open_forms.Writing(user.pk, place, str(key), open_forms.new_tab())
    if sent is not None and replace(sent, tab=here.tab) == here:
        return PageText(sent.token, None, {})
    row = waiting(user).filter(model=place, record_key=str(key)).first()
    if row is None:
        return PageText(here.token, None, {})
    return PageText(open_forms.writing_of(row).token, row, QueryDict(row.data).dict())


def waiting(user: User) -> Any:
    """Return the user's own texts of pages, newest first."""
    return open_forms.kept_for(user).filter(model__in=PLACES)


def keep(writing: open_forms.Writing, data: QueryDict) -> None:
    """Keep what was written on a page; nothing when it is empty. Raises `open_forms.TooLong`."""
    place = PLACES[writing.model]
    texts = [name for name, _label in place.texts]
    if not any(data.get(name, "").strip() for name in texts):
        return
    kept = QueryDict(mutable=True)
    for name in (*texts, *place.beside):
        kept[name] = data.get(name, "").replace("\0", "")
    label = _label_of(writing)
    open_forms.keep(writing, kept.urlencode(), label=label, gone=True, again=True)


def arrived(request: HttpRequest) -> None:
    """What the page sent has been done: its text waits no longer."""
    request.saved_form = True  # type: ignore[attr-defined]
    writing = open_forms.read_token(request.POST.get(open_forms.TOKEN_FIELD, ""))
    if writing is not None and writing.user_id == request.user.pk:
        open_forms.close(writing)


def address_of(row: OpenForm) -> str:
    """Return the address where a text goes on; empty when its record is gone."""
    if row.record_key and _record_of(open_forms.writing_of(row)) is None:
        return ""
    return reverse(PLACES[row.model].address, args=[row.record_key] if row.record_key else [])


def said(row: OpenForm) -> list[tuple[str, str]]:
    """Return what was written, as (label, text)."""
    values = QueryDict(row.data)
    texts = [(str(label), values.get(name, "")) for name, label in PLACES[row.model].texts]
    return [(label[:1].upper() + label[1:], text) for label, text in texts if text]


def _label_of(writing: open_forms.Writing) -> str:
    record = _record_of(writing)
    label = str(PLACES[writing.model].label)
    return label if record is None else f"{label}: {record}"


def _record_of(writing: open_forms.Writing) -> Any:
    if not writing.record_key:
        return None
    model = apps.get_model(writing.model.partition("/")[0])
    return model._base_manager.filter(pk=writing.record_key).first()
