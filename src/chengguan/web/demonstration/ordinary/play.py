"""Plays ordinary cases through their acts, along the roads that their stories write.

A road is a line of words: a length of time to wait ("3d", "2h"), ``late:26h`` before what is
entered so much later, or a step with what it needs after a colon ("pay:50000"). Steps at the
scene follow each other at once; everything else happens in service hours.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from chengguan.core.lawbook.evidence import Proof, evidence_standard
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.ordinary import (
    steps_decision,
    steps_execution,
    steps_investigation,
)
from chengguan.web.demonstration.ordinary.walk import OrdinaryStory, Walk
from chengguan.web.demonstration.town import Town

STEPS = {**steps_investigation.STEPS, **steps_decision.STEPS, **steps_execution.STEPS}
AT_THE_SCENE = {"look", "order", "keep"}
UNITS = {"d": "days", "h": "hours", "m": "minutes"}
WAIT = re.compile(r"(\d+)([dhm])")
LASTING = {"interview": timedelta(minutes=25), "witness": timedelta(minutes=15)}
"""What is recorded when it is over."""

BROUGHT = {Proof.INSPECTION, Proof.PHOTO, Proof.INTERVIEW, Proof.CORRECTION_ORDER}
"""Proofs that the usual steps bring by themselves."""


class OrdinaryPlay:
    """``others`` maps the keys of stories to their cases, once they have begun."""

    def __init__(
        self, town: Town, story: OrdinaryStory, number: int, others: dict[str, UUID], year: int
    ) -> None:
        self.walk = Walk(town, story, number, others, year)

    def play(self) -> Story:
        """Yields the moment of each act as it is recorded, then takes it."""
        walk = self.walk
        yield walk.at
        steps_investigation.discover(walk)
        for word in road(walk.story):
            name, _, walk.said = word.partition(":")
            if waited := WAIT.fullmatch(word):
                walk.at += _length(waited)
            elif name == "late":
                waited = WAIT.fullmatch(walk.said)
                assert waited is not None, word
                walk.late = _length(waited)
            else:
                yield from self._step(name)

    def _step(self, name: str) -> Story:
        walk = self.walk
        minutes = 8 + (walk.number * 7 + len(name) * 5) % 45
        is_there = name in AT_THE_SCENE
        walk.at = walk.at + timedelta(minutes=minutes) if is_there else desk_time(walk.at, minutes)
        walk.late = walk.late or LASTING.get(name, timedelta())
        yield walk.at + walk.late
        STEPS[name](walk)
        walk.at, walk.late = walk.at + walk.late, timedelta()


def _length(waited: re.Match[str]) -> timedelta:
    return timedelta(**{UNITS[waited[2]]: int(waited[1])})


def road(story: OrdinaryStory) -> Iterator[str]:
    """The words of a road; ``evidence`` stands for each point of the item's standard that still
    wants a piece of its own."""
    for word in story.road.split():
        if word != "evidence":
            yield word
            continue
        for point in evidence_standard(story.item):
            if not BROUGHT & set(point.satisfied_by):
                yield f"evidence:{point.key}"
