"""Writes to notices and the worker's heartbeat."""

from datetime import datetime
from uuid import UUID

from chengguan.core.notices.models import Notice, WorkerBeat


def notify(
    *,
    person_id: int,
    title: str,
    at: datetime,
    body: str = "",
    link: str = "",
    matter: UUID | None = None,
    is_confidential: bool = False,
    source: str | None = None,
) -> None:
    """Tell one person. A second notice from the same source is not written again."""
    notice = Notice(
        person_id=person_id,
        title=title,
        body=body,
        link=link,
        matter=matter,
        is_confidential=is_confidential,
        created_at=at,
        source=source,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=source is not None)


def mark_read(*, person_id: int, notice_ids: list[int], at: datetime) -> int:
    """One's own unread notices among these; how many."""
    unread = Notice.objects.filter(person_id=person_id, read_at=None, id__in=notice_ids)
    return unread.update(read_at=at)


def mark_all_read(*, person_id: int, at: datetime) -> int:
    return Notice.objects.filter(person_id=person_id, read_at=None).update(read_at=at)


def beat(*, name: str, at: datetime) -> None:
    WorkerBeat.objects.update_or_create(name=name, defaults={"beat_at": at})
