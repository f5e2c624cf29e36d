"""Questions to a trie of words: what begins so, what is it with its dots."""

from collections.abc import Iterator

import marisa_trie

from .language import unfolded_letters
from .lexicon import Lexicon

MOST_STEPS = 4_000


def with_dots(trie: marisa_trie.Trie, folded: str) -> list[str]:
    """The words of the trie that fold to ``folded``: raddning → räddning.

    Empty when more than ``MOST_STEPS`` beginnings would have to be tried.
    """
    beginnings = [""]
    steps = 0
    for letter in folded:
        following = []
        for beginning in beginnings:
            for variant in unfolded_letters(letter):
                steps += 1
                if steps > MOST_STEPS:
                    return []
                if begins_like(trie, beginning + variant):
                    following.append(beginning + variant)
        beginnings = following
    return [word for word in beginnings if word in trie]


def begins_like(trie: marisa_trie.Trie, prefix: str) -> bool:
    """Whether any word begins with the prefix."""
    return next(trie.iterkeys(prefix), None) is not None


def dotted_prefixes(trie: marisa_trie.Trie, folded: str) -> list[str]:
    """The prefixes with dots that some word begins with, without ``folded`` itself."""
    beginnings = [""]
    for letter in folded:
        beginnings = [
            beginning + variant
            for beginning in beginnings
            for variant in unfolded_letters(letter)
            if begins_like(trie, beginning + variant)
        ][:50]
    return [beginning for beginning in beginnings if beginning != folded]


def dotted_forms(lexicon: Lexicon, folded: str) -> Iterator[str]:
    """The common words of the lexicon, with dots, that fold to ``folded``."""
    beginnings = [""]
    for letter in folded:
        beginnings = [
            beginning + variant
            for beginning in beginnings
            for variant in unfolded_letters(letter)
            if lexicon.begins_like(beginning + variant)
        ][:200]
    for word in beginnings:
        if word != folded and lexicon.is_common_word(word):
            yield word
