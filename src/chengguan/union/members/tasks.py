"""What the worker does for unions: tell of a term that is about to end, and of one that is over.

Whether a term is over is a query; only the telling needs a worker.
"""

from datetime import datetime

from django.urls import reverse

from chengguan.core.notices.models import Notice
from chengguan.core.notices.services import notify
from chengguan.core.org.models import Grant, Organ
from chengguan.core.org.queries import in_force
from chengguan.core.work import reminders
from chengguan.core.work.rules import ZONE
from chengguan.union.members.models import Committee
from chengguan.union.members.offices import COMMITTEES, KEEPERS
from chengguan.union.members.reading import readers_above
from chengguan.union.members.standing import Term, terms

LINES = {
    "first": "任期将满，请筹备换届",
    "second": "任期三个月内届满，请请示换届",
    "third": "任期一个月内届满，请抓紧换届",
    "over": "任期已超期，请换届或者报批延期",
}


def remind_of_terms(now: datetime) -> int:
    """Each stage of each term once to each keeper of the union and of those above it."""
    today = now.astimezone(ZONE).date()
    organs = Organ.objects.filter(pk__in=Committee.objects.filter(ended_on=None).values("organ"))
    return sum(_tell(term, now) for term in terms(organs, today) if term.stage)


def _tell(term: Term, now: datetime) -> int:
    committee = term.committee
    union = committee.organ
    if union.kind in COMMITTEES and union.parent is not None:
        union = union.parent
    held = Grant.objects.filter(
        in_force(now.astimezone(ZONE).date()),
        role__in=KEEPERS,
        organ__in=[union, *readers_above(union)],
    )
    mark = f"term:{committee.pk}:{term.stage}:{committee.lasts_until:%Y%m%d}"
    people = set(held.values_list("person_id", flat=True))
    sources = {person: f"{mark}:{person}" for person in sorted(people)}
    told = set(Notice.objects.filter(source__in=sources.values()).values_list("source", flat=True))
    for person, source in sources.items():
        if source not in told:
            notify(
                person_id=person,
                title=f"{committee.organ.name}：{LINES[term.stage]}"[:120],
                link=reverse("members:union", args=[union.pk]),
                at=now,
                source=source,
            )
    return len(sources) - len(told)


reminders.also(remind_of_terms)
