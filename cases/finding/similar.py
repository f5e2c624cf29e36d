"""Projects like a project: near in words, nearer when they share a theme, a factor or a group."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from .analyzer import Analyzer
from .documents import AnalyzedDocument, token_id
from .places import name_token, place_key
from .postings import IDF_SCALE, Index

Places = NDArray[np.intp]
Nearness = NDArray[np.float32]

STRONGEST_TOKENS = 60
# In a bank of a hundred thousand the last of those tokens stand in so many cases that reading where
# takes longer than all the rest, and says least.
MOST_POSTINGS = 80_000
NEAREST = 50  # in words, whose scores say how near a project must be
BLOCK = 64  # places whose nearest stands for them all
SHARED_TRAIT = 0.03  # added to the cosine for each shared trait
MOST_TRAITS = 4  # that count
LEAST = 0.02


class Trait(NamedTuple):
    """Something the project has: ``kind`` (theme, factor, group …), ``key`` and who has it too."""

    kind: str
    key: str
    members: BitMap


class Similar(NamedTuple):
    """A like project. ``nearness``: cosine of the words, 0–1. ``shared``: the traits in common."""

    id: int
    nearness: float
    shared: tuple[Trait, ...]


def similar(
    index: Index,
    identity: int,
    document: AnalyzedDocument,
    traits: Sequence[Trait],
    ignored: Collection[str] = (),
    most: int = 6,
) -> list[Similar]:
    """The ``most`` projects that are most like ``document``, best first, equals by id.

    ``identity``: its own id, left out. ``traits``: its own traits. ``ignored``: tokens
    that say nothing of likeness, as those of its places (``place_tokens``). Deterministic: scores
    are compared in thousandths.
    """
    nearness = _cosines(index, document, ignored)
    # A dead place shares its id with a living one, but no token: nothing near is no candidate.
    candidates = np.flatnonzero((nearness > LEAST) & (index.ids != identity))
    candidates = _within_reach(index, candidates, nearness, traits, most)
    scores = _scores(index, candidates, nearness, traits)
    ids = index.ids[candidates]
    ranked = np.lexsort((ids, -scores))[:most].tolist()
    return [
        Similar(
            int(ids[number]),
            float(nearness[candidates[number]]),
            tuple(trait for trait in traits if int(ids[number]) in trait.members),
        )
        for number in ranked
    ]


def _within_reach(
    index: Index, places: Places, nearness: Nearness, traits: Sequence[Trait], most: int
) -> Places:
    """The places that could be among the ``most``: all traits that count could lift them there.

    It is asked by the scores of the nearest in words, so that few need their traits counted.
    """
    asked = max(NEAREST, most)
    if len(places) <= asked:
        return places
    nearest = _nearest(places, nearness, asked)
    last = np.sort(_scores(index, nearest, nearness, traits))[-most] - 1
    lift = 1000 * SHARED_TRAIT * MOST_TRAITS
    return places[1000 * nearness[places] + lift >= last]


def _nearest(places: Places, nearness: Nearness, asked: int) -> Places:
    """The ``asked`` places that are nearest in words, and a few more.

    The best of each block of places tell a nearness that so many places reach; the rest, nearly
    all, need not be put in order.
    """
    near = nearness[places]
    blocks = len(near) // BLOCK
    if blocks > asked:
        best = near[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
        return places[near >= np.partition(best, -asked)[-asked]]
    return places[np.argpartition(near, -asked)[-asked:]]


def _scores(
    index: Index, places: Places, nearness: Nearness, traits: Sequence[Trait]
) -> NDArray[np.float64]:
    """The scores of some places, in whole thousandths."""
    shared = np.zeros(len(places), np.int32)
    ids = index.ids[places].tolist()
    for trait in traits:
        shared += np.fromiter(map(trait.members.__contains__, ids), np.int32, len(ids))
    lift = SHARED_TRAIT * np.minimum(shared, MOST_TRAITS)
    scores: NDArray[np.float64] = np.round(1000 * (nearness[places] + lift))
    return scores


def place_tokens(names: Sequence[str], analyzer: Analyzer) -> set[str]:
    """The tokens of place names, as names and as words."""
    keys = [place_key(name) for name in names]
    read = {
        token for key in keys for word in key.split() for token in analyzer.analyze(word).tokens
    }
    return read | {name_token(key) for key in keys}


def _cosines(index: Index, document: AnalyzedDocument, ignored: Collection[str]) -> Nearness:
    """Cosine of impact·idf between the document and every place, from its strongest tokens.

    Of the tokens, no more are read than stand in ``MOST_POSTINGS`` cases, or once in each case. The
    other's length is known without idf only; it is scaled so that the document itself gets 1.
    """
    frequencies = index.frequencies(document.tokens)
    idf = index.idfs(frequencies) / IDF_SCALE
    impacts = document.impacts.astype(np.float64)
    unwanted = np.array([token_id(token) for token in ignored], np.uint64)
    impacts[np.isin(document.tokens, unwanted)] = 0.0
    weights = impacts * idf
    length, plain_length = np.linalg.norm(weights), np.linalg.norm(impacts)
    if not length:
        return np.zeros(index.size, np.float32)
    strongest = np.argsort(-weights * idf, kind="stable")[:STRONGEST_TOKENS]
    read = np.cumsum(frequencies[strongest]) <= max(MOST_POSTINGS, index.size)
    strongest = strongest[read]
    # Half as many bytes as usual numbers, and thousandths are all that is asked of them
    scale = idf * (plain_length / length**2)
    dots = index.sums(document.tokens[strongest], (weights * scale)[strongest].astype(np.float32))
    dots /= index.lengths
    return dots
