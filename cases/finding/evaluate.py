"""Score a search against graded queries.

The measures and their rounding are those of the test set's own scorer, so figures compare:
nDCG@10 with gain 2^grade − 1 and discount log2(rank + 1) (Järvelin & Kekäläinen 2002), recall@20 of
the documents of grade 2 and more (of all graded ones when there are none), share without a hit.
"""

import math
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

DEPTH_NDCG = 10
DEPTH_RECALL = 20
RELEVANT = 2
PERCENTILE = 0.95


class GradedQuery(NamedTuple):
    """A query with its grades: ``relevant`` maps document id → 1–3; absent ones count as 0."""

    id: str
    kind: str
    text: str
    relevant: Mapping[Hashable, int]


class Score(NamedTuple):
    """The measures of one query, each 0–1."""

    ndcg10: float
    recall20: float
    zero: float


Search = Callable[[str], Sequence[Hashable]]


def read_texts(
    data: Sequence[Mapping[str, Any]], counties: Mapping[str, tuple[str, str]]
) -> list[tuple[Hashable, dict[str, str]]]:
    """The texts of a file as (id, fields for ``analyze_document``).

    Each entry has id, title, and as it may be kommun, tema, ingress, body, tags. The theme stands
    with the tags, as a project's themes do. ``counties``: municipality → (county, parts of the
    country, a line each).
    """
    texts: list[tuple[Hashable, dict[str, str]]] = []
    for entry in data:
        municipality = str(entry.get("kommun", ""))
        county, parts = counties.get(municipality, ("", ""))
        tags = [*entry.get("tags", ()), entry.get("tema", "")]
        fields = {
            "title": str(entry["title"]),
            "municipality": municipality,
            "county": county,
            "part_of_country": parts,
            "ingress": str(entry.get("ingress", "")),
            "tags": "\n".join(str(tag) for tag in tags if tag),
            "body": str(entry.get("body", "")),
        }
        texts.append((entry["id"], fields))
    return texts


def read_queries(data: Mapping[str, Any], known: Mapping[str, Hashable]) -> list[GradedQuery]:
    """The queries of a file: ``{"queries": [{"qid", "kind", "q", "rel": {id: grade}}]}``.

    ``known`` maps an id as text to the document's id; an unknown id keeps its text, and so counts
    as a document that no search can find.
    """
    return [
        GradedQuery(
            str(entry["qid"]),
            str(entry["kind"]),
            str(entry["q"]),
            {known.get(str(key), str(key)): int(grade) for key, grade in entry["rel"].items()},
        )
        for entry in data["queries"]
    ]


def read_negative(data: Any) -> list[str]:
    """Words that nothing answers: a list of words or queries, plain or under one key."""
    if isinstance(data, Mapping):
        data = next((value for value in data.values() if isinstance(value, list)), [])
    return [str(entry["q"]) if isinstance(entry, Mapping) else str(entry) for entry in data]


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain of grades in order."""
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def score(ids: Sequence[Hashable], relevant: Mapping[Hashable, int]) -> Score:
    """The measures of an ordered answer; an id that is repeated counts once."""
    answer = list(dict.fromkeys(ids))
    ideal = gain(sorted(relevant.values(), reverse=True)[:DEPTH_NDCG])
    found = gain([relevant.get(identity, 0) for identity in answer[:DEPTH_NDCG]])
    wanted = {key for key, grade in relevant.items() if grade >= RELEVANT} or set(relevant)
    recalled = len(wanted.intersection(answer[:DEPTH_RECALL]))
    return Score(
        found / ideal if ideal else 0.0,
        recalled / len(wanted) if wanted else 0.0,
        float(not answer),
    )


def evaluate(
    search: Search, queries: Sequence[GradedQuery], negative: Sequence[str] = ()
) -> dict[str, Any]:
    """Run and score every query.

    Gives ``ndcg10``, ``recall20``, ``zero`` (means, 0–1), ``by_kind`` (nDCG@10 by kind, three
    decimals), ``negative_empty`` (share of the negative words without a hit; None without such
    words), ``p95_ms`` and ``ids`` (query id → ids in order). Raises ``ValueError`` without queries.
    """
    if not queries:
        raise ValueError("There is no query to score.")
    answers, times = {}, []
    for query in queries:
        began = time.perf_counter()
        answers[query.id] = list(search(query.text))
        times.append((time.perf_counter() - began) * 1000)
    scores = [score(answers[query.id], query.relevant) for query in queries]
    kinds = dict.fromkeys(query.kind for query in queries)
    return {
        "ndcg10": mean([each.ndcg10 for each in scores]),
        "recall20": mean([each.recall20 for each in scores]),
        "zero": mean([each.zero for each in scores]),
        "by_kind": {
            kind: round(
                mean([s.ndcg10 for s, q in zip(scores, queries, strict=True) if q.kind == kind]), 3
            )
            for kind in kinds
        },
        "negative_empty": (
            mean([float(not len(search(word))) for word in negative]) if negative else None
        ),
        "p95_ms": percentile(times, PERCENTILE),
        "ids": answers,
    }


def mean(values: Sequence[float]) -> float:
    """The mean of at least one value."""
    return sum(values) / len(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
