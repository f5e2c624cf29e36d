"""When a process can answer readers at once, and the thread that makes it so."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from . import knowledge, snapshot
from .building import give_back_memory
from .kept_analyses import keep
from .orders import NEWEST
from .search_rows import renew_documents, synonyms_to_keep

logger = logging.getLogger(__name__)


class _Holder:
    """The process's one reading thread."""

    def __init__(self) -> None:
        self.reader: threading.Thread | None = None


_holder = _Holder()


def prepare() -> None:
    """Write what processes read when they start: by one of them, before the others."""
    renew_documents()
    keep(knowledge.records_to_keep() | synonyms_to_keep())


def load() -> None:
    """Read what the first list, the first search and the first suggestion need."""
    with _nothing_is_garbage():
        current = snapshot.current_snapshot()
        current.orders.ranks(NEWEST)
        knowledge.knowledge_of(current)
    give_back_memory()


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """Do not look for garbage meanwhile: what is read stays, and looking takes a tenth of it."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def is_ready() -> bool:
    """Return whether this process has read all that once."""
    return snapshot.is_loaded() and knowledge.is_loaded()


def warm_up(then: Callable[[], None] = lambda: None) -> None:
    """Load in a thread of its own, so that a worker can say it is alive meanwhile.

    One thread at a time: who asks while it reads adds none. `then` is what the process does when
    it is ready for readers.
    """
    if _holder.reader is None or not _holder.reader.is_alive():
        _holder.reader = threading.Thread(target=_warm, args=(then,), name="index", daemon=True)
        _holder.reader.start()


def _warm(then: Callable[[], None]) -> None:
    try:
        load()
        then()
        _set_apart()
    except DatabaseError:
        logger.warning("the index could not be read at start; the next request tries again")
    finally:
        connection.close()


def _set_apart() -> None:
    """Let no request pay for looking through what lasts as long as the process for garbage.

    It is some 150,000 objects, 70 ms each time.
    """
    gc.collect()
    gc.freeze()
