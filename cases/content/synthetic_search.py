"""The search documents of made-up projects: from what was drawn, with nothing read back."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager

from cases.finding.documents import index_version
from cases.models import SearchDocument

from .analysis import analyze_all
from .synthetic_rows import Table

PROCESSES = 2
# Below this number a process takes longer to start than it saves.
PARALLEL_FROM = 8000
# Analysed batches that may wait to be written; more would only take memory.
MOST_WAITING = 3

Fields = Mapping[str, str]


class DocumentWriter:
    """Writes documents a batch at a time, while the next batch is drawn."""

    def __init__(self, pool: Executor | None):
        self.pool = pool
        self.table = Table(SearchDocument, "project_id", "data", "version")
        self.waiting: deque[tuple[list[int], Future]] = deque()

    def add(self, made: Sequence[tuple[int, Fields]]) -> None:
        """Analyse (project id, fields), and write them now or when their turn comes."""
        ids, fields = [pk for pk, _fields in made], [fields for _pk, fields in made]
        if self.pool is None:
            self._store(ids, analyze_all(fields))
            return
        self.waiting.append((ids, self.pool.submit(analyze_all, fields)))
        self.write(MOST_WAITING)

    def write(self, but: int = 0) -> None:
        """Write the batches that wait, but for the latest `but`."""
        while len(self.waiting) > but:
            ids, analysed = self.waiting.popleft()
            self._store(ids, analysed.result())

    def _store(self, ids: Sequence[int], analysed: Sequence[bytes]) -> None:
        version = index_version()
        self.table.write((pk, data, version) for pk, data in zip(ids, analysed, strict=True))


@contextmanager
def document_writer(projects: int) -> Iterator[DocumentWriter]:
    """Give a writer for `projects` projects; on the way out the last are written."""
    if projects < PARALLEL_FROM:
        yield DocumentWriter(None)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        writer = DocumentWriter(pool)
        yield writer
        writer.write()
