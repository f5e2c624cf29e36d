"""Build the tries in ``data/`` from the Swedish hunspell word list. For developers only.

    pip install hunspell-sv==2026.10.25 && python -m cases.finding.build_lexicon

The list (``sv_SE.dic``, ``sv_SE.aff``; LGPL-3.0) is needed here and never at run time. Written:

* ``forms.marisa``   every form; its key is its number in ``forms.npy`` and in stored documents
* ``forms.npy``      by key: rule << 1 | common noun and the like, not a name; uint16
* ``homographs.npy`` (key, record) of the second and third lemma of a form, by key; uint32[h, 2]
* ``heads.marisa``   first part of a compound → (rule, productivity); RecordTrie ``<HB``
* ``lemmas.marisa``  lemma → (may end a compound, productivity last, productivity first); ``<BBB``
* ``lexicon.json``   the source; a digest of the tries, which is part of ``index_version``; rules:
  by number [letters to cut, ending to add], which makes a form its lemma

Productivity is the number of lemmas in the list that begin (end) with the part and whose other
half is a word too, at most 255.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import numpy as np

from .language import DATA, LETTERS, lists

SPELLABLE = re.compile(rf"[{LETTERS.replace('í', '')}]{{2,}}")
BEGINS, MIDDLE, ENDS, ONLY_INSIDE, FORBIDDEN = "XUYZ%"
MOST_LEMMAS = 3
PRODUCTIVITY_BY_HAND = 10  # of a first part listed in swedish.toml: it was listed for a reason


class Suffix(NamedTuple):
    """An SFX line: cut ``strip``, add ``add`` if ``condition`` fits; the result has ``flags``."""

    strip: str
    add: str
    flags: str
    condition: re.Pattern[str] | None


class Entry(NamedTuple):
    """A line of the list and the forms that its flags give: (form, flags of the form)."""

    word: str
    flags: str
    forms: list[tuple[str, str]]


class Lexicon(NamedTuple):
    """Everything read from the list, before it is packed."""

    forms: dict[str, list[str]]
    heads: dict[str, str]
    lemmas: set[str]
    tails: set[str]
    common: set[str]


def read_suffixes(path: Path) -> dict[str, list[Suffix]]:
    """The SFX rules of an .aff file by flag."""
    rules: dict[str, list[Suffix]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        is_header = len(fields) == 4 and fields[2] in "YN" and fields[3].isdigit()
        if len(fields) < 4 or fields[0] != "SFX" or is_header:
            continue
        strip = "" if fields[2] == "0" else fields[2]
        add, _, flags = fields[3].partition("/")
        condition = fields[4] if len(fields) > 4 else "."
        pattern = None if condition == "." else re.compile(f"(?:{condition})$")
        rules[fields[1]].append(Suffix(strip, "" if add == "0" else add, flags, pattern))
    return rules


def read_entries(dictionary: Path, rules: dict[str, list[Suffix]]) -> Iterator[Entry]:
    """Each word of a .dic file with its forms; names keep their capital."""
    for line in dictionary.read_text(encoding="utf-8").splitlines()[1:]:
        word, _, rest = line.split("\t")[0].partition("/")
        flags = rest.split()[0] if rest.split() else ""
        if not word or FORBIDDEN in flags:
            continue
        yield Entry(word, flags, [(word, flags), *inflected(word, flags, rules)])


def inflected(word: str, flags: str, rules: dict[str, list[Suffix]]) -> Iterator[tuple[str, str]]:
    """The forms that the flags make of a word, each with the flags that the form gets."""
    for flag in flags:
        for rule in rules.get(flag, ()):
            if word.endswith(rule.strip) and (not rule.condition or rule.condition.search(word)):
                yield word[: len(word) - len(rule.strip)] + rule.add, rule.flags


def collect(entries: Iterable[Entry]) -> Lexicon:
    """Sort the entries into forms, first parts, lemmas and last parts."""
    lexicon = Lexicon({}, {}, set(), set(), set())
    bare = []
    for entry in entries:
        if not SPELLABLE.fullmatch(entry.word.lower()):
            continue
        # Some lines only repeat a form of another entry; seen as words of their own they would
        # cut that form off from its lemma. They wait until every real entry has been read.
        if inflects(entry):
            add_entry(lexicon, entry)
        else:
            bare.append(entry)
    for entry in bare:
        word = entry.word.lower()
        is_form = word in lexicon.forms or (word[-1] == "s" and word[:-1] in lexicon.forms)
        if not is_form or ENDS in entry.flags or BEGINS in entry.flags:
            add_entry(lexicon, entry)
    return lexicon


def inflects(entry: Entry) -> bool:
    """Whether the flags give the word a form besides itself, its genitive and compound parts."""
    own = {entry.word, entry.word + "s"}
    return any(form not in own and ONLY_INSIDE not in flags for form, flags in entry.forms)


def add_entry(lexicon: Lexicon, entry: Entry) -> None:
    """Add the forms of one entry. Names give forms only, never parts of compounds."""
    lemma, is_name = entry.word.lower(), entry.word[:1].isupper()
    for form, flags in ((form.lower(), flags) for form, flags in entry.forms):
        if not SPELLABLE.fullmatch(form):
            continue
        if (BEGINS in flags or MIDDLE in flags) and not is_name:
            lexicon.heads.setdefault(form, lemma)
        if ONLY_INSIDE in flags:
            continue
        known = lexicon.forms.setdefault(form, [])
        if lemma not in known and len(known) < MOST_LEMMAS:
            known.append(lemma)
        if not is_name:
            lexicon.common.add(form)
    if not is_name and ONLY_INSIDE not in entry.flags:
        lexicon.lemmas.add(lemma)
        if any(ENDS in flags for _, flags in entry.forms):
            lexicon.tails.add(lemma)


def mend_heads(lexicon: Lexicon) -> None:
    """Point each first part at a word: medborgar → medborgare, kyrko → kyrka; then by hand."""
    for head, lemma in list(lexicon.heads.items()):
        if lemma not in lexicon.lemmas:
            candidates = [head + "e", head + "a", head[:-1] + "a" if head[-1] in "ou" else ""]
        elif lemma == head and head.endswith("ar"):
            candidates = [head + "e"]
        else:
            continue
        lexicon.heads[head] = next((c for c in candidates if c in lexicon.lemmas), lemma)
    for head, lemma in list(lexicon.heads.items()):
        if (lemma not in lexicon.lemmas or lemma == head) and head not in lexicon.lemmas:
            shorter = head[:-1]
            if head[-1] in "ae" and shorter in lexicon.lemmas:
                lexicon.heads[head] = shorter
    lexicon.heads.update(lists().heads)


def productivity(lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How many lemmas each part begins and ends: (first parts, last parts)."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for lemma in lexicon.lemmas:
        for cut in range(2, len(lemma) - 2):
            head, tail = lemma[:cut], lemma[cut:]
            if tail in lexicon.lemmas and can_begin(lexicon, head):
                first[head] += 1
                last[tail] += 1
    return first, last


def can_begin(lexicon: Lexicon, head: str) -> bool:
    """Whether the list allows the part first, itself or with a linking s."""
    if head in lexicon.heads or (len(head) >= 4 and head in lexicon.lemmas):
        return True
    return len(head) >= 5 and head[-1] == "s" and head[:-1] in lexicon.lemmas


def ending_rule(form: str, lemma: str) -> tuple[int, str]:
    """(letters to cut, ending to add) that makes ``form`` into ``lemma``."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def write(lexicon: Lexicon, folder: Path) -> None:
    """Pack the lexicon into tries. A genitive -s that the code can undo is left out."""
    rules: dict[tuple[int, str], int] = {}
    write_forms(lexicon, rules, folder)
    first, last = productivity(lexicon)
    for head in lists().heads:
        first[head] = max(first[head], PRODUCTIVITY_BY_HAND)
    heads = [
        (head, (rules.setdefault(ending_rule(head, lemma), len(rules)), min(255, first[head])))
        for head, lemma in sorted(lexicon.heads.items())
    ]
    lemmas = [
        (lemma, (lemma in lexicon.tails, min(255, last[lemma]), min(255, first[lemma])))
        for lemma in sorted(lexicon.lemmas)
    ]
    marisa_trie.RecordTrie("<HB", heads).save(str(folder / "heads.marisa"))
    marisa_trie.RecordTrie("<BBB", lemmas).save(str(folder / "lemmas.marisa"))
    write_notes(rules, folder)


