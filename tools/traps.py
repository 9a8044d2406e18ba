"""Writes docs/traps.md: which test of ours closes which trap, by the `trap` marks of the tests.

python tools/traps.py            rewrites the table
python tools/traps.py --check    fails where it is stale
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "traps.md"
ROW = re.compile(r"^\| (\d+) \| (.*?) \| .* \|$", re.M)


def marks(node: ast.AST) -> list[int]:
    """The numbers in `pytest.mark.trap(…)` anywhere in a decorator, a parameter or `pytestmark`."""
    return [
        argument.value
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.trap")
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def tests_by_trap() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text())
        whole = [node for node in tree.body if isinstance(node, ast.Assign)]
        place = path.relative_to(ROOT / "tests").as_posix()
        for node in whole:
            for number in marks(node):
                found[number].append(f"`{place}`")
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                for decorator in function.decorator_list:
                    for number in marks(decorator):
                        found[number].append(f"`{place}::{function.name}`")
    return found


def filled(page: str) -> str:
    tests = tests_by_trap()

    def row(match: re.Match[str]) -> str:
        number = int(match[1])
        return (
            f"| {number} | {match[2]} | {' '.join(dict.fromkeys(tests.get(number, []))) or '–'} |"
        )

    return ROW.sub(row, page)


def main(arguments: list[str]) -> int:
    page = PAGE.read_text()
    now = filled(page)
    if "--check" in arguments:
        return 0 if now == page else 1
    PAGE.write_text(now)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
