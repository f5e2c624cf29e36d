"""Two texts laid beside each other, word by word, with what differs marked. Pure functions."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Matching takes time as the product of the two lengths: beyond this, all of the middle is marked
MOST_COMPARISONS = 6_000_000
ELLIPSIS = " … "
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")

Steps = list[tuple[str, int, int, int, int]]


def marked(old: str, new: str, *, context: int | None = None) -> tuple[SafeString, SafeString]:
    """Return both texts as safe HTML: what only `old` has in <del>, what only `new` has in <ins>.

    Everything from the texts is escaped. With `context`, a longer run of equal words is cut to
    that many words on each side of a change; line breaks are left to the style sheet.
    """
    before, after = words_of(old), words_of(new)
    steps = steps_between(before, after)
    return (
        _written(steps, before, old=True, context=context),
        _written(steps, after, old=False, context=context),
    )


def words_of(text: str) -> list[str]:
    """Return words with the space after them: a changed sentence is one mark and not twelve."""
    pieces: list[str] = []
    for piece in _WORDS.findall(text.replace("\r\n", "\n")):
        if pieces and piece.isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def steps_between(before: list[str], after: list[str]) -> Steps:
    """Return difflib's steps from one list to the other; the equal ends are taken off first.

    A word is a word whatever white space stands after it.
    """
    old, new = [word.rstrip() for word in before], [word.rstrip() for word in after]
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    ends = len(old) - tail, len(new) - tail
    steps: Steps = [("equal", 0, head, 0, head)] if head else []
    if head < max(ends):
        steps += _middle(old[head : ends[0]], new[head : ends[1]], head)
    if tail:
        steps.append(("equal", ends[0], len(old), ends[1], len(new)))
    return steps


def _middle(old: list[str], new: list[str], offset: int) -> Steps:
    if len(old) * len(new) > MOST_COMPARISONS:
        return [("replace", offset, offset + len(old), offset, offset + len(new))]
    # A word that stands everywhere in a long text is no landmark. Counting it as one takes minutes
    # where a few words are said over and over: "a a a …" beside "a b a b …"
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    return [
        (tag, i1 + offset, i2 + offset, j1 + offset, j2 + offset)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def _written(steps: Steps, words: list[str], *, old: bool, context: int | None) -> SafeString:
    html: list[str] = []
    for number, (kind, i1, i2, j1, j2) in enumerate(steps):
        run = words[i1:i2] if old else words[j1:j2]
        if kind == "equal":
            ends = number > 0, number < len(steps) - 1
            html.append(escape(_shortened(run, context, *ends)))
        elif run:
            tag, text = "del" if old else "ins", "".join(run)
            kept = text.rstrip()
            html.append(f"<{tag}>{escape(kept)}</{tag}>{escape(text[len(kept) :])}")
    return mark_safe("".join(html))


def _shortened(run: list[str], context: int | None, after: bool, before: bool) -> str:
    """An equal run, without its middle: `after` and `before` say where a change stands beside."""
    if context is None or len(run) <= 2 * context + 1:
        return "".join(run)
    start = "".join(run[:context]) if after else ""
    end = "".join(run[-context:]) if before else ""
    return f"{start}{ELLIPSIS}{end}"
