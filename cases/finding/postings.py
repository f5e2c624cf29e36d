"""The index of all published projects: one large segment, a few small ones, and who is dead.

An ``Index`` never changes. ``with_changes`` gives a new one that shares the large arrays, so a
reader in another thread keeps a whole index while a change comes in. Small segments are merged
geometrically: at most some ten of them, however many changes.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .building import build_segment
from .documents import AnalyzedDocument, token_id
from .language import fold
from .segments import EMPTY, Postings, Segment
from .vocabulary import dotted_prefixes, with_dots

MERGE_FACTOR = 8
IDF_SCALE = 1000
REMEMBERED = 4000  # postings kept at hand; slices of the large arrays, unless there are changes
Documents = Mapping[int, AnalyzedDocument]


class _Part(NamedTuple):
    """A segment, the documents that made it (small segments only) and which places are alive.

    ``word_counts``: living documents with each word, by key of the segment's trie.
    """

    segment: Segment
    documents: Documents
    alive: NDArray[np.bool_] | None  # None: all
    word_counts: NDArray[np.uint32]

    @classmethod
    def of(cls, segment: Segment, documents: Documents) -> "_Part":
        return cls(segment, documents, None, segment.word_counts)

    def living(self) -> int:
        return len(self.segment.ids) if self.alive is None else int(self.alive.sum())

    def without(self, identity: int) -> "_Part":
        place = self.segment.place(identity)
        if place is None or (self.alive is not None and not self.alive[place]):
            return self
        alive = np.ones(len(self.segment.ids), bool) if self.alive is None else self.alive.copy()
        alive[place] = False
        counts = self.word_counts.copy()
        counts[self.segment.words_of(place)] -= 1
        documents = {key: value for key, value in self.documents.items() if key != identity}
        return _Part(self.segment, documents, alive, counts)

    def words_from(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The words that begin with the prefix, in order, and how many documents have each."""
        for word, key in self.segment.words.iteritems(prefix):
            count = int(self.word_counts[key])
            if count:
                yield word, count

    def words_with_dots(self, folded: str) -> Iterator[str]:
        words = self.segment.words
        return (word for word in with_dots(words, folded) if self.word_counts[words[word]])

    def frequencies(self, tokens: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many living documents have each token."""
        starts, ends = self.segment.spans(tokens)
        if self.alive is None:
            return ends - starts
        dead = np.flatnonzero(~self.alive).astype(np.uint32)
        gone = [
            _how_many(self.segment.places[start:end], dead)
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        return ends - starts - np.array(gone, np.int64)

    def sums(self, tokens: NDArray[np.uint64], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """``Segment.sums`` of the living documents; 0 for the dead."""
        sums = self.segment.sums(tokens, weights)
        if self.alive is not None:
            sums[~self.alive] = 0
        return sums

    def postings(self, token: int) -> Postings:
        places, impacts = self.segment.postings(token)
        if self.alive is None or not len(places):
            return places, impacts
        keep = self.alive[places]
        return places[keep], impacts[keep]


def _how_many(places: NDArray[np.uint32], sought: NDArray[np.uint32]) -> int:
    """How many of the sought places stand among some; both ascending."""
    after = np.searchsorted(places, sought, side="right")
    return int((after - np.searchsorted(places, sought)).sum())


@dataclass(frozen=True)
class Index:
    """Postings over the places 0 … ``size`` − 1; ``ids[place]`` is the document's id.

    Dead places (a document removed or replaced) have no postings. ``count`` documents are alive.
    """

    parts: tuple[_Part, ...]
    ids: NDArray[np.uint32]
    bases: tuple[int, ...]
    count: int
    _cache: dict[int, Postings] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, documents: Iterable[tuple[int, AnalyzedDocument]]) -> "Index":
        """Index (id, document) pairs in ascending order of id, a whole number below 2**32."""
        return cls._of((_Part.of(build_segment(documents), {}),))

    @classmethod
    def _of(cls, parts: tuple[_Part, ...]) -> "Index":
        sizes = [len(part.segment.ids) for part in parts]
        bases = tuple(int(sum(sizes[:number])) for number in range(len(sizes)))
        ids = np.concatenate([part.segment.ids for part in parts])
        return cls(parts, ids, bases, sum(part.living() for part in parts))

    def with_changes(self, removed: Collection[int], added: Documents) -> "Index":
        """A new index without the ``removed`` ids and with ``added``, which replace their ids."""
        parts = list(self.parts)
        for identity in {*removed, *added}:
            parts = [part.without(identity) for part in parts]
        if added:
            documents, kept = dict(added), parts[1:]
            while kept and len(kept[-1].documents) < MERGE_FACTOR * len(documents):
                documents.update(kept.pop().documents)
            ordered = dict(sorted(documents.items()))
            parts = [parts[0], *kept, _Part.of(build_segment(ordered.items()), ordered)]
        return self._of(tuple(parts[:1] + [part for part in parts[1:] if part.living()]))

    @property
    def size(self) -> int:
        """How many places there are, dead ones included."""
        return len(self.ids)

    @property
    def changed_share(self) -> float:
        """Dead and added places by all places: rebuild from the rows when it passes about 0.2."""
        large = self.parts[0]
        return 1 - large.living() / max(1, self.size)

    def postings(self, token: str) -> Postings:
        """Places (uint32, ascending) and impacts (uint16, thousandths) of the living documents."""
        return self.postings_of(token_id(token))

    def postings_of(self, token: int) -> Postings:
        """The postings of a token given by its ``token_id``."""
        found = self._cache.get(token)
        if found is None:
            if len(self._cache) > REMEMBERED:
                self._cache.clear()
            found = self._cache[token] = self._collect(token)
        return found

    def _collect(self, token: int) -> Postings:
        pieces = [
            (places if base == 0 else places + np.uint32(base), impacts)
            for base, part in zip(self.bases, self.parts, strict=True)
            for places, impacts in [part.postings(token)]
            if len(places)
        ]
        if len(pieces) <= 1:
            return pieces[0] if pieces else EMPTY
        return (
            np.concatenate([places for places, _ in pieces]),
            np.concatenate([impacts for _, impacts in pieces]),
        )

    def frequency(self, token: str) -> int:
        """In how many living documents the token stands."""
        return len(self.postings(token)[0])

    def __contains__(self, token: str) -> bool:
        return self.frequency(token) > 0

    def idf(self, token: str) -> int:
        """ln(1 + (N − df + ½)/(df + ½)) in thousandths, N = ``count`` (BM25 as in Lucene)."""
        return self.idf_of(token_id(token))

    def idf_of(self, token: int) -> int:
        """``idf`` of a token given by its ``token_id``."""
        frequency = len(self.postings_of(token)[0])
        ratio = (self.count - frequency + 0.5) / (frequency + 0.5)
        return round(IDF_SCALE * math.log1p(ratio))

    def frequencies(self, tokens: NDArray[np.uint64]) -> NDArray[np.int64]:
        """int64[n]: in how many living documents each of n tokens stands."""
        return np.sum([part.frequencies(tokens) for part in self.parts], axis=0, dtype=np.int64)

    def idfs(self, frequencies: NDArray[np.int64]) -> NDArray[np.float64]:
        """``idf`` of tokens that stand in so many documents each."""
        ratios = (self.count - frequencies + 0.5) / (frequencies + 0.5)
        return np.rint(IDF_SCALE * np.log1p(ratios))

    def sums(self, tokens: NDArray[np.uint64], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32[``size``]: each place's sum of weight · impact over the tokens, in their order.

        The product of a sparse matrix and a vector, read token by token.
        """
        return np.concatenate([part.sums(tokens, weights) for part in self.parts])

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """The length of each place's vector of impacts, at least 1."""
        norms = np.concatenate([part.segment.norms for part in self.parts])
        return np.maximum(norms, np.float32(1))

    def words_with_prefix(
        self, prefix: str, *, may_lack_dots: bool = True, most: int = 3000
    ) -> dict[str, int]:
        """Words as written that begin with the prefix → number of documents.

        At most ``most`` of them, the first in the alphabet; as many with each way to dot it.
        """
        beginnings = {prefix: None}
        if may_lack_dots and prefix == fold(prefix):
            for part in self.parts:
                beginnings.update(dict.fromkeys(dotted_prefixes(part.segment.words, prefix)))
        found: dict[str, int] = {}
        for beginning in beginnings:
            in_order = merge(*(part.words_from(beginning) for part in self.parts))
            same = groupby(in_order, key=itemgetter(0))
            for word, counts in islice(same, most):
                found[word] = sum(count for _word, count in counts)
        return found

    def words_with_dots(self, folded: str) -> list[str]:
        """Words as written that fold to ``folded``, in order."""
        return sorted({word for part in self.parts for word in part.words_with_dots(folded)})

    def spelling_words(self, length: int) -> list[tuple[list[str], bool]]:
        """Lists of folded words of the length, one a segment; may some stand in no document?"""
        return [
            (part.segment.spelling.get(length, []), part.alive is not None) for part in self.parts
        ]
