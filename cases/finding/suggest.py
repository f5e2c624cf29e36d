"""Suggestions while typing: words of the bank, and the names of what it holds.

Cases are suggested by searching for what has been typed so far (its last word is read as a
beginning); words come from the index's vocabulary; names (municipalities, factors, theories …)
from a ``NameList``.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from .analyzer import Analyzer
from .language import fold, lists, normalise, words
from .postings import Index

SHORTEST = 2
MOST_WORDS_READ = 2000
LONGEST_TYPED = 60
MOST_COMPARED = 60
PROMINENT = 1100  # impact, in thousandths, that three mentions in the body do not reach


class Name(NamedTuple):
    """Something with a name. ``kind`` and ``key`` say what and which, ``weight`` how common."""

    label: str
    kind: str
    key: str
    weight: int = 0


class NameList:
    """Names by the beginning of any of their words, with or without dots."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._entries = sorted(
            (beginning, name) for name in names for beginning in _beginnings(name.label)
        )
        self._keys = [beginning for beginning, _ in self._entries]

    def starting(self, typed: str, most: int = 8) -> list[Name]:
        """The names with a word that begins as typed: whole names first, then by weight, label."""
        sought = fold(_plain(typed))
        if not sought:
            return []
        first = bisect_left(self._keys, sought)
        found: dict[tuple[str, str], tuple[bool, Name]] = {}
        for beginning, name in self._entries[first:]:
            if not beginning.startswith(sought):
                break
            is_start = beginning == fold(_plain(name.label))
            known = found.get((name.kind, name.key))
            found[name.kind, name.key] = (is_start or bool(known and known[0]), name)
        ranked = sorted(
            found.values(), key=lambda item: (not item[0], -item[1].weight, item[1].label)
        )
        return [name for _, name in ranked[:most]]


def suggested_words(index: Index, analyzer: Analyzer, typed: str, most: int = 5) -> list[str]:
    """Words of the bank that complete the last word typed, the most prominent first.

    Inflections of one word are suggested once, as the lemma when the bank has it so. What stands
    before the last word is kept: "social inv" → "social investering".
    """
    plain = _plain(typed[-LONGEST_TYPED:])
    before, _, last = plain.rpartition(" ")
    if len(last) < SHORTEST or typed.endswith(" "):
        return []
    counts = index.words_with_prefix(last, most=MOST_WORDS_READ)
    common = sorted(counts, key=lambda word: (-counts[word], len(word), word))
    spelt: dict[str, str] = {}
    for word in common[:MOST_COMPARED]:
        if word not in lists().stop:
            lemma = analyzer.lemmas(word)[0]
            token = analyzer.analyze(word).tokens[0]
            spelt.setdefault(token, lemma if lemma in counts else word)
    ranked = sorted((-_prominence(index, token), word) for token, word in spelt.items())
    return [f"{before} {word}".strip() for prominence, word in ranked[:most] if prominence]


def _prominence(index: Index, token: str) -> int:
    """Documents that have the word in the title, the tags or the ingress, then all that have it.

    It keeps *medan* and *medger* from standing before *medarbetare*.
    """
    impacts = index.postings(token)[1]
    return 1000 * int((impacts >= PROMINENT).sum()) + min(999, len(impacts))


def _plain(text: str) -> str:
    return " ".join(word.text for word in words(normalise(text)))


def _beginnings(label: str) -> list[str]:
    """The folded name from each of its words on."""
    parts = fold(_plain(label)).split()
    return [" ".join(parts[start:]) for start in range(len(parts))]
