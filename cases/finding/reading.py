"""Read a query: its words, the names in it, and for each word what it may be met by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .alternatives import NEIGHBOURS, Dictionary, WordReading
from .language import lists, normalise, words
from .places import name_token
from .ranking import Alternative

LONGEST_QUERY = 200
MOST_WORDS = 20
MOST_CORRECTIONS = 4  # words looked up in the spelling list; it is the slowest step
MOST_SYNONYMS = 12  # expansions of one run of words
GENERIC_WEIGHT = 0.4
CORRECTED_SYNONYM = 0.8
QUOTED = re.compile(r'["”“»«]([^"”“»«]+)["”“»«]')


class QueryWord(NamedTuple):
    """A word of the query. ``in_phrase``: in quotes. ``capital``: typed with a capital."""

    text: str
    in_phrase: bool
    capital: bool


class Correction(NamedTuple):
    """``word`` gave nothing, so ``used`` was sought; ``suggestions`` are other readings.

    ``used`` is empty when the word is real Swedish: it is never replaced, only suggested about.
    """

    word: str
    used: str
    suggestions: tuple[str, ...]


def parse(text: str) -> tuple[list[QueryWord], bool]:
    """The words of a query in order, and whether it had to be cut.

    At most ``LONGEST_QUERY`` characters and ``MOST_WORDS`` words are read.
    """
    clean = normalise(text)
    cut = clean[:LONGEST_QUERY]
    spans = [match.span() for match in QUOTED.finditer(cut)]
    found = [
        QueryWord(
            word.text,
            any(begin <= word.start < end for begin, end in spans),
            cut[word.start].isupper(),
        )
        for word in words(cut)
    ]
    return found[:MOST_WORDS], len(clean) > LONGEST_QUERY or len(found) > MOST_WORDS


def quoted(text: str) -> list[list[str]]:
    """The words of each quoted phrase of a query."""
    found = (
        [word.text for word in words(match.group(1))][:MOST_WORDS]
        for match in QUOTED.finditer(normalise(text)[:LONGEST_QUERY])
    )
    return [phrase for phrase in found if phrase]


@dataclass
class QueryReading:
    """Reads the words of a query one by one.

    ``is_open``: the last word may be unfinished. ``as_typed``: no word is mended.
    After ``read``: ``groups`` has the alternatives of each word sought, ``own`` its idf
    (thousandths), ``places`` its number in the query; ``keys`` the first token of every word;
    ``is_met``: the bank has some word, not only parts of it. ``is_composed``: it has every part of
    some compound.
    """

    dictionary: Dictionary
    query: Sequence[QueryWord]
    is_open: bool
    as_typed: bool = False
    groups: list[list[Alternative]] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    is_met: bool = False
    is_composed: bool = False
    names: dict[int, str] = field(default_factory=dict)
    inner: set[int] = field(default_factory=set)

    def read(self) -> None:
        """Fill ``groups`` and what goes with them; called once."""
        self._find_names()
        self.places = self._content()
        self.keys = [self.dictionary.analyzer.analyze(word.text).tokens[0] for word in self.query]
        extra = self._synonyms_of_runs()
        self._add_neighbours(extra)
        for place in self.places:
            self._read_place(place, extra[place])

    def tokens(self, wanted: Callable[[Alternative], bool]) -> set[str]:
        """The tokens of the wanted alternatives, those of quoted words apart."""
        return {
            token
            for place, group in zip(self.places, self.groups, strict=True)
            if not self.query[place].in_phrase
            for alternative in group
            if wanted(alternative)
            for token in alternative.tokens
        }

    def as_read(self) -> str:
        """The query with its corrections made, lower case."""
        used = {made.word: made.used for made in self.corrections if made.used}
        return " ".join(used.get(word.text, word.text) for word in self.query)

    def _find_names(self) -> None:
        """Place names by the number of their first word; ``inner``: the words after it."""
        texts = [word.text for word in self.query]
        place = 0
        while place < len(texts):
            found = self.dictionary.places.find(texts, place)
            if found and self._is_meant(place, found[1]):
                self.names[place] = found[0]
                self.inner.update(range(place + 1, place + found[1]))
            place += found[1] if found else 1

    def _is_meant(self, place: int, length: int) -> bool:
        """*vara* is a name when it stands alone or with a capital that no sentence gives it."""
        word = self.query[place]
        if length > 1 or word.text not in lists().stop or len(self.query) == 1:
            return True
        return word.capital and (place > 0 or len(self.query) <= 2)

    def _content(self) -> list[int]:
        """The numbers of the words to seek: all but stop words, or all if there are no others."""
        stop = lists().stop
        wanted = [
            number
            for number, word in enumerate(self.query)
            if number not in self.inner and (number in self.names or word.text not in stop)
        ]
        return wanted or list(range(len(self.query)))

    def _synonyms_of_runs(self) -> list[list[Alternative]]:
        """For each word, the synonyms of every run of words that it stands in."""
        extra: list[list[Alternative]] = [[] for _ in self.query]
        synonyms = self.dictionary.synonyms
        for length in range(1, min(synonyms.longest, len(self.keys)) + 1):
            for start in range(len(self.keys) - length + 1):
                for tokens, weight in synonyms.find(self.keys[start : start + length])[
                    :MOST_SYNONYMS
                ]:
                    for place in range(start, start + length):
                        extra[place].append(Alternative(tokens, weight))
        return extra

    def _add_neighbours(self, extra: list[list[Alternative]]) -> None:
        """Words near each other may be one compound in the text: rening av vatten."""
        for number, first in enumerate(self.places):
            for second in self.places[number + 1 : number + 3]:
                one, other = self.query[first], self.query[second]
                if one.in_phrase or other.in_phrase:
                    continue
                for token in self.dictionary.neighbours(one.text, other.text):
                    extra[first].append(Alternative((token,), NEIGHBOURS))
                    extra[second].append(Alternative((token,), NEIGHBOURS))

    def _read_place(self, place: int, extra: list[Alternative]) -> None:
        word = self.query[place]
        name = self.names.get(place)
        reading = self._read_alone(place, word, name)
        # A mended word weighs what the right one does: hits are judged against it
        own = self.dictionary.own_idf(reading.correction or word.text)
        if (reading.correction or word.text) in lists().generic and len(self.places) > 1:
            reading.alternatives = reading.scaled(GENERIC_WEIGHT)
            own = round(own * GENERIC_WEIGHT)
        if name:
            reading.add((name_token(name),), 1.0)
            own = min(own, self.dictionary.index.idf(name_token(name)))
        for tokens, weight in [*extra, *self._synonyms_of_correction(reading)]:
            reading.add(tokens, weight)
        self.is_met = self.is_met or reading.met or bool(name) or self._any_in_index(extra)
        self.is_composed = self.is_composed or reading.composed
        if reading.correction or (reading.suggestions and not reading.completed):
            made = Correction(word.text, reading.correction, tuple(reading.suggestions))
            self.corrections.append(made)
        self.groups.append(reading.alternatives)
        self.own.append(own)

    def _read_alone(self, place: int, word: QueryWord, name: str | None) -> WordReading:
        """The word without synonyms. A name of several words, or one that is a stop word, is only
        a name; any other name may be a word too (Mark, Lund), but is never corrected or completed.
        """
        if name and (place + 1 in self.inner or word.text in lists().stop):
            return WordReading()
        is_last = self.is_open and place == len(self.query) - 1 and not word.in_phrase
        return self.dictionary.read_word(
            word.text,
            is_last=is_last and not name,
            may_correct=not name and len(self.corrections) < MOST_CORRECTIONS,
            as_typed=self.as_typed,
        )

    def _any_in_index(self, alternatives: Sequence[Alternative]) -> bool:
        index = self.dictionary.index
        return any(all(token in index for token in tokens) for tokens, _ in alternatives)

    def _synonyms_of_correction(self, reading: WordReading) -> list[Alternative]:
        if not reading.correction:
            return []
        key = self.dictionary.analyzer.analyze(reading.correction).tokens[:1]
        found = self.dictionary.synonyms.find(key)[:MOST_SYNONYMS]
        return [Alternative(tokens, weight * CORRECTED_SYNONYM) for tokens, weight in found]
