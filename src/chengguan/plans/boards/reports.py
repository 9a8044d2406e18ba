"""阶段报告: asked for with one click, made by the worker in stages, kept as two files."""

import json
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from uuid_utils.compat import uuid7

from chengguan.core.files import services as files
from chengguan.core.journal.canonical import canonical
from chengguan.core.notices import outbox
from chengguan.core.notices.services import notify
from chengguan.core.org.models import Person
from chengguan.core.org.record import note
from chengguan.core.work.figure_periods import Period
from chengguan.plans.annual import queries as annual
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.boards import gathering, printing
from chengguan.plans.boards.models import PeriodReport, ReportState

TASK = "boards.report"
STAGES = (ReportState.GATHERING, ReportState.TYPESETTING, ReportState.DONE)


@transaction.atomic
def start(plan: AnnualPlan, period: Period, *, by: Person, at: datetime, key: str) -> PeriodReport:
    """Ask for a report; the page shows how far it is. The same form sent again asks for no other
    one: ``key`` is of the form."""
    report, is_new = PeriodReport.objects.get_or_create(
        plan=plan.matter, period=period.key, by=by, key=key, defaults={"made_at": at}
    )
    if not is_new:
        return report
    note("report.ask", by=by, at=at, values={"report": str(report.pk), "period": period.key})
    _enqueue(report, at)
    return report


def _enqueue(report: PeriodReport, at: datetime) -> None:
    payload = canonical({"report": str(report.pk), "stage": report.state})
    outbox.enqueue(act=uuid7(), kind=TASK, payload=payload, at=at)


@transaction.atomic
def advance(pk: UUID, stage: str, now: datetime) -> PeriodReport:
    """One stage; a second worker with the same row finds it done. ``made_at`` is the moment of
    which the report tells, ``now`` that of the work."""
    report = PeriodReport.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if report.state != stage:
        return report
    if stage == ReportState.GATHERING:
        period = Period.read(report.period)
        plan = annual.plan_of(report.plan_id)
        assert plan is not None, "a plan is never deleted"
        report.content = canonical(gathering.gather(plan, period, report.made_at))
        report.state = ReportState.TYPESETTING
        report.save()
        _enqueue(report, now)
    elif stage == ReportState.TYPESETTING:
        _print(report, now)
    return report


def content_of(report: PeriodReport) -> gathering.Content:
    content: gathering.Content = json.loads(report.content)
    return content


def _print(report: PeriodReport, now: datetime) -> None:
    content = content_of(report)
    made = {
        "pdf": printing.pdf(content, report.made_at),
        "docx": printing.docx(content),
    }
    for ending, data in made.items():
        name = f"{content['title']}.{ending}"
        use = files.store(BytesIO(data), name=name, by=report.by, at=now, subject_kind="report")
        setattr(report, ending, use)
    report.state, report.finished_at = ReportState.DONE, now
    report.save()
    note("report.made", by=report.by, at=now, values={"report": str(report.pk)})
    notify(
        person_id=report.by_id,
        title=f"已生成：{content['title']}"[:120],
        link=reverse("boards:report", args=[report.pk]),
        at=now,
        source=f"report:{report.pk}",
    )


@transaction.atomic
def fail(pk: UUID, problem: str, at: datetime) -> None:
    report = PeriodReport.objects.select_for_update().get(pk=pk)
    report.state, report.problem, report.finished_at = ReportState.FAILED, problem[:300], at
    report.save()


def progress_of(report: PeriodReport) -> int:
    """Stages that are behind it, of ``len(STAGES) - 1``."""
    done = {state: place for place, state in enumerate(STAGES)}
    return done.get(ReportState(report.state), 0)
