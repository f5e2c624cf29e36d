"""The database that the environment names, and how the bank wants each engine to work."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from idebank.environment import from_file, private_file

# WAL lets readers and one writer work at once; FULL keeps every answered write through a power cut
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
}


def postgresql_options() -> dict[str, Any]:
    """What each connection asks of PostgreSQL."""
    # Milliseconds; 0 means no limit, for migrations and other long work
    statement_timeout = int(os.environ.get("STATEMENT_TIMEOUT", 15_000))
    return {
        "connect_timeout": 5,
        "options": f"-c statement_timeout={statement_timeout}"
        f" -c lock_timeout={min(statement_timeout, 5_000)}"
        " -c idle_in_transaction_session_timeout=60000"
        # A thread that ended leaves its connection open: the database closes what is long unused
        " -c idle_session_timeout=1800000",
    }


def database(own: Path) -> dict[str, Any]:
    """The database that DATABASE_URL names, with what its engine needs; else SQLite in `own`."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{own}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL går inte att läsa: sätt postgresql://användare@värd/namn eller sqlite:////sökväg."
        ) from error
    if password := from_file("DATABASE_PASSWORD_FILE"):
        config["PASSWORD"] = password
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] != ":memory:":
            private_file(Path(config["NAME"]))
        # A connection that stays open can be read from even when the disk is full
        return config | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    options = postgresql_options() | config.get("OPTIONS", {})
    return config | {"OPTIONS": options, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
