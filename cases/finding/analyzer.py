"""From a word to the tokens it is indexed and sought by.

1. the lemma, from the word list; 2. Snowball's Swedish stem of the lemma; 3. for a compound also
the stems of its parts. ``äldreomsorgens`` gives the token ``äldreomsorg`` and the parts ``äldre``
and ``omsorg``.
"""

from typing import NamedTuple

import Stemmer

from .compounds import Compound, CompoundSplitter
from .lexicon import Lexicon, shared_lexicon

ANALYZER_VERSION = 1  # raise when this code would give a word other tokens
PART_FREQUENCY = 0.5  # term frequency of a compound's part beside 1 for a whole word
LONG_PART = 9
REMEMBERED = 200_000


class Analysis(NamedTuple):
    """The tokens of one word.

    ``tokens``: whole word, one for each lemma. ``parts``: tokens of a compound's parts, longest cut
    included (three parts give also the last two as one). ``core``: the parts in the word's order.
    """

    tokens: tuple[str, ...]
    parts: tuple[str, ...]
    core: tuple[str, ...]


class Analyzer:
    """Analyses lower-case words and remembers the answers (at most ``REMEMBERED`` of them)."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or shared_lexicon()
        self.splitter = CompoundSplitter(self.lexicon)
        # In C, so that no other thread comes in the middle of a word; it need not remember, we do
        self._stemmer = Stemmer.Stemmer("swedish", 0)
        self._remembered: dict[str, Analysis] = {}
        self._stems: dict[str, str] = {}

    def analyze(self, word: str) -> Analysis:
        """The tokens of a lower-case word without inner hyphens."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._analyze(word)
        return found

    def stem(self, lemma: str) -> str:
        """Snowball's stem of a lemma: the form that tokens have."""
        stem = self._stems.get(lemma)
        if stem is None:
            if len(self._stems) >= REMEMBERED:
                self._stems.clear()
            stem = self._stems[lemma] = str(self._stemmer.stemWord(lemma))
        return stem

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The lemmas of a form; an unknown compound gets the lemma of its last part."""
        known = self.lexicon.lemmas(word)
        if known:
            return known
        compound = self.splitter.split(word)
        if not compound:
            return (word,)
        beginning = word[: len(word) - len(compound.parts[-1])]
        return (beginning + compound.lemmas[-1],)

    def _analyze(self, word: str) -> Analysis:
        lemmas = self.lemmas(word)
        tokens = tuple(dict.fromkeys(self.stem(lemma) for lemma in lemmas))
        compound = self._compound(word, lemmas)
        if not compound:
            return Analysis(tokens, (), ())
        core = tuple(dict.fromkeys(self.stem(lemma) for lemma in compound.lemmas))
        parts = dict.fromkeys(self._part_tokens(compound))
        return Analysis(tokens, tuple(part for part in parts if part not in tokens), core)

    def _compound(self, word: str, lemmas: tuple[str, ...]) -> Compound | None:
        for lemma in lemmas[:2]:
            compound = self.splitter.split(lemma)
            if not compound and not self.lexicon.is_lemma(lemma):
                compound = self.splitter.split(word)
            if compound:
                return compound
        return None

    def _part_tokens(self, compound: Compound) -> list[str]:
        tokens = []
        for lemma in compound.lemmas:
            tokens.append(self.stem(lemma))
            inner = self.splitter.split(lemma) if len(lemma) >= LONG_PART else None
            tokens += [self.stem(part) for part in inner.lemmas] if inner else []
        if len(compound.parts) == 3:
            tokens.append(self.stem(compound.parts[1] + compound.lemmas[2]))
        return tokens
