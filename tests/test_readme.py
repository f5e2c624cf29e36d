"""The README's table holds every variable that the bank reads, and no other."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The functions of idebank.environment that take a variable's name first
READERS = {"flag", "number", "words", "networks", "from_file"}


def is_read(node):
    """Whether a piece of code asks the environment for a variable named in a string."""
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "os.environ" and isinstance(node.slice, ast.Constant)
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        function = ast.unparse(node.func)
        return function in READERS | {"os.environ.get", "os.getenv"}
    return False


def variables_read():
    for path in (ROOT / "idebank").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if is_read(node):
                name = node.slice if isinstance(node, ast.Subscript) else node.args[0]
                yield name.value


def test_the_table_has_a_row_for_each_variable_that_is_read():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert Counter(rows) == Counter(set(variables_read()))


def test_the_bank_is_heard_to_read_the_variables_that_everyone_needs():
    assert set(variables_read()) >= {
        "SITE_URL",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "DEBUG",
        "WORKERS",
    }


def test_no_other_module_reads_the_environment():
    readers = [p for p in (ROOT / "cases").rglob("*.py") if "environ" in p.read_text()]
    assert [path for path in readers if re.search(r"os\.(environ|getenv)", path.read_text())] == []
