"""Search in what the bank knows beside its cases, and names to suggest while somebody types.

An index of its own, built when it is first asked for. The vocabularies are read anew when the
snapshot read its own anew; the public sources whenever anything was published or taken away.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from .alternatives import Dictionary
from .documents import AnalyzedDocument, analyze_document
from .facet_words import Words
from .kept_analyses import digest_of, kept_analyses
from .knowledge_records import Record, lasting_records, public_sources
from .postings import Index
from .query import SearchResult, search
from .search_rows import analyzer
from .snapshot import Snapshot
from .suggest import Name, NameList

# The facet that says how many cases a kind of record has, and which of its values
CASES_BY_KIND = {"kommuner": "kommun", "lan": "lan", "teman": "omrade"}
# The kinds whose names are suggested, in the order in which they are listed
NAMED = ("kommuner", "lan", "faktorer", "teman", "teorier")
MOST_NAMES = 40

Documents = dict[str, AnalyzedDocument]


@dataclass(frozen=True)
class Found:
    """What a search found: the records in order, and the result for marks and corrections."""

    records: list[Record]
    result: SearchResult


@dataclass(frozen=True)
class Knowledge:
    """The records of one revision; a record's number in the index is its place in the tuple.

    `documents` holds their analyses by the digest of what was analysed.
    """

    revision: int
    vocabulary: dict[str, Words]
    lasting: tuple[Record, ...]
    records: tuple[Record, ...]
    documents: Documents
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
    digests = [digest_of(record.fields) for record in records]
    known = _kept(digests) if held is None else held.documents
    documents = _documents(records, digests, known)
    index = Index.build(enumerate(map(documents.__getitem__, digests)))
    cases = snapshot.dictionary
    return Knowledge(
        revision=snapshot.revision,
        vocabulary=snapshot.words,
        lasting=lasting,
        records=records,
        documents=documents,
        dictionary=Dictionary(index, analyzer(), cases.synonyms, cases.places),
        names=_names(lasting, snapshot),
    )


def records_to_keep() -> dict[str, bytes]:
    """Return every record's analysis for `kept_analyses.keep`."""
    records = (*lasting_records(), *public_sources())
    digests = [digest_of(record.fields) for record in records]
    documents = _documents(records, digests, _kept(digests))
    return {digest: document.to_bytes() for digest, document in documents.items()}


def _kept(digests: Iterable[str]) -> Documents:
    kept = kept_analyses()
    return {d: AnalyzedDocument.from_bytes(kept[d]) for d in digests if d in kept}


def _documents(records: Iterable[Record], digests: Iterable[str], known: Documents) -> Documents:
    """Return the records' analyses by digest; one that has not changed is not analysed again."""
    return {
        digest: known.get(digest) or analyze_document(dict(record.fields), analyzer())
        for digest, record in zip(digests, records, strict=True)
    }


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
