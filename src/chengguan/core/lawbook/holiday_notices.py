"""放假通知 as a change of the rule book: its days, what is wrong with it, what it does."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

from chengguan.core.lawbook import overlay, ports
from chengguan.core.lawbook.models import HolidayDay, RuleChange
from chengguan.core.pages.words import day
from chengguan.law.holidays import Fault, faults, missing
from chengguan.law.parameters import Approval, DayOff, Notice, NoticeAdded, RuleBook, shipped

SENTENCES = {
    "nothing_off": _noop("请录入放假的日期。"),
    "outside": _noop("%(day)s不在%(year)s年通知可以安排的日期之内。"),
    "not_a_weekend": _noop("%(day)s不是周六、周日，不能是调休上班日。"),
    "twice": _noop("%(day)s列了两次，请删去一处。"),
    "same_source": _noop("这一年的安排已按“%(source)s”公布，取代它须另有文号的通知。"),
    "not_later": _noop("这一年已有“%(source)s”（%(day)s），只能由发文日期更晚的通知取代。"),
}


def year_of(target: str) -> int | None:
    """The year a notice is for; None where the target names none.

    >>> year_of("2027"), year_of("27"), year_of("CK06")
    (2027, None, None)
    """
    return int(target) if target.isdecimal() and len(target) == 4 and target >= "1950" else None


def problem(target: str, source: str, issued: date, days: tuple[DayOff, ...]) -> str:
    """Why a notice cannot stand beside what is published, in words; empty when it can."""
    year = year_of(target)
    if year is None:
        return gettext("放假通知的变更对象写年份，例如 2027。")
    notice = Notice(year, source.strip(), days, issued)
    return "\n".join(_sentence(fault) for fault in faults(notice, in_force()))


def problem_of(row: RuleChange) -> str:
    """The same of a notice that waits: another may have been confirmed meanwhile."""
    return problem(row.target, row.source, row.since, overlay.days_of(row))


def keep_days(row: RuleChange, days: tuple[DayOff, ...]) -> list[HolidayDay]:
    return [
        HolidayDay.objects.create(
            change=row, on=day.on, name=day.name[:20], is_workday=day.is_workday
        )
        for day in sorted(days, key=lambda day: day.on)
    ]


def in_force() -> RuleBook:
    """Shipped, with what the bureau has confirmed."""
    return shipped().with_overlay(overlay.law_changes())


def superseded_by(row: RuleChange) -> Notice | None:
    """What a notice that waits would take the place of."""
    return in_force().notices.get(int(row.target))


def not_given_off(row: RuleChange) -> tuple[date, ...]:
    """Statutory holidays that a notice leaves out: worth a second look before it is confirmed."""
    return missing(Notice(int(row.target), row.source, overlay.days_of(row), row.since), shipped())


def preview(row: RuleChange) -> ports.Preview | None:
    """What confirming would do; nobody has confirmed yet, so the reader stands for him."""
    approval = Approval(f"person:{row.proposed_by_id}", "person:?", row.since, row.source)
    notice = Notice(int(row.target), row.source, overlay.days_of(row), row.since)
    return ports.clocks.preview(NoticeAdded(notice, approval))


def _sentence(fault: Fault) -> str:
    said = {name: day(v) if isinstance(v, date) else v for name, v in fault.values.items()}
    return gettext(SENTENCES[fault.code]) % said
