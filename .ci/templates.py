"""Format the templates, or with --check tell which are not formatted."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    command = ["djade", "--target-version", "5.2", *arguments, *templates]
    code = subprocess.run(
        [Path(sys.executable).with_name("djade"), *command[1:]], cwd=ROOT
    ).returncode
    # Without --check djade answers 1 when it changed something, which is what was asked of it
    return code if "--check" in arguments else int(code > 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
