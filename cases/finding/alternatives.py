"""What a reader's word may be met by, and what was done to a word that nothing meets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from .analyzer import Analysis, Analyzer
from .language import fold, readings
from .places import Places
from .postings import Index
from .ranking import Alternative
from .spelling import corrected_tail, corrections
from .synonyms import Synonyms
from .vocabulary import dotted_forms

WHOLE = 1.0
ALL_PARTS = 0.9
NEIGHBOURS = 0.9
DOTS_BESIDE_A_HIT = 0.75
ONE_PART = 0.16  # beside better alternatives
ONLY_PART = 0.36
LONGEST_HEAD = 0.5
THROUGH_PART = 0.7  # a part's synonyms
CORRECTED = (0.9, 0.7, 0.7)
REAL_WORD_BEGINS = 0.5  # a real word is seldom the beginning of another
MOST_COMPLETIONS = 40
SHORTEST_PREFIX = 3
SHORTEST_COMPOUND = 7  # letters of a compound that may be another one misspelt
SHORTEST_SUGGESTED = 6  # shorter real words are near too many others
LONGEST_ENDING = 4  # letters that an inflection adds


@dataclass
class WordReading:
    """The alternatives of one word, and what is told to the reader.

    ``correction``: the word sought instead. ``suggestions``: words that it may have meant.
    ``completed``: the word was read as the beginning of others. ``met``: the index has the word,
    its dotted, completed or corrected form; not only parts of it. ``composed``: the index has every
    part of the word, a compound.
    """

    alternatives: list[Alternative] = field(default_factory=list)
    correction: str = ""
    suggestions: list[str] = field(default_factory=list)
    completed: bool = False
    met: bool = False
    composed: bool = False

    def add(self, tokens: tuple[str, ...], weight: float) -> None:
        """Add an alternative; the same tokens again keep the higher weight."""
        for number, known in enumerate(self.alternatives):
            if known.tokens == tokens:
                self.alternatives[number] = Alternative(tokens, max(weight, known.weight))
                return
        self.alternatives.append(Alternative(tokens, weight))

    def scaled(self, factor: float) -> list[Alternative]:
        """The alternatives with their weights multiplied."""
        return [Alternative(tokens, weight * factor) for tokens, weight in self.alternatives]


@dataclass(frozen=True)
class Dictionary:
    """All that a query is read with; one for each state of index and synonyms."""

    index: Index
    analyzer: Analyzer
    synonyms: Synonyms
    places: Places

    def read_word(
        self, word: str, *, is_last: bool, may_correct: bool, as_typed: bool = False
    ) -> WordReading:
        """The alternatives of a lower-case word, without its own synonyms and its neighbours.

        ``is_last``: the reader may not have typed its end. ``may_correct``: its spelling may be
        corrected. ``as_typed``: neither spelling nor missing dots are mended.
        """
        analysis = self.analyzer.analyze(word)
        reading = WordReading()
        self._as_written(reading, word, analysis, as_typed)
        # Parts alone do not make a word known: matt + svinn is matsvinn misspelt, and
        # medborgar + bud the beginning of medborgarbudget.
        is_open = not reading.met and not self.analyzer.lexicon.is_word(word)
        is_open = is_open or not reading.alternatives
        if is_open and is_last and len(word) >= SHORTEST_PREFIX:
            self._as_beginning(reading, word, as_typed)
        if is_open and not reading.met and may_correct and not as_typed:
            self._as_misspelt(reading, word)
        if not reading.alternatives:
            self._through_parts(reading, word, analysis)
        if not reading.correction:
            self._single_parts(reading, analysis)
        for part in readings(word)[1:]:
            for token in self.analyzer.analyze(part).tokens:
                if token in self.index:
                    reading.add((token,), ONLY_PART)
        return reading

    def own_idf(self, word: str) -> int:
        """The idf of the word's own tokens, in thousandths; highest for a word without hits."""
        return max(self.index.idf(token) for token in self.analyzer.analyze(word).tokens)

    def neighbours(self, first: str, second: str) -> list[str]:
        """Tokens of the index's compounds of two words: rening, vatten → vattenrening."""
        return [
            token
            for head, tail in ((first, second), (second, first))
            for token in self._compounds(head, tail)
        ]

    def _as_written(
        self, reading: WordReading, word: str, analysis: Analysis, as_typed: bool = False
    ) -> None:
        hits = [token for token in analysis.tokens if token in self.index]
        for token in hits:
            reading.add((token,), WHOLE)
        is_real = self.analyzer.lexicon.is_common_word(word)
        if word == fold(word) and not (hits and is_real) and not as_typed:
            self._with_dots(reading, word, analysis, bool(hits), is_real)
        reading.met = reading.met or bool(reading.alternatives)
        if reading.correction:
            return
        if analysis.core and all(part in self.index for part in analysis.core):
            reading.add(analysis.core, ALL_PARTS)
            reading.composed = True

    def _with_dots(
        self, reading: WordReading, word: str, analysis: Analysis, has_hits: bool, is_real: bool
    ) -> None:
        """aldreomsorg → äldreomsorg: by token, else by word of the index, else of the lexicon.

        A real word (*hangar*) gets dots only when a word of the index has just its letters.
        """
        spelt = [other for other in self.index.words_with_dots(word) if other != word]
        if not is_real or spelt:
            for token in self._dotted_tokens(word, analysis):
                reading.add((token,), DOTS_BESIDE_A_HIT if has_hits else WHOLE)
        if has_hits:
            return
        if not spelt and not reading.alternatives:
            spelt = list(islice(dotted_forms(self.analyzer.lexicon, word), 3))
        for other in spelt:
            analysed = self.analyzer.analyze(other)
            self._as_written(reading, other, analysed)
            self._single_parts(reading, analysed)
        if reading.alternatives and spelt:
            reading.correction = spelt[0]

    def _dotted_tokens(self, word: str, analysis: Analysis) -> list[str]:
        """Tokens of the index that differ from the word's own by dots only, in any inflection."""
        found: set[str] = set()
        for own in analysis.tokens:
            for other in self.index.words_with_prefix(fold(own)):
                if len(other) <= len(word) + LONGEST_ENDING:
                    found.update(self.analyzer.analyze(other).tokens)
        sought = {fold(own) for own in analysis.tokens} - {""}
        return sorted(
            token
            for token in found
            if fold(token) in sought and token not in analysis.tokens and token in self.index
        )

    def _as_beginning(self, reading: WordReading, word: str, as_typed: bool) -> None:
        is_real = self.analyzer.lexicon.is_common_word(word)
        counts = self.index.words_with_prefix(word, may_lack_dots=not (is_real or as_typed))
        nearest = sorted(counts, key=lambda other: (-counts[other], other))[:MOST_COMPLETIONS]
        factor = REAL_WORD_BEGINS if is_real else WHOLE
        for other in nearest:
            longer = min(20, len(other) - len(word))
            for token in self.analyzer.analyze(other).tokens:
                if token in self.index:
                    reading.add((token,), factor * (1 - 0.01 * longer))
                    reading.completed = reading.met = True

    def _as_misspelt(self, reading: WordReading, word: str) -> None:
        """A real word is never replaced: *kyckling* is not *cykling*, only perhaps meant so."""
        is_real = self.analyzer.lexicon.is_word(word)
        if is_real and len(word) < SHORTEST_SUGGESTED:
            return
        has_parts = bool(reading.alternatives)
        if has_parts and len(word) < SHORTEST_COMPOUND:
            return
        cutoff = 1 if has_parts else None
        candidates = corrections(word, self.index, self.analyzer, cutoff)
        if is_real:
            reading.suggestions = candidates
            return
        for other, weight in zip(candidates, CORRECTED, strict=False):
            corrected = WordReading()
            self._as_written(corrected, other, self.analyzer.analyze(other))
            if has_parts and corrected.met:
                reading.alternatives.clear()
                has_parts = False
            for alternative in corrected.scaled(weight):
                reading.add(*alternative)
            reading.met = reading.met or corrected.met
        if not candidates and not has_parts:
            tail = corrected_tail(word, self.index, self.analyzer)
            candidates = [tail] if tail else []
            for other in candidates:
                for token in self.analyzer.analyze(other).tokens:
                    reading.add((token,), ONLY_PART)
        if candidates and reading.alternatives:
            reading.correction, reading.suggestions = candidates[0], candidates[1:]
            self._single_parts(reading, self.analyzer.analyze(candidates[0]))

    def _through_parts(self, reading: WordReading, word: str, analysis: Analysis) -> None:
        """For a word that nothing meets: the synonyms of its parts, or its longest first part."""
        for part in analysis.core:
            for tokens, weight in self.synonyms.find((part,)):
                reading.add(tokens, weight * THROUGH_PART)
        if analysis.core or len(word) < 7:
            return
        for end in range(len(word) - 3, 3, -1):
            head = self.analyzer.splitter.head_lemma(word[:end])
            token = self.analyzer.stem(head) if head else ""
            if token and token in self.index:
                reading.add((token,), LONGEST_HEAD)
                return

    def _single_parts(self, reading: WordReading, analysis: Analysis) -> None:
        has_better = any(known.weight >= ALL_PARTS for known in reading.alternatives)
        for part in analysis.core:
            if part in self.index and part not in analysis.tokens:
                reading.add((part,), ONE_PART if has_better else ONLY_PART)

    def _compounds(self, head: str, tail: str) -> Iterator[str]:
        endings = [e for e in self.analyzer.lemmas(tail) if self.analyzer.splitter.tail_lemma(e)]
        for lemma in self.analyzer.lemmas(head):
            for beginning in self._first_parts(lemma):
                for ending in endings:
                    token = self.analyzer.stem(beginning + ending)
                    if token in self.index:
                        yield token

    def _first_parts(self, lemma: str) -> Iterator[str]:
        """How a lemma may be written first in a compound: kyrka → kyrko, omsorg → omsorgs."""
        root = lemma[:-1]
        candidates = (lemma, lemma + "s", root, root + "o", root + "u", root + "s", root + "e")
        for candidate in dict.fromkeys(candidates):
            if len(candidate) >= 2 and self.analyzer.splitter.head_lemma(candidate) == lemma:
                yield candidate
