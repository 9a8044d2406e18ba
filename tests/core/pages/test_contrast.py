"""Words can be read: every pair of colours that carries text has at least 4.5:1 (WCAG 2.1 AA)."""

import re
from pathlib import Path

import pytest

from chengguan.core import pages

STYLES = Path(pages.__file__).parent / "static/pages"
TOKENS = dict(
    re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", (STYLES / "chengguan.css").read_text("utf-8"))
)
GROUNDS = ("surface", "ground")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "ink-quiet") for ground in GROUNDS),
    *((tone, ground) for tone in ("accent", "red", "amber", "green", "grey") for ground in GROUNDS),
    ("accent-strong", "accent-soft"),
    ("accent", "accent-soft"),
    ("red", "red-soft"),
    ("amber", "amber-soft"),
    ("green", "green-soft"),
    ("grey", "grey-soft"),
    ("ink-soft", "accent-soft"),
    ("surface", "accent"),
    ("surface", "red"),
]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(TOKENS[one]), _luminance(TOKENS[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_the_edge_of_a_field_can_be_seen() -> None:
    assert contrast("line-strong", "surface") >= 3


@pytest.mark.parametrize("file", sorted(STYLES.glob("*.css")), ids=lambda file: file.name)
def test_no_gradient_and_no_colour_outside_the_tokens(file: Path) -> None:
    text = file.read_text("utf-8")
    loose = re.findall(r"#[0-9a-fA-F]{3,6}\b", re.sub(r"--[\w-]+:\s*#\w+", "", text))
    assert "gradient(" not in text
    assert set(loose) <= {"#fff", "#999"}
