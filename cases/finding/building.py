"""Builds a segment of the index from analysed documents.

Documents are sorted a chunk at a time, so that the peak of memory is little more than the result.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import streams
from .documents import AnalyzedDocument
from .language import fold
from .lexicon import Lexicon, shared_lexicon
from .segments import CHUNK, Postings, Segment, Streams
from .word_lists import NO_EDGES, WordGatherer

SPELLING_WORDS = 60_000
SHORTEST_SPELLING = 3

BREAK_CODE, BREAK_LENGTH = (values[0] for values in streams.codes(np.zeros(1, np.uint32)))


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
    builder = _Builder(lexicon or shared_lexicon())
    chunk: list[AnalyzedDocument] = []
    for identity, document in documents:
        builder.add_id(identity)
        chunk.append(document)
        if len(chunk) == CHUNK:
            builder.add_chunk(chunk)
            chunk = []
    if chunk:
        builder.add_chunk(chunk)
    segment = builder.finish()
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
    """Gathers chunks, each sorted by itself."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._ids: list[int] = []
        self._tokens = np.zeros(0, np.uint64)
        self._numbers = np.zeros(0, np.uint32)
        self._words = WordGatherer(lexicon)
        self._runs: list[_Run] = []
        self._streams: list[bytes] = []
        self._edges: list[NDArray[np.uint32]] = []
        self._norms: list[NDArray[np.float32]] = []

    def add_id(self, identity: int) -> None:
        if self._ids and identity <= self._ids[-1]:
            raise ValueError(f"Document {identity} after {self._ids[-1]}: ids must ascend.")
        self._ids.append(identity)

    def add_chunk(self, chunk: Sequence[AnalyzedDocument]) -> None:
        places = np.arange(len(chunk), dtype=np.uint16).repeat([len(d.tokens) for d in chunk])
        self._add_streams(chunk, *self._add_run(chunk, places))
        self._words.add(chunk)

    def _add_run(
        self, chunk: Sequence[AnalyzedDocument], places: NDArray[np.uint16]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Sort the chunk's postings by token; gives how each document's tokens are written.

        They are as ``streams.codes`` gives them, with a break before each document's own.
        """
        tokens = np.concatenate([document.tokens for document in chunk])
        impacts = np.concatenate([document.impacts for document in chunk])
        squares = impacts.astype(np.float64) ** 2
        self._norms.append(np.sqrt(np.bincount(places, squares, len(chunk))).astype(np.float32))
        order = np.argsort(tokens, kind="stable")
        ascending = tokens[order]
        begins = np.flatnonzero(np.diff(ascending, prepend=ascending[:1] + np.uint64(1)))
        counts = np.diff(np.append(begins, len(ascending)))
        present = self._number(ascending[begins], counts)
        place = places[order]
        run = _Run(CHUNK * len(self._streams), present, counts, place, impacts[order])
        self._runs.append(run)
        order += place
        order += 1
        codes = np.full(len(tokens) + len(chunk), BREAK_CODE)
        lengths = np.full(len(codes), BREAK_LENGTH)
        distinct_codes, distinct_lengths = streams.codes(present)
        codes[order] = distinct_codes.repeat(counts)
        lengths[order] = distinct_lengths.repeat(counts)
        return codes, lengths

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

    def _add_streams(
        self,
        chunk: Sequence[AnalyzedDocument],
        codes: NDArray[np.uint32],
        lengths: NDArray[np.uint8],
    ) -> None:
        """Write each word of each document as its token is written; 0, a break, comes first."""
        sizes = [len(document.stream) for document in chunk]
        breaks = np.cumsum([0, *(len(document.tokens) + 1 for document in chunk[:-1])])
        at = np.concatenate([document.stream for document in chunk]) + breaks.repeat(sizes)
        data, starts = streams.joined(codes[at], lengths[at])
        edges = starts[np.cumsum([0, *sizes])].astype(np.uint32)
        self._streams.append(data.tobytes())
        self._edges.append(np.stack([edges[:-1], edges[1:]], axis=1))

    def finish(self) -> Segment:
        offsets = self._offsets()
        places, impacts = self._merge(offsets)
        lists, words, by_key, counts = self._words.finish()
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
            word_lists=lists,
            norms=np.concatenate(self._norms) if self._norms else np.zeros(0, np.float32),
            spelling=spelling_words(counts),
        )

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
