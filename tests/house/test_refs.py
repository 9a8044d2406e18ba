"""A test that defends a guard names the article, so that a lawyer can read it beside the law."""

import ast
import re
from collections.abc import Iterator

import pytest

from chengguan.law.citations import instruments
from chengguan.law.parameters import shipped
from tests.house import source

MARK = re.compile(r"mark\.ref\(([^)]*)\)")
WORD = re.compile(r"'([^']+)'")


def names_guard(mark: str) -> bool:
    """Whether a decorator marks a test with the number of a guard, whatever its form."""
    refs = (ref for found in MARK.findall(mark) for ref in WORD.findall(found))
    return any(ref in shipped().guards for ref in refs)


def guard_tests() -> Iterator[tuple[str, str]]:
    """(where, what it says of itself) of each test marked with a guard's number."""
    for path in sorted((source.ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            marks = map(ast.unparse, getattr(node, "decorator_list", []))
            if isinstance(node, ast.FunctionDef) and any(map(names_guard, marks)):
                said = f"{node.name} {ast.get_docstring(node) or ''}"
                yield f"{path.name}::{node.name}", said


def test_every_test_of_a_guard_names_its_article() -> None:
    known = tuple(instruments())
    tests = list(guard_tests())
    assert tests
    assert not [where for where, said in tests if not any(name in said for name in known)]


@pytest.mark.parametrize("ref", ["GD09", "GD26b", "GD29b", "HS01", "LD04"])
def test_every_form_of_a_guards_number_is_known(ref: str) -> None:
    assert names_guard(f"pytest.mark.ref('CK67a', '{ref}')")


@pytest.mark.parametrize("mark", ["mark.ref('CK67a')", "mark.trap(3)", "mark.ref('fine')"])
def test_other_marks_are_none(mark: str) -> None:
    assert not names_guard(mark)