def write_notes(rules: Iterable[tuple[int, str]], folder: Path) -> None:
    """Write the rules, and what tells one build from another."""
    digest = sha256()
    for name in ("forms.marisa", "forms.npy", "homographs.npy", "heads.marisa", "lemmas.marisa"):
        digest.update((folder / name).read_bytes())
    notes = {
        "source": f"hunspell-sv {version('hunspell-sv')}",
        "digest": digest.hexdigest()[:12],
        "rules": [list(rule) for rule in rules],
    }
    text = json.dumps(notes, ensure_ascii=False) + "\n"
    (folder / "lexicon.json").write_text(text, encoding="utf-8")


def write_forms(lexicon: Lexicon, rules: dict[tuple[int, str], int], folder: Path) -> None:
    """Write the forms and their records, numbering the rules as they come."""
    forms = [form for form in sorted(lexicon.forms) if not is_plain_genitive(lexicon, form)]
    trie = marisa_trie.Trie(forms)
    records = np.zeros(len(forms), np.uint16)
    homographs = []
    for form in forms:
        for number, lemma in enumerate(lexicon.forms[form]):
            rule = rules.setdefault(ending_rule(form, lemma), len(rules))
            record = rule << 1 | (form in lexicon.common)
            if number == 0:
                records[trie[form]] = record
            else:
                homographs.append((trie[form], record))
    trie.save(str(folder / "forms.marisa"))
    np.save(folder / "forms.npy", records)
    np.save(folder / "homographs.npy", np.array(sorted(homographs), np.uint32))


def is_plain_genitive(lexicon: Lexicon, form: str) -> bool:
    """Whether the form is another form + s with the same lemmas."""
    return form[-1] == "s" and lexicon.forms.get(form[:-1]) == lexicon.forms[form]


def main(source: Path, folder: Path = DATA) -> Lexicon:
    """Read ``source``/sv_SE.{dic,aff}, write the tries to ``folder`` and return what was read."""
    rules = read_suffixes(source / "sv_SE.aff")
    lexicon = collect(read_entries(source / "sv_SE.dic", rules))
    mend_heads(lexicon)
    for form, lemma in lists().plurals.items():
        lexicon.forms[form] = [lemma]
        lexicon.common.add(form)
    write(lexicon, folder)
    return lexicon


if __name__ == "__main__":
    built = main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(sys.prefix) / "share" / "hunspell"
    )
    print(f"{len(built.forms)} forms, {len(built.heads)} first parts, {len(built.lemmas)} lemmas")
