"""Split Swedish compounds, with restraint.

Splitting too much is worse than not splitting: *innovation*, *kommun* and *region* must stay whole.
A cut costs 1 for every first part, less the more words the parts build, with additions for parts
that are short, unmarked in the word list or lack a linking s. The cheapest cut wins.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from .language import lists
from .lexicon import Lexicon

SHORTEST_WORD = 5
MOST_HEADS = 3
VOWELS = "aeiouyåäöé"


class Compound(NamedTuple):
    """``parts`` as written (skol, gårds, miljö) and their ``lemmas`` (skola, gård, miljö)."""

    parts: tuple[str, ...]
    lemmas: tuple[str, ...]


class _Cut(NamedTuple):
    cost: float
    compound: Compound


class CompoundSplitter:
    """Finds the best cut of a word. ``split`` is deterministic and keeps nothing between calls."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lists = lists()

    def split(self, word: str) -> Compound | None:
        """The cheapest allowed cut of a lower-case lemma or unknown form, or None."""
        if len(word) < SHORTEST_WORD or not word.isalpha() or word in self._lists.whole:
            return None
        known = self._lexicon.is_common_word(word)
        cuts = self._cuts(word, known, (), (), 0.0)
        best = min(cuts, key=lambda cut: cut.cost, default=None)
        return best.compound if best else None

    def head_lemma(self, part: str) -> str | None:
        """The word that a first part stands for, or None when it cannot stand first."""
        if part in self._lists.bad_heads:
            return None
        lemma = self._lexicon.head_lemma(part)
        if lemma:
            return lemma
        needs_s = part.endswith(self._lists.linking_s)
        if len(part) >= 4 and self._lexicon.is_lemma(part) and not needs_s:
            return part
        if len(part) >= 5 and part[-1] == "s" and self._lexicon.is_lemma(part[:-1]):
            return part[:-1]
        return None

    def tail_lemma(self, part: str) -> str | None:
        """The most productive lemma of a last part, or None when it cannot stand last."""
        if len(part) < 3 or part in self._lists.bad_tails:
            return None
        if not self._lexicon.is_common_word(part):
            return None
        return max(self._lexicon.lemmas(part), key=self._lexicon.tail_productivity)

    def _cuts(
        self, rest: str, known: bool, parts: tuple[str, ...], lemmas: tuple[str, ...], cost: float
    ) -> Iterator[_Cut]:
        """Every allowed cut of ``rest`` after the first parts that stand before it."""
        if parts:
            tail = self.tail_lemma(rest)
            if tail and self._allowed(parts, rest, tail, known):
                found = Compound((*parts, rest), (*lemmas, tail))
                yield _Cut(cost + self._tail_cost(rest, tail), found)
        if len(parts) == MOST_HEADS:
            return
        for end in range(2, len(rest) - 2):
            head = rest[:end]
            lemma = self._usable_head(head)
            if not lemma:
                continue
            so_far = cost + self._head_cost(head)
            yield from self._cuts(rest[end:], known, (*parts, head), (*lemmas, lemma), so_far)
            if not known and head[-1] == head[-2] and head[-1] not in VOWELS:
                yield from self._shared_consonant(rest[end - 1 :], parts, lemmas, head, so_far)

    def _shared_consonant(
        self, tail: str, parts: tuple[str, ...], lemmas: tuple[str, ...], head: str, cost: float
    ) -> Iterator[_Cut]:
        """natt + tillsyn is written nattillsyn: the tail takes the last consonant of the head."""
        lemma = self.tail_lemma(tail)
        if lemma:
            found = Compound(
                (*parts, head, tail), (*lemmas, self._usable_head(head) or head, lemma)
            )
            yield _Cut(cost + 0.6 + self._rarity(self._lexicon.tail_productivity(lemma)), found)

    def _usable_head(self, head: str) -> str | None:
        if len(head) < 3 and head not in self._lists.short_heads:
            return None
        return self.head_lemma(head)

    def _head_cost(self, head: str) -> float:
        cost = 1.0 + self._rarity(self._lexicon.head_productivity(head))
        if len(head) <= 3:
            cost += 0.5
        if not self._lexicon.is_head(head):
            cost += 0.4
        if head.endswith(self._lists.linking_s):
            cost += 2.0
        unlinked = head[:-1]
        if head[-1] == "s" and self._lexicon.is_head(unlinked):
            cost += 0.0 if unlinked.endswith(self._lists.linking_s) else 0.25
        return cost

    def _tail_cost(self, part: str, lemma: str) -> float:
        cost = self._rarity(self._lexicon.tail_productivity(lemma))
        if not self._lexicon.may_end_compound(lemma):
            cost += 0.35
        return cost + {3: 0.6, 4: 0.15}.get(len(part), 0.0)

    def _allowed(self, parts: tuple[str, ...], tail: str, tail_lemma: str, known: bool) -> bool:
        """A word of the list is cut in two only when both halves are productive."""
        if not known or len(parts) > 1:
            return True
        head = parts[0]
        first = self._lexicon.head_productivity(head)
        last = self._lexicon.tail_productivity(tail_lemma)
        if self._both_productive(head, tail, first, last):
            return True
        long_enough = len(head) >= 5 and len(tail) >= 6 and self._lexicon.is_head(head)
        return long_enough and first + last >= 1 and not tail.startswith(self._lists.suffix_like)

    def _both_productive(self, head: str, tail: str, first: int, last: int) -> bool:
        if len(head) + len(tail) < 6 or first < 2 or last < 2 or first * last < 24:
            return False
        is_short = head in self._lists.short_heads
        if len(head) < 3 and not is_short:
            return False
        return len(head) + len(tail) >= 7 or is_short or first * last > 400

    @staticmethod
    def _rarity(productivity: int) -> float:
        return 1.0 / (1.0 + math.log1p(productivity))
