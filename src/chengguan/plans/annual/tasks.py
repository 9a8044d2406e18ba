"""What runs without a browser: plan files from the command line, and what the worker does.

The worker tells of windows that open soon, and lets missing reports climb the line.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.urls import reverse

from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.notices.services import notify
from chengguan.core.org import queries as org
from chengguan.core.org.kinds import Role
from chengguan.core.pages import clock, imports, words
from chengguan.core.pages.imports import Report
from chengguan.core.work import reminders
from chengguan.core.work.models import Assignment
from chengguan.core.work.rules import ZONE
from chengguan.core.work.tasks import people_of
from chengguan.plans import reading
from chengguan.plans.annual import bringing, climbing, giving
from chengguan.plans.annual.models import ReportDuty
from chengguan.plans.annual.offices import LEADERS

# -- chengguan import plan FILES… --------------------------------------------------------------


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--yes", action="store_true", help="confirm what is proposed")
    parser.add_argument("--organ", default="", help="whose plan it is, by name or short name")


def bring_in(sources: Sequence[Path], *, yes: bool, organ: str) -> Report:
    """Each file a draft with its items; files that cannot be read leave the others in peace."""
    problems: list[str] = []
    documents: list[dict[str, Any]] = []
    for source in sources:
        try:
            with transaction.atomic():
                plan = bringing.bring(source, organ, is_confirmed=yes, at=clock.now())
            documents.append(giving.counted(plan))
        except reading.PlanRefused as refused:
            said = words.sentence(str(refused.code), refused.parameters)
            problems.append(f"{source.name}: {said}")
        except bringing.NoOrgan as error:
            problems.append(f"{source.name}: {error}")
    told = ("paragraphs", "rows", "items")
    counts = {"documents": len(documents)}
    counts |= {name: sum(one[name] for one in documents) for name in told}
    return Report(counts, tuple(problems), {"documents": documents})


imports.register(
    imports.Import(
        "plan",
        "plan documents (txt, docx, pdf): paragraphs, rows and items, to be confirmed",
        bring_in,
        _arguments,
        takes_many=True,
    )
)

# -- the worker --------------------------------------------------------------------------------


@handler("act")
def tell_of_missing_report(row: OutboxRow) -> None:
    """A report that did not come is told to the head of the unit, then to the leaders above it."""
    said = json.loads(row.payload)
    if said["action"] != "climb":
        return
    duties = ReportDuty.objects.filter(item__matter=said["matter"], report=None)
    rows = duties.select_related("item__matter__organ", "item__plan__matter").order_by("-pk")
    now = clock.now()
    for duty in rows.exclude(head_told_at=None, leader_told_at=None):
        matter = duty.item.matter
        assert matter is not None, "only items that were given out have duties"
        for level, person in _told_of(duty, now):
            notify(
                person_id=person,
                title=_line(duty),
                link=reverse("work:matter", args=[matter.pk]),
                matter=matter.pk,
                at=now,
                source=f"missing:{duty.pk}:{level}:{person}",
            )


def _line(duty: ReportDuty) -> str:
    return f"进展报告缺报（{duty.period_from:%Y-%m}）：{duty.item.matter}"[:120]


def _told_of(duty: ReportDuty, now: datetime) -> Iterator[tuple[str, int]]:
    """Every level that it has climbed to: where the worker was down it climbs both at once."""
    matter = duty.item.matter
    assert matter is not None
    if duty.head_told_at:
        held = Assignment.objects.filter(matter=matter, until=None)
        yield from (("head", person) for person in sorted(people_of(matter, held, now)))
    if duty.leader_told_at:
        yield from (("leader", person) for person in sorted(_leaders(duty, now)))


def _leaders(duty: ReportDuty, now: datetime) -> set[int]:
    on, organ = now.astimezone(ZONE).date(), duty.item.plan.matter.organ_id
    found: set[int] = set()
    for role in LEADERS:
        found |= set(org.holders(Role(role), organ, on).values_list("pk", flat=True))
    return found


reminders.also(climbing.climb_missing)
reminders.also(climbing.tell_of_windows)
