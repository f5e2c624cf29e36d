"""Which words were taken out of a text and which came in. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond these, two texts are shown whole beside each other: comparing takes the square of them
MOST_WORDS = 4000
# Less in common than this, and a patchwork of words would be harder to read than two texts
LEAST_LIKENESS = 0.3
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_FEW = 600


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they differ from the other text."""

    text: str
    differs: bool


Pieces = list[Piece]


def compare_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces: joined again, the pieces are the text."""
    if old == new:
        return [Piece(old, False)], [Piece(new, False)]
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        return _whole(old), _whole(new)
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > _FEW)
    if matcher.ratio() < LEAST_LIKENESS:
        return _whole(old), _whole(new)
    removed: Pieces = []
    added: Pieces = []
    blocks = matcher.get_opcodes()
    for place, (tag, first, last, start, end) in enumerate(blocks):
        text = "".join(before[first:last])
        # A space between two changed words belongs to the change
        lone_space = text.isspace() and 0 < place < len(blocks) - 1
        differs = tag != "equal" or lone_space
        _add(removed, text, differs)
        _add(added, "".join(after[start:end]), differs)
    return removed, added


def likeness(one: str, other: str) -> float:
    """Return how much two short texts have in common, from 0 to 1."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_LIKENESS else 0.0


def _whole(text: str) -> Pieces:
    return [Piece(text, True)] if text else []


def _add(pieces: Pieces, text: str, differs: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1].differs == differs:
        text = pieces.pop().text + text
    pieces.append(Piece(text, differs))
