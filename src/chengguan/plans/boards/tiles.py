"""The year on the first page: how many items are late, for those who answer for all of them."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import StatTile, Tone
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.plans.annual import queries as annual
from chengguan.plans.boards.offices import WATCHERS


def late_items(actor: Actor, now: datetime) -> Iterator[StatTile]:
    """One statement; the same judgement as the list that it opens."""
    if not actor.roles & WATCHERS:
        return
    seen = visibility.visible_ids(actor)
    count = Matter.objects.filter(annual.late(now), kind=annual.ITEM, pk__in=seen).count()
    url = f"{reverse('annual:items')}?view=late"
    yield StatTile(_("计划逾期"), count, url=url, tone=Tone.OVERDUE if count else None)
