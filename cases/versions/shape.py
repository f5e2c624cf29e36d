"""What a story consists of. Whatever a case gains later must be placed here: a test says so.

A story names what it refers to by the natural key first, then the words that were read with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# Raised when a story of the older shape could no longer be read as it stands
SCHEMA = 1

# The case's own fields, in the order of its page
FIELDS = (
    "title", "slug", "summary_30s", "summary", "problem", "driver_note", "goal", "solution",
    "results_absent", "hindrances_absent", "harms", "legal_aspects", "keywords",
    "innovation_types_basis", "stage", "start_year", "end_year", "period_note",
    "outcome_direction", "evidence_level", "evidence_note", "disputed", "selection_basis",
    "confidence", "life_status", "lessons_basis", "fact_checked_on", "checked_on",
    "checked_changes", "cost_band", "cost_note", "staff_effort", "time_to_effect",
    "contact_function", "contact_email", "contact_url", "licence", "title_en", "summary_en",
    "editorial_note",
)  # fmt: skip
REFERENCES = {"driver": ("code", "title")}
MANY = {
    "municipalities": ("slug", "name"),
    "themes": ("code", "name"),
    "innovation_types": ("code", "name"),
    "value_types": ("code", "name"),
    "target_groups": ("code", "name"),
}

# In the story, because a working copy takes them along, and never shown to readers
EDITORS_ONLY = {"editorial_note", "shows_people", "people_ground", "stopped"}

# The row's own: who it is, where it stands in the workflow, and what the bank computes
KEPT_BY_THE_ROW = {
    "id", "public_id", "status", "revision_of", "author", "reviewer", "created_at", "updated_at",
    "published_at", "publish_at", "reviewed_on", "review_due", "sort_key", "edit_version",
}  # fmt: skip
# What hangs on the case and is not part of its story
BESIDE_THE_STORY = {
    "collection_items", "collections", "follow_ups", "old_slugs", "reuse_reports",
    "search_document", "submissions", "tombstone", "transitions", "versions", "working_copy",
    "writers",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One kind of row: its fields, what it refers to by natural key, whether it cites a source.

    The order of the rows is the order of the list; `position` is not kept.
    """

    fields: tuple[str, ...]
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cited: bool = False


_SOURCE = (
    "slug", "kind", "title", "author", "publisher", "published", "language", "isbn", "doi", "url",
    "quality", "quality_reason",
)  # fmt: skip

# Citations first: the others refer to them by number
PARTS = {
    "citations": Part(("number", "accessed", "note", "from_municipality"), {"source": _SOURCE}),
    "milestones": Part(("period", "year", "text")),
    "results": Part(("what", "figure", "value", "unit", "year", "direction"), cited=True),
    "hindrances": Part(("text",), cited=True),
    "factors": Part(("role", "why", "basis"), {"factor": ("code", "title")}),
    "voices": Part(("perspective", "stance", "text"), cited=True),
    "transfer_conditions": Part(("text", "basis"), cited=True),
    "lessons": Part(("text",)),
    "costs": Part(("what", "amount", "value", "currency", "price_year"), cited=True),
    "funders": Part(("name",), {"programme": ("slug", "name"), "organisation": ("slug", "name")}),
    "partners": Part(("name", "kind"), {"organisation": ("slug", "name")}),
    "theories": Part(("relation", "why"), {"theory": ("code", "title")}),
    "images": Part(
        (
            "file", "width", "height", "alt_text", "decorative", "caption", "photographer",
            "licence", "shows_people", "people_ground", "stopped",
        )
    ),
}  # fmt: skip


def relations() -> list[str]:
    """Return what to prefetch for a story, so that it takes as many queries for one as for 50."""
    paths = [*REFERENCES, *MANY]
    for name, part in PARTS.items():
        paths += [name, *(f"{name}__{reference}" for reference in part.references)]
        if part.cited:
            paths.append(f"{name}__citation")
    return paths
