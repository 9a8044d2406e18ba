"""The map of capabilities (对照表): both documents item by item, each with what answers it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import registry
from chengguan.core.pages.registry import Answer, MapLine
from chengguan.core.pages.shapes import StateView, Tone

SOURCE = Path(__file__).with_name("data") / "capabilities.toml"

STATE_WORDS = {
    "works": (gettext_lazy("已可用"), Tone.DONE),
    "partly": (gettext_lazy("部分可用"), Tone.WARNING),
    "planned": (gettext_lazy("尚未建成"), Tone.HELD),
}
PARTS = {
    "K": gettext_lazy("办案基础"),
    "E1": gettext_lazy("一、两大核心攻坚"),
    "E2": gettext_lazy("二、专项行动"),
    "E3": gettext_lazy("三、依法行政"),
    "E4": gettext_lazy("四、队伍建设"),
    "U1": gettext_lazy("工会一、强思想"),
    "U2": gettext_lazy("工会二、保中心"),
    "U3": gettext_lazy("工会三、办实事"),
    "U4": gettext_lazy("工会四、抓规范"),
    "A": gettext_lazy("工会项目清单"),
    "P": gettext_lazy("计划本身"),
}


@dataclass(frozen=True, slots=True)
class Capability:
    """`term` is the document's own word, `words` ours, whose English is in the catalogue."""

    key: str
    reference: str
    term: str
    words: str

    @property
    def part(self) -> str:
        return self.key[:2] if self.key[:2] in PARTS else self.key[:1]


@dataclass(frozen=True, slots=True)
class MapRow:
    """A line of the map: what answers it, and what a plan promises of it."""

    capability: Capability
    answers: tuple[Answer, ...]
    lines: tuple[MapLine, ...] = ()

    @property
    def state(self) -> str:
        """The best that an answer claims; without an answer, not built."""
        claimed = {reply.state for reply in self.answers}
        return next((state for state in registry.STATES if state in claimed), "planned")

    @property
    def state_view(self) -> StateView:
        word, tone = STATE_WORDS[self.state]
        return StateView(str(word), tone)

    @property
    def gloss(self) -> str:
        return _(self.capability.words)


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    view: StateView
    count: int
    total: int


@cache
def capabilities() -> tuple[Capability, ...]:
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["capability"]
    return tuple(Capability(**row) for row in rows)


def map_rows(
    state: str = "",
    part: str = "",
    words: str = "",
    lines: Mapping[str, Iterable[MapLine]] | None = None,
) -> list[MapRow]:
    """The rows that fit; each filter alone narrows, none invents."""
    told = lines or {}
    rows = [
        MapRow(known, tuple(registry.answers_for(known.key)), tuple(told.get(known.key, ())))
        for known in capabilities()
    ]
    return [
        row
        for row in rows
        if (not state or row.state == state)
        and (not part or row.capability.part == part)
        and (not words or words.lower() in _searched(row))
    ]


def state_counts(rows: Iterable[MapRow]) -> list[StateCount]:
    """How many rows stand in each state, of how many."""
    found = Counter(row.state for row in rows)
    total = sum(found.values())
    return [
        StateCount(state, StateView(str(word), tone), found[state], total)
        for state, (word, tone) in STATE_WORDS.items()
    ]


def unknown_answers() -> list[str]:
    """Answers to capabilities that no document has, for the test of the house."""
    keys = {known.key for known in capabilities()}
    return [reply.capability for reply in registry.entries.answers if reply.capability not in keys]


def claims_without_page() -> list[str]:
    """Answers that say they work and name no page."""
    return [
        reply.capability
        for reply in registry.entries.answers
        if reply.state != "planned" and not reply.url
    ]


def _searched(row: MapRow) -> str:
    known = row.capability
    texts: list[Any] = [known.key, known.reference, known.term, known.words, row.gloss]
    for reply in row.answers:
        texts += [*reply.rules, str(reply.role), str(reply.note)]
    for line in row.lines:
        texts += [line.sentence, line.reference, line.owner]
    return " ".join(texts).lower()
