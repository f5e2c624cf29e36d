"""When a process can answer readers at once, and the thread that makes it so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

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
    current = snapshot.current_snapshot()
    current.orders.ranks(NEWEST)
    knowledge.knowledge_of(current)
    give_back_memory()


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
    except DatabaseError:
        logger.warning("the index could not be read at start; the next request tries again")
    finally:
        connection.close()
