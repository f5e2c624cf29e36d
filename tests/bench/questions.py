"""What is asked: the same filter sets and searches at every run, as readers might choose them."""

import random

from cases.content.reading import read_cases
from cases.filters.asked import FACET_PARAMS, Asked

FILTER_SETS = 60
SEARCHES = 120


def filter_sets(snapshot, number=FILTER_SETS, seed=3):
    """Return questions with none to three facets chosen; common values are chosen more often."""
    pick = random.Random(seed)
    return [Asked(chosen=_chosen(snapshot, pick)) for _set in range(number)]


def _chosen(snapshot, pick):
    chosen = {}
    for param in pick.sample(FACET_PARAMS, pick.choice((0, 1, 1, 2, 2, 3))):
        known = sorted(
            (value, len(ids))
            for value, ids in snapshot.facets.values.get(param, {}).items()
            if value in snapshot.words[param]
        )
        if known:
            values, weights = zip(*known, strict=True)
            drawn = pick.choices(values, weights, k=pick.choice((1, 1, 2)))
            chosen[param] = tuple(dict.fromkeys(drawn))
    return chosen


def searches(number=SEARCHES, seed=4):
    """Return queries of one to three words of the real cases, some of them misspelt or half."""
    pick = random.Random(seed)
    words = sorted({word for _name, data in read_cases() for word in _words(data)})
    return [_query(pick, words) for _query_number in range(number)]


def _words(data):
    text = f"{data['title']} {data['summary']}".lower()
    return (word for word in text.split() if word.isalpha() and len(word) > 3)


def _query(pick, words):
    query = pick.sample(words, pick.choice((1, 1, 2, 2, 3)))
    last = query[-1]
    if pick.random() < 0.15:
        query[-1] = last[: max(3, len(last) - 3)]
    elif pick.random() < 0.15:
        place = pick.randrange(1, len(last))
        query[-1] = last[:place] + last[place + 1 :]
    return " ".join(query)
