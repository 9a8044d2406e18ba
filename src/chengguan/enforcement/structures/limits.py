"""Which limits the board counts, and which structures the register lists by them: one rule."""

from datetime import datetime

from django.db.models import Q

from chengguan.core.work.lateness import passed
from chengguan.core.work.models import MatterClock
from chengguan.enforcement.structures.states import SETTLE, VISIT, VISIT_ACTIVE, voided

SETTLING, SETTLING_LATE, UNVISITED = "settling", "settling_late", "unvisited"
VIEWS = (SETTLING, SETTLING_LATE, UNVISITED)

RUNNING = Q(stopped_at=None)
SETTLES = Q(ref=SETTLE.ref)
VISITS = Q(ref__in=(VISIT.ref, VISIT_ACTIVE.ref))


def counted(view: str, now: datetime) -> Q:
    """The running limits of a view: those to settle, those of them past their end, and the visits
    that have not been made in time."""
    limit = RUNNING & (VISITS if view == UNVISITED else SETTLES)
    return limit if view == SETTLING else limit & passed(now, "due_at")


def structures(view: str, now: datetime) -> Q:
    """The structures behind what is counted; what was taken in by mistake has no limit."""
    rows = MatterClock.objects.filter(counted(view, now))
    return Q(pk__in=rows.values("matter")) & ~Q(state=voided.key)
