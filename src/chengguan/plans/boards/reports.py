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
def start(plan: AnnualPlan, period: Period, *, by: Person, at: datetime) -> PeriodReport:
    """Ask for a report; the page shows how far it is."""
    report = PeriodReport(plan=plan.matter, period=period.key, by=by, made_at=at)
    report.save(force_insert=True)
    note("report.ask", by=by, at=at, values={"report": str(report.pk), "period": period.key})
    _enqueue(report, at)
    return report


def _enqueue(report: PeriodReport, at: datetime) -> None:
    payload = canonical({"report": str(report.pk), "stage": report.state})
    outbox.enqueue(act=uuid7(), kind=TASK, payload=payload, at=at)


@transaction.atomic
def advance(pk: UUID, stage: str) -> PeriodReport:
    """One stage; a second worker with the same row finds it done. ``made_at`` is the moment of
    which the report tells."""
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
        _enqueue(report, report.made_at)
    elif stage == ReportState.TYPESETTING:
        _print(report)
    return report


def content_of(report: PeriodReport) -> gathering.Content:
    content: gathering.Content = json.loads(report.content)
    return content


def _print(report: PeriodReport) -> None:
    content, at = content_of(report), report.made_at
    made = {
        "pdf": printing.pdf(content, at),
        "docx": printing.docx(content),
    }
    for ending, data in made.items():
        name = f"{content['title']}.{ending}"
        use = files.store(BytesIO(data), name=name, by=report.by, at=at, subject_kind="report")
        setattr(report, ending, use)
    report.state, report.finished_at = ReportState.DONE, at
    report.save()
    note("report.made", by=report.by, at=at, values={"report": str(report.pk)})
    notify(
        person_id=report.by_id,
        title=f"已生成：{content['title']}"[:120],
        link=reverse("boards:report", args=[report.pk]),
        at=at,
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
