"""Every test: on SQLite, on a PostgreSQL of our own, and in Chromium.

`python tests/run.py [what pytest takes]`. Each run ends with pytest's summary; one that fails makes
the whole fail.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from postgres import server, stop_on_sigterm

PYTEST = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"]
NO_TESTS = 5  # pytest's code when nothing was chosen, as with a -k that only one of the runs knows


def run(heading: str, markers: str, arguments: list[str], **environment: str) -> int:
    print(f"=== {heading} ===", flush=True)
    command = [*PYTEST, "-m", markers, *arguments]
    return subprocess.run(command, env=os.environ | environment).returncode


def main(arguments: list[str]) -> int:
    stop_on_sigterm()
    codes = [run("SQLite", "not faults and not browser and not postgresql", arguments)]
    with ExitStack() as stack:
        try:
            address = stack.enter_context(server())
        except (OSError, subprocess.SubprocessError) as error:
            print(f"PostgreSQL cannot start here: {error}\nThe other two runs are skipped.")
            return 1 if os.environ.get("CI") == "true" else max(codes)
        markers = "not faults and not browser and not sqlite"
        codes.append(run("PostgreSQL 18", markers, arguments, DATABASE_URL=address))
        # On its own: the loop of Playwright would change where Django keeps a thread's connection
        codes.append(run("PostgreSQL 18, Chromium", "browser", arguments, DATABASE_URL=address))
    return 1 if set(codes) - {0, NO_TESTS} or set(codes) == {NO_TESTS} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
