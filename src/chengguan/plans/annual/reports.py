"""What a report begins with: what the record says has happened since the last one."""

from dataclasses import dataclass
from datetime import datetime

from chengguan.core.pages import words
from chengguan.core.work.models import MatterFile
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import bound, windows
from chengguan.plans.annual.models import PlanItem


@dataclass(frozen=True)
class Begun:
    """Source text, proposed to whoever reports; he changes it as he likes."""

    done: str
    next_steps: str


def begun(item: PlanItem, at: datetime) -> Begun:
    """Milestones and windows reached, evidence added, the figure; then what comes next."""
    last = item.reports.order_by("-reported_at").first()
    since = last.reported_at if last else None
    milestones = list(item.milestones.all())
    done = [
        f"已完成节点：{one.title}（{_day(one.reached_at)}）。"
        for one in milestones
        if one.reached_at and (since is None or one.reached_at > since)
    ]
    terms = windows.terms(item.windows.all())
    done += [
        f"已完成时间窗口：{words.day(term.until)}前的一次（{_day(term.met_at)}）。"
        for term in terms
        if term.met_at and (since is None or term.met_at > since)
    ]
    files = MatterFile.objects.filter(matter=item.matter_id)
    count = (files.filter(added_at__gt=since) if since else files).count()
    if count:
        done.append(f"新增佐证材料 {count} 份。")
    if value := bound.value_words(item, at):
        figure = bound.figure_for(item)
        target = f"，目标 {item.target.normalize():f}{item.target_unit}" if item.target else ""
        done.append(f"{figure.title if figure else ''}：{value}{target}。")
    coming = [
        f"{one.title}{f'（{words.day(one.due_on)}前）' if one.due_on else ''}。"
        for one in milestones
        if not one.reached_at
    ]
    coming += [f"{words.day(term.until)}前完成。" for term in terms if not term.met_at]
    return Begun("\n".join(done), "\n".join(coming[:3]))


def _day(moment: datetime | None) -> str:
    return words.day(moment.astimezone(ZONE).date()) if moment else ""
