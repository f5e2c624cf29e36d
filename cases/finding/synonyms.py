"""The trade's synonyms: what a reader's words also stand for."""

from collections import defaultdict
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

    def __init__(self, rows: Iterable[SynonymRow], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._by_key: defaultdict[tuple[str, ...], list[Expansion]] = defaultdict(list)
        for row in rows:
            self._add(row.term, row.other, row.weight)
            if not row.one_way:
                self._add(row.other, row.term, row.weight)
        self.longest = max(map(len, self._by_key), default=0)

    def find(self, key: Sequence[str]) -> list[Expansion]:
        """The expansions of consecutive words, given as the first token of each word."""
        return self._by_key.get(tuple(key), [])

    def _add(self, term: str, other: str, weight: float) -> None:
        key = tuple(self._analyzer.analyze(word).tokens[0] for word in _words(term))
        tokens = tuple(
            self._analyzer.analyze(word).tokens[0]
            for word in _words(other)
            if word not in lists().stop
        )
        expansion = Expansion(tokens, weight)
        if key and tokens and tokens != key and expansion not in self._by_key[key]:
            self._by_key[key].append(expansion)


def _words(expression: str) -> list[str]:
    return [word.text for word in words(normalise(expression))]


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
