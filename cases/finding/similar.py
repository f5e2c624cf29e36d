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

STRONGEST_TOKENS = 60
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
    shared = np.zeros(index.size, np.int32)
    for trait in traits:
        members = np.asarray(trait.members.to_array(), np.uint32)
        shared += np.isin(index.ids, members)
    # A dead place shares its id with a living one, but no token: nothing near is no candidate.
    scores = np.round(1000 * (nearness + SHARED_TRAIT * np.minimum(shared, MOST_TRAITS)))
    candidates = np.flatnonzero((nearness > LEAST) & (index.ids != identity))
    ranked = candidates[np.lexsort((index.ids[candidates], -scores[candidates]))][:most]
    return [
        Similar(
            int(index.ids[place]),
            float(nearness[place]),
            tuple(trait for trait in traits if int(index.ids[place]) in trait.members),
        )
        for place in ranked.tolist()
    ]


def place_tokens(names: Sequence[str], analyzer: Analyzer) -> set[str]:
    """The tokens of place names, as names and as words."""
    keys = [place_key(name) for name in names]
    read = {
        token for key in keys for word in key.split() for token in analyzer.analyze(word).tokens
    }
    return read | {name_token(key) for key in keys}


def _cosines(
    index: Index, document: AnalyzedDocument, ignored: Collection[str]
) -> NDArray[np.float64]:
    """Cosine of impact·idf between the document and every place, from its strongest tokens.

    The other's length is known without idf only; it is scaled so that the document itself gets 1.
    """
    idf = np.array([index.idf_of(int(token)) for token in document.tokens]) / IDF_SCALE
    impacts = document.impacts.astype(np.float64)
    unwanted = np.array([token_id(token) for token in ignored], np.uint64)
    impacts[np.isin(document.tokens, unwanted)] = 0.0
    weights = impacts * idf
    length, plain_length = np.linalg.norm(weights), np.linalg.norm(impacts)
    dots = np.zeros(index.size)
    if not length:
        return dots
    for number in np.argsort(-weights * idf, kind="stable")[:STRONGEST_TOKENS].tolist():
        places, others = index.postings_of(int(document.tokens[number]))
        dots[places] += others * (weights[number] * idf[number])
    lengths = np.concatenate([part.segment.norms for part in index.parts])
    result: NDArray[np.float64] = dots / np.maximum(lengths, 1.0) * (plain_length / length**2)
    return result
