"""A whole list on its way out: written part by part behind the page, by the rule of the page.

The file is a text table, which needs no end to be right: a part that was written twice, because
its worker was killed, begins where the job says that the one before ended.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import get_language, gettext, override
from uuid_utils.compat import uuid7

from chengguan.core.exchange.giving import harmless
from chengguan.core.exchange.models import WholeJob, WholeState
from chengguan.core.journal.canonical import canonical
from chengguan.core.notices import outbox
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused, note
from chengguan.core.pages.sheets import text_of
from chengguan.core.pages.whole import WholeList, whole_list
from chengguan.core.work.acting import actor_of

TASK = "exchange.whole"
SECONDS = 0.5
"""So long parts are written before the job is kept."""
KEPT = timedelta(days=7)
"""So long a finished file can be fetched."""
LONGEST = 2_000
CURSORS = ("after", "before")


@transaction.atomic
def start(known: WholeList, asked: QueryDict, *, by: Person, at: datetime) -> WholeJob:
    """Begin to write the list as the address asks for it; the worker does the rest."""
    _remove_old(at)
    kept = asked.copy()
    for name in CURSORS:
        kept.pop(name, None)
    query = kept.urlencode()
    if len(query) > LONGEST:
        raise Refused("whole.asked", gettext("筛选条件太长。"))
    job = WholeJob(listing=known.key, asked=query, by=by, made_at=at, language=get_language() or "")
    job.save(force_insert=True)
    _note(job, "export.start", at)
    _enqueue(job, at)
    return job


@transaction.atomic
def advance(job_id: UUID, *, at: datetime, position: int) -> WholeJob:
    """Write the next parts, with the rights of today. ``position``: the byte this was asked for."""
    job = WholeJob.objects.select_for_update(of=("self",)).select_related("by").get(pk=job_id)
    if job.state != WholeState.RUNNING or job.position != position:
        return job
    known, reader = whole_list(job.listing), actor_of(job.by, at)
    if not known.roles & reader.roles:
        job.problem = gettext("您现在没有查看这个列表的权限。")
        return _finish(job, WholeState.FAILED, at)
    with override(job.language or "zh-hans"):
        is_last = _write_parts(job, known, reader)
    if is_last:
        return _finish(job, WholeState.DONE, at)
    job.save()
    _enqueue(job, at)
    return job


def _write_parts(job: WholeJob, known: WholeList, reader: Any) -> bool:
    began = perf_counter()
    place = path_of(job)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("r+b" if place.exists() else "w+b") as file:
        file.truncate(job.position)
        file.seek(job.position)
        if job.position == 0:
            file.write("\ufeff".encode() + _lines([known.heads()]))
        while True:
            part = known.part(reader, _asked(job), job.made_at)
            file.write(_lines([text_of(cell) for cell in row] for row in part.rows))
            job.done, job.after = job.done + len(part.rows), part.after
            if not part.after or perf_counter() - began > SECONDS:
                break
        job.position = file.tell()
    return not job.after


def _asked(job: WholeJob) -> QueryDict:
    asked = QueryDict(job.asked, mutable=True)
    if job.after:
        asked["after"] = job.after
    return asked


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def path_of(job: WholeJob) -> Path:
    return Path(settings.FILES_ROOT) / "exporting" / f"{job.pk.hex}.csv"


@transaction.atomic
def cancel(job: WholeJob, *, at: datetime) -> None:
    held = WholeJob.objects.select_for_update().get(pk=job.pk)
    if held.state == WholeState.RUNNING:
        _finish(held, WholeState.CANCELLED, at)


@transaction.atomic
def fail(job_id: UUID, *, problem: str, at: datetime) -> None:
    held = WholeJob.objects.select_for_update().get(pk=job_id)
    held.problem = problem[:300]
    _finish(held, WholeState.FAILED, at)


def _finish(job: WholeJob, state: WholeState, at: datetime) -> WholeJob:
    job.state, job.finished_at = state, at
    job.save()
    _note(job, f"export.{state}", at)
    if state != WholeState.DONE:
        path_of(job).unlink(missing_ok=True)
    return job


def _note(job: WholeJob, action: str, at: datetime) -> None:
    """Who took which list with him, and how much of it, stands in the journal."""
    values = {"job": str(job.pk), "list": job.listing, "asked": job.asked, "rows": job.done}
    note(action, by=job.by, at=at, values=values)


def _enqueue(job: WholeJob, at: datetime) -> None:
    payload = canonical({"job": str(job.pk), "from": job.position})
    outbox.enqueue(act=uuid7(), kind=TASK, payload=payload, at=at)


def _remove_old(at: datetime) -> None:
    old = WholeJob.objects.filter(state=WholeState.DONE, finished_at__lt=at - KEPT)
    for job in old[:50]:
        path_of(job).unlink(missing_ok=True)
