"""Compile the lock files, or tell whether they are up to date.

`python .ci/lock.py` needs a package index; `python .ci/lock.py --check` needs none: every lock file
begins with the digest of what it was compiled from, and holds each package that its source names.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",  # one version for all of Python 3.11–3.14, where there is one
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def header(source: str) -> str:
    """The first line of the lock file compiled from `source`."""
    text = (ROOT / source).read_bytes() + " ".join(OPTIONS).encode()
    if source != "requirements.in":  # the dev tools are compiled within the limits of the runtime
        text += (ROOT / "requirements.in").read_bytes()
    return f"# Compiled from {source} by `make lock`; sha256 {hashlib.sha256(text).hexdigest()}"


def names(text: str) -> set[str]:
    """The packages that a requirements file names, in their normal form."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:==|~=|>=)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def compile_lock(source: str, lock: str, *extra: str) -> None:
    path = ROOT / lock
    # uv keeps the versions already locked unless --upgrade is given
    command = ["uv", "pip", "compile", *OPTIONS, *extra, source, "--output-file", lock]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    path.write_text(f"{header(source)}\n{path.read_text()}")


def fault(source: str, lock: str) -> str:
    """What is wrong with a lock file, or an empty string."""
    path = ROOT / lock
    if not path.exists():
        return f"{lock} is missing"
    text = path.read_text()
    if not text.startswith(header(source) + "\n"):
        return f"{lock} was not compiled from {source} as it stands"
    missing = names((ROOT / source).read_text()) - names(text)
    return f"{lock} lacks {', '.join(sorted(missing))}" if missing else ""


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        for source, lock in LOCKS.items():
            compile_lock(source, lock, *arguments)
        return 0
    faults = [found for source, lock in LOCKS.items() if (found := fault(source, lock))]
    for line in faults:
        print(f"{line}. Run `make lock` and commit the result.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
