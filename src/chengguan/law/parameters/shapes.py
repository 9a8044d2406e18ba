"""The rows of the rule book: what a dated value of the law looks like once it is read."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from chengguan.law.citations import Citation


class Grade(StrEnum):
    """How well a rule was checked against its text; shown as it stands, never a force.

    `D` is no law at all: a default of this platform, which the bureau confirms or changes.
    """

    VERIFIED = "V"
    VERIFIED_OLD_TEXT = "V旧"
    SEEN_IN_EXCERPT = "S"
    FROM_MEMORY = "M"
    PARTLY_FROM_MEMORY = "V/M"
    VERIFIED_BUT_INFERENCE = "V（推论部分除外）"
    DESIGN = "D"


class Force(StrEnum):
    """What happens when a guard is not met."""

    IMPOSSIBLE = "impossible"
    UNLAWFUL = "unlawful"
    WARNING = "warning"


class Unit(StrEnum):
    """What a period is counted in; `GIVEN` counts nothing: an act sets the very day."""

    HOUR = "hour"
    URGENT_HOUR = "urgent_hour"
    WORKING_HOUR = "working_hour"
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    GIVEN = "given"


class Nature(StrEnum):
    """What a row is: most are periods; a few are something else and say so."""

    PERIOD = "period"
    EXTENSION = "extension"
    SETTING = "setting"
    CALENDAR_DATE = "calendar_date"
    ACCRUAL = "accrual"


class Wait(StrEnum):
    """How a row waits for the party's remedy period: it counts from its end, or not before it."""

    FROM_END = "from_end"
    NOT_BEFORE_END = "not_before_end"


@dataclass(frozen=True, slots=True)
class Amount:
    """A dated number: money in fen, a rate in basis points, a time of day in minutes, an age in
    full years, a length in hours or days, or a count."""

    key: str
    title: str
    value: int
    unit: str
    since: date
    grade: Grade
    cites: tuple[Citation, ...] = ()
    source: str = ""
    party_kind: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A further moment that a period depends on besides its trigger."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Limb:
    """One more period of the same row, from the trigger or from a named input."""

    length: int
    unit: Unit
    roll: bool = False
    after: str = "from"
    when: str | None = None


@dataclass(frozen=True, slots=True)
class ClockVersion:
    """The length of a period as it holds from a day on.

    `extensions` are the longest first, second … prolongation, in the same unit.
    `also` are further limbs of which the latest counts; `caps` limbs that cut the period short.
    """

    since: date
    length: int
    unit: Unit
    grade: Grade
    cites: tuple[Citation, ...] = ()
    source: str = ""
    roll: bool = False
    extensions: tuple[int, ...] = ()
    also: tuple[Limb, ...] = ()
    caps: tuple[Limb, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One row of the register of periods (期限表), with all its versions, oldest first.

    `starts` names the event from which it counts, `binds` whom it binds. Inputs in
    `starts_latest` move the start to the latest of the moments given. `is_right`: what somebody
    may do and owes nobody, such as asking for a hearing; its end is no deadline of the authority.
    """

    ref: str
    key: str
    title: str
    starts: str
    binds: str
    versions: tuple[ClockVersion, ...]
    note: str = ""
    nature: Nature = Nature.PERIOD
    is_backwards: bool = False
    is_earliest: bool = False
    is_right: bool = False
    waits_for_remedy: Wait | None = None
    inputs: tuple[Input, ...] = ()
    starts_latest: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether an act sets the day by which it is due, and no rule counts it."""
        return any(version.unit is Unit.GIVEN for version in self.versions)


@dataclass(frozen=True, slots=True)
class GuardRow:
    """One row of the register of conditions (守卫条件表)."""

    ref: str
    title: str
    rule: str
    cites: tuple[Citation, ...]
    grade: Grade
    force: Force


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not what its weekday says: off, or a weekend day worked (调休)."""

    on: date
    name: str
    is_workday: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council's holiday notice for one year, with its number and its date."""

    year: int
    source: str
    days: tuple[DayOff, ...]
    issued: date | None = None


class Ask(StrEnum):
    """The one question that a limit asks of a claim (限额的口径)."""

    YEAR_SUM = "year_sum"
    EVENT_SUM = "event_sum"
    DAY_RATE = "day_rate"
    TIMES_A_YEAR = "times_a_year"
    YEARS_BETWEEN = "years_between"
    SAME_CAUSE = "same_cause"
    ONE_COVER = "one_cover"
    ONE_UNION = "one_union"
    MEAL_SHARE = "meal_share"
    LONGEST = "longest"
    FORMS = "forms"
    FUNDS = "funds"
    OCCASIONS = "occasions"
    RECIPIENTS = "recipients"
    FILES = "files"
    IN_SHANGHAI = "in_shanghai"
    NEVER = "never"


UNIT_OF = MappingProxyType(
    {
        Ask.YEAR_SUM: "fen",
        Ask.EVENT_SUM: "fen",
        Ask.DAY_RATE: "fen",
        Ask.TIMES_A_YEAR: "count",
        Ask.YEARS_BETWEEN: "count",
        Ask.MEAL_SHARE: "basis_point",
        Ask.LONGEST: "day",
    }
)
"""What the number of a question is counted in; the others have none."""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One row of the register of limits (限额表): what it asks, and of which claims.

    Title, rule, citation, grade and force stand among the conditions under `ref`; the number, where
    there is one, among the amounts under `key`: both are changed there, by two persons. No `items`
    means all of them; `of` names recipients, `days` a length that alone it is asked for.
    """

    ref: str
    key: str
    asks: Ask
    since: date
    items: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    days: int | None = None
    until: date | None = None

    @property
    def unit(self) -> str:
        """What its number is counted in, or nothing: then it has none."""
        return UNIT_OF.get(self.asks, "")


@dataclass(frozen=True, slots=True)
class SpendingItem:
    """What money is spent on, and the expense head (支出科目) that bears it."""

    key: str
    title: str
    head: str


@dataclass(frozen=True, slots=True)
class CoverRound:
    """参保批次: a yearly enrolment. Members valid on the cut-off day before `begins` are covered.

    Days are (month, day). `fee` and the bureau union's `share` of it in fen a member.
    """

    key: str
    title: str
    cut_off: tuple[int, int]
    begins: tuple[int, int]
    ends: tuple[int, int]
    fee: int
    share: int
    is_for_new: bool
    since: date
    grade: Grade
    cites: tuple[Citation, ...]

    def cut_off_of(self, year: int) -> date:
        """The day whose members are enrolled in the round that begins in a year.

        >>> from chengguan.law.parameters import shipped
        >>> str(shipped().cover_rounds["january"].cut_off_of(2027))
        '2026-12-31'
        """
        found = date(year, *self.cut_off)
        return found if found < date(year, *self.begins) else date(year - 1, *self.cut_off)

    def cover_of(self, year: int) -> tuple[date, date]:
        """Half-open: the last day of the cover belongs to it, the day answered second does not.

        >>> from chengguan.law.parameters import shipped
        >>> [str(day) for day in shipped().cover_rounds["july"].cover_of(2026)]
        ['2026-07-01', '2027-07-01']
        """
        first, last = date(year, *self.begins), date(year, *self.ends)
        if last < first:
            last = date(year + 1, *self.ends)
        return first, last + timedelta(days=1)
