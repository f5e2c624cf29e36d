"""Which words were taken out of a text and which came in. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond these, two texts are shown whole beside each other: comparing takes the square of them
MOST_WORDS = 3000
# Less in common than this, and a patchwork of words would be harder to read than two texts
LEAST_LIKENESS = 0.3
_WORD = re.compile(r"\S+\s*|\s+")
_FEW = 500


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
    for tag, first, last, start, end in matcher.get_opcodes():
        _add(removed, "".join(before[first:last]), tag != "equal")
        _add(added, "".join(after[start:end]), tag != "equal")
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
