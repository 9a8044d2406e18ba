"""到期提醒: cover that ends soon and goes on by no other is told to the staff that organised it.

Which cover ends is a query; only the telling needs a worker.
"""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from chengguan.core.notices.models import Notice
from chengguan.core.notices.services import notify
from chengguan.core.org.models import Grant
from chengguan.core.org.queries import in_force
from chengguan.core.work import reminders
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import Enrolment
from chengguan.union.benefits.offices import STAFF


def remind_of_covers(now: datetime) -> int:
    """Once a round to each of its staff: how many, never who."""
    today = queries.today(now)
    ending: dict[tuple[UUID, int, date], int] = defaultdict(int)
    rows = queries.expiring(Enrolment.objects.all(), today)
    for round_, organ, until in rows.values_list("round", "round__matter__organ", "until"):
        ending[round_, organ, until] += 1
    return sum(_tell(*key, count, now) for key, count in ending.items())


def _tell(round_: UUID, organ: int, until: date, count: int, now: datetime) -> int:
    held = Grant.objects.filter(in_force(queries.today(now)), role__in=STAFF, organ=organ)
    people = sorted(set(held.values_list("person_id", flat=True)))
    sources = {person: f"cover:{round_}:{until:%Y%m%d}:{person}" for person in people}
    told = set(Notice.objects.filter(source__in=sources.values()).values_list("source", flat=True))
    for person, source in sources.items():
        if source not in told:
            notify(
                person_id=person,
                title=f"有 {count} 人的保障将到期，还没有续保",
                link=f"{reverse('benefits:covers')}?view=expiring",
                at=now,
                source=source,
            )
    return len(sources) - len(told)


reminders.also(remind_of_covers)
