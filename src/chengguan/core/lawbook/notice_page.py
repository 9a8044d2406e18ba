"""What the page of a change says of a holiday notice: its days, and the clocks it moves."""

from itertools import groupby

from django.utils.translation import gettext as _

from chengguan.core.lawbook import holiday_notices, overlay, ports
from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.core.pages.shapes import Fact, FactGroup
from chengguan.core.pages.words import clauses, day, listed
from chengguan.law.parameters import DayOff


def notice_value(change: RuleChange) -> str:
    """How many days are off and how many worked."""
    days = overlay.days_of(change)
    worked = sum(one.is_workday for one in days)
    said = {"off": len(days) - worked, "worked": worked}
    return _("放假 %(off)s 天，调休上班 %(worked)s 天") % said


def since_title(change: RuleChange) -> str:
    return _("发文日期") if change.kind == ChangeKind.HOLIDAYS else _("生效日")


def transition(change: RuleChange) -> str:
    if change.kind == ChangeKind.HOLIDAYS:
        return _("确认后立即适用；正在进行、涉及这一年工作日的期限重新计算，最初到期日照旧保留")
    return _("生效日以前开始的期限照旧，不重新计算")


def notice_groups(change: RuleChange) -> tuple[FactGroup, ...]:
    """The days, what confirming would do, or what it did; nothing for changes of other kinds."""
    if change.kind != ChangeKind.HOLIDAYS:
        return ()
    days = FactGroup(_("放假安排"), tuple(_days(change)))
    if change.state == ChangeState.PROPOSED:
        return days, FactGroup(_("确认后的变化"), tuple(_before(change)))
    if change.state == ChangeState.CONFIRMED and (told := ports.clocks.recounted(change)):
        return days, FactGroup(_("期限重新计算"), _after(told))
    return (days,)


def _days(change: RuleChange) -> list[Fact]:
    """One line a holiday, in the order of its first day."""
    by_name: dict[str, list[DayOff]] = {}
    for one in overlay.days_of(change):
        by_name.setdefault(one.name, []).append(one)
    return [Fact(_named(name), _line(days), wide=True) for name, days in by_name.items()]


def _named(name: str) -> str:
    """A holiday, or two that fall together, in the reader's language."""
    return listed(_(part) for part in name.split("、"))


def _line(days: list[DayOff]) -> str:
    parts = groupby(sorted(days, key=lambda d: (d.is_workday, d.on)), key=lambda d: d.is_workday)
    said = {is_workday: listed(f"{d.on:%m-%d}" for d in group) for is_workday, group in parts}
    off = _("放假：%(days)s") % {"days": said[False]} if False in said else ""
    worked = _("上班：%(days)s") % {"days": said[True]} if True in said else ""
    return clauses(filter(None, (off, worked)))


def _before(change: RuleChange) -> list[Fact]:
    facts = []
    if standing := holiday_notices.superseded_by(change):
        facts.append(Fact(_("取代"), standing.source, source=True, wide=True))
    if gaps := holiday_notices.not_given_off(change):
        said = listed(map(day, gaps))
        facts.append(Fact(_("法定节假日没有列为放假"), said, wide=True))
    found = holiday_notices.preview(change)
    if found is not None:
        facts += [
            Fact(_("到期日将变动的期限"), _count(found.moved, is_whole=found.is_whole)),
            Fact(_("只去掉“暂定”的期限"), _count(found.settled, is_whole=found.is_whole)),
            Fact(_("已试算的期限"), _count(found.looked_at, is_whole=found.is_whole)),
        ]
    return facts


def _count(number: int, *, is_whole: bool) -> str:
    return str(number) if is_whole else _("不少于 %(n)s") % {"n": number}


def _after(told: ports.Recounted) -> tuple[Fact, ...]:
    state = _("已完成") if told.is_done else _("进行中：已查 %(n)s 个") % {"n": told.looked_at}
    return (
        Fact(_("进度"), state),
        Fact(_("重新计算的期限"), str(told.changed), url=told.url),
    )
