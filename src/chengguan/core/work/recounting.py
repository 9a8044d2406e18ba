"""重新计算: a holiday notice moves the running periods that count its days.

In batches from the outbox, each in one transaction: what a killed worker began is as if never
begun, and counting again changes nothing. The new end is the law's own, no extension: the first
end stays as it was recorded, and so does lateness found before the notice was confirmed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_noop

from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.core.lawbook.ports import Preview, Recounted
from chengguan.core.notices import outbox
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.services import notify
from chengguan.core.work import clocks as counting
from chengguan.core.work import confidentiality, rules, visibility
from chengguan.core.work.models import Assignment, ClockRecount, Matter, MatterClock
from chengguan.core.work.tasks import people_of
from chengguan.law.calendars import settled_from
from chengguan.law.parameters import NoticeAdded, RuleBook
from chengguan.law.periods import end_of

TASK = "calendar"
ACTION = "clock.recount"
TITLE = gettext_noop("按放假通知重新计算期限")
BATCH = 200
MOST_PREVIEWED = 2000
RECENT = timedelta(days=1)
NEAR = timedelta(days=16)
"""A period that ends so long before the first day nobody has settled is settled itself."""


@dataclass(frozen=True)
class _Moved:
    """One clock and what it said before; saved by the batch."""

    clock: MatterClock
    due_before: datetime | None
    stays_late: bool


# -- what is touched -----------------------------------------------------------------------


def touched(year: int) -> QuerySet[MatterClock]:
    """Running clocks whose end a notice of that year could change, in the order of their keys."""
    first, last = end_of(settled_from(year)), end_of(date(year, 12, 31))
    counts_its_days = Q(due_at__gte=first - timedelta(days=1), started_at__lte=last)
    running = MatterClock.objects.filter(stopped_at=None, due_at__isnull=False)
    return running.filter(Q(is_provisional=True) | counts_its_days).order_by("pk")


class Clocks:
    """What the rule book asks of the clocks."""

    def preview(self, added: NoticeAdded) -> Preview:
        """What laying the notice over the rules would do; nothing is written."""
        law = rules.current().with_overlay([added])
        found = list(touched(added.notice.year)[: MOST_PREVIEWED + 1])
        moved = list(_recounted(found[:MOST_PREVIEWED], law, None))
        days = sum(one.clock.due_at != one.due_before for one in moved)
        is_whole = len(found) <= MOST_PREVIEWED
        return Preview(len(found[:MOST_PREVIEWED]), days, len(moved) - days, is_whole)

    def recounted(self, change: RuleChange) -> Recounted:
        left = OutboxRow.objects.filter(kind=TASK, act=change.key, done_at=None).first()
        return Recounted(
            looked_at=json.loads(left.payload)["looked_at"] if left else 0,
            changed=ClockRecount.objects.filter(change=change).count(),
            is_done=left is None,
            url=reverse("work:recounts", args=[change.pk]),
        )

    def recount(self, change: RuleChange) -> None:
        assert change.decided_at is not None
        _leave(change, after=0, looked_at=0, at=change.decided_at)


def _leave(change: RuleChange, *, after: int, looked_at: int, at: datetime) -> None:
    told = {"change": change.pk, "after": after, "looked_at": looked_at}
    outbox.enqueue(act=change.key, kind=TASK, payload=canonical(told), at=at)


# -- counting anew -------------------------------------------------------------------------


def advance(change: RuleChange, *, after: int, looked_at: int, at: datetime) -> int:
    """Count the next batch anew and leave the rest to the next row; how many clocks changed."""
    rows = touched(int(change.target)).filter(pk__gt=after)[:BATCH]
    keys = list(rows.values_list("pk", flat=True))
    changed = count_anew(change, keys, at)
    if len(keys) == BATCH:
        _leave(change, after=keys[-1], looked_at=looked_at + len(keys), at=at)
    return changed


def catch_up(now: datetime) -> int:
    """What another process counted by the calendar it had read before; looked for on the day of
    a confirmation only. Such a clock is still provisional though all its days are settled."""
    notices = RuleChange.objects.filter(kind=ChangeKind.HOLIDAYS, state=ChangeState.CONFIRMED)
    change = notices.filter(decided_at__gt=now - RECENT).order_by("-decided_at").first()
    if change is None:
        return 0
    open_from = end_of(settled_from(max(rules.current().notices) + 1)) - NEAR
    left = MatterClock.objects.filter(
        stopped_at=None, is_provisional=True, due_at__lt=open_from
    ).order_by("pk")
    return count_anew(change, list(left.values_list("pk", flat=True)[:BATCH]), now)


def count_anew(change: RuleChange, keys: list[int], at: datetime) -> int:
    """Count these clocks anew, each matter's under its lock; those unchanged leave no trace."""
    clocks = MatterClock.objects.filter(pk__in=keys)
    wanted = Matter.objects.filter(pk__in=clocks.values("matter")).order_by("pk")
    locked = list(wanted.select_related("stream", "organ").select_for_update(of=("self", "stream")))
    of_matter = {matter.pk: matter for matter in locked}
    # Read after the locks: an act that was under way has finished.
    rows = clocks.filter(stopped_at=None, due_at__isnull=False).order_by("matter_id", "pk")
    moved = _recounted(list(rows), rules.current(), change.decided_at)
    count = 0
    for matter_id, group in groupby(moved, key=lambda one: one.clock.matter_id):
        count += _write(change, of_matter[matter_id], list(group), at)
    return count


