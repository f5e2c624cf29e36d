"""SITE_URL decides the mode; production refuses to start half configured."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a-secret-that-is-only-used-by-the-tests-of-the-settings"
PRODUCTION = {
    "SITE_URL": "https://bank.example",
    "ALLOWED_HOSTS": "bank.example",
    "SECRET_KEY": SECRET,
}
OIDC = {
    "OIDC_ISSUER": "https://id.example/ale/",
    "OIDC_CLIENT_ID": "banken",
    "OIDC_CLIENT_SECRET": "hemligt",
}
SHOW = "import json, idebank.settings as s; print(json.dumps(vars(s), default=str))"


def run(tmp_path, **environment):
    """Import the settings in a process of its own, with this environment and no other of ours."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env=inherited | {"VAR_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
    )


def load(tmp_path, **environment):
    process = run(tmp_path, **environment)
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def test_without_configuration_the_bank_is_for_ones_own_machine(tmp_path):
    settings = load(tmp_path)
    assert settings["SITE_URL"] == "http://localhost:8000"
    assert settings["DEBUG"] is False
    assert settings["SESSION_COOKIE_NAME"] == "sessionid"
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_ones_own_machine_gets_a_secret_once(tmp_path):
    first, second = load(tmp_path)["SECRET_KEY"], load(tmp_path)["SECRET_KEY"]
    assert first == second == (tmp_path / "secret_key").read_text()
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_https_means_the_rules_of_production(tmp_path):
    settings = load(tmp_path, **PRODUCTION)
    assert settings["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert "SECURE_PROXY_SSL_HEADER" not in settings
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "sätt SECRET_KEY eller SECRET_KEY_FILE"),
        ({"SECRET_KEY": "django-insecure-abcdefghijklmnopqrstuvwxyz"}, "går att gissa"),
        ({"SECRET_KEY": "changeme"}, "går att gissa"),
        (
            {"SECRET_KEY_FILE": "/nowhere/secret"},
            "går inte att läsa: filen eller mappen finns inte",
        ),
        ({"ALLOWED_HOSTS": ""}, "sätt ALLOWED_HOSTS=bank.example"),
        ({"DEBUG": "1"}, "ta bort DEBUG"),
        ({"SITE_URL": "http://bank.example"}, "SITE_URL=https://bank.example"),
        ({"SITE_URL": "bank.example"}, "sätt SITE_URL=https://"),
        ({"TRUSTED_PROXIES": "the-proxy"}, "TRUSTED_PROXIES"),
        ({"REQUIRE_MFA": "maybe"}, "varken på eller av"),
        ({"OIDC_ISSUER": "https://id.example"}, "sätt OIDC_ISSUER, OIDC_CLIENT_ID och"),
        (OIDC | {"OIDC_ISSUER": "http://id.example"}, "sätt en adress med https"),
        (OIDC | {"OIDC_ROLES": "red=king"}, "OIDC_ROLES: red=king."),
        ({"EMAIL_URL": "mail.example"}, "sätt smtp://användare@värd:587"),
        ({"DATABASE_URL": "postgresql//forgotten-colon"}, "sätt postgresql://"),
    ],
)
def test_a_faulty_configuration_is_refused_with_what_to_set(tmp_path, changed, said):
    process = run(tmp_path, **PRODUCTION | changed)
    assert process.returncode != 0
    assert said in process.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "required"),
    [({}, False), (PRODUCTION, True), (PRODUCTION | {"REQUIRE_MFA": "0"}, False)],
)
def test_production_requires_a_second_factor_unless_told(tmp_path, environment, required):
    settings = load(tmp_path, **environment)
    assert settings["REQUIRE_MFA"] is required
    assert settings["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is (environment == {})


def test_a_municipalitys_provider_is_named_by_the_environment_alone(tmp_path):
    roles = {"OIDC_ROLES": "idebanken-red=author,it=administrator", "OIDC_DOMAINS": "Ale.se"}
    settings = load(tmp_path, **PRODUCTION | OIDC | roles)
    (app,) = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["settings"]["server_url"] == settings["OIDC_ISSUER"] == "https://id.example/ale"
    assert settings["OIDC_ROLES"] == {"idebanken-red": "author", "it": "administrator"}
    assert settings["OIDC_DOMAINS"] == ["ale.se"]
    assert load(tmp_path)["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []


def test_mail_is_printed_until_a_server_is_named(tmp_path):
    assert load(tmp_path)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    (tmp_path / "password").write_text("hemligt\n")
    server = {"EMAIL_URL": "smtp://b%40ale.se@mail.example"}
    settings = load(tmp_path, **server, EMAIL_PASSWORD_FILE=str(tmp_path / "password"))
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.example", 587)
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("b@ale.se", "hemligt")
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (True, False)
    wrapped = load(tmp_path, EMAIL_URL="smtps://mail.example", EMAIL_FROM="fran@ale.se")
    assert (wrapped["EMAIL_PORT"], wrapped["EMAIL_USE_SSL"]) == (465, True)
    assert wrapped["DEFAULT_FROM_EMAIL"] == "fran@ale.se"


def test_the_processes_share_what_they_count_in_the_database_or_in_redis(tmp_path):
    assert "DatabaseCache" in load(tmp_path)["CACHES"]["default"]["BACKEND"]
    cache = load(tmp_path, REDIS_URL="redis://redis:6379/0")["CACHES"]["default"]
    assert cache == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://redis:6379/0",
    }


def test_a_session_of_no_length_is_refused(tmp_path):
    process = run(tmp_path, SESSION_IDLE_MINUTES="0")
    assert "SESSION_IDLE_MINUTES=0: sätt ett heltal, 10 eller mer." in process.stderr


def test_the_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "secret").write_text(SECRET + "\n")
    changed = {"SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "secret")}
    assert load(tmp_path, **PRODUCTION | changed)["SECRET_KEY"] == SECRET


def test_nobody_else_on_the_machine_can_read_what_the_bank_writes(tmp_path):
    folder = tmp_path / "ny" / "var"
    settings = load(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "idebank.sqlite3").stat().st_mode) == 0o600
    pictures = settings["STORAGES"]["default"]["OPTIONS"]
    assert pictures == {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}


def test_sqlite_keeps_every_answered_write(tmp_path):
    database = load(tmp_path)["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "idebank.sqlite3")
    assert database["CONN_MAX_AGE"] is None
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_postgresql_has_timeouts_and_a_password_from_a_file(tmp_path):
    (tmp_path / "password").write_text("hemligt\n")
    url = "postgresql://bank@db:5433/bank?sslmode=require"
    environment = {"DATABASE_URL": url, "DATABASE_PASSWORD_FILE": str(tmp_path / "password")}
    database = load(tmp_path, **environment)["DATABASES"]["default"]
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("bank", "hemligt", "db")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)
    assert database["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout=15000" in database["OPTIONS"]["options"]
    assert "lock_timeout=5000" in database["OPTIONS"]["options"]
