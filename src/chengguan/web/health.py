"""What can be wrong with a running house, each with its remedy; and the figures for a monitor."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from chengguan.core.journal import keys
from chengguan.core.journal.triggers import triggers_missing
from chengguan.core.notices import queries as notices


@dataclass(frozen=True)
class Finding:
    """One thing looked at; a remedy says what to do where it is not in order."""

    what: str
    ok: bool
    remedy: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(
            "database", False, f"the database does not answer, see DATABASE_URL: {error}"
        )
    return Finding("database", True)


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    open_ones = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = f"{len(open_ones)} migrations are not applied: run `chengguan migrate`"
    return Finding("migrations", not open_ones, remedy if open_ones else "")


def triggers() -> Finding:
    missing = triggers_missing(connection)
    remedy = f"missing or changed: {', '.join(missing)}: run `chengguan verify`, then `triggers`"
    return Finding("triggers", not missing, remedy if missing else "")


def keyring() -> Finding:
    try:
        ring = keys.keyring()
        for kind in (keys.MASTER, keys.BLIND, keys.SIGNING):
            ring.newest(kind)
    except keys.KeyMissing as error:
        remedy = "put the folder back; on a new installation run `chengguan keys --create`"
        return Finding("keys", False, f"{error}: {remedy}")
    return Finding("keys", True)


def worker(at: datetime) -> Finding:
    alive = notices.worker_is_running(at)
    return Finding("worker", alive, "" if alive else "no worker runs: start `chengguan worker`")


def files() -> Finding:
    folder = settings.FILES_ROOT
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding("files", False, f"{folder} cannot be written: {error}")
    return Finding("files", True)


def fonts() -> Finding:
    """Papers need Chinese type; a bare machine has it from the package of fonts."""
    try:
        from pylopdf_fonts_zh_cn import serif_path  # slow import

        known = os.path.exists(serif_path())
    except ImportError:
        known = False
    return Finding("fonts", known, "" if known else "no Chinese font for papers: run `make setup`")


def quick(at: datetime) -> list[Finding]:
    """What a load balancer asks every few seconds."""
    first = database()
    return [first, worker(at), triggers()] if first.ok else [first]


def thorough(at: datetime) -> list[Finding]:
    first = database()
    if not first.ok:
        return [first, files(), keyring(), fonts()]
    schema = migrations()
    # Without the tables the rest of the questions have no answer.
    inside = [triggers(), worker(at)] if schema.ok else []
    return [first, schema, *inside, files(), keyring(), fonts()]


@dataclass(frozen=True)
class Figure:
    """One gauge of `/metrics`: its name, what it says, and the query that answers it."""

    name: str
    says: str
    count: Callable[[datetime], int]


_figures: dict[str, Figure] = {}


def show(figure: Figure) -> None:
    """Adds a gauge; called while the apps start."""
    _figures[figure.name] = figure


def figures_text(at: datetime) -> str:
    """All gauges in Prometheus' text format."""
    lines: list[str] = []
    for figure in _figures.values():
        name = f"chengguan_{figure.name}"
        lines.append(f"# HELP {name} {figure.says}")
        lines.append(f"# TYPE {name} gauge")
        lines.append(f"{name} {figure.count(at)}")
    return "\n".join([*lines, ""])
