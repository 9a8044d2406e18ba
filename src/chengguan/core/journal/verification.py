"""`verify`: is everything still as it was recorded? Reads one moment of the database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from .checks.chains import check_chains
from .checks.claims import Claims
from .checks.log import check_log
from .checks.looks import check_looks
from .checks.rows import check_rows
from .checks.seals import check_seals
from .findings import CHECKS, Check, Finding, Report
from .triggers import triggers_missing


def verify(deposits: Path | None = None) -> Report:
    """Compare streams, log, rows, sealed values, looks, the deposits in a folder, and what
    other apps registered. Memory stays flat; nobody waits for it."""
    report = Report()
    with _one_moment(), closing(Claims()) as claims:
        checks: dict[str, Check] = {
            "chains": lambda: check_chains(report, claims),
            "log": lambda: check_log(report, deposits),
            "rows": lambda: check_rows(report, claims),
            "seals": lambda: check_seals(report, claims),
            "looks": lambda: check_looks(report, claims),
            "triggers": _check_triggers,
            **CHECKS,
        }
        for name, check in checks.items():
            report.findings.extend(_run(name, check))
    return report


def _run(name: str, check: Check) -> Iterator[Finding]:
    """A forged value may be one that nobody can read: that too is a finding, not a crash."""
    try:
        with transaction.atomic():
            yield from check()
    except Exception as error:
        yield Finding("check.failed", _("核验未能做完"), model=name, note=repr(error))


def _check_triggers() -> Iterator[Finding]:
    for name in triggers_missing(connection):
        yield Finding("trigger.missing", _("数据库触发器缺失"), model=name)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All reads see one moment, and writers do not wait."""
    if connection.in_atomic_block:
        yield
        return
    with _reading_only(connection), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading_only(connection: Any) -> Iterator[None]:
    """On SQLite: begin without the write lock that every other transaction takes."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode
