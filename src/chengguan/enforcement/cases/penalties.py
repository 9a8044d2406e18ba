"""The penalties decided against a party: what the cases answer to the registers."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from chengguan.core.lawbook.items import item
from chengguan.core.registers.models import Party
from chengguan.core.registers.ports import PastPenalty, repeat_offences
from chengguan.core.work import rules, visibility
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request
from chengguan.enforcement.cases.kinds import UNDONE
from chengguan.enforcement.cases.models import PenaltyDecision, Remedy
from chengguan.law.discretion import counts_until, factors


def told(
    parties: Sequence[int], *, on: date, request: HttpRequest | None = None
) -> list[PastPenalty]:
    """Penalties against any of these records up to that day, but for those undone."""
    end = datetime.combine(on + timedelta(days=1), time.min, rules.ZONE)
    rows = standing().filter(case__matter__party__in=parties, decided_at__lt=end)
    if request is not None:
        visible = Matter.objects.filter(visibility.is_visible_to(actor_of_request(request)))
        rows = rows.filter(case__matter__in=visible)
    return [_told(row, on) for row in rows.select_related("case__matter").order_by("-decided_at")]


def standing() -> QuerySet[PenaltyDecision]:
    """Decisions that no reconsideration and no court has undone."""
    undone = Remedy.objects.filter(case=OuterRef("pk"), result__in=UNDONE)
    return PenaltyDecision.objects.exclude(Exists(undone))


def last_before(party: Party, item_codes: Sequence[str], conduct_on: date) -> date | None:
    """The latest penalty, under any of these versions of an item, that makes conduct of this day
    a repeated one."""
    days = [
        one.decided_on
        for code in item_codes
        for one in repeat_offences(party, code, conduct_on)
        if one.decided_on < conduct_on
    ]
    return max(days, default=None)


def _told(row: PenaltyDecision, on: date) -> PastPenalty:
    matter, law = row.case.matter, rules.current()
    decided_on = row.decided_at.astimezone(rules.ZONE).date()
    return PastPenalty(
        matter=str(matter.pk),
        number=matter.number,
        item_code=row.item_code,
        item_name=item(row.item_code).name,
        conduct_on=row.case.conduct_on,
        decided_on=decided_on,
        fine=row.fine,
        url=reverse("work:matter", args=[matter.pk]),
        counts_until=counts_until(decided_on, law, on),
        cite=factors()["repeated"].source,
    )
