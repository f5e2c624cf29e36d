"""Words, folding and the short lists of Swedish that the analyzer needs beside the word list."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("data")

LETTERS = "a-zåäöéèàüáíóæøñç"
WORD = re.compile(rf"[{LETTERS}0-9]+(?:[-:’'][{LETTERS}0-9]+)*", re.IGNORECASE)
INNER_MARK = re.compile(r"[-:’']")
_FOLD = str.maketrans("åäöéèàüáíóæøñç", "aaoeeauaioaonc")
_UNFOLD = {"a": "aåäàáæ", "o": "oöóø", "e": "eéè", "u": "uü", "i": "ií", "n": "nñ", "c": "cç"}


class Word(NamedTuple):
    """A word as it stands in a text: ``text[start:end]`` lower-cased."""

    text: str
    start: int
    end: int


class Lists(NamedTuple):
    """The lists of ``data/swedish.toml``; ``heads`` maps a compound's first part to its word,
    ``plurals`` a plural to its word, ``provinces`` a province to county codes and municipalities, a
    minus before those that are not in it.
    """

    stop: frozenset[str]
    generic: frozenset[str]
    bad_tails: frozenset[str]
    bad_heads: frozenset[str]
    whole: frozenset[str]
    short_heads: frozenset[str]
    linking_s: tuple[str, ...]
    suffix_like: tuple[str, ...]
    heads: dict[str, str]
    plurals: dict[str, str]
    provinces: dict[str, list[str]]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Read the lists once; raises ``KeyError`` or ``TOMLDecodeError`` when the file is damaged."""
    data = tomllib.loads((DATA / "swedish.toml").read_text(encoding="utf-8"))
    reading, compounds = data["reading"], data["compounds"]
    return Lists(
        stop=frozenset(reading["stop"].split()),
        generic=frozenset(reading["generic"].split()),
        bad_tails=frozenset(compounds["bad_tails"].split()),
        bad_heads=frozenset(compounds["bad_heads"].split()),
        whole=frozenset(compounds["whole"].split()),
        short_heads=frozenset(compounds["short_heads"].split()),
        linking_s=tuple(compounds["linking_s"].split()),
        suffix_like=tuple(compounds["suffix_like"].split()),
        plurals=_plurals(data["forms"]["plurals"].split()),
        heads=dict(pair.split("=") for pair in compounds["heads"].split()),
        provinces={
            name: [part.strip() for part in parts.split(",")]
            for name, parts in data["provinces"].items()
        },
    )


def _plurals(words_in_order: list[str]) -> dict[str, str]:
    """Form → word, from "nätter nätterna=natt": each form takes the word of the next pair."""
    forms: dict[str, str] = {}
    waiting: list[str] = []
    for item in words_in_order:
        form, _, word = item.partition("=")
        waiting.append(form)
        if word:
            forms.update(dict.fromkeys(waiting, word))
            waiting = []
    return forms


def normalise(text: str) -> str:
    """Composed (NFC), so that å typed as a + ring is å. Same length rules as the stored text."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order; ``text`` must be normalised for the offsets to hold."""
    for match in WORD.finditer(text):
        yield Word(match.group().lower(), match.start(), match.end())


def readings(word: str) -> list[str]:
    """A hyphenated word is read whole and part by part: e-tjänst, tjänst (not single letters)."""
    if not INNER_MARK.search(word):
        return [word]
    return [word, *(part for part in INNER_MARK.split(word) if len(part) > 1)]


def fold(word: str) -> str:
    """Without dots, rings and accents: malmö → malmo. Keeps the length."""
    return word.translate(_FOLD)


def unfolded_letters(letter: str) -> str:
    """The letters that fold to ``letter``, itself first."""
    return _UNFOLD.get(letter, letter)
