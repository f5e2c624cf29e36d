"""Documents that have certain words in a row, inflected or not."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .documents import token_id
from .postings import Index
from .streams import pattern


def in_a_row(index: Index, places: NDArray[np.uint32], tokens: Sequence[str]) -> NDArray[np.bool_]:
    """Which of the ascending ``places`` have the tokens one after another; bool[len(places)].

    The postings leave the documents that have all tokens; only their word order is read
    (0.4 µs each).
    """
    keep = np.ones(len(places), bool)
    for token in sorted(set(tokens), key=index.frequency):
        others = index.postings(token)[0]
        left = np.flatnonzero(keep)
        keep[left] = is_member(places[left], others)
    left = np.flatnonzero(keep)
    keep[left] = _checked(index, places[left], [token_id(token) for token in tokens])
    return keep


def is_member(places: NDArray[np.uint32], others: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which places stand in ``others``; both ascending."""
    if not len(others):
        return np.zeros(len(places), bool)
    at = np.searchsorted(others, places)
    at[at == len(others)] = 0
    same: NDArray[np.bool_] = others[at] == places
    return same


def _checked(index: Index, places: NDArray[np.uint32], tokens: Sequence[int]) -> NDArray[np.bool_]:
    keep = np.zeros(len(places), bool)
    edges = np.searchsorted(places, [*index.bases, index.size])
    for number, part in enumerate(index.parts):
        numbers = [part.segment.number(token) for token in tokens]
        if None in numbers:
            continue
        phrase = pattern([number for number in numbers if number is not None])
        span = slice(edges[number], edges[number + 1])
        local = places[span] - np.uint32(index.bases[number])
        keep[span] = part.segment.streams.having(phrase, local)
    return keep
