"""The msgids that the sources of an app hold, for the test that its catalogue is complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

CHINESE = re.compile(r"[\u3400-\u9fff]")
TRANSLATE = re.compile(r"""\{%\s*translate\s+(["'])(.+?)\1""")
FUNCTION = re.compile(r"""\b_\((["'])(.+?)\1\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.+?)\{%\s*(?:plural|endblocktranslate)", re.S)
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def msgids(folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        found |= set(_calls(file.read_text("utf-8")))
    for file in folder.rglob("*.html"):
        found |= set(_tags(file.read_text("utf-8")))
    return {text for text in found if CHINESE.search(text)}


def _calls(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "gettext_lazy"):
            for given in node.args[:1]:
                if isinstance(given, ast.Constant):
                    yield str(given.value)


def _tags(source: str) -> Iterator[str]:
    for pattern in (TRANSLATE, FUNCTION):
        yield from (match[1] for match in pattern.findall(source))
    for block in BLOCK.findall(source):
        yield VARIABLE.sub(r"%(\1)s", block)
