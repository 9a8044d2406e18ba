"""What goes into the counting of a period and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chengguan.law.citations import Citation
from chengguan.law.parameters import ClockVersion, Grade, Nature

SHANGHAI = ZoneInfo("Asia/Shanghai")

StepValue = date | datetime | str | int | None


class PeriodError(ValueError):
    """The period cannot be counted from what was given; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension, half-open: `until` counts again; without it the suspension still lasts.

    In periods of days the Shanghai date of `since` is the first day left out and the date of
    `until` the first that counts again.
    """

    since: datetime
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.since.tzinfo is None or (self.until is not None and self.until.tzinfo is None):
            raise PeriodError("中止时间须带时区")
        if self.until is not None and self.until < self.since:
            raise PeriodError("中止的结束早于开始，请核对")


@dataclass(frozen=True, slots=True)
class Extension:
    """A prolongation by `length` of the period's own unit; it helps only if granted in time."""

    length: int
    granted_at: datetime


@dataclass(frozen=True)
class Step:
    """One step of the explanation: a code with its values, put into words elsewhere."""

    code: str
    values: Mapping[str, StepValue]


@dataclass(frozen=True)
class Due:
    """When a period ends, and why.

    `moment` is None while the period stands open: a suspension still lasts or a remedy is pending.
    For minimum periods (`is_earliest`) it is the moment up to which one must wait; for accruals
    the first moment of the first day. `first_moment` leaves extensions out and stays a fact.
    `version` is the one that held on the day of the trigger.
    """

    ref: str
    moment: datetime | None
    is_earliest: bool
    provisional: bool
    first_moment: datetime | None
    steps: tuple[Step, ...]
    version: ClockVersion
    nature: Nature = Nature.PERIOD

    @property
    def grade(self) -> Grade:
        return self.version.grade

    @property
    def cites(self) -> tuple[Citation, ...]:
        return self.version.cites
