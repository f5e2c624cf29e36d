"""What is wrong when the database or the disk refuses, and what to tell whoever was writing."""

import errno
from enum import Enum

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from django.utils.translation import gettext_lazy as _

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# SQLite's result codes, and PostgreSQL's classes of SQLSTATE
SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL = 5, 6, 13
POSTGRESQL_FULL = "53100"
POSTGRESQL_BUSY = ("55P03", "57014", "40P01", "40001")


class Fault(Enum):
    """A kind of fault."""

    FULL = "full"
    BUSY = "busy"
    AWAY = "away"
    UNCOUNTED = "uncounted"
    UNFIT = "unfit"
    TAKEN = "taken"

    @property
    def sentence(self):
        """What to tell whoever was writing."""
        return SENTENCES[self]

    @property
    def is_passing(self):
        """Whether the same save may well succeed in a while."""
        return self in (Fault.FULL, Fault.BUSY, Fault.AWAY, Fault.UNCOUNTED)


SENTENCES = {
    Fault.FULL: _(
        "Ingenting sparades: servern har slut på utrymme. Säg till den som sköter driften."
    ),
    Fault.BUSY: _(
        "Ingenting sparades: något annat skriver just nu. Vänta en halv minut och spara igen."
    ),
    Fault.AWAY: _(
        "Ingenting sparades: databasen svarar inte just nu. Vänta en stund och spara igen."
    ),
    Fault.UNCOUNTED: _(
        "Ingenting sparades: det som räknar hur ofta något görs svarar inte just nu. Vänta en "
        "stund och försök igen. Håller det i sig: säg till den som sköter driften att "
        "Redis är borta."
    ),
    Fault.UNFIT: _(
        "Ingenting sparades: ett tal är för stort, eller en text har tecken som inte går."
    ),
    Fault.TAKEN: _(
        "Ingenting sparades: en annan post fick samma adress eller namn. Byt och spara igen."
    ),
}


def fault_of(error):
    """Return the `Fault` that an exception tells of; None when it is a mistake in the code."""
    if isinstance(error, OSError):
        return Fault.FULL if error.errno in NO_ROOM else None
    if _is_of_redis(error):
        return Fault.UNCOUNTED
    if isinstance(error, InterfaceError):
        return Fault.AWAY
    if not isinstance(error, DatabaseError) or isinstance(
        error, ProgrammingError | NotSupportedError
    ):
        return None
    if isinstance(error, IntegrityError):
        return Fault.TAKEN
    if isinstance(error, DataError):
        return Fault.UNFIT
    return _operational(error.__cause__)


def _is_of_redis(error):
    """Told by its name: a bank without Redis never loads the client."""
    return type(error).__module__ == "redis.exceptions"


def _operational(cause):
    sqlite = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without what extends the code
    state = getattr(cause, "pgcode", None) or ""
    if sqlite == SQLITE_FULL or state == POSTGRESQL_FULL:
        return Fault.FULL
    if sqlite in (SQLITE_BUSY, SQLITE_LOCKED) or state in POSTGRESQL_BUSY:
        return Fault.BUSY
    return Fault.AWAY
