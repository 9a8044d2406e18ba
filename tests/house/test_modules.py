"""How modules look: names, sizes, hidden imports, the clock, and what is not used here at all."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import source

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "handler", "info"}
LONGEST_FUNCTION = 60
LONGEST_FILE = 600
REASONS = ("slow import", "app ready", "optional dependency")
CLOCK = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}
# These convert what they are given; without an argument they read the clock.
CONVERTERS = {("timezone", "localtime"), ("timezone", "localdate")}
# The edge, where the clock may be read; allauth's hooks (adapter, second_factor) are views too.
READERS = re.compile(
    r"/(\w+_)?(views|tasks|middleware|adapter|second_factor)(\.py|/)"
    r"|/management/commands/|core/pages/clock\.py"
)


def long_functions(tree: ast.AST) -> list[str]:
    return [
        f"{function.lineno} {function.name}: {length} lines"
        for function in source.functions(tree)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]


def unexplained_imports(tree: ast.AST, text: str) -> list[str]:
    lines = text.splitlines()
    return sorted(
        {
            f"{node.lineno} {lines[node.lineno - 1].strip()}"
            for function in source.functions(tree)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
            and not any(
                f"# {reason}" in line
                for reason in REASONS
                for line in lines[node.lineno - 1 : node.end_lineno]
            )
        }
    )


def clock_readings(tree: ast.AST) -> list[str]:
    return [
        f"{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ending(node) in CLOCK)
        or (isinstance(node, ast.Call) and ending(node.func) in CONVERTERS and not node.args)
    ]


def ending(node: ast.AST) -> tuple[str, str]:
    """The last two names of `a.b.c`."""
    if not isinstance(node, ast.Attribute):
        return "", ""
    return getattr(node.value, "attr", getattr(node.value, "id", "")), node.attr


def forbidden_means(tree: ast.AST) -> list[str]:
    """Signals and generic foreign keys: one hides who acts, the other has no integrity."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found += [
            f"{node.lineno} {name}"
            for name in names
            if "signals" in name.split(".")
            or name.startswith("django.dispatch")
            or "contenttypes.fields" in name
        ]
    return found


def all_findings(check: Callable[..., list[str]]) -> list[str]:
    findings = []
    for path in source.modules():
        found = (
            unexplained_imports(source.tree(path), source.text(path))
            if check is unexplained_imports
            else check(source.tree(path))
        )
        findings += [f"{source.name(path)}:{line}" for line in found]
    return findings


def test_no_module_has_a_name_that_says_nothing() -> None:
    bad = [
        source.name(path)
        for path in source.PACKAGE.rglob("*")
        if path.stem in FORBIDDEN_NAMES and (path.suffix == ".py" or path.is_dir())
    ]
    assert not bad


def test_no_function_is_longer_than_a_screen() -> None:
    assert not all_findings(long_functions)


def test_no_module_is_longer_than_it_can_be_read() -> None:
    long = [
        f"{source.name(path)}: {lines} lines"
        for path in source.modules()
        if (lines := source.text(path).count("\n")) > LONGEST_FILE
    ]
    assert not long


def test_every_module_says_what_it_is() -> None:
    silent = [
        source.name(path)
        for path in source.modules()
        if source.text(path).strip() and not ast.get_docstring(source.tree(path))
    ]
    assert not silent


def test_imports_inside_functions_carry_a_reason() -> None:
    assert not all_findings(unexplained_imports), f"reasons: {REASONS}"


def test_the_clock_is_read_only_at_the_edge() -> None:
    inside = [
        finding
        for finding in all_findings(clock_readings)
        if not READERS.search(finding.split(":")[0])
    ]
    assert not inside, "a service takes `at`"


def test_every_escape_from_the_types_says_why() -> None:
    silent = [
        f"{source.name(path)}:{number} {line.strip()}"
        for path in source.modules()
        for number, line in enumerate(source.text(path).splitlines(), start=1)
        if "type: ignore" in line and not re.search(r"type: ignore\[[a-z-]+\]  # \w", line)
    ]
    assert not silent


def test_no_signals_and_no_generic_foreign_keys() -> None:
    assert not all_findings(forbidden_means)


def test_migrations_are_named_by_hand() -> None:
    named_by_machine = [
        source.name(path)
        for path in source.PACKAGE.rglob("migrations/*.py")
        if "_auto_" in path.name
    ]
    assert not named_by_machine


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        ("def f():\n" + "    x = 1\n" * 60, long_functions),
        ("def f():\n    return timezone.now()", clock_readings),
        ("def f():\n    return datetime.datetime.now(UTC)", clock_readings),
        ("today = date.today", clock_readings),
        ("day = timezone.localdate()", clock_readings),
        ("from django.db.models.signals import post_save", forbidden_means),
        ("from django.db.models import signals", forbidden_means),
        ("from django.dispatch import receiver", forbidden_means),
        (
            "from django.contrib.contenttypes.fields import GenericForeignKey",
            forbidden_means,
        ),
    ],
)
def test_a_planted_fault_is_found(fault: str, check: Callable[..., list[str]]) -> None:
    assert check(ast.parse(fault))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("import typst", True),
        ("import typst  # circular import", True),
        ("import typst  # slow import", False),
    ],
)
def test_an_import_inside_a_function_needs_one_of_three_reasons(line: str, found: bool) -> None:
    fault = f"def f():\n    {line}\n"
    assert bool(unexplained_imports(ast.parse(fault), fault)) is found


def test_a_conversion_is_no_reading() -> None:
    assert not clock_readings(ast.parse("day = timezone.localdate(act.at)"))


def test_the_clock_may_be_read_in_views_but_not_in_services() -> None:
    assert READERS.search("src/chengguan/enforcement/leads/views.py")
    assert not READERS.search("src/chengguan/enforcement/leads/services.py")
    assert not READERS.search(str(Path("src/chengguan/law/calendars.py")))
