"""Why a document was found: its text with the words that the query hit marked.

The stored text is read again with the analyzer, so the marks are the same whatever the database.
"""

import html
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from .analyzer import Analyzer
from .language import WORD, fold, lists, normalise, readings, unfolded_letters

WIDTH = 34  # words in a snippet
MOST_READ = 20_000  # words of a text
WHOLE, PART, WEAK = 3, 2, 1
ELLIPSIS = "…"
_CUT = re.compile(f"({WORD.pattern})")  # of lower-case text: to heed case takes half as long


class Marks(Protocol):
    """What to mark; ``query.SearchResult`` is one."""

    @property
    def strong(self) -> frozenset[str]:
        """Tokens of the query's words and their equals."""

    @property
    def weak(self) -> frozenset[str]:
        """Tokens of narrower words and of parts; marked only where nothing stronger is."""

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The first tokens of the words of each quoted phrase."""


class Text(NamedTuple):
    """A text cut into words once, for every query that is to be marked in it.

    ``words``: lower-case; word number n stands at ``text[starts[n]:ends[n]]``.
    """

    text: str
    words: list[str]
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Text":
        """Cut a text; what comes after ``MOST_READ`` words has no words."""
        clean = normalise(text)
        parts = _CUT.split(_lower(clean), MOST_READ)  # what is between the words, and the words
        edges = array("I", accumulate(map(len, parts)))
        return cls(clean, list(map(sys.intern, parts[1::2])), edges[:-1:2], edges[1::2])


def _lower(text: str) -> str:
    """Lower case, as long as before: a letter that becomes two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class _Hit(NamedTuple):
    """A word to mark: its number in the text, and WHOLE, PART or WEAK."""

    place: int
    worth: int


def mark(text: Text, marks: Marks, analyzer: Analyzer) -> str:
    """The whole text, escaped, with ``<mark>`` around every word that the query hit."""
    return _render(text, _hits(text, marks, analyzer), 0, len(text.text))


def snippet(text: Text, marks: Marks, analyzer: Analyzer, width: int = WIDTH) -> str:
    """The ``width`` words with the most different hits, escaped, with ``<mark>``.

    Begins at a sentence where that costs no hit. Ellipses stand where text is left out. Empty for
    a text without words.
    """
    number = len(text.words)
    if not number:
        return ""
    hits = _hits(text, marks, analyzer)
    first = _best_window(text, hits, width)
    last = first + width
    window = [hit for hit in hits if first <= hit.place < last]
    end = len(text.text) if last >= number else text.ends[last - 1]
    start = text.starts[first] if first else 0
    body = _render(text, window, start, end).strip()
    return f"{ELLIPSIS + ' ' if first else ''}{body}{'' if last >= number else ' ' + ELLIPSIS}"


class _Query(NamedTuple):
    """What is remembered of a query for the twenty texts that it shows."""

    near: re.Pattern[str]  # lines with a word that may be hit
    worth: dict[str, int]  # of words that were met


@lru_cache(maxsize=16)
def _query(strong: frozenset[str], weak: frozenset[str]) -> _Query:
    """A word that is hit has the beginning of a token in it, however it is dotted: two letters of
    short ones, whose vowel may change (bok, böcker)."""
    tokens = map(fold, strong | weak)
    beginnings = sorted({token[: 3 if len(token) > 4 else 2] for token in tokens})
    either = "|".join("".join(map(_however_dotted, letters)) for letters in beginnings) or "(?!)"
    return _Query(re.compile(f"^.*(?:{either}).*$", re.MULTILINE), {})


def _however_dotted(letter: str) -> str:
    letters = unfolded_letters(letter)
    return f"[{letters}]" if len(letters) > 1 else re.escape(letter)


def _hits(text: Text, marks: Marks, analyzer: Analyzer) -> list[_Hit]:
    """The words that the query hit, in order."""
    near, known = _query(marks.strong, marks.weak)
    if new := set(text.words).difference(known):
        # Most words are passed over without being analysed, which is what takes time
        met = dict.fromkeys(new, 0)
        for word in near.findall("\n".join(new)):
            met[word] = _worth(word, marks, analyzer)
        known.update(met)
    hits = [_Hit(place, known[word]) for place, word in enumerate(text.words) if known[word]]
    if not marks.phrases:
        return hits
    in_phrases = _phrase_places(text.words, marks.phrases, analyzer)
    worth = dict(hits) | dict.fromkeys(in_phrases, WHOLE)
    return [_Hit(place, worth[place]) for place in sorted(worth)]


def _worth(word: str, marks: Marks, analyzer: Analyzer) -> int:
    if word in lists().stop:
        return 0
    best = 0
    for reading in readings(word):
        analysis = analyzer.analyze(reading)
        if not marks.strong.isdisjoint(analysis.tokens):
            return WHOLE
        if not marks.strong.isdisjoint(analysis.parts):
            best = PART
        elif not marks.weak.isdisjoint(analysis.tokens):
            best = max(best, WEAK)
    return best


def _phrase_places(
    words: Sequence[str], phrases: Sequence[Sequence[str]], analyzer: Analyzer
) -> set[int]:
    """The numbers of the words that stand in a row as in a quoted phrase."""
    stream = [analyzer.analyze(word).tokens[0] for word in words]
    places: set[int] = set()
    for phrase in phrases:
        length = len(phrase)
        for start in range(len(stream) - length + 1):
            if stream[start] == phrase[0] and stream[start : start + length] == list(phrase):
                places.update(range(start, start + length))
    return places


def _best_window(text: Text, hits: Sequence[_Hit], width: int) -> int:
    """Where the window with the most different hits begins; of equals the last, so that the hits
    come early in it, but rather one that begins a sentence."""
    last = max(0, len(text.words) - width)
    if not hits or not last:
        return 0
    places = defaultdict(list)
    for hit in hits:
        places[text.words[hit.place], hit.worth].append(hit.place)
    value = [0] * (last + 1)
    for (_word, worth), at in places.items():
        free = 0  # windows from here on do not count the word yet
        for place in at:
            for start in range(max(free, place - width + 1), min(place, last) + 1):
                value[start] += worth
            free = place + 1
    most = max(value)
    best = [start for start in range(last, -1, -1) if value[start] == most]
    return next((start for start in best if _begins_sentence(text, start)), best[0])


def _begins_sentence(text: Text, word: int) -> bool:
    start = text.starts[word]
    before = text.text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in ".!?:\n"


def _render(text: Text, hits: Sequence[_Hit], start: int, end: int) -> str:
    """``text[start:end]``, escaped and marked; weak hits only where there is none stronger."""
    lowest = WEAK if all(hit.worth <= WEAK for hit in hits) else PART
    pieces = []
    for hit in hits:
        if hit.worth >= lowest:
            word, behind = text.starts[hit.place], text.ends[hit.place]
            pieces.append(html.escape(text.text[start:word]))
            pieces.append(f"<mark>{html.escape(text.text[word:behind])}</mark>")
            start = behind
    return "".join(pieces) + html.escape(text.text[start:end])
