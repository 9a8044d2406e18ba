"""放假通知: what is wrong with a holiday notice before it is laid over the rule book."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chengguan.law.calendars import settled_from, statutory_days
from chengguan.law.parameters import Notice, RuleBook

_SATURDAY = 5


@dataclass(frozen=True)
class Fault:
    """Why a notice cannot stand: a code with its values, put into words elsewhere."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def faults(notice: Notice, rules: RuleBook) -> tuple[Fault, ...]:
    """Everything that is wrong with a notice, in the order of its days; empty when it is sound.

    >>> from chengguan.law.parameters import DayOff, shipped
    >>> monday = Notice(2027, "国办发明电〔2026〕1号", (DayOff(date(2027, 1, 4), "元旦", True),))
    >>> [fault.code for fault in faults(monday, shipped())]
    ['nothing_off', 'not_a_weekend']
    """
    return (*_of_days(notice), *_of_standing(notice, rules.notices.get(notice.year)))


def missing(notice: Notice, rules: RuleBook) -> tuple[date, ...]:
    """The statutory holidays, as far as they are known, that a notice does not give off."""
    off = {day.on for day in notice.days if not day.is_workday}
    known = {day.on for day in statutory_days(rules, notice.year)}
    return tuple(sorted(known - off))


def _of_days(notice: Notice) -> Iterator[Fault]:
    if all(day.is_workday for day in notice.days):
        yield Fault("nothing_off")
    first, last = settled_from(notice.year), date(notice.year, 12, 31)
    times = Counter(day.on for day in notice.days)
    for day in sorted(set(notice.days), key=lambda day: (day.on, day.name)):
        if not first <= day.on <= last:
            yield Fault("outside", {"day": day.on, "year": notice.year})
        if day.is_workday and day.on.weekday() < _SATURDAY:
            yield Fault("not_a_weekend", {"day": day.on})
    for on in sorted(on for on, count in times.items() if count > 1):
        yield Fault("twice", {"day": on})


def _of_standing(notice: Notice, standing: Notice | None) -> Iterator[Fault]:
    """A notice that is out yields only to a later one with a number of its own."""
    if standing is None:
        return
    if standing.source.startswith(notice.source) or notice.source.startswith(standing.source):
        yield Fault("same_source", {"source": standing.source})
    if standing.issued and (notice.issued is None or notice.issued <= standing.issued):
        yield Fault("not_later", {"source": standing.source, "day": standing.issued})
