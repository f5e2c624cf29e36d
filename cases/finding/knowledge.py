"""Search in what the bank knows beside its cases, and names to suggest while somebody types.

An index of its own, built when it is first asked for. The vocabularies are read anew when the
snapshot read its own anew; the public sources whenever anything was published or taken away.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache

from .alternatives import Dictionary
from .documents import AnalyzedDocument, analyze_document
from .facet_words import Words
from .knowledge_records import Fields, Record, lasting_records, public_sources
from .postings import Index
from .query import SearchResult, search
from .search_rows import analyzer
from .snapshot import Snapshot
from .suggest import Name, NameList

# The facet that says how many cases a kind of record has, and which of its values
CASES_BY_KIND = {"kommuner": "kommun", "lan": "lan", "teman": "omrade"}
# The kinds whose names are suggested, in the order in which they are listed
NAMED = ("kommuner", "lan", "faktorer", "teman", "teorier")
MOST_DOCUMENTS = 10_000
MOST_NAMES = 40


@dataclass(frozen=True)
class Found:
    """What a search found: the records in order, and the result for marks and corrections."""

    records: list[Record]
    result: SearchResult


@dataclass(frozen=True)
class Knowledge:
    """The records of one revision; a record's number in the index is its place in the tuple."""

    revision: int
    vocabulary: dict[str, Words]
    lasting: tuple[Record, ...]
    records: tuple[Record, ...]
    dictionary: Dictionary
    names: NameList

    def search(self, text: str, *, as_typed: bool = False) -> Found:
        """Return the records that answer `text`, best first."""
        result = search(self.dictionary, text, as_typed=as_typed)
        return Found([self.records[number] for number in result.ids.tolist()], result)

    def named(self, typed: str) -> dict[str, list[Record]]:
        """Return records with a word in their name that begins as typed, by kind."""
        found: dict[str, list[Record]] = {kind: [] for kind in NAMED}
        for name in self.names.starting(typed, MOST_NAMES):
            found[name.kind].append(self.lasting[int(name.key)])
        return found


class _Holder:
    """The process's one `Knowledge`; readers take it without a lock, one thread renews it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.knowledge: Knowledge | None = None


_holder = _Holder()


def knowledge_of(snapshot: Snapshot) -> Knowledge:
    """Return the knowledge of the snapshot's revision."""
    held = _holder.knowledge
    if held is not None and _is_of(held, snapshot):
        return held
    with _holder.lock:
        held = _holder.knowledge
        if held is None or not _is_of(held, snapshot):
            held = _holder.knowledge = _read(snapshot, held)
    return held


def is_loaded() -> bool:
    """Return whether this process has built it at least once."""
    return _holder.knowledge is not None


def forget() -> None:
    """Drop what the process holds; the next request builds it anew."""
    _holder.knowledge = None


def _is_of(held: Knowledge, snapshot: Snapshot) -> bool:
    return held.revision == snapshot.revision and held.vocabulary is snapshot.words


def _read(snapshot: Snapshot, held: Knowledge | None) -> Knowledge:
    is_kept = held is not None and held.vocabulary is snapshot.words
    lasting = held.lasting if held is not None and is_kept else tuple(lasting_records())
    records = (*lasting, *public_sources())
    index = Index.build((number, _document(record.fields)) for number, record in enumerate(records))
    cases = snapshot.dictionary
    return Knowledge(
        revision=snapshot.revision,
        vocabulary=snapshot.words,
        lasting=lasting,
        records=records,
        dictionary=Dictionary(index, analyzer(), cases.synonyms, cases.places),
        names=_names(lasting, snapshot),
    )


@lru_cache(maxsize=MOST_DOCUMENTS)
def _document(fields: Fields) -> AnalyzedDocument:
    """Analyse a record; one that has not changed is not analysed again."""
    return analyze_document(dict(fields), analyzer())


def _names(records: tuple[Record, ...], snapshot: Snapshot) -> NameList:
    """Return the records' names, weighed by how many cases there are."""
    return NameList(
        # Nobody who types "län" means all 21 of them
        Name(record.name.removesuffix(" län"), record.kind, str(number), _cases(record, snapshot))
        for number, record in enumerate(records)
        if record.kind in NAMED
    )


def _cases(record: Record, snapshot: Snapshot) -> int:
    facet = CASES_BY_KIND.get(record.kind, "")
    value = record.address.rstrip("/").rpartition("/")[2]
    return len(snapshot.facets.values.get(facet, {}).get(value, ()))
