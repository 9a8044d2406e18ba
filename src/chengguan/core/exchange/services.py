"""A file on its way in: received, its columns confirmed, tried, brought in chunk by chunk."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from uuid_utils.compat import uuid7

from chengguan.core.exchange import mapping, reading, taking
from chengguan.core.exchange.models import (
    Job,
    JobNumber,
    JobRow,
    JobState,
    KnownColumns,
)
from chengguan.core.exchange.shapes import BadRow, Importer, Outcome, Row, Taken, importer
from chengguan.core.files import services as files
from chengguan.core.files import storage
from chengguan.core.files.models import FileUse
from chengguan.core.journal.canonical import canonical
from chengguan.core.notices import outbox
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, note
from chengguan.core.pages.words import listed
from chengguan.core.work.acting import Actor, actor_of, system

TASK = "exchange.chunk"
ROWS, SECONDS = 100, 0.5
"""A chunk ends after so many rows or so long: its transaction is short."""
SHOWN = 50
"""So many rows of a trial are shown as they would be taken."""
REMEMBERED = 5_000
"""So many rows with a problem are kept to go back; beyond, only their count."""
HOUSE = "import"
BEFORE_IT_RUNS = (JobState.MAPPING, JobState.CHECKED, JobState.FAILED)
"""What broke off begins again: what came in is known by its number."""


# -- receiving -------------------------------------------------------------------------


def receive(
    stream: BinaryIO,
    *,
    name: str,
    key: str,
    by: Person | None,
    at: datetime,
    source: str = "",
    organ: Organ | None = None,
) -> Job:
    """Keep the original, read it once into rows, guess its columns. Raises ``Refused``."""
    use = _kept(stream, name, by, at)
    job = Job(importer=key, source=source, by=by, organ=organ, use=use, made_at=at)
    count = reading.spool(storage.path_of(use.file.sha256), spool_of(job))
    top = head(job)
    job.header = mapping.header_of([line.cells for line in top], importer(key))
    job.total = max(count - job.header - 1, 0)
    if not job.total:
        spool_of(job).unlink(missing_ok=True)
        raise Refused("import.empty", gettext("文件里没有数据行。请核对第一行是不是列名。"))
    set_columns(job, remembered(job) or guessed(job))
    job.organ = organ or _proposed_organ(job, at)
    job.save(force_insert=True)
    return job


def _kept(stream: BinaryIO, name: str, by: Person | None, at: datetime) -> FileUse:
    try:
        return files.store(stream, name=name, by=by, at=at, subject_kind="import")
    except Refused as refused:
        if refused.code != "file.kind":
            raise
        words = gettext("这不是表格。可以上传：Excel（xlsx）、CSV。")
        raise Refused("import.kind", words) from None


def _proposed_organ(job: Job, at: datetime) -> Organ | None:
    """Asked once a file, not once a row."""
    propose = importer(job.importer).organ
    try:
        return propose(_actor(job, at), at) if propose else None
    except BadRow as none:
        raise Refused("import.organ", str(none)) from None


def spool_of(job: Job) -> Path:
    """The copy of the rows that chunks read; made from the original whenever it is missing."""
    return Path(settings.FILES_ROOT) / "importing" / f"{job.pk.hex}.jsonl"


def _spool(job: Job) -> Path:
    place = spool_of(job)
    if not place.exists():
        reading.spool(storage.path_of(job.use.file.sha256), place)
    return place


def head(job: Job) -> list[reading.Line]:
    """The first rows, header included."""
    return list(islice(reading.spooled(_spool(job)), reading.SAMPLE))


def titles_of(job: Job) -> reading.Cells:
    """The header as it came; read from the original, which is kept when the copy is gone."""
    original = reading.rows(storage.path_of(job.use.file.sha256))
    return next(islice(original, job.header, None))


def guessed(job: Job) -> mapping.Chosen:
    rows = [line.cells for line in head(job)]
    return mapping.guess(rows[job.header], rows[job.header + 1 :], importer(job.importer))


def remembered(job: Job) -> mapping.Chosen:
    """What was chosen for this source before, as far as the columns are there again."""
    known = KnownColumns.objects.filter(importer=job.importer, source=job.source).first()
    titles = {title: number for number, title in enumerate(titles_of(job))}
    said = json.loads(known.titles) if known else {}
    found = {name: titles[title] for name, title in said.items() if title in titles}
    return found if said and len(found) == len(said) else {}


def set_columns(job: Job, chosen: Mapping[str, int]) -> None:
    job.mapping = json.dumps(chosen)


def columns(job: Job) -> mapping.Chosen:
    chosen: mapping.Chosen = json.loads(job.mapping)
    return chosen


def cells_of(row: JobRow) -> reading.Cells:
    cells: reading.Cells = json.loads(row.cells)
    return cells


def confirm_columns(job: Job, chosen: Mapping[str, int]) -> None:
    """Keep the columns for this job and, by their titles, for the next file of the source."""
    lacking = mapping.missing(chosen, importer(job.importer))
    if lacking:
        names = listed(field.title for field in lacking)
        raise Refused("import.columns", gettext("还没有指定：%s。") % names)
    set_columns(job, chosen)
    titles = titles_of(job)
    said = json.dumps({name: titles[n] for name, n in chosen.items() if n < len(titles)})
    with transaction.atomic():
        job.save(update_fields=["mapping"])
        KnownColumns.objects.update_or_create(
            importer=job.importer, source=job.source, defaults={"titles": said}
        )


# -- starting and stopping -------------------------------------------------------------


def start_trial(job: Job, *, at: datetime, queued: bool = True) -> None:
    _begin(job, JobState.CHECKING, at, queued)


def start(job: Job, *, at: datetime, queued: bool = True) -> None:
    """Bring the rows in; a second start of the same job starts nothing."""
    _begin(job, JobState.RUNNING, at, queued)


@transaction.atomic
def _begin(job: Job, state: JobState, at: datetime, queued: bool) -> None:
    position = head(job)[job.header].behind
    began = Job.objects.filter(pk=job.pk, state__in=BEFORE_IT_RUNS).update(
        state=state,
        position=position,
        done=0,
        created=0,
        existing=0,
        changed=0,
        bad=0,
        started_at=at,
        finished_at=None,
        problem="",
    )
    if not began:
        raise Refused("import.state", gettext("这个任务已经开始或者已经结束。"))
    job.refresh_from_db()
    job.rows.all().delete()
    JobNumber.objects.filter(job=job).delete()
    _note(job, "import.trial" if state == JobState.CHECKING else "import.start", at)
    if queued:
        _enqueue(job, at)


@transaction.atomic
def cancel(job: Job, *, at: datetime) -> None:
    """What came in stays; nothing more comes in."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.has_ended:
        raise Refused("import.ended", gettext("这个任务已经结束。"))
    _finish(held, JobState.CANCELLED, at)


