"""Reads of notices and of the worker's state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Subquery

from chengguan.core.notices.models import Notice, OutboxRow, WorkerBeat

PAGE = 50
ALIVE_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class NoticePage:
    """Newest first; `older` and `newer` are cursors, empty at the ends."""

    notices: tuple[Notice, ...]
    older: str = ""
    newer: str = ""


def notices_of(
    person_id: int,
    *,
    is_read: bool | None = None,
    after: int | None = None,
    before: int | None = None,
) -> NoticePage:
    """One page: older than the notice `after`, or those next newer than the notice `before`."""
    own = Notice.objects.filter(person_id=person_id)
    found = own if is_read is None else own.filter(read_at__isnull=not is_read)
    if before is not None:
        above = found.filter(_beyond(own, before, "gt")).order_by("created_at", "id")
        nearest = list(above[: PAGE + 1])
        page, has_newer, has_older = nearest[:PAGE][::-1], len(nearest) > PAGE, True
    else:
        below = found.filter(_beyond(own, after, "lt")) if after is not None else found
        nearest = list(below.order_by("-created_at", "-id")[: PAGE + 1])
        page, has_newer, has_older = nearest[:PAGE], after is not None, len(nearest) > PAGE
    return NoticePage(
        tuple(page),
        older=str(page[-1].pk) if page and has_older else "",
        newer=str(page[0].pk) if page and has_newer else "",
    )


def _beyond(own: QuerySet[Notice], key: int, than: str) -> Q:
    """Which notices are older ("lt") or newer ("gt") than that one of one's own: the clock of a
    demonstration may have told them in another order than it wrote them."""
    at = Subquery(own.filter(pk=key).values("created_at")[:1])
    return Q(**{f"created_at__{than}": at}) | Q(created_at=at, **{f"id__{than}": key})


def unread_count(person_id: int) -> int:
    return Notice.objects.filter(person_id=person_id, read_at=None).count()


def worker_is_running(at: datetime) -> bool:
    """Notices need a worker; pages say so when none was alive lately. Wall time."""
    return WorkerBeat.objects.filter(beat_at__gt=at - ALIVE_FOR).exists()


def waiting_count() -> int:
    return OutboxRow.objects.filter(done_at=None).count()
