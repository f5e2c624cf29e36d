"""The trade's synonyms: what a reader's words also stand for."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from .analyzer import Analyzer
from .language import lists, normalise, words

EQUAL_WEIGHT = 0.6
NEAR_WEIGHT = 0.3
NARROWER_WEIGHT = 0.3


class SynonymRow(NamedTuple):
    """``term`` also finds ``other``; unless ``one_way``, ``other`` also finds ``term``.

    ``weight`` 0–1 beside 1 for the word itself: 0.6 for an equal word, 0.3 for a neighbour or a
    narrower.
    """

    term: str
    other: str
    one_way: bool
    weight: float


class Expansion(NamedTuple):
    """What to seek beside the words: all ``tokens`` together, weighed by ``weight``."""

    tokens: tuple[str, ...]
    weight: float


class Synonyms:
    """The rows by the tokens of their words. Immutable: make another when the table changes."""

    def __init__(self, by_key: Mapping[tuple[str, ...], list[Expansion]]) -> None:
        self._by_key = by_key
        self.longest = max(map(len, by_key), default=0)

    @classmethod
    def of(cls, rows: Iterable[SynonymRow], analyzer: Analyzer) -> "Synonyms":
        """Analyse the rows."""
        gatherer = _Gatherer(analyzer)
        for row in rows:
            gatherer.add(row.term, row.other, row.weight)
            if not row.one_way:
                gatherer.add(row.other, row.term, row.weight)
        return cls(gatherer.by_key)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Synonyms":
        """Read ``to_bytes``."""
        return cls(
            {
                tuple(key): [Expansion(tuple(tokens), weight) for tokens, weight in found]
                for key, found in json.loads(data)
            }
        )

    def to_bytes(self) -> bytes:
        """What another process needs to find the same without analysing."""
        return json.dumps(list(self._by_key.items()), ensure_ascii=False).encode()

    def find(self, key: Sequence[str]) -> list[Expansion]:
        """The expansions of consecutive words, given as the first token of each word."""
        return self._by_key.get(tuple(key), [])


class _Gatherer:
    """Gathers expansions by key; an expression that stands in many rows is analysed once."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._read: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.by_key: dict[tuple[str, ...], list[Expansion]] = {}

    def add(self, term: str, other: str, weight: float) -> None:
        """Let ``term`` find ``other``."""
        key, expansion = self._tokens(term)[0], Expansion(self._tokens(other)[1], weight)
        if key and expansion.tokens and expansion.tokens != key:
            known = self.by_key.setdefault(key, [])
            if expansion not in known:
                known.append(expansion)

    def _tokens(self, expression: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The first token of each word, and of each word that is no stop word."""
        found = self._read.get(expression)
        if found is None:
            texts = [word.text for word in words(normalise(expression))]
            first = {text: self._analyzer.analyze(text).tokens[0] for text in texts}
            every = tuple(first[text] for text in texts)
            told = tuple(first[text] for text in texts if text not in lists().stop)
            found = self._read[expression] = every, told
        return found


def rows_of(data: Mapping[str, Any]) -> list[SynonymRow]:
    """The rows of ``data/synonyms.yaml`` once it is parsed: equals, neighbours, narrower terms.

    A pair that comes again, either way round, keeps its first row only. Raises ``KeyError`` when a
    part is missing.
    """
    rows: dict[frozenset[str], SynonymRow] = {}
    found = chain(
        chain.from_iterable(equal_rows(group) for group in data["equal"]),
        chain.from_iterable(equal_rows(group, NEAR_WEIGHT) for group in data["near"]),
        *(narrower_rows(entry["term"], entry["finds"]) for entry in data["narrower"]),
    )
    for row in found:
        rows.setdefault(frozenset((row.term.lower(), row.other.lower())), row)
    return list(rows.values())


def equal_rows(terms: Sequence[str], weight: float = EQUAL_WEIGHT) -> list[SynonymRow]:
    """Rows that make every pair of the terms equal."""
    return [
        SynonymRow(term, other, False, weight)
        for number, term in enumerate(terms)
        for other in terms[number + 1 :]
    ]


def narrower_rows(
    term: str, narrower: Iterable[str], weight: float = NARROWER_WEIGHT
) -> list[SynonymRow]:
    """Rows by which ``term`` finds the narrower terms, and not the other way round."""
    return [SynonymRow(term, other, True, weight) for other in narrower]