@transaction.atomic
def fail(job_id: UUID, *, problem: str, at: datetime) -> None:
    held = Job.objects.select_for_update().get(pk=job_id)
    held.problem = problem[:300]
    _finish(held, JobState.FAILED, at)


def _finish(job: Job, state: JobState, at: datetime) -> None:
    job.state, job.finished_at = state, at
    job.save()
    _note(job, f"import.{state}", at)
    spool_of(job).unlink(missing_ok=True)


def _note(job: Job, action: str, at: datetime) -> None:
    """Who brought in which file, and what came of it, stands in the journal."""
    counted = {name: getattr(job, name) for name in ("created", "existing", "changed", "bad")}
    values = {"job": str(job.pk), "kind": job.importer, "sha256": job.use.file.sha256, **counted}
    note(action, by=job.by, at=at, values=values)


def _enqueue(job: Job, at: datetime) -> None:
    payload = canonical({"job": str(job.pk), "state": job.state, "from": job.position})
    outbox.enqueue(act=uuid7(), kind=TASK, payload=payload, at=at)


# -- one chunk -------------------------------------------------------------------------


@transaction.atomic
def advance(job_id: UUID, *, at: datetime, queued: bool, position: int | None = None) -> Job:
    """Take the next rows and say how far it came, in one transaction: killed, nothing of the
    chunk stands, and the next try begins where this one began.

    ``position``: the byte this chunk was asked for; where the job is elsewhere, nothing is done.
    """
    job = Job.objects.select_for_update().get(pk=job_id)
    if not job.is_at_work or (position is not None and job.position != position):
        return job
    known = importer(job.importer)
    with transaction.atomic():
        seen = _take_rows(job, known, at)
        if job.state == JobState.CHECKING:
            # What was tried is undone; what was learnt of it is not.
            transaction.set_rollback(True)
    _keep(job, seen)
    if job.done < job.total:
        job.save()
        if queued:
            _enqueue(job, at)
    elif job.state == JobState.CHECKING:
        job.state = JobState.CHECKED
        job.save()
    else:
        _finish(job, JobState.DONE, at)
    return job


