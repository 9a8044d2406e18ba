"""Reads of jobs: one's own, and how far each has come."""

from collections.abc import Mapping

from django.db.models import QuerySet

from chengguan.core.exchange.models import Job, JobRow, WholeJob
from chengguan.core.exchange.services import TASK
from chengguan.core.notices.models import OutboxRow

PAGE = 50


def jobs_of(person_id: int, asked: Mapping[str, str]) -> QuerySet[Job]:
    """Newest first, with the filters of the address."""
    said = {name: asked.get(name, "") for name in ("importer", "state")}
    rows = Job.objects.filter(by=person_id, **{n: v for n, v in said.items() if v})
    return rows.select_related("use").order_by("-made_at", "-id")


def first_rows(job: Job, limit: int) -> list[JobRow]:
    return list(job.rows.order_by("number")[:limit])


def problem_rows(job: Job, limit: int) -> list[JobRow]:
    return list(job.rows.filter(state__in=("bad", "changed")).order_by("number")[:limit])


def last_error(job: Job) -> str:
    """What the worker met at the next chunk of a job; empty where nothing is wrong."""
    waiting = OutboxRow.objects.filter(kind=TASK, done_at=None, payload__contains=str(job.pk))
    return waiting.exclude(last_error="").values_list("last_error", flat=True).first() or ""


def whole_jobs_of(person_id: int, asked: Mapping[str, str]) -> QuerySet[WholeJob]:
    """Whole lists of one's own, newest first, with the filter of the address."""
    rows = WholeJob.objects.filter(by=person_id)
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    return rows.order_by("-made_at", "-id")
