"""Templates: each is used, and none carries script or style of its own (the policy forbids it)."""

import re
from pathlib import Path

import pytest

from tests.house import source

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style\b|\sstyle=|\son[a-z]+=",
    re.I,
)
# Templates that a library looks up by name.
LOOKED_UP = re.compile(r"^(account|mfa|allauth|registration|django)/|^(400|403|404|500)\.html$")


def template_name(path: Path) -> str:
    return str(path).rpartition("/templates/")[2]


def mentions(name: str) -> bool:
    return any(
        name in source.text(path)
        for path in [*source.modules(), *source.templates()]
        if template_name(path) != name
    )


def test_no_template_without_a_user() -> None:
    names = [template_name(path) for path in source.templates()]
    assert not [name for name in names if not LOOKED_UP.search(name) and not mentions(name)]


def test_no_inline_script_or_style() -> None:
    inline = [
        f"{source.name(path)}: {found.group()}"
        for path in source.templates()
        if path.suffix in {".html", ".svg"}
        for found in INLINE.finditer(source.text(path))
    ]
    assert not inline


@pytest.mark.parametrize(
    ("markup", "is_inline"),
    [
        ("<script>x()</script>", True),
        ("<p style='color:red'>", True),
        ('<a onclick="x()">', True),
        ("<style>p{}</style>", True),
        ("<script src=\"{% static 'x.js' %}\" defer></script>", False),
        ('<script id="d" type="application/json">{}</script>', False),
        ('<div class="lifestyle" data-on="x">', False),
    ],
)
def test_what_counts_as_inline(markup: str, is_inline: bool) -> None:
    assert bool(INLINE.search(markup)) is is_inline


TABLE = re.compile(r'<table class="rows.*?</table>', re.S)
CELL = re.compile(r"<td\b(?:[^>{]|{{.*?}}|{%.*?%})*>")
SPEAKS = re.compile(
    r"data-label=|data-title=|on-card-(?:title|state)|row-act|tick|colspan="
    r"|year-title|year-cell|atlas-area|map-answers"
)
"""A title, a state and an act say themselves what they are, a drawing has its own words."""


def test_every_cell_of_a_card_says_the_heading_of_its_column() -> None:
    """On the phone the heads of a table are gone: a bare number would say nothing."""
    silent = [
        f"{source.name(path)}: {cell}"
        for path in source.templates()
        if path.suffix == ".html"
        for table in TABLE.findall(source.text(path))
        for cell in CELL.findall(table)
        if not SPEAKS.search(cell)
    ]
    assert not silent, "\n".join(silent)
