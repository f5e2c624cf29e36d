"""The start script, run natively as the image runs it: in production, behind a proxy."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from idebank import start

ROOT = Path(__file__).resolve().parent.parent
HEADERS = {"Host": "bank.example", "X-Forwarded-Proto": "https"}
PRODUCTION = {
    "SITE_URL": "https://bank.example",
    "ALLOWED_HOSTS": "bank.example",
    "TRUSTED_PROXIES": "127.0.0.1",
    "SECRET_KEY": "a-secret-that-is-only-used-by-the-tests-of-the-start-script",
    "WORKERS": "2",
}
STARTS_WITHIN = 120  # seconds, with the whole starting content


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, headers=HEADERS):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", path, headers=headers)
        response = asked.getresponse()
        response.read()
        return response
    finally:
        asked.close()


def command(*arguments, **environment):
    """The start script as a process in a group of its own, to be ended by the caller."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("CI", "DJANGO_SETTINGS_MODULE")}
    return subprocess.Popen(
        [sys.executable, "-m", "idebank.start", *arguments],
        cwd=ROOT,
        env=inherited | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A runner in the background may ignore Ctrl-C, and its children would inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def said(process):
    return process.communicate(timeout=STARTS_WITHIN)[0]


@contextmanager
def running(**environment):
    """A bank that answers; stopped as a service manager stops it, and wants it to end well."""
    port = free_port()
    process = command(PORT=str(port), **environment)
    try:
        wait_until_it_answers(process, port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        output = said(process)
    assert process.returncode == 0, output


def wait_until_it_answers(process, port, headers=HEADERS):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, said(process)
        try:
            if get(port, "/readyz", headers).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the bank did not answer in time")


def started_database():
    """The address of the database that these tests started a bank on."""
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/started_{os.getpid()}?")


@pytest.fixture(scope="module")
def bank(django_db_setup, django_db_blocker, tmp_path_factory):
    """A bank in production on a new database, started once for these tests; gives its port."""
    name = f"started_{os.getpid()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        var = str(tmp_path_factory.mktemp("var"))
        with running(DATABASE_URL=started_database(), VAR_DIR=var, **PRODUCTION) as port:
            yield port
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgresql
def test_an_empty_database_is_made_ready_and_served(bank):
    assert get(bank, "/healthz").status == 200
    assert get(bank, "/readyz").status == 200
    assert get(bank, "/admin/login/").status == 200


@pytest.mark.postgresql
def test_the_starting_content_is_there(bank):
    assert get(bank, "/fall/vara-konserthus/").status == 200


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "path", ["/healthz", "/finns-inte/", "/admin/login/", "/static/finns-inte"]
)
def test_production_headers_reach_the_reader(bank, path):
    headers = get(bank, path).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not any(character.isdigit() for character in headers.get("Server", ""))
    cookie = headers.get("Set-Cookie", "")
    assert not cookie or (cookie.startswith("__Host-") and "Secure" in cookie)


@pytest.mark.postgresql
def test_without_tls_the_reader_is_sent_to_it(bank):
    response = get(bank, "/fall/", {"Host": "bank.example"})
    assert (response.status, response.headers["Location"]) == (301, "https://bank.example/fall/")


@pytest.mark.postgresql
def test_the_health_check_of_the_image_asks_the_running_bank(bank, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "bank.example")
    assert start.is_healthy(bank)
    assert not start.is_healthy(free_port())


@pytest.mark.postgresql
def test_bursts_of_readers_leave_the_number_of_connections_flat(bank, django_db_blocker):
    def burst():
        with ThreadPoolExecutor(40) as readers:
            assert {r.status for r in readers.map(get, [bank] * 120, ["/readyz"] * 120)} == {200}
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = %s",
                [f"started_{os.getpid()}"],
            )
            return cursor.fetchone()[0]

    most = int(PRODUCTION["WORKERS"]) * start.THREADS
    for _turn in range(3):
        assert burst() <= most
        time.sleep(1)
    assert "--blocking-threads-idle-timeout=600" in start.granian_arguments("127.0.0.1", 8000)


@pytest.mark.postgresql
def test_ctrl_c_reaches_all_its_processes_and_ends_them_at_once(bank, tmp_path):
    port = free_port()
    process = command(
        PORT=str(port), DATABASE_URL=started_database(), VAR_DIR=str(tmp_path), **PRODUCTION
    )
    wait_until_it_answers(process, port)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=10)
    assert process.returncode == 0, output
    assert "Killing" not in output


def test_ctrl_c_stops_the_bank_at_once(tmp_path):
    port = free_port()
    process = command(PORT=str(port), VAR_DIR=str(tmp_path), SITE_URL="http://localhost")
    try:
        wait_until_it_answers(process, port, {"Host": "localhost"})
        asked = time.monotonic()
        # In a terminal every process of the group gets the signal
        os.killpg(process.pid, signal.SIGINT)
        output = said(process)
    finally:
        process.kill()
    assert (process.returncode, time.monotonic() - asked < 5) == (0, True), output


def test_a_taken_port_is_named_and_another_suggested(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = command(PORT=str(port), VAR_DIR=str(tmp_path))
        output = said(process)
    assert process.returncode == 1
    assert f"PORT={port + 1} make run" in output
    assert "Traceback" not in output


def test_a_production_without_a_secret_does_not_start(tmp_path):
    process = command(
        VAR_DIR=str(tmp_path), **PRODUCTION | {"SECRET_KEY": "", "PORT": str(free_port())}
    )
    output = said(process)
    assert process.returncode == 1
    assert "sätt SECRET_KEY eller SECRET_KEY_FILE" in output
    assert "Traceback" not in output


def test_a_folder_that_cannot_be_made_is_named_at_once(tmp_path):
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / "var"
    process = command("--prepare-only", VAR_DIR=str(folder), **PRODUCTION)
    output = said(process)
    assert process.returncode == 1
    assert f"VAR_DIR={folder}" in output
    assert "Traceback" not in output


def test_a_database_file_that_cannot_be_opened_is_not_waited_for(tmp_path):
    address = {"DATABASE_URL": f"sqlite:///{tmp_path}/no/bank.sqlite3", "VAR_DIR": str(tmp_path)}
    asked = time.monotonic()
    process = command("--prepare-only", **address, **PRODUCTION)
    assert "DATABASE_URL" in said(process)
    assert (process.returncode, time.monotonic() - asked < 30) == (1, True)


def test_the_folder_that_the_bank_writes_in_is_made(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "new" / "var"
    start.make_var_dir()
    assert settings.VAR_DIR.is_dir()


def test_the_greeting_tells_where_to_go_and_how_to_make_an_account():
    text = start.greeting("http://localhost:8000", 8123)
    assert "http://localhost:8123 " in text
    assert "create_curator" in text
