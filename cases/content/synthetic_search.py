"""The search documents of made-up projects: from what was drawn, with nothing read back."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from cases.finding.documents import index_version
from cases.finding.search_rows import PARTS, fields_of
from cases.models import Project, SearchDocument

from .analysis import analyze_all

PROCESSES = 2
# Below this number a process takes longer to start than it saves.
PARALLEL_FROM = 8000
# Analysed batches that may wait to be written; more would only take memory.
MOST_WAITING = 3


def remember_parts(made: Iterable[Project], **parts: Iterable[Any]) -> None:
    """Let the projects know their parts (rows with a `project_id`), as if just prefetched."""
    by_id = {project.pk: project for project in made}
    for project in by_id.values():
        empty: dict[str, list] = {name: [] for name in (*PARTS, "voices", "funders", "factors")}
        project._prefetched_objects_cache = empty
    for name, rows in parts.items():
        for row in rows:
            by_id[row.project_id]._prefetched_objects_cache.setdefault(name, []).append(row)


def remember_many(name: str, links: Iterable[tuple[Project, Sequence[Any]]]) -> None:
    """Let each project know what it is linked to, in the order in which readers see it."""
    for project, linked in links:
        key = type(linked[0])._meta.ordering
        ordered = sorted(linked, key=lambda row: [getattr(row, column) for column in key])
        project._prefetched_objects_cache[name] = ordered


class DocumentWriter:
    """Writes documents a batch at a time, while the next batch is drawn."""

    def __init__(self, pool: Executor | None):
        self.pool = pool
        self.waiting: deque[tuple[list[int], Future]] = deque()

    def add(self, made: Sequence[Project]) -> None:
        """Analyse the projects, and write them now or when their turn comes."""
        ids, fields = [project.pk for project in made], [fields_of(project) for project in made]
        if self.pool is None:
            _store(ids, analyze_all(fields))
            return
        self.waiting.append((ids, self.pool.submit(analyze_all, fields)))
        self.write(MOST_WAITING)

    def write(self, but: int = 0) -> None:
        """Write the batches that wait, but for the latest `but`."""
        while len(self.waiting) > but:
            ids, analysed = self.waiting.popleft()
            _store(ids, analysed.result())


def _store(ids: Sequence[int], analysed: Sequence[bytes]) -> None:
    version = index_version()
    SearchDocument.objects.bulk_create(
        SearchDocument(project_id=pk, data=data, version=version)
        for pk, data in zip(ids, analysed, strict=True)
    )


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
