"""`chengguan import KIND FILE`: the same job in the foreground, with a line of progress.

Ends with one line of JSON (`--json`): rows, created, existing, bad, bad_file; the three add up.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError
from django.utils.translation import gettext

from chengguan.core.exchange import giving, mapping, services
from chengguan.core.exchange.models import Job, JobRow
from chengguan.core.exchange.shapes import Importer, importer
from chengguan.core.org.models import Account, Organ, Person
from chengguan.core.org.record import Refused
from chengguan.core.pages import clock, imports

TRIES = 10


def entry(known: Importer) -> imports.Import:
    """What `chengguan import` offers for a list."""
    return imports.Import(known.key, str(known.title), _runner(known.key), _arguments)


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--yes", action="store_true", help="accept the guessed columns and import")
    parser.add_argument("--by", default="", help="the account that brings it (else the house)")
    parser.add_argument("--organ", default="", help="the unit that takes it, by name")
    parser.add_argument("--from", dest="origin", default="", help="the source of the list")
    parser.add_argument("--bad", type=Path, help="where the rows with a problem go (.xlsx)")


def _runner(key: str) -> Callable[..., imports.Report]:
    def run(source: Path, **options: Any) -> imports.Report:
        return _run(key, source, **options)

    return run


def _run(
    key: str, source: Path, *, yes: bool, by: str, organ: str, origin: str, bad: Path | None
) -> imports.Report:
    try:
        with source.open("rb") as stream:
            job = services.receive(
                stream,
                name=source.name,
                key=key,
                by=_person(by),
                at=clock.now(),
                source=origin,
                organ=_organ(organ),
            )
    except (Refused, IsADirectoryError) as refused:
        raise CommandError(str(refused)) from None
    _tell_columns(job)
    lacking = mapping.missing(services.columns(job), importer(key))
    if lacking:
        names = "、".join(str(field.title) for field in lacking)
        raise CommandError(gettext("没有找到必需的列：%s。") % names)
    begin = services.start if yes else services.start_trial
    begin(job, at=clock.now(), queued=False)
    job = _through(job)
    return _report(job, source, bad)


def _through(job: Job) -> Job:
    """Chunk after chunk; what another process holds for a moment is waited for."""
    failures = 0
    while job.is_at_work:
        try:
            job = services.advance(job.pk, at=clock.now(), queued=False)
            failures = 0
        except OperationalError:
            failures += 1
            if failures > TRIES:
                raise
            sleep(0.2 * failures)
        sys.stderr.write(f"\r{job.done}/{job.total}")
    sys.stderr.write("\n")
    return job


def _tell_columns(job: Job) -> None:
    known, titles = importer(job.importer), services.titles_of(job)
    for name, column in services.columns(job).items():
        sys.stderr.write(f"{known.field(name).title} ← {titles[column]}\n")


def _report(job: Job, source: Path, bad: Path | None) -> imports.Report:
    kept = JobRow.objects.filter(job=job, state__in=("bad", "changed")).exists()
    place = bad or Path.cwd() / f"{source.stem}.bad.xlsx"
    if kept:
        with place.open("wb") as target:
            giving.problems(job, target)
    counts = {
        "rows": job.total,
        "created": job.created,
        "existing": job.existing,
        "bad": job.bad + job.changed,
    }
    problems = (job.problem,) if job.problem else ()
    where = str(place) if kept else None
    return imports.Report(counts, problems, {**counts, "bad_file": where})


def _person(name: str) -> Person | None:
    if not name:
        return None
    account = Account.objects.filter(username=name, is_active=True).first()
    if account is None:
        raise CommandError(f"no account {name}")
    return account.person


def _organ(name: str) -> Organ | None:
    found = Organ.objects.filter(name=name, until=None).first() if name else None
    if name and found is None:
        raise CommandError(f"no organ {name}")
    return found
