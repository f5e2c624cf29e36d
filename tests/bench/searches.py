"""What is searched for: the same words at every run, as readers might write them.

Drawn by the process that starts the measured one, which has not read the texts of the cases.
"""

import random

from cases.content.reading import read_cases

SEARCHES = 120


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
