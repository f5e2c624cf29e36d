"""Read variables of the environment; say what to set where one is wrong."""

import ipaddress
import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cases.reasons import why

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# 22 characters of base64 are 128 bits, the least that ASVS accepts
MIN_SECRET_LENGTH = 22
MAKE_ONE = "sätt SECRET_KEY eller SECRET_KEY_FILE till en som görs med: openssl rand -base64 50"


def flag(name: str, default: bool = False) -> bool:
    """A variable that is on or off; `default` when it is not set."""
    values = {"": default, "0": False, "false": False, "1": True, "true": True}
    value = os.environ.get(name, "").strip().lower()
    if value not in values:
        raise ImproperlyConfigured(f"{name}={value} är varken på eller av: sätt {name}=1 eller 0.")
    return values[value]


def number(name: str, default: int, *, least: int = 0) -> int:
    """A variable that is a whole number, `least` or more."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value}: sätt ett heltal, {least} eller mer.")
    return int(value)


def words(name: str) -> list[str]:
    """A variable that is a list with commas between."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def networks(name: str) -> list[Network]:
    """A variable that lists addresses and networks."""
    try:
        return [ipaddress.ip_network(word, strict=False) for word in words(name)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}={os.environ[name]} är inga adresser: sätt {name}=10.0.0.5,10.1.0.0/16."
        ) from error


def from_file(name: str) -> str:
    """What the file that the variable names holds; nothing when it names none."""
    path = os.environ.get(name)
    if not path:
        return ""
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={path} går inte att läsa: {why(error)}.") from error


def production_secret(given: str) -> str:
    """The secret that the environment gave, if it is one."""
    if not given:
        raise ImproperlyConfigured(f"SITE_URL är https och hemligheten saknas: {MAKE_ONE}")
    if given.startswith("django-insecure-") or len(given) < MIN_SECRET_LENGTH:
        raise ImproperlyConfigured(f"Hemligheten går att gissa: {MAKE_ONE}")
    return given


def private_file(path: Path) -> Path:
    """Make an empty file that its owner alone can read, unless there is one; gives the path.

    SQLite takes an empty file for a new database, and gives its side files the same rights.
    """
    # It may be there, or not be possible: whoever opens it says so
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return path


def own_secret(path: Path) -> str:
    """The secret of a bank on somebody's own machine, made once."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whole before it has its name, so that no other process reads half of it
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first, and its secret holds
        finally:
            draft.unlink()
    return path.read_text().strip()
