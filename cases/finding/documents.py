"""A project's text as the index needs it: tokens, integer impacts, words and the order of words.

Computed once when a project is written and stored beside it, so that a process can load an index
without analysing text. ``index_version()`` stamps the row.

Tokens are stored as 64-bit numbers and words of the word list as their key: a process then loads
a document with a few array operations, not with a look-up for each of its 400 strings.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analyzer import ANALYZER_VERSION, PART_FREQUENCY, Analyzer
from .language import DATA, WORD, normalise, readings
from .lexicon import shared_lexicon
from .places import name_token, place_names

LAYOUT_VERSION = 4

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
MOST_PLANS = 50_000  # remembered words, some 25 MB
BREAK = -1  # between fields and lines, so that no phrase crosses it

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
    ``known``: uint32[k] ascending, keys in the word list of the distinct words as written.
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
        self._plans = _plans(analyzer)
        self._weights: dict[int, float] = {}
        self._words: dict[str, None] = {}
        self._stream: list[int] = []

    def add_field(self, text: str, weight: float, average: float) -> None:
        """Add a field's words; each line is its own context for phrases."""
        lines = [WORD.findall(line)[:MOST_WORDS] for line in normalise(text).split("\n")]
        length = sum(map(len, lines))
        if not length:
            return
        per_word = weight / (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * length / average)
        for line in lines:
            found = [word.lower() for word in line]
            self._stream += [self._plans[word].token for word in found]
            self._stream.append(BREAK)
            for word, times in Counter(found).items():
                self._add_word(word, per_word * times)

    def _add_word(self, word: str, weight: float) -> None:
        plan, seen = self._plans[word], self._weights
        self._words.update(plan.readings)
        for token, share in plan.shares:
            seen[token] = seen.get(token, 0.0) + weight * share

    def finish(self, names: Iterable[str]) -> AnalyzedDocument:
        """The document, with its place names as tokens of their own name space."""
        weights = self._weights
        impacts = dict(zip(weights, impacts_of(list(weights.values())), strict=True))
        impacts.update(dict.fromkeys(map(token_id, names), NAME_IMPACT))
        ascending = sorted(impacts)
        number = {token: place for place, token in enumerate(ascending, start=1)}
        number[BREAK] = 0
        keys = {word: self._plans.key(word) for word in self._words}
        known = sorted(key for key in keys.values() if key is not None)
        return AnalyzedDocument(
            tokens=np.array(ascending, "<u8"),
            impacts=np.array([impacts[token] for token in ascending], "<u2"),
            stream=np.array([number[token] for token in self._stream], "<u2"),
            known=np.array(known, "<u4"),
            other="\n".join(word for word, key in keys.items() if key is None),
        )


class _Plan(NamedTuple):
    """What a word adds to a document.

    ``token``: what stands for it in the order of words. ``shares``: (token, its share of the
    word's weight). ``readings``: the word, and its parts when it is hyphenated.
    """

    token: int
    shares: tuple[tuple[int, float], ...]
    readings: dict[str, None]


class _Plans(dict[str, _Plan]):
    """The plan of each word, made when first asked for; at most ``MOST_PLANS`` are kept."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._keys: dict[str, int | None] = {}

    def __missing__(self, word: str) -> _Plan:
        if len(self) >= MOST_PLANS:
            self.clear()
            self._keys.clear()
        found = readings(word)
        shares: dict[int, float] = {}
        for reading in found:
            analysis = self._analyzer.analyze(reading)
            for token in analysis.tokens:
                _add(shares, token, 1 / len(analysis.tokens))
            for token in analysis.parts:
                _add(shares, token, PART_FREQUENCY)
        first = token_id(self._analyzer.analyze(word).tokens[0])
        plan = self[word] = _Plan(first, tuple(shares.items()), dict.fromkeys(found))
        return plan

    def key(self, reading: str) -> int | None:
        """The reading's key in the word list."""
        try:
            return self._keys[reading]
        except KeyError:
            key = self._keys[reading] = self._analyzer.lexicon.key(reading)
            return key


def _add(shares: dict[int, float], token: str, share: float) -> None:
    number = token_id(token)
    shares[number] = shares.get(number, 0.0) + share


@lru_cache(maxsize=2)
def _plans(analyzer: Analyzer) -> _Plans:
    return _Plans(analyzer)


def impacts_of(weights: Sequence[float]) -> list[int]:
    """BM25's saturation of weighted term frequencies, in thousandths."""
    x = np.array(weights, float)
    saturated = np.round(IMPACT_SCALE * CEILING * x / (SATURATION + x))
    return [int(impact) for impact in saturated.tolist()]
