"""The source as the house tests read it."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "chengguan"


def modules() -> list[Path]:
    """Every module of ours, without migrations."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


@functools.cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            yield inner


@functools.cache
def kept_files() -> list[Path]:
    """Every text file that is, or would be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / line for line in listing.split("\0") if line)
    return sorted(path for path in paths if path.is_file() and b"\0" not in path.read_bytes())
