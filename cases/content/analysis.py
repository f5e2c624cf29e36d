"""Analysis of texts for search in processes of its own: imports nothing of Django."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from cases.finding.analyzer import Analyzer
from cases.finding.documents import analyze_document


@lru_cache(maxsize=1)
def _analyzer() -> Analyzer:
    return Analyzer()


def analyze_all(documents: Sequence[Mapping[str, str]]) -> list[bytes]:
    """Return each document as it is stored, in the order given."""
    return [analyze_document(fields, _analyzer()).to_bytes() for fields in documents]
