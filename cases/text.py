"""Text as Swedes read it: sort keys, slugs, lines, word counts and safe HTML. Pure functions."""

import re
import unicodedata
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

# Swedish alphabetical order puts å, ä, ö after z; every other accent sorts as its base letter
# (é as e). The private letters keep their own rank by mapping to characters after "z".
_SWEDISH_LETTERS = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
_SLUG_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "ß": "ss"})
_ALLOWED_TAGS = {
    "p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "code", "hr",
}  # fmt: skip
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# Sentences in which nothing but "_" can be Markdown or HTML; an empty line between paragraphs
_SENTENCES = r"(?:\d+ |[^\W\d])[\w .,;:!?()/%§–—”»'-]*(?<! )"
_PLAIN_TEXT = re.compile(rf"{_SENTENCES}(?:\n\n{_SENTENCES})*")


def sort_key(value: str) -> str:
    """Return a string whose plain code point order is the Swedish alphabetical order.

    Numbers are padded to eight digits, so that "2 år" comes before "10 år". Punctuation at the
    start is ignored. The result is at most 200 characters.
    """
    letters = []
    for letter in unicodedata.normalize("NFC", value).casefold():
        if letter in _SWEDISH_LETTERS:
            letters.append(_SWEDISH_LETTERS[letter])
            continue
        for part in unicodedata.normalize("NFD", letter):
            if not unicodedata.combining(part):
                letters.append(part if part.isalnum() and part.isascii() else " ")
    words = " ".join("".join(letters).split())
    return re.sub(r"\d+", lambda match: match.group().zfill(8), words)[:200]


def fold(value: str) -> str:
    """Return `value` in lower case without diacritics, for forgiving comparison ("Åre" → "are")."""
    decomposed = unicodedata.normalize("NFD", value.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slugify_swedish(value: str) -> str:
    """Return an ASCII slug: å and ä become a, ö becomes o ("Åmåls kommun" → "amals-kommun")."""
    folded = fold(value.casefold().translate(_SLUG_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def lines(value: str) -> list[str]:
    """Return the non-empty lines of a text field that holds one item a line."""
    return [line.strip() for line in value.splitlines() if line.strip()]


def line_feeds(value: str) -> str:
    """Return `value` with every line ended by a line feed alone."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def brief(value: str, most: int = 40) -> str:
    """Return a value short and harmless enough to repeat in a sentence: `most` characters."""
    printable = "".join(letter for letter in value if letter.isprintable())
    return printable if len(printable) <= most else f"{printable[:most]}…"


def word_count(value: str) -> int:
    """Return the number of words, as an editor counts them (split at white space)."""
    return len(value.split())


@lru_cache(maxsize=4096)
def render_markdown(value: str) -> str:
    """Return safe HTML for Markdown text.

    Raw HTML in the source is shown as text; what markdown-it produces is cleaned once more by
    nh3, so that only harmless elements and http(s)/mailto links can leave this function. Most
    texts are plain sentences, which need neither.
    """
    if "_" not in value and _PLAIN_TEXT.fullmatch(value):
        return "".join(f"<p>{paragraph}</p>\n" for paragraph in value.split("\n\n"))
    return _cleaned_markdown(value)


def _cleaned_markdown(value: str) -> str:
    return nh3.clean(
        _MARKDOWN.render(value),
        tags=_ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
