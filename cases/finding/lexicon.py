"""The Swedish word list at run time: three tries, memory-mapped (16 ms, 6 MB).

Built by ``build_lexicon.py``, which also says what the records hold.
"""

import json
from functools import lru_cache
from pathlib import Path

import marisa_trie
import numpy as np

from .language import DATA


class Lexicon:
    """Look up forms, first parts of compounds and lemmas. Every method takes lower-case words."""

    def __init__(self, folder: Path = DATA) -> None:
        """Map the tries of ``folder``; raises ``OSError`` when one is missing."""
        self._forms = marisa_trie.Trie().mmap(str(folder / "forms.marisa"))
        self._records = np.load(folder / "forms.npy", mmap_mode="r")
        self._homographs = _by_first(np.load(folder / "homographs.npy").tolist())
        self._heads = marisa_trie.RecordTrie("<HB").mmap(str(folder / "heads.marisa"))
        self._lemmas = marisa_trie.RecordTrie("<BBB").mmap(str(folder / "lemmas.marisa"))
        notes = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
        self._rules: list[tuple[int, str]] = [(cut, ending) for cut, ending in notes["rules"]]
        self.digest: str = notes["digest"]

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form or of its genitive: skolans → (skola,). Empty when unknown."""
        form, records = self._find(form)
        return tuple(self._apply(form, record >> 1) for record in records)

    def is_word(self, form: str) -> bool:
        """Whether the list has the form, names included."""
        return form in self._forms or (form[-1:] == "s" and form[:-1] in self._forms)

    def is_common_word(self, form: str) -> bool:
        """Whether the list has the form as something else than a name."""
        return any(record & 1 for record in self._find(form)[1])

    def key(self, form: str) -> int | None:
        """The number of a form that the list has as it stands; another list, other numbers."""
        number = self._forms.get(form)
        return None if number is None else int(number)

    def form(self, key: int) -> str:
        """The form of a number; raises ``KeyError`` for a number that none has."""
        return str(self._forms.restore_key(key))

    def __len__(self) -> int:
        """How many forms there are; keys are below it."""
        return len(self._records)

    def is_lemma(self, word: str) -> bool:
        """Whether the word is a lemma (a dictionary headword, not a name)."""
        return word in self._lemmas

    def begins_like(self, prefix: str) -> bool:
        """Whether any form of the list begins with the prefix."""
        return next(self._forms.iterkeys(prefix), None) is not None

    def is_head(self, part: str) -> bool:
        """Whether the list allows the part at the beginning of a compound."""
        return part in self._heads

    def head_lemma(self, part: str) -> str | None:
        """The word behind a first part: skol → skola, omsorgs → omsorg."""
        records = self._heads.get(part)
        return self._apply(part, records[0][0]) if records else None

    def head_productivity(self, part: str) -> int:
        """How many lemmas begin with the part, 0–255."""
        records = self._heads.get(part)
        if records:
            return int(records[0][1])
        records = self._lemmas.get(part)
        return int(records[0][2]) if records else 0

    def tail_productivity(self, lemma: str) -> int:
        """How many lemmas end with the lemma, 0–255."""
        records = self._lemmas.get(lemma)
        return int(records[0][1]) if records else 0

    def may_end_compound(self, lemma: str) -> bool:
        """Whether the list marks the lemma as a last part."""
        records = self._lemmas.get(lemma)
        return bool(records and records[0][0])

    def _find(self, form: str) -> tuple[str, list[int]]:
        key = self.key(form)
        if key is None and form.endswith("s"):
            form = form[:-1]
            key = self.key(form)
        if key is None:
            return form, []
        return form, [int(self._records[key]), *self._homographs.get(key, ())]

    def _apply(self, form: str, number: int) -> str:
        cut, ending = self._rules[number]
        return form[: len(form) - cut] + ending


def _by_first(pairs: list[list[int]]) -> dict[int, list[int]]:
    """The second numbers of each first, in order."""
    gathered: dict[int, list[int]] = {}
    for first, second in pairs:
        gathered.setdefault(first, []).append(second)
    return gathered


@lru_cache(maxsize=1)
def shared_lexicon() -> Lexicon:
    """The one lexicon of this process."""
    return Lexicon()