Seen = list[tuple[int, reading.Cells, str, Outcome]]


def _take_rows(job: Job, known: Importer, at: datetime) -> Seen:
    began = perf_counter()
    seen: Seen = []
    by, chosen, width = _actor(job, at), columns(job), _width(job)
    lines = reading.spooled(_spool(job), job.position)
    at_once = ROWS if known.take_all else 1
    # Reasons are kept in the language of the source; pages translate what they can.
    with override("zh-hans"):
        while part := list(islice(lines, min(at_once, ROWS - len(seen)))):
            rows = [
                Row(
                    mapping.values(line.cells, chosen),
                    by,
                    at,
                    _key(job, number),
                    job.source,
                    job.organ,
                    tuple(line.cells[width:]),
                )
                for number, line in enumerate(part, job.done)
            ]
            outcomes = taking.take(known, rows)
            for line, row, outcome in zip(part, rows, outcomes, strict=True):
                number = taking.number_of(known, row)
                seen.append((line.number, line.cells, number, outcome))
                job.done, job.position = job.done + 1, line.behind
            if len(seen) >= ROWS or perf_counter() - began > SECONDS:
                break
    return seen


def _width(job: Job) -> int:
    """How many columns the header names."""
    top = islice(reading.spooled(_spool(job)), job.header, None)
    return len(next(top).cells)


def _key(job: Job, number: int) -> str:
    return f"{job.pk.hex}:{number}"


def _actor(job: Job, at: datetime) -> Actor:
    """Whoever began it, with the rights of today; the house itself from the command line."""
    return actor_of(job.by, at) if job.by else system(HOUSE)


def _keep(job: Job, seen: Seen) -> None:
    """The counts, the problems, and in a trial the first rows and the numbers met."""
    is_trial = job.state == JobState.CHECKING
    met = _met_before(job, seen) if is_trial else set()
    kept: list[JobRow] = []
    room = REMEMBERED - job.changed - job.bad
    for place, (line, cells, _number, outcome) in enumerate(seen, start=job.done - len(seen)):
        if line in met and outcome.state == Taken.CREATED:
            outcome = Outcome(Taken.EXISTING, gettext("同一文件里前面已有这个编号。"))
        setattr(job, outcome.state, getattr(job, outcome.state) + 1)
        is_problem = outcome.state in (Taken.BAD, Taken.CHANGED)
        is_shown = is_trial and place < SHOWN
        if is_shown or (is_problem and len(kept) < room):
            said = json.dumps(cells, ensure_ascii=False)
            kept.append(
                JobRow(
                    job=job, number=line, cells=said, state=outcome.state, note=outcome.note[:500]
                )
            )
    JobRow.objects.bulk_create(kept)


def _met_before(job: Job, seen: Seen) -> set[int]:
    """The lines whose number stood in this file before; asked in a trial, where nothing stays."""
    numbers = {number for _, _, number, _ in seen if number}
    rows = JobNumber.objects.filter(job=job, number__in=numbers)
    known, met = set(rows.values_list("number", flat=True)), set()
    for line, _, number, _ in seen:
        if number and number in known:
            met.add(line)
        known.add(number)
    new = [JobNumber(job=job, number=number[:120]) for number in numbers]
    JobNumber.objects.bulk_create(new, ignore_conflicts=True)
    return met
