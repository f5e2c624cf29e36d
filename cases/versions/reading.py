"""A story arranged as a page reads it: every value in words, every part in its place."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import EvidenceLevel, OutcomeDirection, Project, ProjectFactor, Stage

from .shape import PARTS
from .story import Story, for_readers
from .words import day, field_text, label_of, part_label, text_of, text_of_source

LONG_TEXTS = (
    "problem", "driver_note", "goal", "solution", "staff_effort", "harms", "legal_aspects",
)  # fmt: skip
FACTS = (
    "municipalities", "themes", "stage", "driver", "innovation_types", "value_types",
    "target_groups", "time_to_effect", "cost_band", "cost_note",
)  # fmt: skip
ABOUT = (
    "selection_basis", "confidence", "keywords", "lessons_basis", "innovation_types_basis",
    "fact_checked_on", "checked_on", "checked_changes", "contact_function", "contact_email",
    "contact_url", "title_en", "summary_en", "licence",
)  # fmt: skip
_SCALES: dict[str, Any] = {"outcome_direction": OutcomeDirection, "stage": Stage}
Reading = dict[str, Any]


def read(story: Story) -> Reading:
    """Return what the page of a version shows. Nothing that only editors see is in it."""
    story = for_readers(story)
    fields, parts = story["fields"], {name: story["parts"].get(name, []) for name in PARTS}
    return {
        "text": fields,
        "outcome": field_text("outcome_direction", story),
        "evidence": field_text("evidence_level", story),
        "definitions": _definitions(fields),
        "facts": [*_labelled(FACTS[:3], story), _when(story), *_labelled(FACTS[3:], story)],
        "story": _labelled(LONG_TEXTS, story),
        "about": _labelled(ABOUT, story),
        "factors": [(row, _worded("factors", row), _hindered(row)) for row in parts["factors"]],
        "roles": [(row["factor"]["code"], row["role"]) for row in parts["factors"]],
        "results": [(row, _worded("results", row)) for row in parts["results"]],
        "voices": [(row, _worded("voices", row)) for row in parts["voices"]],
        "citations": [(row, _source(row)) for row in parts["citations"]],
        "company": [
            (capfirst(part_label(name)), [_actor(name, row) for row in parts[name]])
            for name in ("partners", "funders", "theories")
            if parts[name]
        ],
        **{
            name: parts[name]
            for name in (
                "milestones", "hindrances", "lessons", "transfer_conditions", "costs", "images",
            )
        },
    }  # fmt: skip


def _labelled(names: tuple[str, ...], story: Story) -> list[tuple[str, str]]:
    texts = ((label_of(name), field_text(name, story)) for name in names)
    return [(label, text.replace("\n", ", ") if label_of("keywords") == label else text)
            for label, text in texts if text]  # fmt: skip


def _when(story: Story) -> tuple[str, str]:
    fields = story["fields"]
    years = Project(start_year=fields.get("start_year"), end_year=fields.get("end_year")).years
    life = fields.get("life_status")
    alive = _("Lever det än? %(answer)s.") % {"answer": field_text("life_status", story)}
    words = [
        str(years),
        fields.get("period_note", ""),
        alive if life not in (None, "okant") else "",
    ]
    return _("När"), ". ".join(word for word in words if word) or _("Årtal saknas")


def _definitions(fields: dict[str, Any]) -> dict[str, str]:
    """What the values mean on the scales of today; nothing for a value they have no more."""
    found = {
        name: str(scale(fields[name]).definition)
        for name, scale in _SCALES.items()
        if fields.get(name) in scale.values
    }
    level = fields.get("evidence_level")
    if level in EvidenceLevel.values:
        found["evidence_level"] = str(EvidenceLevel(level).definition)
    return found


def _hindered(row: dict[str, Any]) -> bool:
    return row["role"] in ProjectFactor.HINDERING_ROLES


def _worded(part: str, row: dict[str, Any]) -> dict[str, str]:
    return {name: text_of(name, row.get(name), part) for name in PARTS[part].fields}


def _actor(part: str, row: dict[str, Any]) -> tuple[str, str]:
    """Return who or what it is, and what the case says of it in a few words."""
    if part == "theories":
        words = [text_of("relation", row["relation"], part), row.get("why", "")]
        return row["theory"]["title"], ": ".join(word for word in words if word)
    if part == "funders":
        return row["name"], text_of("programme", row.get("programme"))
    return row["name"], text_of("kind", row["kind"], part).lower()


def _source(row: dict[str, Any]) -> dict[str, str]:
    source = row["source"]
    return {
        "kind": text_of_source("kind", source).lower(),
        "read": day(row.get("accessed", "")),
    }
