"""A frozen part of the index: the postings of some documents in a few large arrays.

Memory for each document of 300 words: about 1.6 kB of postings and 0.6 kB of word order. The words
are a marisa trie, a few bytes a word.
"""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from .documents import AnalyzedDocument
from .language import fold
from .lexicon import Lexicon, shared_lexicon
from .streams import contains, encode

CHUNK = 1024
SPELLING_WORDS = 60_000
SHORTEST_SPELLING = 3

Postings = tuple[NDArray[np.uint32], NDArray[np.uint16]]
NO_EDGES = np.zeros((0, 2), np.uint32)
EMPTY: Postings = (np.zeros(0, np.uint32), np.zeros(0, np.uint16))


class Segment(NamedTuple):
    """n documents, t tokens, p postings, w words; made by ``build_segment``, never changed.

    ``ids``: uint32[n] ascending. ``tokens``: uint64[t] ascending ``token_id``, ``numbers``:
    uint32[t] the number 1 … t of each. ``offsets``: int64[t+2]; token number k has the postings
    ``offsets[k]:offsets[k+1]`` of ``places`` (uint32[p], place in ``ids``, ascending) and
    ``impacts`` (uint16[p], thousandths).
    ``word_counts``: uint32[w], documents with the word, by trie key. ``norms``: float32[n], length
    of the vector of impacts. ``streams``: word order. ``spelling``: folded words by length.
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

    def place(self, identity: int) -> int | None:
        """Where a document stands in ``ids``, or None."""
        place = int(np.searchsorted(self.ids, identity))
        found = place < len(self.ids) and self.ids[place] == identity
        return place if found else None


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


class _Run(NamedTuple):
    """The postings of one chunk, sorted by token number: uint16 places count from ``first``."""

    first: int
    numbers: NDArray[np.uint32]
    counts: NDArray[np.int64]
    places: NDArray[np.uint16]
    impacts: NDArray[np.uint16]


NO_RUN = _Run(0, np.zeros(0, np.uint32), np.zeros(0, np.int64), *(np.zeros(0, np.uint16),) * 2)


def build_segment(
    documents: Iterable[tuple[int, AnalyzedDocument]], lexicon: Lexicon | None = None
) -> Segment:
    """Build a segment from (id, document) pairs in ascending order of id, read once.

    Raises ``ValueError`` when an id does not come after the one before it.
    """
    builder = _Builder()
    chunk: list[AnalyzedDocument] = []
    for identity, document in documents:
        builder.add_id(identity)
        chunk.append(document)
        if len(chunk) == CHUNK:
            builder.add_chunk(chunk)
            chunk = []
    if chunk:
        builder.add_chunk(chunk)
    segment = builder.finish(lexicon or shared_lexicon())
    if len(segment.ids) > CHUNK:
        give_back_memory()
    return segment


def give_back_memory() -> None:
    """Let the C library return what the build has freed; some 200 MB at 100,000 documents.

    Only glibc has the call, and only it needs it.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


