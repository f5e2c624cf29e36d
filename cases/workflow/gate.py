"""The gate: what the bank demands of a published case, written once and asked at every door.

The curator's button, a bulk action, a working copy, the clock, an import and the loader all ask it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Municipality, Project
from cases.models.projects import SUMMARY_30S_CHARACTERS, SUMMARY_WORDS
from cases.text import word_count

MINIMUM_SOURCES = 2
Sentence = str | Promise


@dataclass(frozen=True)
class Gap:
    """Something that is missing: the field (or inline) it belongs to, and a sentence."""

    field: str
    message: Sentence


def _filled(field: str, message: Sentence) -> Callable[[Project], Gap | None]:
    def check(project: Project) -> Gap | None:
        value = getattr(project, field)
        empty = value is None or (isinstance(value, str) and not value.strip())
        return Gap(field, message) if empty else None

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


def _own_address(project: Project) -> Gap | None:
    """Rows of their own have unlike addresses; a working copy meets the others when merged."""
    if project.revision_of_id is None:
        return None
    others = Project.objects.originals().exclude(pk=project.revision_of_id)
    if not others.filter(slug=project.slug).exists():
        return None
    return Gap("slug", _("Adressen används redan av ett annat fall."))


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
    gaps = [check(project) for check in (*GATE, _own_address)]
    return [gap for gap in gaps if gap is not None]


def asked_only_at(municipality: Municipality) -> list[Project]:
    """Return the published cases whose only way to ask is the municipality's website."""
    cases = Project.objects.published().filter(
        municipalities=municipality, contact_email="", contact_url=""
    )
    elsewhere = Municipality.objects.exclude(pk=municipality.pk).exclude(website="")
    return list(cases.exclude(municipalities__in=elsewhere).order_by("sort_key").distinct())


def completeness(project: Project) -> int:
    """Return how much of what publication demands is there, in whole per cent."""
    return round(100 * (1 - len(missing_for_publication(project)) / len(GATE)))
