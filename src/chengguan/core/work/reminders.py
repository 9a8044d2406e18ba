"""Reminders of running clocks: once before the end, once when it has passed.

A clock is judged by the moment at which acts happen (in a demonstration the frozen one); the
worker that asks runs on wall time. Without a worker nobody is reminded, lateness is true all
the same.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from chengguan.core.notices.services import notify
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Grant
from chengguan.core.org.queries import in_force
from chengguan.core.work import confidentiality, lateness, rules
from chengguan.core.work.models import Assignment, ClockReminder, Matter, MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.core.work.tasks import people_of

BATCH = 100
log = logging.getLogger(__name__)

Duty = Callable[[datetime], int]
_duties: list[Duty] = []
SOON, LATE = ClockReminder.Kind.SOON, ClockReminder.Kind.LATE


def remind(now: datetime, *, limit: int = BATCH) -> int:
    """Tell whose clocks end soon or have ended; how many clocks were told of. Safe to repeat."""
    late = _untold(LATE).filter(lateness.passed(now, "due_at"))[:limit]
    within = lateness.ends_within(now, now + _longest(now), "due_at")
    ending = _untold(SOON).filter(within)[:limit]
    found = [(clock, LATE) for clock in late]
    found += [(clock, SOON) for clock in ending if _ends(clock) - now <= lead_of(clock, now)]
    told = sum(_try(clock, kind, now) for clock, kind in found)
    return told + sum(_look(duty, now) for duty in _duties)


def also(duty: Duty) -> None:
    """Look at something else at every round; a duty answers how much it did. Safe to repeat."""
    _duties.append(duty)


def _look(duty: Duty, now: datetime) -> int:
    try:
        return duty(now)
    except Exception as error:
        log.warning("duty %s: %r", duty.__qualname__, error)
        return 0


def _try(clock: MatterClock, kind: str, now: datetime) -> bool:
    """A clock that cannot be told of does not keep the others waiting; it is tried again."""
    try:
        _tell(clock, kind, now)
    except Exception as error:
        log.warning("reminder of clock %s (%s): %r", clock.pk, kind, error)
        return False
    return True


def lead_of(clock: MatterClock, now: datetime) -> timedelta:
    """How long before its end a clock is reminded of: short periods later than long ones."""
    is_short = _ends(clock) - clock.started_at <= 2 * _longest(now)
    return _hours("reminder.short", now) if is_short else _longest(now)


def _ends(clock: MatterClock) -> datetime:
    assert clock.due_at is not None  # only running clocks with an end are read
    return clock.due_at


def _longest(now: datetime) -> timedelta:
    return _hours("reminder.long", now)


def _hours(key: str, now: datetime) -> timedelta:
    on = now.astimezone(ZONE).date()
    return timedelta(hours=rules.current().amount(key, on=on))


def _untold(kind: str) -> QuerySet[MatterClock]:
    told = ClockReminder.objects.filter(clock=OuterRef("pk"), kind=kind, due_at=OuterRef("due_at"))
    rows = lateness.running().filter(~Exists(told), matter__is_open=True)
    return rows.select_related("matter__organ").order_by("due_at", "id")


@transaction.atomic
def _tell(clock: MatterClock, kind: str, now: datetime) -> None:
    """The mark and the notices together; who wins the mark tells."""
    mark = ClockReminder(clock=clock, kind=kind, due_at=_ends(clock), sent_at=now)
    ClockReminder.objects.bulk_create([mark], ignore_conflicts=True)
    matter = clock.matter
    people = people_of(matter, Assignment.objects.filter(matter=matter, until=None), now)
    if kind == LATE:
        people |= _heads(matter, now)
    for person in sorted(people):
        notify(
            person_id=person,
            title=_line(clock, matter, kind),
            link=reverse("work:matter", args=[matter.pk]),
            matter=matter.pk,
            is_confidential=not confidentiality.of(matter.confidentiality).is_ordinary,
            at=now,
            source=f"clock:{clock.pk}:{kind}:{_ends(clock):%Y%m%d%H%M}:{person}",
        )


def _heads(matter: Matter, now: datetime) -> set[int]:
    """Who heads the very organ that is late."""
    on = now.astimezone(ZONE).date()
    held = Grant.objects.filter(in_force(on), role=Role.TEAM_HEAD, organ=matter.organ_id)
    return set(held.values_list("person_id", flat=True))


def _line(clock: MatterClock, matter: Matter, kind: str) -> str:
    """A restricted matter is named by its number alone."""
    title = rules.current().clock(clock.ref).title
    said = {SOON: "将到期", LATE: "已逾期"}[ClockReminder.Kind(kind)]
    name = matter.number
    if confidentiality.of(matter.confidentiality).is_ordinary:
        name = f"{name} {matter.title}"
    return f"{title}{said}：{name}"[:120]
