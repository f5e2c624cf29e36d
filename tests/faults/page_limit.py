"""The bank's settings with a SQLite that may not grow: a full disk that needs no rights."""

from idebank.settings import *  # noqa: F403
from idebank.settings import DATABASES

PAGES = 12_000  # of 4 kB; the prepared bank has some 4,000
DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"].copy()
DATABASES["default"]["OPTIONS"]["init_command"] += f" PRAGMA max_page_count={PAGES};"
