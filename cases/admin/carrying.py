"""A kept text whose place is gone goes on in another: a new working copy, or a new record.

The rows of the new place are others than those that the text was written in. They are known again
by what they say, so that no row stands twice; which of two texts is to hold the curator then
chooses in the form, as in any conflict.
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.http import QueryDict

from .conflicts import put, rebased

# Less in common than this, and a row is taken for a new one
LIKE_ENOUGH = 0.5
# Of a row's place, not of what it says
ITS_PLACE = {"id", "DELETE", "position", "citation", "file"}


@dataclass(frozen=True)
class Way:
    """What happened to the place of a text, and where it may go on.

    `label` is what the button says; `place` makes or finds the record to go on in (None: a new
    one) when it is pressed. Without a label there is only the sentence.
    """

    sentence: str
    label: str = ""
    place: Callable | None = None


def laid_upon(data, kinds, target):
    """Return a form's data with its rows given the ids of `target`'s rows (None: all are new).

    `kinds` are the classes of the form's rows.
    """
    data, citations = data.copy(), {}
    for kind in sorted(kinds, key=lambda kind: kind.get_default_prefix() != "citations"):
        prefix = kind.get_default_prefix()
        found = _known_again(data, prefix, kind, target)
        for number, row in found.items():
            key = f"{prefix}-{number}-id"
            if prefix == "citations":
                citations[data[key]] = str(row.pk)
            data[key] = str(row.pk)
        data = rebased(data, prefix, {row.pk for row in found.values()})
        for number in range(int(data[f"{prefix}-TOTAL_FORMS"])):
            data[f"{prefix}-{number}-{kind.fk.name}"] = str(target.pk) if target else ""
            cited = f"{prefix}-{number}-citation"
            if cited in data:
                data[cited] = citations.get(data[cited], "")
    return data


def _known_again(data, prefix, kind, target):
    """Return {number of the row in the form: the row of `target` that takes its place}."""
    names = [
        name for name in kind.form.base_fields if name not in ITS_PLACE and name != kind.fk.name
    ]
    left = {
        row: [_saved(kind, row).get(name, "") for name in names]
        for row in (kind(instance=target).get_queryset() if target else ())
    }
    sent = {
        number: [data.get(f"{prefix}-{number}-{name}", "") for name in names]
        for number in range(int(data.get(f"{prefix}-TOTAL_FORMS") or 0))
        if data.get(f"{prefix}-{number}-id")
    }
    found = {}
    for least in (1.0, LIKE_ENOUGH):
        for number in [number for number in sent if number not in found]:
            scores = [(_likeness(sent[number], said), row) for row, said in left.items()]
            score, row = max(scores, key=lambda pair: pair[0], default=(0, None))
            if score >= least:
                found[number] = row
                del left[row]
    return found


def _saved(kind, row):
    """The values of a saved row as its form would send them."""
    form, values = kind.form(instance=row), QueryDict(mutable=True)
    for name in form.fields:
        put(values, name, form, name)
    return values


def _likeness(one, other):
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, " ".join(one).split(), " ".join(other).split(), autojunk=False)
    return min(matcher.ratio(), 0.99)
