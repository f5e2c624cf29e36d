"""What is chosen: the same filter sets at every run, as readers might choose them."""

import random

from cases.filters.asked import FACET_PARAMS, Asked

FILTER_SETS = 60


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
