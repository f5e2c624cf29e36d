"""Search: from what a reader typed to an ordered list of documents, and what to tell the reader."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from .alternatives import ALL_PARTS, Dictionary
from .phrases import in_a_row
from .postings import Index
from .ranking import (
    Alternative,
    Keys,
    Ranked,
    Totals,
    best_ids,
    best_places,
    ids_of,
    rank,
    sort_keys,
)
from .reading import Correction, QueryReading, parse, quoted

IN_ORDER = (5, 4)  # times 1.25
ORDER_DEPTH = 300
PHRASE_DEPTH = 20_000  # documents with all words of a phrase whose word order is read
STRONG = 0.55  # of one token, to be marked in the text
FLOOR = 20  # permille of evidence below which a hit is not counted
FLOOR_COMPOSED = 30  # the same when the bank has no word of the query, but all parts of a compound
FLOOR_UNMET = 150  # the same when it has only some part of one: hus for husvagn


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    ``counted``: uint64, a sort key (``ranking.sort_keys``) for each hit at or above the floor, in
    no order. ``partial``: the same for hits under it, which touch a part of the query only.
    ``corrections`` tell the reader what was done; ``query_as_read`` is the query with them made.
    ``strong`` and ``weak`` tokens are for highlighting; ``phrases`` hold the first tokens of each
    quoted phrase. ``truncated``: the query was longer than allowed.
    """

    counted: Keys
    partial: Keys
    query_as_read: str = ""
    corrections: tuple[Correction, ...] = ()
    strong: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    truncated: bool = False

    @cached_property
    def ids(self) -> NDArray[np.uint32]:
        """The ids of all counted hits in order. ``page`` is faster for some of them."""
        return best_ids(self.counted, 0, len(self.counted))

    @cached_property
    def partial_ids(self) -> NDArray[np.uint32]:
        """The ids of the hits under the floor, in order."""
        return best_ids(self.partial, 0, len(self.partial))

    @cached_property
    def hits(self) -> BitMap:
        """The ids of the counted hits as a set, for facets."""
        return BitMap(ids_of(self.counted))

    def page(self, allowed: BitMap | None, start: int, size: int) -> list[int]:
        """Counted ids number ``start`` … in order, among the ``allowed`` ones (None: all)."""
        keys = self.counted
        if allowed is not None:
            ids = ids_of(keys)
            members = np.asarray(allowed.to_array(), np.uint32)
            is_allowed = np.zeros(max(int(ids.max(initial=0)), *members[-1:].tolist(), 0) + 1, bool)
            is_allowed[members] = True
            keys = keys[is_allowed[ids]]
        found: list[int] = best_ids(keys, start, size).tolist()
        return found


NOTHING = np.zeros(0, np.uint64)


def search(dictionary: Dictionary, text: str, *, as_typed: bool = False) -> SearchResult:
    """Find the documents that answer ``text``; an empty result for a query without words.

    ``as_typed``: neither spelling nor missing dots are mended (*Sök i stället efter …*).
    """
    query, truncated = parse(text)
    if not query:
        return SearchResult(NOTHING, NOTHING, truncated=truncated)
    is_open = not text.endswith((" ", '"', "”"))
    reading = QueryReading(dictionary, query, is_open, as_typed)
    reading.read()
    index = dictionary.index
    ranked = rank(index, reading.groups, reading.own)
    analyze = dictionary.analyzer.analyze
    phrases = tuple(tuple(analyze(word).tokens[0] for word in phrase) for phrase in quoted(text))
    for phrase in phrases:
        ranked = ranked.best(index, PHRASE_DEPTH)
        ranked = ranked.where(in_a_row(index, ranked.places, phrase))
    scores = _with_order(index, ranked, reading)
    counted = ranked.evidence >= (0 if phrases else _floor(reading))
    keys = sort_keys(index, ranked.places, scores)
    return SearchResult(
        counted=keys[counted],
        partial=keys[~counted],
        query_as_read=reading.as_read(),
        corrections=tuple(reading.corrections),
        strong=frozenset(reading.tokens(is_strong)),
        weak=frozenset(reading.tokens(lambda alternative: not is_strong(alternative))),
        phrases=phrases,
        truncated=truncated,
    )


def is_strong(alternative: Alternative) -> bool:
    """Whether its tokens are marked wherever they stand: of several tokens only a word's parts."""
    return alternative.weight >= (STRONG if len(alternative.tokens) == 1 else ALL_PARTS)


def _floor(reading: QueryReading) -> int:
    if reading.is_met:
        return FLOOR
    return FLOOR_COMPOSED if reading.is_composed else FLOOR_UNMET


def _with_order(index: Index, ranked: Ranked, reading: QueryReading) -> Totals:
    """The scores, higher for documents that have the query's words in the query's order.

    Only the ``ORDER_DEPTH`` best are looked at: the others could not reach the first page.
    """
    scores = ranked.scores
    if len(reading.groups) < 2 or not len(scores):
        return scores
    whole = np.flatnonzero(ranked.words_met == len(reading.groups))
    if len(whole) > ORDER_DEPTH:
        ids = index.ids[ranked.places[whole]]
        whole = whole[np.sort(best_places(scores[whole], ids, ORDER_DEPTH))]
    keep = whole[in_a_row(index, ranked.places[whole], reading.keys)]
    scores = scores.copy()
    scores[keep] = scores[keep] * IN_ORDER[0] // IN_ORDER[1]
    return scores
