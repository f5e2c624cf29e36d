"""What differs between two stories, as readers see them: field by field, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .shape import EDITORS_ONLY, FIELDS, MANY, PARTS, REFERENCES
from .story import Story, for_readers
from .texts import LEAST_LIKENESS, Pieces, compare_words, likeness
from .words import field_text, label_of, part_label, row_text

# How the rows of a part are known again; the others by the likeness of their text
KEYS = {
    "citations": lambda row: row["number"],
    "factors": lambda row: (row["factor"]["code"], row["role"]),
    "theories": lambda row: row["theory"]["code"],
    "images": lambda row: row["file"],
}
# Rows left over on both sides, multiplied: more than this are not compared with one another
MOST_PAIRS = 2500


@dataclass(frozen=True)
class Change:
    """One field or row that differs: what it is called, what happened, and both texts in pieces."""

    label: str
    what: str
    old: Pieces
    new: Pieces


@dataclass
class Group:
    """The changes of the case's own fields, or of one of its parts."""

    title: str
    changes: list[Change] = field(default_factory=list)


def reads_the_same(one: Story, other: Story) -> bool:
    """Return whether a reader would see the same in both stories."""
    return for_readers(one) == for_readers(other)


def differences(old: Story, new: Story) -> list[Group]:
    """Return what differs, in the order of the page; groups without a difference are left out."""
    old, new = for_readers(old), for_readers(new)
    groups = [Group(_("Texter och uppgifter"), _field_changes(old, new))]
    groups += [Group(capfirst(part_label(name)), _part_changes(name, old, new)) for name in PARTS]
    return [group for group in groups if group.changes]


def unchanged(old: Story, new: Story) -> list[str]:
    """Return the labels of the fields and parts that have something to say and say the same."""
    old, new = for_readers(old), for_readers(new)
    labels = [
        label_of(name)
        for name in _own_names()
        if field_text(name, old) and field_text(name, old) == field_text(name, new)
    ]
    same = (name for name in PARTS if _rows(name, old) and _rows(name, old) == _rows(name, new))
    return labels + [capfirst(part_label(name)) for name in same]


def sentence(old: Story | None, new: Story) -> str:
    """Return what changed in a sentence or two; `old` is None for the first version."""
    if old is None:
        return _("Första publiceringen.")
    old, new = for_readers(old), for_readers(new)
    changed = [change.label.lower() for change in _field_changes(old, new)]
    counts: dict[str, list[str]] = {"added": [], "removed": [], "changed": changed}
    for name in PARTS:
        kinds = [change.what for change in _part_changes(name, old, new)]
        for kind, words in counts.items():
            if number := kinds.count(kind):
                words.append(f"{number} {part_label(name, number)}")
        if kinds == ["moved"]:
            changed.append(_("ordningen på %(part)s") % {"part": part_label(name)})
    titles = {"changed": _("Ändrat"), "added": _("Tillagt"), "removed": _("Borttaget")}
    parts = [f"{titles[kind]}: {', '.join(counts[kind])}." for kind in titles if counts[kind]]
    return " ".join(parts) or _("Inget i texten ändrades.")


def _own_names() -> list[str]:
    names = [*FIELDS[:1], *MANY, *REFERENCES, *FIELDS[1:]]
    return [name for name in names if name not in EDITORS_ONLY]


def _field_changes(old: Story, new: Story) -> list[Change]:
    changes = []
    for name in _own_names():
        before, after = field_text(name, old), field_text(name, new)
        if before != after:
            changes.append(_change(label_of(name), before, after))
    return changes


def _part_changes(name: str, old: Story, new: Story) -> list[Change]:
    before, after = _rows(name, old), _rows(name, new)
    if before == after:
        return []
    label = capfirst(part_label(name, 1))
    texts = [(_text(name, one), _text(name, other)) for one, other in _pairs(name, before, after)]
    changes = [_change(label, one, other) for one, other in texts if one != other]
    if changes:
        return changes
    order = ["\n".join(_text(name, row) for row in rows) for rows in (before, after)]
    return [Change(_("Ordning"), "moved", *compare_words(*order))]


def _change(label: str, old: str, new: str) -> Change:
    what = "changed" if old and new else ("added" if new else "removed")
    return Change(label, what, *compare_words(old, new))


def _rows(name: str, story: Story) -> list[dict[str, Any]]:
    return story["parts"].get(name, [])


def _text(name: str, row: dict[str, Any] | None) -> str:
    return row_text(name, row) if row else ""


def _pairs(name: str, before: list, after: list) -> list[tuple[dict | None, dict | None]]:
    """Return (old row, new row) for each row, None where there is none on that side."""
    key = KEYS.get(name)
    pairs: list[tuple[int, dict | None, dict | None]] = []
    old, new = list(before), list(after)
    for row in before:  # first those that are exactly the same, or have the same key
        match = next((r for r in new if r == row or (key and key(r) == key(row))), None)
        if match is not None:
            pairs.append((after.index(match), row, match))
            old.remove(row)
            new.remove(match)
    if not key and len(old) * len(new) <= MOST_PAIRS:
        pairs += _alike(name, old, new, after)
    pairs += [(len(after) + place, row, None) for place, row in enumerate(old)]
    pairs += [(after.index(row), None, row) for row in new]
    return [(one, other) for _place, one, other in sorted(pairs, key=lambda pair: pair[0])]


def _alike(name: str, old: list, new: list, after: list) -> list:
    """Pair the rows whose texts are most alike, and take them out of `old` and `new`."""
    scores = sorted(
        (
            (likeness(row_text(name, one), row_text(name, other)), -i, -j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
        ),
        reverse=True,
    )
    pairs, used_old, used_new = [], set(), set()
    for score, i, j in scores:
        if score > LEAST_LIKENESS and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((after.index(new[-j]), old[-i], new[-j]))
    old[:] = [row for i, row in enumerate(old) if -i not in used_old]
    new[:] = [row for j, row in enumerate(new) if -j not in used_new]
    return pairs
