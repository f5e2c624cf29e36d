"""Ways on from a list without cases: choices to drop, pages that answer, fields to begin in."""

from cases.filters.asked import Asked
from cases.finding.knowledge import knowledge_of

MOST_PAGES = 4
MOST_THEMES = 6
THEMES = "omrade"


def ways_on(asked, answer, path):
    """Return what the template of an empty list shows; nothing for a list with cases."""
    if answer.total:
        return {}
    return {
        "ways_out": [
            (label, without.address(path), count) for label, without, count in answer.ways_out()
        ],
        "other_pages": _other_pages(asked.q, answer.snapshot) if asked.q else [],
        "nearest_themes": _nearest_themes(answer, path) if asked.q else [],
        "whole_list": path,
    }


def _other_pages(q, snapshot):
    """Return the factors, places, theories … that answer the words: the bank knows more than its
    cases."""
    found = knowledge_of(snapshot).search(q, as_typed=True)
    # Bollebygd shares a part of fotboll, and answers nothing
    return found.records[:MOST_PAGES] if found.result.strong else []


def _nearest_themes(answer, path):
    """Return (label, address, cases) of the fields that cases touching some word stand in.

    Where no word is met, those with most cases: somewhere to begin.
    """
    words, touched = answer.snapshot.words[THEMES], set(answer.partial_ids())
    fields = [
        (len(touched.intersection(members)), len(members), words[code])
        for code, members in answer.snapshot.facets.values.get(THEMES, {}).items()
        if code in words and not words[code].under
    ]
    near = [field for field in fields if field[0]] or fields
    near.sort(key=lambda field: (-field[0], -field[1], field[2].label))
    return [
        (word.label, Asked().toggled(THEMES, word.value).address(path), total)
        for _near, total, word in near[:MOST_THEMES]
        if total
    ]
