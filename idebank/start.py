"""Start the bank: `python -m idebank.start`. The same on a laptop, on a server and in the image.

Waits for the database, brings it up to date, fills an empty bank, and becomes granian.
With --prepare-only it stops before serving; --healthcheck asks a running bank whether it is well.
"""

import argparse
import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cases.reasons import why

# Per worker. Workers × threads connections must fit under the database's max_connections.
THREADS = 4
DATABASE_PATIENCE = 60  # seconds
# Any number, the same in every process
PREPARING_LOCK = 1_935_290
NO_PROXY = (
    "TRUSTED_PROXIES är tomt: varje svar blir en omdirigering till https tills det anger adressen"
    " till den server som tar emot TLS, till exempel TRUSTED_PROXIES=127.0.0.1"
)


def main(arguments: list[str] | None = None) -> None:
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idebank.settings")
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if options.healthcheck:
        sys.exit(0 if is_healthy(port) else 1)
    if not options.prepare_only:
        refuse_taken_port(host, port)
    prepare()
    if not options.prepare_only:
        serve(host, port)


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="python -m idebank.start", description=__doc__)
    result.add_argument(
        "--prepare-only", action="store_true", help="prepare the database, do not serve"
    )
    result.add_argument("--healthcheck", action="store_true", help="ask the bank that runs on PORT")
    return result


def refuse_taken_port(host: str, port: int) -> None:
    """Say which port is taken before any work is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Det går inte att lyssna på {host}:{port}: {why(error)}."
                f" Välj en annan port, till exempel: PORT={port + 1} make run"
            )


def prepare() -> None:
    """Migrate, see to the curators' groups, and fill an empty bank; one process at a time."""
    # Migrations and loading may take longer than a reader's question
    asked = os.environ.get("STATEMENT_TIMEOUT")
    os.environ["STATEMENT_TIMEOUT"] = "0"
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command, get_commands

    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"Idébanken startar inte. {error}")
    from cases.accounts.sessions import forget_ended  # all need the applications to be set up
    from cases.finding.readiness import prepare as prepare_index
    from cases.roles import ensure_groups

    make_var_dir()
    wait_for_database()
    with one_process_at_a_time():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        forget_ended()
        ensure_groups()
        if "load_content" in get_commands():
            call_command("load_content", if_empty=True)
        # Otherwise every worker would analyse by itself what another version has stored
        prepare_index()
    restore("STATEMENT_TIMEOUT", asked)


def restore(name: str, value: str | None) -> None:
    if value is None:
        del os.environ[name]
    else:
        os.environ[name] = value


def make_var_dir() -> None:
    """The folder that the bank writes in need not be there before it."""
    from django.conf import settings

    try:
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"VAR_DIR={settings.VAR_DIR} går inte att skapa: {why(error)}.")


def wait_for_database() -> None:
    """A database server that starts beside us may need a moment; a file is there or is not."""
    from django.db import OperationalError, connection

    patience = 0 if connection.vendor == "sqlite" else DATABASE_PATIENCE
    deadline = time.monotonic() + patience
    while True:
        try:
            return connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() > deadline:
                sys.exit(f"Databasen svarar inte, se DATABASE_URL: {error}")
            print(f"Väntar på databasen: {error}".strip(), file=sys.stderr)
        time.sleep(1)


@contextmanager
def one_process_at_a_time() -> Iterator[None]:
    """Several app servers may start at once: on PostgreSQL the others wait for the first.

    SQLite needs no lock of ours: one machine has its file, and its own lock covers a migration.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING_LOCK])


def serve(host: str, port: int) -> None:
    """Become granian, so that signals reach it."""
    from django.conf import settings
    from django.db import connections

    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        sys.exit("Stilmallar och skript är inte samlade. Kör: make setup")
    connections.close_all()
    print(greeting(settings.SITE_URL, port), flush=True)
    if settings.PRODUCTION and not settings.TRUSTED_PROXIES:
        print(NO_PROXY, file=sys.stderr, flush=True)
    granian = Path(sys.executable).with_name("granian")
    os.execv(granian, [str(granian), *granian_arguments(host, port)])


def granian_arguments(host: str, port: int) -> list[str]:
    return [
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        "--http=1",
        "--no-ws",
        f"--workers={os.environ.get('WORKERS', '2')}",
        f"--blocking-threads={THREADS}",
        # An ended thread leaves its database connection open, so threads are kept (ADR 11)
        "--blocking-threads-idle-timeout=600",
        "--respawn-failed-workers",
        "--workers-kill-timeout=20",
        "--log-level=warning",
        "idebank.wsgi:application",
    ]


def greeting(site_url: str, port: int) -> str:
    address = f"http://localhost:{port}" if site_url.startswith("http://") else site_url
    return (
        f"\nIdébanken svarar på {address}  (Ctrl-C avslutar)\n"
        "Skapa ett konto för en redaktör i ett annat fönster:\n"
        "    .venv/bin/python manage.py create_curator NAMN --role administrator\n"
        f"och logga in på {address}/admin/\n"
    )


def is_healthy(port: int) -> bool:
    """Whether the bank on this machine answers; asked by the image's health check."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(
            "GET", "/healthz", headers={"Host": "localhost" if host == "*" else host}
        )
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
