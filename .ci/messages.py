"""Compile our words for Django's sentences, without gettext's programs.

`python .ci/messages.py` writes django.mo beside django.po; a test tells whether it is up to date.
"""

import ast
import struct
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "locale/sv/LC_MESSAGES/django.po"


def pairs(text: str) -> dict[str, str]:
    """The sentences in a .po file by what they stand for, plural forms joined as gettext does."""
    found = {}
    for entry in text.split("\n\n"):
        words: dict[str, str] = {}
        for line in entry.splitlines():
            if line and not line.startswith("#"):
                name, _space, value = ("", "", line) if line[0] == '"' else line.partition(" ")
                name = name or list(words)[-1]
                words[name] = words.get(name, "") + ast.literal_eval(value)
        if words:
            kinds = ("msgid", "msgstr")
            key, value = ("\0".join(words[n] for n in words if kind in n) for kind in kinds)
            found[key] = value
    return found


def compiled(text: str) -> bytes:
    """The .mo file of a .po file: a table of keys in order, a table of sentences, then both."""
    rows = sorted((key.encode(), value.encode()) for key, value in pairs(text).items())
    place = 28 + 16 * len(rows)
    tables, body = b"", b""
    for column in (0, 1):
        for row in rows:
            tables += struct.pack("<II", len(row[column]), place + len(body))
            body += row[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + tables + body


if __name__ == "__main__":
    WORDS.with_suffix(".mo").write_bytes(compiled(WORDS.read_text(encoding="utf-8")))
