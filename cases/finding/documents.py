"""A project's text as the index needs it: tokens, integer impacts, words and the order of words.

Computed once when a project is written and stored beside it, so that a process can load an index
without analysing text. ``index_version()`` stamps the row.

Tokens are stored as 64-bit numbers and words of the word list as their key: a process then loads
a document with a few array operations, not with a look-up for each of its 400 strings.
"""

import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analyzer import ANALYZER_VERSION, PART_FREQUENCY, Analyzer
from .language import DATA, normalise, readings, words
from .lexicon import shared_lexicon
from .places import name_token, place_names

LAYOUT_VERSION = 2

# Weight of a word in each field. Flat within ±0.01 nDCG: not tuned, and not to be tuned.
FIELD_WEIGHTS = {"title": 5.0, "municipality": 5.0, "ingress": 2.5, "tags": 3.0, "body": 1.0}
# Words in each field of an average project. Frozen with the layout version: the impacts of a
# document must not depend on which other documents there are.
AVERAGE_LENGTHS = {"title": 7.0, "municipality": 1.1, "ingress": 35.0, "tags": 8.0, "body": 300.0}
NAME_FIELDS = ("municipality", "county", "part_of_country")

LENGTH_INFLUENCE = 0.4  # b of BM25
SATURATION = 2.8  # 2·k1, k1 = 1.4
CEILING = 2.4  # k1 + 1: the impact of a word that fills the document
IMPACT_SCALE = 1000
NAME_IMPACT = 1900  # a project of the municipality: as good as the word in its title
MOST_WORDS = 15_000  # of a field
BREAK = ""  # between fields and lines, so that no phrase crosses it

_HEADER = struct.Struct("<HHHH")


@lru_cache(maxsize=1 << 18)
def token_id(token: str) -> int:
    """The stored number of a token: 64 bits of BLAKE2b, the same everywhere and always.

    A bank of half a million tokens has two with the same number once in a hundred million banks.
    """
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def index_version() -> str:
    """Stamp of stored documents: of another stamp, they must be analysed anew.

    Moves with the code's two versions and by itself with the word list and ``swedish.toml``.
    """
    lists_digest = blake2b((DATA / "swedish.toml").read_bytes(), digest_size=4).hexdigest()
    return f"{ANALYZER_VERSION}.{LAYOUT_VERSION}-{shared_lexicon().digest}-{lists_digest}"


class AnalyzedDocument(NamedTuple):
    """What the index needs of one document of n distinct tokens and s positions.

    ``tokens``: uint64[n] ascending, ``token_id`` of each distinct token, place names with their
    mark too.
    ``impacts``: uint16[n], BM25F impact before idf, in thousandths (0–2400).
    ``stream``: uint16[s], the token of each word in order as 1 + place in ``tokens``; 0 is a break.
    ``known``: uint32[k], keys in the word list of the distinct words as written.
    ``other``: the distinct words that the list has not. Both serve prefixes and spelling.
    """

    tokens: NDArray[np.uint64]
    impacts: NDArray[np.uint16]
    stream: NDArray[np.uint16]
    known: NDArray[np.uint32]
    other: str

    def to_bytes(self) -> bytes:
        """Compact form: layout, lengths, the arrays (little-endian), the other words as lines."""
        header = _HEADER.pack(LAYOUT_VERSION, len(self.tokens), len(self.stream), len(self.known))
        arrays = (self.tokens, self.impacts, self.stream, self.known)
        return header + b"".join(array.tobytes() for array in arrays) + self.other.encode()

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> "AnalyzedDocument":
        """Read ``to_bytes`` without copying; raises ``ValueError`` when the layout is another."""
        version, n_tokens, n_stream, n_known = _HEADER.unpack_from(data)
        if version != LAYOUT_VERSION:
            raise ValueError(f"Analysed document has layout {version}, expected {LAYOUT_VERSION}.")
        impacts = _HEADER.size + 8 * n_tokens
        stream = impacts + 2 * n_tokens
        known = stream + 2 * n_stream
        other = known + 4 * n_known
        return cls(
            np.frombuffer(data, "<u8", n_tokens, _HEADER.size),
            np.frombuffer(data, "<u2", n_tokens, impacts),
            np.frombuffer(data, "<u2", n_stream, stream),
            np.frombuffer(data, "<u4", n_known, known),
            bytes(data[other:]).decode(),
        )


