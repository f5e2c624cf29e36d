"""Scores in integers: the same ordered list in every process and on every database.

An alternative of a word is worth idf · weight · impact. A word is worth its best alternative and
15 % of the others. A document is worth the sum over the words · (0.5 + 0.5·coverage²), where
coverage is the share of the query's words, by idf, that the document has.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .documents import CEILING, IMPACT_SCALE
from .postings import Index

Places = NDArray[np.uint32]
Scores = NDArray[np.int32]
Totals = NDArray[np.int64]
Keys = NDArray[np.uint64]
LOWER = np.uint64(0xFFFFFFFF)
ID_BITS = 32

WEIGHT_SCALE = 10  # idf is in thousandths; idf · weight is kept in hundredths
OTHER_ALTERNATIVES = 15  # per cent
SPREAD = 0.7  # several tokens together are worth the sum / n**0.7
PERMILLE = 1000
STRONG = 0.7  # alternatives of at least this weight say how telling the word is


class Alternative(NamedTuple):
    """One way to meet a word of the query: all ``tokens`` in the document, worth ``weight`` 0–1."""

    tokens: tuple[str, ...]
    weight: float


class Ranked(NamedTuple):
    """``places`` (ascending) with a positive score, their ``scores`` and ``evidence``.

    ``scores``: int64, only for order. ``evidence``: int64 permille, the share of the score that a
    document full of the query's very words would have. ``words_met``: uint8, how many groups the
    document meets.
    """

    places: Places
    scores: Totals
    evidence: Totals
    words_met: NDArray[np.uint8]

    def best(self, index: Index, most: int) -> "Ranked":
        """The ``most`` places with the highest scores; of equals those with the lowest ids."""
        return self.where(np.sort(best_places(self.scores, index.ids[self.places], most)))

    def where(self, keep: NDArray[np.bool_] | NDArray[np.intp]) -> "Ranked":
        """Only the places where ``keep`` is true, or those at its ascending numbers."""
        return Ranked(
            self.places[keep], self.scores[keep], self.evidence[keep], self.words_met[keep]
        )


def rank(index: Index, groups: Sequence[Sequence[Alternative]], own: Sequence[int]) -> Ranked:
    """Score every document that meets any alternative of any group (a group for each word).

    ``own``: the idf in thousandths that each word itself would have, a word without hits included.
    """
    ideal = sum(own) // WEIGHT_SCALE * int(CEILING * IMPACT_SCALE)
    if len(groups) == 1:
        values = _group_scores(index, groups[0])
        places = np.flatnonzero(values).astype(np.uint32)
        scores: Totals = values[places].astype(np.int64)
        met = np.ones(len(places), np.uint8)
        return Ranked(places, scores, scores * PERMILLE // max(1, ideal), met)
    places, scores, met = _several(index, groups)
    return Ranked(places, scores, scores * PERMILLE // max(1, ideal), met)


def _several(
    index: Index, groups: Sequence[Sequence[Alternative]]
) -> tuple[Places, Totals, NDArray[np.uint8]]:
    """Places, scores and words met of a query of several words, coverage taken into account."""
    total = np.zeros(index.size, np.int64)
    coverage = np.zeros(index.size, np.int32)
    met = np.zeros(index.size, np.uint8)
    telling = [_telling(index, group) for group in groups]
    for group, weight in zip(groups, telling, strict=True):
        values = _group_scores(index, group)
        most = int(values.max(initial=0))
        if most:
            total += values
            met += values > 0
            coverage += _share(values, most, weight)
    places = np.flatnonzero(total).astype(np.uint32)
    share = coverage[places].astype(np.int64) // max(1, sum(telling))
    factor = PERMILLE // 2 + share * share // (2 * PERMILLE)
    return places, total[places] * factor // PERMILLE, met[places]


def _telling(index: Index, group: Sequence[Alternative]) -> int:
    """How much a word counts in coverage: the highest idf of its strong alternatives."""
    strong = [index.idf(token) for tokens, weight in group if weight >= STRONG for token in tokens]
    return max(strong, default=800)


def _share(scores: Scores, most: int, weight: int) -> Scores:
    """weight · (0.4 + 0.6·score/highest) in permille where the score is positive, else 0."""
    share = scores.astype(np.float32) * np.float32(600 / most)
    share += np.float32(400)
    share *= scores > 0
    return share.astype(np.int32) * np.int32(weight)


def _group_scores(index: Index, group: Sequence[Alternative]) -> Scores:
    """The best alternative and 15 % of the rest, for every place of the index."""
    best = np.zeros(index.size, np.int32)
    rest: Scores | None = None
    for number, alternative in enumerate(group):
        places, values = alternative_scores(index, alternative)
        if not len(places):
            continue
        if number == 0:
            best[places] = values
            continue
        if rest is None:
            rest = np.zeros(index.size, np.int32)
        before = best[places]
        rest[places] += np.minimum(before, values)
        best[places] = np.maximum(before, values)
    if rest is not None:
        best += rest * np.int32(OTHER_ALTERNATIVES) // np.int32(100)
    return best


def alternative_scores(index: Index, alternative: Alternative) -> tuple[Places, Scores]:
    """Places that have all tokens of the alternative and what it is worth there."""
    tokens = sorted(set(alternative.tokens), key=index.frequency)
    factor = alternative.weight / WEIGHT_SCALE / len(tokens) ** SPREAD
    places, impacts = index.postings(tokens[0])
    values = impacts.astype(np.int32) * np.int32(round(index.idf(tokens[0]) * factor))
    for token in tokens[1:]:
        others, impacts = index.postings(token)
        if not len(others):
            return others, np.zeros(0, np.int32)
        at = np.searchsorted(others, places)
        at[at == len(others)] = 0
        keep = others[at] == places
        places, at = places[keep], at[keep]
        weight = np.int32(round(index.idf(token) * factor))
        values = values[keep] + impacts[at].astype(np.int32) * weight
    return places, values


def best_places(scores: Totals, ids: NDArray[np.uint32], most: int) -> NDArray[np.intp]:
    """Where the ``most`` highest scores stand, in no order; of equals those with the lowest ids."""
    if len(scores) <= most:
        return np.arange(len(scores))
    tied = (scores << ID_BITS) - ids
    return np.argpartition(-tied, most)[:most]


def sort_keys(index: Index, places: Places, scores: Totals) -> Keys:
    """A key for each place: the highest is the first in order, equal scores by lowest id.

    The score stands in the upper 32 bits, the complement of the id in the lower.
    """
    ids = index.ids[places].astype(np.uint64)
    return (scores.astype(np.uint64) << np.uint64(32)) | (LOWER - ids)


def ids_of(keys: Keys) -> NDArray[np.uint32]:
    """The ids in the keys, in the order of the keys."""
    return (LOWER - (keys & LOWER)).astype(np.uint32)


def best_ids(keys: Keys, start: int, size: int) -> NDArray[np.uint32]:
    """The ids number ``start`` … ``start + size - 1`` when the keys are put in order."""
    wanted = min(start + size, len(keys))
    if wanted < len(keys) // 4:
        keys = np.partition(keys, len(keys) - wanted)[len(keys) - wanted :]
    ordered = np.sort(keys)[::-1]
    return ids_of(ordered[start:wanted])
