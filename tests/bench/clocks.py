"""What an answer cost, whoever else uses the machine: of this process and its PostgreSQL backend.

Linux tells, for each process, the nanoseconds it ran and those it stood in queue for a processor.
"""

import time
from pathlib import Path

from django.db import connection

BILLION = 1_000_000_000


def spent():
    """Return seconds of processor: (this process's, {backend: its own}).

    SQLite works inside this process. A parallel worker of PostgreSQL is not counted.
    """
    pid = _backend()
    return time.process_time(), {pid: _scheduled(pid)[0]} if pid else {}


def since(before):
    """Return the seconds of processor since `before`, a value of `spent`."""
    own, backends = spent()
    return own - before[0] + sum(s - before[1].get(pid, 0) for pid, s in backends.items())


def queued():
    """Return the seconds that this process and its backend have waited for a processor."""
    pid = _backend()
    return _scheduled("self")[1] + (_scheduled(pid)[1] if pid else 0)


def _backend():
    """Return the number of the process at the other end of our connection, or None."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return None
    return connection.connection.info.backend_pid


def _scheduled(pid):
    """Return (seconds run, seconds in queue); zeros where the kernel does not tell."""
    try:
        ran, waited, _slices = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0.0, 0.0
    return int(ran) / BILLION, int(waited) / BILLION