def analyze_document(fields: Mapping[str, str], analyzer: Analyzer) -> AnalyzedDocument:
    """Analyse a document.

    ``fields``: text by name; known are title, municipality, ingress, tags, body (sought) and
    county, part_of_country (names only). Several municipalities, counties or tags stand on a line
    each. Unknown names raise ``ValueError``; absent ones count as empty.

    Impact (BM25F, Robertson & Zaragoza 2009): x = Σ weight·tf / (1 − b + b·length/average) over
    the fields, impact = 2.4·x / (2.8 + x), rounded to thousandths.
    """
    unknown = set(fields) - set(FIELD_WEIGHTS) - set(NAME_FIELDS)
    if unknown:
        raise ValueError(f"Unknown fields {sorted(unknown)}; known are {sorted(FIELD_WEIGHTS)}.")
    collector = _Collector(analyzer)
    for field, weight in FIELD_WEIGHTS.items():
        collector.add_field(fields.get(field, ""), weight, AVERAGE_LENGTHS[field])
    names = [
        name_token(name) for field in NAME_FIELDS for name in place_names(fields.get(field, ""))
    ]
    return collector.finish(names)


class _Collector:
    """Gathers one document field by field."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._weights: dict[str, float] = {}
        self._words: dict[str, None] = {}
        self._stream: list[str] = []

    def add_field(self, text: str, weight: float, average: float) -> None:
        """Add a field's words; each line is its own context for phrases."""
        lines = [
            [word.text for word in islice(words(line), MOST_WORDS)]
            for line in normalise(text).split("\n")
        ]
        length = sum(len(line) for line in lines)
        if not length:
            return
        per_word = weight / (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length / average)
        for line in lines:
            for word in line:
                self._add_word(word, per_word)
            self._stream.append(BREAK)

    def _add_word(self, word: str, weight: float) -> None:
        seen = self._weights
        for number, reading in enumerate(readings(word)):
            self._words[reading] = None
            analysis = self._analyzer.analyze(reading)
            if number == 0:
                self._stream.append(analysis.tokens[0])
            share = weight / len(analysis.tokens)
            for token in analysis.tokens:
                seen[token] = seen.get(token, 0.0) + share
            for token in analysis.parts:
                seen[token] = seen.get(token, 0.0) + weight * PART_FREQUENCY

    def finish(self, names: Iterable[str]) -> AnalyzedDocument:
        """The document, with its place names as tokens of their own name space."""
        impacts = {token: impact(weight) for token, weight in self._weights.items()}
        impacts.update(dict.fromkeys(names, NAME_IMPACT))
        impacts = dict(sorted(impacts.items(), key=lambda item: token_id(item[0])))
        number = {token: place for place, token in enumerate(impacts, start=1)}
        stream = [number.get(token, 0) for token in self._stream]
        keys = {word: self._analyzer.lexicon.key(word) for word in self._words}
        known = [key for key in keys.values() if key is not None]
        return AnalyzedDocument(
            tokens=np.fromiter(map(token_id, impacts), "<u8", len(impacts)),
            impacts=np.fromiter(impacts.values(), "<u2", len(impacts)),
            stream=np.array(stream, "<u2"),
            known=np.array(known, "<u4"),
            other="\n".join(word for word, key in keys.items() if key is None),
        )


def impact(weight: float) -> int:
    """BM25's saturation of a weighted term frequency, in thousandths."""
    return round(IMPACT_SCALE * CEILING * weight / (SATURATION + weight))


def analyze_documents(
    documents: Iterable[tuple[int, Mapping[str, str]]], analyzer: Analyzer
) -> Iterable[tuple[int, AnalyzedDocument]]:
    """``analyze_document`` over (id, fields) pairs, lazily."""
    return ((number, analyze_document(fields, analyzer)) for number, fields in documents)