def _recounted(
    clocks: list[MatterClock], law: RuleBook, confirmed_at: datetime | None
) -> Iterator[_Moved]:
    """The clocks that another end or certainty comes out for, as they should be (not saved)."""
    prefetch_related_objects([c for c in clocks if c.due_at != c.first_due_at], "changes")
    for clock in clocks:
        before, was_provisional = clock.due_at, clock.is_provisional
        is_late = confirmed_at is not None and clock.is_overdue(confirmed_at)
        known = clock.changes.all() if clock.due_at != clock.first_due_at else ()
        counting.recount(clock, law, known)
        stays = is_late and (clock.due_at is None or before is None or clock.due_at > before)
        if stays:
            clock.due_at = before
        if (clock.due_at, clock.is_provisional) != (before, was_provisional):
            yield _Moved(clock, before, stays)


# -- on the record -------------------------------------------------------------------------


def _write(change: RuleChange, matter: Matter, moved: list[_Moved], at: datetime) -> int:
    matter.stream.is_held = True
    told = []
    for one in moved:
        one.clock.save(update_fields=["due_at", "is_provisional"])
        told.append(
            ClockRecount.objects.create(
                change=change,
                clock=one.clock,
                due_before=one.due_before,
                due_after=one.clock.due_at,
                stays_late=one.stays_late,
                recounted_at=at,
            )
        )
    journal.append(
        stream=matter.stream,
        action=ACTION,
        actor="system:calendar",
        occurred_at=change.decided_at or at,
        recorded_at=at,
        values={
            "title": TITLE,
            "by": gettext_noop("系统"),
            "notice": change.source,
            "year": change.target,
            "recounted": [_said(row) for row in told],
        },
        rows=[*(one.clock for one in moved), *told],
    )
    _move_matter(matter)
    if any(row.due_before != row.due_after for row in told):
        _tell(change, matter, at)
    return len(moved)


def _said(row: ClockRecount) -> dict[str, object]:
    """A clock in the entry: its row of the register, its end before and after."""
    return {
        "ref": row.clock.ref,
        "before": row.due_before,
        "after": row.due_after,
        "stays_late": row.stays_late,
    }


def _move_matter(matter: Matter) -> None:
    due = counting.next_due(matter.clocks.all())
    if due != matter.next_due_at:
        matter.next_due_at = due
        matter.save(update_fields=["next_due_at"])
        visibility.touch(matter)


def _tell(change: RuleChange, matter: Matter, at: datetime) -> None:
    for person in sorted(_people(matter, at)):
        notify(
            person_id=person,
            title=_line(matter),
            body=change.source,
            link=reverse("work:matter", args=[matter.pk]),
            matter=matter.pk,
            is_confidential=not confidentiality.of(matter.confidentiality).is_ordinary,
            at=at,
            source=f"calendar:{change.pk}:{matter.pk}:{person}",
        )


def _people(matter: Matter, at: datetime) -> Iterable[int]:
    return people_of(matter, Assignment.objects.filter(matter=matter, until=None), at)


def _line(matter: Matter) -> str:
    """A restricted matter is named by its number alone."""
    name = matter.number
    if confidentiality.of(matter.confidentiality).is_ordinary:
        name = f"{name} {matter.title}"
    return f"期限按放假通知重新计算：{name}"[:120]
