"""How fast a list comes in, against a bare bulk insert, and whether memory stays flat.

The list is generated; its rows are hotline orders with caller and text, each received by the act
that receives every order. The bare insert writes as many rows of a table without any house.
"""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import transaction

from chengguan.core.exchange import services
from chengguan.web.bench.bare import Plain
from chengguan.web.bench.measuring import own_memory_mb
from chengguan.web.bench.throwaway import refuse_others

ROWS, FEW = 100_000, 2_000
BATCH, TENTHS = 1_000, 10
HEAD = ("工单编号", "来件时间", "标题", "诉求内容", "地址", "来电人", "联系电话")


def bring(*, at: datetime, rows: int = ROWS, **_: Any) -> dict[str, Any]:
    """Rows a second, of the house and of the bare insert, and memory (MB) at every tenth of the
    list; it grew by what the end has more than the first tenth, when everything is warm."""
    refuse_others()
    bare = _bare(rows, at)
    with _list(rows, at) as path, path.open("rb") as stream:
        held: list[float] = []
        began = perf_counter()
        job = services.receive(stream, name=path.name, key="leads", by=None, at=at)
        services.start(job, at=at, queued=False)
        while job.is_at_work:
            job = services.advance(job.pk, at=at, queued=False)
            if job.done >= rows * (len(held) + 1) // TENTHS:
                held.append(own_memory_mb())
        seconds = perf_counter() - began
    house = rows / seconds
    return {
        "rows": rows,
        "created": job.created,
        "rows_a_second": house,
        "bare_rows_a_second": bare,
        "ratio": house / bare,
        "memory_mb": [round(one, 1) for one in held],
        "memory_grew_mb": held[-1] - held[0],
    }


def _bare(rows: int, at: datetime) -> float:
    began = perf_counter()
    for first in range(0, rows, BATCH):
        with transaction.atomic():
            Plain.objects.bulk_create(
                Plain(
                    kind="lead",
                    number=f"IMPORT-{number}",
                    title="占道经营",
                    organ="001街镇队",
                    state="received",
                    is_open=True,
                    next_due_at=at,
                    version=1,
                )
                for number in range(first, min(first + BATCH, rows))
            )
    return rows / (perf_counter() - began)


@contextmanager
def _list(rows: int, at: datetime) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            for number in range(rows):
                writer.writerow(_order(number, at))
        yield path


def _order(number: int, at: datetime) -> tuple[str, ...]:
    moment = at - timedelta(minutes=number % 500_000 + 120)
    text = f"新华路{number}号门前店铺占用人行道经营，编号{number * 7919}，影响通行，请来处理。"
    return (
        f"IMPORT-{number}",
        moment.strftime("%Y-%m-%d %H:%M:%S"),
        f"新华路{number}号占道经营",
        text,
        f"新华路{number}号",
        f"来电人{number % 997}",
        f"138{number:08d}",
    )
