"""What the API answers: typed, documented by OpenAPI."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class MatterLine(Schema):
    """A matter as lists show it."""

    id: UUID
    kind: str
    number: str
    title: str
    organ: str
    state: str
    is_open: bool
    next_due_at: datetime | None
    version: int


class MatterList(Schema):
    """A page of matters; ``older`` is the cursor of the next page, empty at the end."""

    items: list[MatterLine]
    older: str
    newer: str


class Reason(Schema):
    """Why an act is not allowed, with its articles and their grade."""

    code: str
    text: str
    cites: list[str]
    grade: str
    force: str


class Act(Schema):
    """An act that leads on from here."""

    key: str
    title: str
    allowed: bool
    reasons: list[Reason]
    conditions: list[Reason]


class Clock(Schema):
    """A period: when it began, when it ends and how that day is reckoned."""

    ref: str
    title: str
    started_at: datetime | None
    due_at: datetime
    stopped_at: datetime | None
    earliest: bool
    provisional: bool
    grade: str
    steps: list[str]


class Entry(Schema):
    """One entry of the story with both of its times."""

    title: str
    who: str
    occurred_at: datetime
    recorded_at: datetime | None
    late: bool
    intact: bool | None


class MatterDetail(MatterLine):
    """A matter with what can be done, its clocks and its story."""

    acts: list[Act]
    clocks: list[Clock]
    story: list[Entry]


class ActRequest(Schema):
    """An act: ``data`` holds the fields of the act's form."""

    key: str = Field(min_length=8, max_length=64)
    version: int
    data: dict[str, Any] = Field(default_factory=dict)


class ActAnswer(Schema):
    """What came of it; ``is_repeat`` when this request had been answered before."""

    matter: UUID
    version: int
    is_repeat: bool


class Problem(Schema):
    """A request that was not carried out, and what to do."""

    code: str
    message: str
    reasons: list[Reason] = []
    fields: dict[str, list[str]] = {}
