"""Reads of notices and of the worker's state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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
    """One page: below the key `after`, or the one just above the key `before`."""
    found = Notice.objects.filter(person_id=person_id)
    if is_read is not None:
        found = found.filter(read_at__isnull=not is_read)
    if before is not None:
        nearest = list(found.filter(id__gt=before).order_by("id")[: PAGE + 1])
        page, has_newer, has_older = nearest[:PAGE][::-1], len(nearest) > PAGE, True
    else:
        below = found.filter(id__lt=after) if after is not None else found
        nearest = list(below.order_by("-id")[: PAGE + 1])
        page, has_newer, has_older = nearest[:PAGE], after is not None, len(nearest) > PAGE
    return NoticePage(
        tuple(page),
        older=str(page[-1].pk) if page and has_older else "",
        newer=str(page[0].pk) if page and has_newer else "",
    )


def unread_count(person_id: int) -> int:
    return Notice.objects.filter(person_id=person_id, read_at=None).count()


def worker_is_running(at: datetime) -> bool:
    """Notices need a worker; pages say so when none was alive lately. Wall time."""
    return WorkerBeat.objects.filter(beat_at__gt=at - ALIVE_FOR).exists()


def waiting_count() -> int:
    return OutboxRow.objects.filter(done_at=None).count()
