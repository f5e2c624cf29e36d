"""The only writers of a project's status and of the content revision.

What the bank demands of a published case is written once, in `GATE`, and is asked at every door:
the curator's button, a bulk action, an import and the loader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.finding.search_rows import write_documents
from cases.models import ContentRevision, FollowUp, Project, Tombstone
from cases.models.projects import SUMMARY_30S_CHARACTERS, SUMMARY_WORDS
from cases.text import word_count
from cases.versions import record_if_changed, record_version

MINIMUM_SOURCES = 2
Sentence = str | Promise


@dataclass(frozen=True)
class Gap:
    """Something that is missing: the field (or inline) it belongs to, and a sentence."""

    field: str
    message: Sentence


class NotReady(Exception):
    """A transition was refused; `gaps` says what is missing."""

    def __init__(self, gaps: list[Gap]):
        self.gaps = gaps
        super().__init__("; ".join(str(gap.message) for gap in gaps))


def _filled(field: str, message: Sentence) -> Callable[[Project], Gap | None]:
    def check(project: Project) -> Gap | None:
        return None if getattr(project, field) not in ("", None) else Gap(field, message)

    return check


def _any(relation: str, message: Sentence, *, unless: str = "") -> Callable[[Project], Gap | None]:
    def check(project: Project) -> Gap | None:
        if unless and getattr(project, unless):
            return None
        return None if getattr(project, relation).exists() else Gap(relation, message)

    return check


def _short_enough(project: Project) -> Gap | None:
    length = len(project.summary_30s)
    if length <= SUMMARY_30S_CHARACTERS:
        return None
    message = _("På 30 sekunder är %(length)s tecken; högst %(most)s.")
    return Gap("summary_30s", message % {"length": length, "most": SUMMARY_30S_CHARACTERS})


def _summary_length(project: Project) -> Gap | None:
    words, (low, high) = word_count(project.summary), SUMMARY_WORDS
    if low <= words <= high:
        return None
    message = _("För stressade läsare är %(words)s ord; skriv %(low)s–%(high)s.")
    return Gap("summary", message % {"words": words, "low": low, "high": high})


def _sources(project: Project) -> Gap | None:
    own = [citation.from_municipality for citation in project.citations.all()]
    if len(own) < MINIMUM_SOURCES:
        return Gap("citations", _("Minst två källor behövs."))
    if all(own):
        return Gap("citations", _("Minst en källa ska komma från någon annan än kommunen."))
    return None


def _way_to_ask(project: Project) -> Gap | None:
    if project.contact_email or project.contact_url:
        return None
    if any(place.website for place in project.municipalities.all()):
        return None
    return Gap("contact_email", _("Ange vem man kan fråga, eller kommunens webbplats."))


GATE: tuple[Callable[[Project], Gap | None], ...] = (
    _filled("title", _("Rubrik saknas.")),
    _any("municipalities", _("Minst en kommun behövs.")),
    _filled("summary_30s", _("Texten på 30 sekunder saknas.")),
    _short_enough,
    _summary_length,
    _filled("problem", _("Problemet är inte beskrivet.")),
    _filled("solution", _("Det står inte vad som gjordes.")),
    _any(
        "results",
        _("Resultat saknas. Skriv varför om källorna inte nämner några."),
        unless="results_absent",
    ),
    _any(
        "hindrances",
        _("Hinder saknas. Skriv varför om inga är kända."),
        unless="hindrances_absent",
    ),
    _any("themes", _("Minst ett verksamhetsområde behövs.")),
    _any("innovation_types", _("Minst en innovationstyp behövs.")),
    _filled("stage", _("Skede saknas.")),
    _any("factors", _("Minst en framgångsfaktor med roll behövs.")),
    _filled("outcome_direction", _("Frågan ”Fungerade det?” är inte besvarad.")),
    _filled("evidence_level", _("Bevisgrad saknas.")),
    _filled("evidence_note", _("Skälet till bevisgraden saknas.")),
    _filled("selection_basis", _("Det står inte varför fallet är med.")),
    _sources,
    _way_to_ask,
)

# What the gate reads beside the row; a list that prefetches these asks it without further queries
GATE_RELATIONS = (
    "municipalities", "results", "hindrances", "themes", "innovation_types", "factors", "citations",
)  # fmt: skip


def missing_for_publication(project: Project) -> list[Gap]:
    """Return what the project lacks before it may be published, in the order of the form."""
    if project.pk is None:
        return [Gap("title", _("Spara fallet först."))]
    gaps = (check(project) for check in GATE)
    return [gap for gap in gaps if gap is not None]


def completeness(project: Project) -> int:
    """Return how much of what publication demands is there, in whole per cent."""
    return round(100 * (1 - len(missing_for_publication(project)) / len(GATE)))


@transaction.atomic
def publish(*, project: Project, by: User | None, why: str = "") -> Project:
    """Make the project public. Raises `NotReady` when the gate finds gaps.

    `by` is the user who publishes (None for the loader), `why` the reason in a few words.
    """
    locked = Project.objects.select_for_update().get(pk=project.pk)
    gaps = missing_for_publication(locked)
    if locked.revision_of_id is not None:
        gaps.append(Gap("status", _("En arbetskopia publiceras genom sitt fall.")))
    if gaps:
        raise NotReady(gaps)
    # First of all writes: the row lock lets one publication at a time take the next number.
    ContentRevision.advance(locked.pk)
    locked.status = Project.Status.PUBLISHED
    locked.public_id = locked.public_id or next_public_id()
    locked.published_at = locked.published_at or timezone.now()
    locked.save(update_fields=["status", "public_id", "published_at", "updated_at"])
    Tombstone.objects.filter(project=locked).delete()
    record_version(project=locked, by=by, why=why)
    FollowUp.objects.plan(locked)
    write_documents([locked.pk])
    return _refreshed(project, locked)


@transaction.atomic
def unpublish(*, project: Project, by: User | None, why: str) -> Project:
    """Take the project away from readers; its address answers 410 with the reason `why`."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if not locked.is_published:
        raise NotReady([Gap("status", _("Fallet är inte publicerat."))])
    locked.status = Project.Status.UNPUBLISHED
    locked.save(update_fields=["status", "updated_at"])
    Tombstone.objects.update_or_create(project=locked, defaults={"reason": why})
    write_documents([locked.pk])
    ContentRevision.advance(locked.pk)
    return _refreshed(project, locked)


