"""The distinct words as written of every document of a segment, so that one can be taken away.

A document's words are numbers, ascending: those of the word list by their key, the others after
them in the order in which they were met. What is written is how far it is from one to the next, as
``streams`` writes numbers: some two bytes a word.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from . import streams
from .documents import AnalyzedDocument
from .lexicon import Lexicon

MOST_WAITING = 1 << 20  # numbers
NO_EDGES = np.zeros((0, 2), np.uint32)


class WordLists(NamedTuple):
    """The words of n documents; ``chunks`` and ``edges`` as in ``segments.Streams``.

    ``numbers``: uint32, ascending, every number in use; ``keys``: uint32, its word's in the trie.
    """

    chunks: list[bytes]
    edges: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    keys: NDArray[np.uint32]

    def of(self, place: int, chunk: int) -> NDArray[np.uint32]:
        """The trie's keys of the words of the document at ``place``, with ``chunk`` in a row."""
        begin, end = self.edges[place].tolist()
        numbers, number, distance = [], 0, 0
        for byte in self.chunks[place // chunk][begin:end]:
            distance = distance << 7 | byte & ~streams.STOP_BIT
            if byte & streams.STOP_BIT:
                number, distance = number + distance, 0
                numbers.append(number)
        found: NDArray[np.uint32] = self.keys[np.searchsorted(self.numbers, numbers)]
        return found


class WordGatherer:
    """Gathers and counts the words of a segment, a chunk of documents at a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._others: defaultdict[str, int] = defaultdict(self._next)
        self._chunks: list[bytes] = []
        self._edges = [NO_EDGES]
        self._waiting: list[NDArray[np.uint32]] = []
        self._totals = np.zeros(0, np.int64)

    def _next(self) -> int:
        return len(self._lexicon) + len(self._others)

    def add(self, documents: Sequence[AnalyzedDocument]) -> None:
        """Add the next documents, all that one chunk has."""
        lists = [self._numbers(document) for document in documents]
        ends = np.cumsum([0, *map(len, lists)])
        numbers = np.concatenate(lists)
        distances = np.diff(numbers, prepend=np.uint32(0))
        firsts = ends[:-1][np.diff(ends) > 0]
        distances[firsts] = numbers[firsts]
        data, starts = streams.encode(distances)
        edges = starts[ends].astype(np.uint32)
        self._chunks.append(data.tobytes())
        self._edges.append(np.stack([edges[:-1], edges[1:]], axis=1))
        self._waiting.append(numbers)
        if sum(map(len, self._waiting)) > MOST_WAITING:
            self._sum_up()

    def _numbers(self, document: AnalyzedDocument) -> NDArray[np.uint32]:
        if not document.other:
            return document.known
        others = sorted(map(self._others.__getitem__, document.other.split("\n")))
        return np.concatenate([document.known, np.array(others, np.uint32)])

    def _sum_up(self) -> None:
        """Count by the whole word list, which pays for many numbers only."""
        totals = np.bincount(np.concatenate(self._waiting), minlength=len(self._totals))
        totals[: len(self._totals)] += self._totals
        self._totals, self._waiting = totals, []

    def finish(self) -> tuple[WordLists, marisa_trie.Trie, NDArray[np.uint32], dict[str, int]]:
        """The lists, the trie of all words, and in how many documents each is: by key, by word."""
        if len(self._totals):
            self._waiting.append(np.zeros(0, np.uint32))
            self._sum_up()
            distinct = np.flatnonzero(self._totals)
            totals = self._totals[distinct]
        else:
            waiting = np.concatenate([np.zeros(0, np.uint32), *self._waiting])
            distinct, totals = np.unique(waiting, return_counts=True)
        words = self._words(distinct.tolist())
        # In the order of the alphabet, whatever other words there are
        trie = marisa_trie.Trie(words, order=marisa_trie.LABEL_ORDER)
        keys = np.fromiter(map(trie.__getitem__, words), np.uint32, len(words))
        by_key = np.zeros(len(words), np.uint32)
        by_key[keys] = totals
        lists = WordLists(
            self._chunks, np.concatenate(self._edges), distinct.astype(np.uint32), keys
        )
        return lists, trie, by_key, dict(zip(words, totals.tolist(), strict=True))

    def _words(self, numbers: Sequence[int]) -> list[str]:
        others, first = list(self._others), len(self._lexicon)
        return [
            self._lexicon.form(number) if number < first else others[number - first]
            for number in numbers
        ]
