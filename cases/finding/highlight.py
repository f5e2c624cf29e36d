"""Why a document was found: its text with the words that the query hit marked.

The stored text is read again with the analyzer, so the marks are the same whatever the database.
"""

import html
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, Protocol

from .analyzer import Analyzer
from .language import fold, lists, normalise, readings, words

WIDTH = 34  # words in a snippet
MOST_READ = 20_000  # words of a text
WHOLE, PART, WEAK = 3, 2, 1
BEGINS_SENTENCE = 0.5
ELLIPSIS = "…"


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


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    hit: int  # WHOLE, PART, WEAK or 0


def mark(text: str, marks: Marks, analyzer: Analyzer) -> str:
    """The whole text, escaped, with ``<mark>`` around every word that the query hit."""
    clean = normalise(text)
    found = _read(clean, marks, analyzer)
    return _render(clean, found, 0, len(clean), _lowest(found))


def snippet(text: str, marks: Marks, analyzer: Analyzer, width: int = WIDTH) -> str:
    """The ``width`` words with the most different hits, escaped, with ``<mark>``.

    Begins at a sentence where that costs no hit. Ellipses stand where text is left out. Empty for
    a text without words.
    """
    clean = normalise(text)
    found = _read(clean, marks, analyzer)
    if not found:
        return ""
    first = _best_window(clean, found, width)
    window = found[first : first + width]
    is_last = first + width >= len(found)
    end = len(clean) if is_last else window[-1].end
    start = 0 if first == 0 else window[0].start
    body = _render(clean, window, start, end, _lowest(window)).strip()
    return f"{ELLIPSIS + ' ' if first else ''}{body}{'' if is_last else ' ' + ELLIPSIS}"


def _read(text: str, marks: Marks, analyzer: Analyzer) -> list[_Word]:
    """The words of the text with their hits."""
    beginnings = _beginnings(marks)
    hits = _hits(marks.strong, marks.weak)
    found = []
    for word in islice(words(text), MOST_READ):
        hit = hits.get(word.text)
        if hit is None:
            hit = hits[word.text] = _hit(word.text, marks, analyzer, beginnings)
        found.append(_Word(*word, hit))
    for place in _phrase_places(found, marks.phrases, analyzer):
        found[place] = found[place]._replace(hit=WHOLE)
    return found


@lru_cache(maxsize=16)
def _hits(strong: frozenset[str], weak: frozenset[str]) -> dict[str, int]:
    """What words were found to be, for the twenty texts that one search shows."""
    return {}


def _beginnings(marks: Marks) -> tuple[str, ...]:
    """How the folded tokens begin: two letters of short ones, which may mutate (bok, böcker)."""
    tokens = map(fold, marks.strong | marks.weak)
    return tuple({token[: 3 if len(token) > 4 else 2] for token in tokens})


def _hit(word: str, marks: Marks, analyzer: Analyzer, beginnings: tuple[str, ...]) -> int:
    folded = fold(word)
    # Most words are passed over without being analysed, which is what takes time.
    if word in lists().stop or not any(beginning in folded for beginning in beginnings):
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
    found: Sequence[_Word], phrases: Sequence[Sequence[str]], analyzer: Analyzer
) -> set[int]:
    """The numbers of the words that stand in a row as in a quoted phrase."""
    if not phrases:
        return set()
    stream = [analyzer.analyze(word.text).tokens[0] for word in found]
    places: set[int] = set()
    for phrase in phrases:
        length = len(phrase)
        for start in range(len(stream) - length + 1):
            if stream[start] == phrase[0] and stream[start : start + length] == list(phrase):
                places.update(range(start, start + length))
    return places


def _best_window(text: str, found: Sequence[_Word], width: int) -> int:
    """Where the window with the most different hits begins; of equals the last, so that the hits
    come early in it."""
    inside: Counter[str] = Counter()
    value = 0.0
    best, best_start = -1.0, 0
    for place, word in enumerate(found):
        value += word.hit if not inside[word.text] else 0
        inside[word.text] += 1
        start = place - width + 1
        if start > 0:
            gone = found[start - 1]
            inside[gone.text] -= 1
            value -= gone.hit if not inside[gone.text] else 0
        if start >= 0 or place == len(found) - 1:
            start = max(0, start)
            bonus = BEGINS_SENTENCE if _begins_sentence(text, found[start].start) else 0.0
            worth = value + bonus
            if worth > best or (worth == best and value):
                best, best_start = worth, start
    return best_start


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in ".!?:\n"


def _lowest(window: Sequence[_Word]) -> int:
    """Weak hits are marked only where there is none stronger."""
    return WEAK if all(word.hit <= WEAK for word in window) else PART


def _render(text: str, found: Sequence[_Word], start: int, end: int, lowest: int) -> str:
    pieces = []
    for word in found:
        if word.hit >= lowest:
            pieces.append(html.escape(text[start : word.start]))
            pieces.append(f"<mark>{html.escape(text[word.start : word.end])}</mark>")
            start = word.end
    return "".join(pieces) + html.escape(text[start:end])
