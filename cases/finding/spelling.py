"""The word of the index that a misspelt word most likely is.

Candidates are compared folded, so that a missing dot costs nothing, by optimal string alignment
(insert, delete, change, swap neighbours; rapidfuzz). The nearest wins; among near ones the common.
"""

import math
from collections.abc import Iterator

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
        for candidates in index.spelling_words(length):
            for candidate, distance, _ in process.extract(
                folded,
                candidates,
                scorer=OSA.distance,
                score_cutoff=cutoff,
                limit=MOST_CANDIDATES,
            ):
                yield distance, candidate


def _alike(word: str, index: Index) -> Iterator[tuple[float, str]]:
    """(similarity in per cent, word) for words that share most of their letters."""
    folded = fold(word)
    for length in range(max(SHORTEST, len(folded) - 3), len(folded) + 4):
        for candidates in index.spelling_words(length):
            for candidate, similarity, _ in process.extract(
                folded, candidates, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH, limit=3
            ):
                for spelt in index.words_with_dots(candidate):
                    yield similarity, spelt


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
