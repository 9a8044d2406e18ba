"""When a matter is late: one judgement of (matter, moment) for row, figure, list and reminder."""

from datetime import datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.rules import ZONE


def is_late(matter: Matter, now: datetime) -> bool:
    """An open matter whose next due moment has passed; a day is not late before it ends."""
    return matter.is_open and matter.next_due_at is not None and matter.next_due_at < now


def late(now: datetime, due: str = "next_due_at") -> Q:
    """The same as a condition on open matters, or on rows beside them that name it otherwise."""
    return Q(is_open=True) & passed(now, due)


def passed(now: datetime, due: str) -> Q:
    """A due moment has passed."""
    return Q(**{f"{due}__lt": now})


def is_due_within(matter: Matter, now: datetime, until: datetime) -> bool:
    """Not late yet, and due at or before that moment."""
    due = matter.next_due_at
    return matter.is_open and due is not None and now <= due <= until


def due_within(now: datetime, until: datetime) -> Q:
    """The same as a condition on open matters."""
    return Q(is_open=True) & ends_within(now, until, "next_due_at")


def ends_within(now: datetime, until: datetime, due: str) -> Q:
    """A due moment has not passed, and comes at or before that moment."""
    return Q(**{f"{due}__gte": now, f"{due}__lte": until})


def end_of_day(now: datetime) -> datetime:
    """The last moment of the local day, by which what is due today is due."""
    return datetime.combine(now.astimezone(ZONE).date(), time.max, ZONE)


def running() -> QuerySet[MatterClock]:
    """The clocks by which somebody owes an act."""
    return MatterClock.objects.filter(stopped_at=None, is_owed=True, due_at__isnull=False)


def first_clock(matter: str = "pk") -> Subquery:
    """The row of the register that makes a matter due next, as an annotation of its query."""
    mine = running().filter(matter=OuterRef(matter))
    return Subquery(mine.order_by("due_at", "id").values("ref")[:1])


def due_by(ref: str) -> Q:
    """Matters that this row of the register makes due next."""
    found = Matter.objects.annotate(first_clock=first_clock()).filter(first_clock=ref)
    return Q(pk__in=found.values("pk"))


def was_late(now: datetime, ref: str, matter: str = "pk") -> Exists:
    """Whether a period of that row is late now or ended late: `MatterClock.is_overdue` as a
    condition on matters. Finishing forgives nothing."""
    mine = MatterClock.objects.filter(
        matter=OuterRef(matter), ref=ref, is_owed=True, due_at__isnull=False
    )
    return Exists(mine.filter(due_at__lt=Coalesce(F("stopped_at"), now)))
