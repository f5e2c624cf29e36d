"""The word of the index that a misspelt word most likely is.

Candidates are compared folded, so that a missing dot costs nothing, by optimal string alignment
(insert, delete, change, swap neighbours; rapidfuzz). The nearest wins; among near ones the common.
"""

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from .analyzer import Analyzer
from .language import fold
from .postings import Index

SHORTEST = 4
OTHER_FIRST_LETTER = 0.6
FOLDED_ONLY = 0.5
CLOSE_SECOND = 0.45
MOST_CANDIDATES = 24
MOST_ALIKE = 3
SIMILAR_ENOUGH = 78  # per cent, for words that no few edits explain
LONG_WORD = 9


def corrections(
    word: str, index: Index, analyzer: Analyzer, cutoff: int | None = None, most: int = 3
) -> list[str]:
    """Words of the index that ``word`` may be meant as, best first; words of equal tokens once.

    ``cutoff``: the most edits; None: by the word's length, and by likeness when that finds none.
    """
    if len(word) < SHORTEST:
        return []
    ranked = _ranked(word, _near(word, index, cutoff), index, analyzer)
    if not ranked and cutoff is None:
        ranked = [(5 - s / 25, w) for s, w in _alike(word, index) if _frequency(w, index, analyzer)]
    ranked.sort()
    found: dict[tuple[str, ...], str] = {}
    for cost, candidate in ranked:
        if cost <= ranked[0][0] + CLOSE_SECOND:
            found.setdefault(analyzer.analyze(candidate).tokens, candidate)
    return list(found.values())[:most]


def corrected_tail(word: str, index: Index, analyzer: Analyzer) -> str | None:
    """A long unknown compound with its last part corrected: skolsjutts → skjuts."""
    if len(word) < LONG_WORD:
        return None
    for cut in range(len(word) - 4, 3, -1):
        if not analyzer.splitter.head_lemma(word[:cut]):
            continue
        tail = word[cut:]
        cutoff = 1 if len(tail) < 7 else 2
        ranked = _ranked(tail, _within(fold(tail), index, cutoff), index, analyzer)
        if ranked:
            return min(ranked)[1]
    return None


def _near(word: str, index: Index, cutoff: int | None) -> Iterator[tuple[float, str]]:
    cutoff = cutoff or (1 if len(word) <= 5 else 2 if len(word) <= 11 else 3)
    return _within(fold(word), index, cutoff)


def _within(folded: str, index: Index, cutoff: int) -> Iterator[tuple[float, str]]:
    """(distance, folded word) of the index's words within ``cutoff`` edits."""
    for length in range(len(folded) - cutoff, len(folded) + cutoff + 1):
        yield from _nearest(folded, length, index, OSA.distance, cutoff, MOST_CANDIDATES)


def _alike(word: str, index: Index) -> Iterator[tuple[float, str]]:
    """(similarity in per cent, word) for words that share most of their letters."""
    folded = fold(word)
    for length in range(max(SHORTEST, len(folded) - 3), len(folded) + 4):
        near = _nearest(folded, length, index, fuzz.ratio, SIMILAR_ENOUGH, MOST_ALIKE)
        for similarity, candidate in near:
            for spelt in index.words_with_dots(candidate):
                yield similarity, spelt


def _nearest(
    folded: str, length: int, index: Index, scorer: Any, cutoff: int, most: int
) -> Iterator[tuple[float, str]]:
    """The ``most`` words of the length with the best scores, of equals the first in the alphabet.

    The same whatever changes the index has come through: a word that no document has any longer
    takes nobody's place.
    """
    found: dict[str, float] = {}
    may_lack = False
    for words, some_gone in index.spelling_words(length):
        limit = None if some_gone else most
        for candidate, score, _place in process.extract(
            folded, words, scorer=scorer, score_cutoff=cutoff, limit=limit
        ):
            found[candidate] = score
        may_lack = may_lack or some_gone
    sign = -1 if scorer is fuzz.ratio else 1
    ranked = sorted((sign * score, candidate) for candidate, score in found.items())
    living = (row for row in ranked if not may_lack or index.words_with_dots(row[1]))
    return ((sign * score, candidate) for score, candidate in islice(living, most))


def _ranked(
    word: str, near: Iterator[tuple[float, str]], index: Index, analyzer: Analyzer
) -> list[tuple[float, str]]:
    """(cost, word as written): edits, another first letter, length; common words cost less."""
    ranked = []
    for distance, folded in near:
        for candidate in index.words_with_dots(folded):
            frequency = _frequency(candidate, index, analyzer)
            if not frequency:
                continue
            cost = min(OSA.distance(word, candidate), distance + FOLDED_ONLY)
            cost += OTHER_FIRST_LETTER * (fold(candidate[0]) != fold(word[0]))
            cost += 0.02 * abs(len(candidate) - len(word)) - 0.12 * math.log1p(frequency)
            ranked.append((round(cost, 6), candidate))
    return ranked


def _frequency(word: str, index: Index, analyzer: Analyzer) -> int:
    """Living documents with the word, in any inflection."""
    return max(index.frequency(token) for token in analyzer.analyze(word).tokens)
