"""Which words were taken out of a text and which came in. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from cases.wording import steps_between, words_of

# Less in common than this, and a patchwork of words would be harder to read than two texts
LEAST_LIKENESS = 0.3


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they differ from the other text."""

    text: str
    differs: bool


Pieces = list[Piece]


def compare_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces: joined again, the pieces are the text."""
    before, after = words_of(old), words_of(new)
    steps = steps_between(before, after)
    alike = sum(last - first for kind, first, last, _start, _end in steps if kind == "equal")
    if 2 * alike < LEAST_LIKENESS * (len(before) + len(after)):
        return _whole(old), _whole(new)
    removed: Pieces = []
    added: Pieces = []
    for kind, first, last, start, end in steps:
        _add(removed, "".join(before[first:last]), kind != "equal")
        _add(added, "".join(after[start:end]), kind != "equal")
    return removed, added


def likeness(one: str, other: str) -> float:
    """Return how much two short texts have in common, from 0 to 1."""
    matcher = SequenceMatcher(None, one.split(), other.split())
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_LIKENESS else 0.0


def _whole(text: str) -> Pieces:
    return [Piece(text, True)] if text else []


def _add(pieces: Pieces, text: str, differs: bool) -> None:
    """Add a run of words; the space after a change is no part of it."""
    words = text.rstrip() if differs else text
    if words:
        pieces.append(Piece(words, differs))
    if rest := text[len(words) :]:
        pieces.append(Piece(rest, False))