@transaction.atomic
def content_changed(
    *,
    project: Project | None = None,
    record: Model | None = None,
    by: User | None = None,
    why: str = "",
) -> int:
    """Tell every process that a project has changed, or a record that many projects share.

    Must run in the transaction that changes it. What search has stored of the projects concerned
    is analysed anew, and a published case that reads otherwise than before gets a new version with
    `by` and `why`. Returns the new revision number.
    """
    if project is not None:
        if project.is_published:
            record_if_changed(project=project, by=by, why=why)
        write_documents([project.pk])
        return ContentRevision.advance(project.pk)
    number = ContentRevision.advance()
    write_documents(_projects_naming(record))
    return number


def _projects_naming(record: Model | None) -> list[int]:
    """Return the published projects in whose search text the record's name stands."""
    paths = {
        "theme": "themes",
        "municipality": "municipalities",
        "successfactor": "factors__factor",
    }
    path = paths.get(record._meta.model_name or "") if record is not None else None
    if path is None or record is None or record.pk is None:
        return []
    named = Project.objects.published().filter(**{path: record}).order_by().distinct()
    return list(named.values_list("pk", flat=True))


def next_public_id() -> str:
    """Return the next free number, IB-0055 after IB-0054. Numbers are never used twice."""
    numbers = Project.objects.exclude(public_id=None).order_by(-Length("public_id"), "-public_id")
    latest = numbers.values_list("public_id", flat=True).first() or "IB-0000"
    return f"IB-{int(latest.removeprefix('IB-')) + 1:04d}"


def _refreshed(project: Project, locked: Project) -> Project:
    for field in ("status", "public_id", "published_at"):
        setattr(project, field, getattr(locked, field))
    return project
