"""Search in lists and autocompletes that finds *Åre* for `åre` and `are`, on both databases.

SQLite's LIKE folds ASCII only and PostgreSQL folds no diacritics, but every name has a stored
`sort_key` in plain ASCII where å ä ö are `{ | }` (see `cases.text.sort_key`). A word with å, ä or ö
is looked for as it is written; a word without them also matches their plain letters, by folding
the key in the query. Cost: one scan of one indexed column a word, at most `MOST_WORDS` words.
"""

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Replace

from cases.text import sort_key

MOST_CHARACTERS = 200
MOST_WORDS = 20
_SWEDISH_KEYS = {"{": "a", "|": "a", "}": "o"}


def matching(queryset, term, *, keys, texts):
    """Return the rows where every word of `term` is in one of the fields.

    `keys` are sort key fields (also across relations), `texts` ordinary fields with plain ASCII
    such as numbers and addresses, or long titles whose end the sort key has cut off.
    """
    for word in term[:MOST_CHARACTERS].split()[:MOST_WORDS]:
        queryset = queryset.filter(pk__in=_with_word(queryset.model, word, keys, texts))
    return queryset


def _with_word(model, word, keys, texts):
    """A subquery for each word: two words may stand in different rows (Haparanda Torneå)."""
    condition = Q()
    for field in texts:
        condition |= Q((f"{field}__icontains", word))
    wanted = _without_padding(sort_key(word))
    rows = model._base_manager.order_by()
    if wanted:
        as_written = any(letter in _SWEDISH_KEYS for letter in wanted)
        for number, field in enumerate(keys):
            alias = f"_key_{number}"
            rows = rows.alias(**{alias: F(field) if as_written else _folded(field)})
            condition |= Q((f"{alias}__contains", wanted))
    return rows.filter(condition).values("pk")


def _folded(field):
    expression = F(field)
    for letter, plain in _SWEDISH_KEYS.items():
        expression = Replace(expression, Value(letter), Value(plain), output_field=CharField())
    return expression


def _without_padding(key):
    """A number in a key is padded to eight digits; its end still matches what one types."""
    return " ".join(word.lstrip("0") or word for word in key.split())