class _Builder:
    """Sorts chunk by chunk, so that the peak of memory is little more than the result."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._tokens = np.zeros(0, np.uint64)
        self._numbers = np.zeros(0, np.uint32)
        self._known: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []
        self._other: Counter[str] = Counter()
        self._runs: list[_Run] = []
        self._streams: list[bytes] = []
        self._edges: list[NDArray[np.uint32]] = []
        self._norms: list[NDArray[np.float32]] = []

    def add_id(self, identity: int) -> None:
        if self._ids and identity <= self._ids[-1]:
            raise ValueError(f"Document {identity} after {self._ids[-1]}: ids must ascend.")
        self._ids.append(identity)

    def add_chunk(self, chunk: Sequence[AnalyzedDocument]) -> None:
        self._add_streams(chunk, self._add_run(chunk))
        known = np.concatenate([document.known for document in chunk])
        self._known.append(np.unique(known, return_counts=True))
        other = "\n".join(document.other for document in chunk if document.other)
        self._other.update(other.split("\n") if other else ())

    def _add_run(self, chunk: Sequence[AnalyzedDocument]) -> NDArray[np.uint32]:
        """Sort the chunk's postings by token; gives the number of each token of each document."""
        tokens = np.concatenate([document.tokens for document in chunk])
        impacts = np.concatenate([document.impacts for document in chunk])
        sizes = [len(document.tokens) for document in chunk]
        places = np.repeat(np.arange(len(chunk), dtype=np.uint16), sizes)
        squares = impacts.astype(np.float64) ** 2
        self._norms.append(np.sqrt(np.bincount(places, squares, len(chunk))).astype(np.float32))
        order = np.argsort(tokens, kind="stable")
        ascending = tokens[order]
        begins = np.flatnonzero(np.diff(ascending, prepend=ascending[:1] + np.uint64(1)))
        counts = np.diff(np.append(begins, len(ascending)))
        present = self._number(ascending[begins], counts)
        run = _Run(CHUNK * len(self._streams), present, counts, places[order], impacts[order])
        self._runs.append(run)
        numbers = np.empty(len(tokens), np.uint32)
        numbers[order] = np.repeat(present, counts)
        return numbers

    def _number(
        self, distinct: NDArray[np.uint64], counts: NDArray[np.int64]
    ) -> NDArray[np.uint32]:
        """The numbers of ascending tokens; new ones are numbered on, the most common first."""
        at = np.searchsorted(self._tokens, distinct)
        inside = np.minimum(at, max(0, len(self._tokens) - 1))
        is_new = self._tokens[inside] != distinct if len(self._tokens) else at == 0
        numbers = np.zeros(len(distinct), np.uint32)
        numbers[~is_new] = self._numbers[at[~is_new]]
        fresh = np.flatnonzero(is_new)
        fresh = fresh[np.argsort(-counts[fresh], kind="stable")]
        first = len(self._tokens) + 1
        numbers[fresh] = np.arange(first, first + len(fresh), dtype=np.uint32)
        self._tokens = np.insert(self._tokens, at[is_new], distinct[is_new])
        self._numbers = np.insert(self._numbers, at[is_new], numbers[is_new])
        return numbers

    def _add_streams(self, chunk: Sequence[AnalyzedDocument], numbers: NDArray[np.uint32]) -> None:
        """Turn 1 + place in the document's tokens into the token's number, 0 staying 0."""
        lengths = [len(document.stream) for document in chunk]
        firsts = np.cumsum([0, *(len(document.tokens) for document in chunk[:-1])])
        local = np.concatenate([document.stream for document in chunk]).astype(np.int64)
        places = np.where(local > 0, local + np.repeat(firsts, lengths), 0)
        data, starts = encode(np.concatenate((np.zeros(1, np.uint32), numbers))[places])
        ends = starts[np.cumsum(lengths)]
        begins = starts[np.cumsum([0, *lengths[:-1]])]
        self._streams.append(data.tobytes())
        self._edges.append(np.stack([begins, ends], axis=1).astype(np.uint32))

    def finish(self, lexicon: Lexicon) -> Segment:
        offsets = self._offsets()
        places, impacts = self._merge(offsets)
        counts = self._word_counts(lexicon)
        words = marisa_trie.Trie(counts)
        by_key = np.zeros(len(counts), np.uint32)
        for word, number in counts.items():
            by_key[words[word]] = number
        return Segment(
            ids=np.array(self._ids, np.uint32),
            tokens=self._tokens,
            numbers=self._numbers,
            offsets=offsets,
            places=places,
            impacts=impacts,
            streams=Streams(self._streams, np.concatenate([NO_EDGES, *self._edges])),
            words=words,
            word_counts=by_key,
            norms=np.concatenate(self._norms) if self._norms else np.zeros(0, np.float32),
            spelling=spelling_words(counts),
        )

    def _word_counts(self, lexicon: Lexicon) -> dict[str, int]:
        """Documents of each word as written."""
        counts = dict(self._other)
        if self._known:
            keys = np.concatenate([keys for keys, _ in self._known])
            weights = np.concatenate([counts for _, counts in self._known])
            distinct, inverse = np.unique(keys, return_inverse=True)
            totals = np.bincount(inverse, weights, len(distinct)).astype(np.int64)
            counts.update(
                (lexicon.form(key), total)
                for key, total in zip(distinct.tolist(), totals.tolist(), strict=True)
            )
        return counts

    def _offsets(self) -> NDArray[np.int64]:
        sizes = np.zeros(len(self._tokens) + 2, np.int64)
        for run in self._runs:
            sizes[run.numbers + 1] += run.counts
        return np.cumsum(sizes)

    def _merge(self, offsets: NDArray[np.int64]) -> Postings:
        """Write the runs, each sorted by number, into one array sorted by number, then place."""
        places = np.zeros(int(offsets[-1]), np.uint32)
        impacts = np.zeros(int(offsets[-1]), np.uint16)
        cursor = offsets[:-1].copy()
        for i, run in enumerate(self._runs):
            begins = np.cumsum(run.counts) - run.counts
            target = np.arange(len(run.places)) + np.repeat(
                cursor[run.numbers] - begins, run.counts
            )
            places[target] = run.places.astype(np.uint32) + np.uint32(run.first)
            impacts[target] = run.impacts
            cursor[run.numbers] += run.counts
            self._runs[i] = NO_RUN  # its memory is needed no more
        return places, impacts


def spelling_words(counts: Mapping[str, int]) -> dict[int, list[str]]:
    """The folded words that a misspelt word is compared with, by length, without digits.

    Only the ``SPELLING_WORDS`` most common: it bounds the time of a correction.
    """
    words = sorted(word for word in counts if len(word) >= SHORTEST_SPELLING and word.isalpha())
    if len(words) > SPELLING_WORDS:
        frequencies = np.fromiter(map(counts.__getitem__, words), np.int64, len(words))
        common = np.argsort(-frequencies, kind="stable")[:SPELLING_WORDS]
        words = [words[place] for place in common.tolist()]
    by_length: defaultdict[int, set[str]] = defaultdict(set)
    for folded in fold("\n".join(words)).split("\n"):
        by_length[len(folded)].add(folded)
    return {length: sorted(words) for length, words in by_length.items()}
