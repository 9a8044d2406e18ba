"""A test that defends a guard names the article, so that a lawyer can read it beside the law."""

import ast
import re
from collections.abc import Iterator

from chengguan.law.citations import instruments
from tests.house import source

GUARD_MARK = re.compile(r"mark\.ref\([^)]*'(?:GD|LD)\d+'")


def guard_tests() -> Iterator[tuple[str, str]]:
    """(where, what it says of itself) of each test marked with a guard's number."""
    for path in sorted((source.ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            marks = map(ast.unparse, getattr(node, "decorator_list", []))
            if isinstance(node, ast.FunctionDef) and any(map(GUARD_MARK.search, marks)):
                said = f"{node.name} {ast.get_docstring(node) or ''}"
                yield f"{path.name}::{node.name}", said


def test_every_test_of_a_guard_names_its_article() -> None:
    known = tuple(instruments())
    tests = list(guard_tests())
    assert tests
    assert not [where for where, said in tests if not any(name in said for name in known)]
