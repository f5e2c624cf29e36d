"""Every test: on SQLite, then on a PostgreSQL of our own with the browser tests beside.

`python tests/run.py [what pytest takes]`. Ends with pytest's summary; fails when either fails.
"""

import subprocess
import sys
from pathlib import Path

PYTEST = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"]
NO_TESTS = 5  # pytest's code when nothing was chosen, as with a -k that only one of the runs knows


def main(arguments: list[str]) -> int:
    print("=== SQLite ===", flush=True)
    on_sqlite = subprocess.run([*PYTEST, "-m", "not browser and not postgresql", *arguments])
    print("=== PostgreSQL 18, Chromium ===", flush=True)
    postgres = [sys.executable, str(Path(__file__).with_name("postgres.py"))]
    on_postgres = subprocess.run([*postgres, *PYTEST, *arguments])
    codes = {on_sqlite.returncode, on_postgres.returncode}
    return 1 if codes - {0, NO_TESTS} or codes == {NO_TESTS} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
