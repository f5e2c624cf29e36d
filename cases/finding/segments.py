"""A frozen part of the index: the postings of some documents in a few large arrays.

Memory for each document of 300 words: about 1.6 kB of postings and 0.6 kB of word order. The words
are a marisa trie, a few bytes a word.
"""

from typing import NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from .streams import contains
from .word_lists import WordLists

CHUNK = 1024

Postings = tuple[NDArray[np.uint32], NDArray[np.uint16]]
EMPTY: Postings = (np.zeros(0, np.uint32), np.zeros(0, np.uint16))


class Segment(NamedTuple):
    """n documents, t tokens, p postings, w words; made by ``build_segment``, never changed.

    ``ids``: uint32[n] ascending. ``tokens``: uint64[t] ascending ``token_id``, ``numbers``:
    uint32[t] the number 1 … t of each. ``offsets``: int64[t+2]; token number k has the postings
    ``offsets[k]:offsets[k+1]`` of ``places`` (uint32[p], place in ``ids``, ascending) and
    ``impacts`` (uint16[p], thousandths).
    ``word_counts``: uint32[w], documents with the word, by trie key. ``norms``: float32[n], length
    of the vector of impacts. ``streams``: word order. ``word_lists``: each document's words.
    ``spelling``: folded words by length.
    """

    ids: NDArray[np.uint32]
    tokens: NDArray[np.uint64]
    numbers: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    places: NDArray[np.uint32]
    impacts: NDArray[np.uint16]
    streams: "Streams"
    words: marisa_trie.Trie
    word_counts: NDArray[np.uint32]
    word_lists: WordLists
    norms: NDArray[np.float32]
    spelling: dict[int, list[str]]

    def number(self, token: int) -> int | None:
        """The number of a token given by its ``token_id``, or None when no document has it."""
        sought = np.uint64(token)
        place = int(np.searchsorted(self.tokens, sought))
        found = place < len(self.tokens) and self.tokens[place] == sought
        return int(self.numbers[place]) if found else None

    def postings(self, token: int) -> Postings:
        """The places and impacts of the documents with the token; empty arrays when none has."""
        number = self.number(token)
        if number is None:
            return EMPTY
        span = slice(self.offsets[number], self.offsets[number + 1])
        return self.places[span], self.impacts[span]

    def spans(self, tokens: NDArray[np.uint64]) -> NDArray[np.int64]:
        """int64[2, n]: where the postings of each of n tokens begin and end; nowhere is (0, 0)."""
        if not len(self.tokens):
            return np.zeros((2, len(tokens)), np.int64)
        at = np.searchsorted(self.tokens, tokens)
        at[at == len(self.tokens)] = 0
        numbers = self.numbers[at]
        spans = np.stack((self.offsets[numbers], self.offsets[numbers + 1]))
        return np.where(self.tokens[at] == tokens, spans, 0)

    def sums(self, tokens: NDArray[np.uint64], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32[n]: each document's sum of weight · impact over the tokens, in their order."""
        sums = np.zeros(len(self.ids), np.float32)
        starts, ends = self.spans(tokens)
        spans = [slice(*span) for span in zip(starts.tolist(), ends.tolist(), strict=True)]
        if spans:
            places = np.concatenate([self.places[span] for span in spans])
            impacts = np.concatenate([self.impacts[span] for span in spans])
            np.add.at(sums, places, impacts * np.repeat(weights, ends - starts))
        return sums

    def place(self, identity: int) -> int | None:
        """Where a document stands in ``ids``, or None."""
        place = int(np.searchsorted(self.ids, identity))
        found = place < len(self.ids) and self.ids[place] == identity
        return place if found else None

    def words_of(self, place: int) -> NDArray[np.uint32]:
        """The keys in ``words`` of what the document at ``place`` is written with."""
        return self.word_lists.of(place, CHUNK)


class Streams(NamedTuple):
    """The word order of n documents, ``CHUNK`` in a row in each of ``chunks``.

    ``edges``: uint32[n, 2], where a document's bytes begin and end in its chunk.
    """

    chunks: list[bytes]
    edges: NDArray[np.uint32]

    def having(self, phrase: bytes, places: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which of the places have the phrase (of ``streams.pattern``)."""
        chunks = (places // np.uint32(CHUNK)).tolist()
        return np.array(
            [
                contains(self.chunks[chunk], phrase, start, end)
                for chunk, (start, end) in zip(chunks, self.edges[places].tolist(), strict=True)
            ],
            bool,
        )
