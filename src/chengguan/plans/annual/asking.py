"""What lists of plans and items are asked for, and the pages of matters that answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from chengguan.core.pages.addresses import row_key
from chengguan.core.work import lateness, lists, visibility
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter
from chengguan.plans.annual import queries, standing
from chengguan.plans.annual.facts import WINDOW
from chengguan.plans.annual.models import PlanItem, PlanWindow
from chengguan.plans.reading.windows import end_of

PLAN_VIEWS = ("open", "closed")
ITEM_VIEWS = ("open", "mine", "late", "risk", "closed")
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for; empty means no filter. ``month`` is a number."""

    view: str = "open"
    words: str = ""
    state: str = ""
    organ: str = ""
    plan: str = ""
    month: str = ""
    figure: str = ""
    was_late: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], views: tuple[str, ...]) -> "Asked":
        """From an address; what is not known there counts as not asked."""
        asked = {name: given.get(name, "").strip() for name in cls.__dataclass_fields__}
        if asked["view"] not in views:
            asked["view"] = views[0]
        return cls(**asked)

    @property
    def is_open(self) -> bool:
        return self.view != "closed"


def plan_list(actor: Actor, asked: Asked) -> lists.MatterPage:
    return lists.page(
        actor,
        kind=queries.PLAN,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_said(asked),
        related=("annual_plan",),
    )


def plan_sheet(actor: Actor, asked: Asked) -> Iterator[Matter]:
    return lists.everything(
        actor,
        kind=queries.PLAN,
        is_open=asked.is_open,
        narrow=_said(asked),
        related=("annual_plan",),
    )


def item_list(actor: Actor, asked: Asked, now: datetime) -> lists.MatterPage:
    return lists.page(
        actor,
        kind=queries.ITEM,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_items(actor, asked, now),
    )


def item_sheet(actor: Actor, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    narrow = _items(actor, asked, now)
    return lists.everything(actor, kind=queries.ITEM, is_open=asked.is_open, narrow=narrow)


def standing_of(matters: list[Matter], now: datetime) -> dict[UUID, standing.Standing]:
    """How the items of a page stand, each inside the whole of its plan."""
    keys = [matter.pk for matter in matters]
    found = _by_matter(PlanItem.objects.filter(matter__in=keys), now)
    return {pk: found[pk] for pk in keys}


def _by_matter(items: QuerySet[PlanItem], now: datetime) -> dict[UUID, standing.Standing]:
    """Every item of the plans that these items belong to."""
    plans = set(items.values_list("plan", flat=True))
    stands = standing.plan_standings(plans, now).values()
    rows = (one for plan in stands for one in plan.by_item.values())
    return {one.item.matter_id: one for one in rows if one.item.matter_id}


def at_risk(actor: Actor, now: datetime) -> list[UUID]:
    """The items under way that may slip, of those somebody may find."""
    seen = visibility.visible_ids(actor)
    rows = PlanItem.objects.filter(matter__state__in=queries.UNDER_WAY, matter__in=seen)
    found = _by_matter(rows, now)
    return [pk for pk in rows.values_list("matter", flat=True) if pk and found[pk].is_at_risk]


def _said(asked: Asked) -> Q:
    found = Q(state=asked.state) if asked.state else Q()
    if organ := row_key(asked.organ):
        found &= Q(organ_id=organ)
    if asked.words:
        words = asked.words
        found &= Q(number__icontains=words) | Q(title__icontains=words) | _texts(words)
    return found


def _texts(words: str) -> Q:
    items = PlanItem.objects.filter(Q(text__icontains=words) | Q(path__icontains=words))
    return Q(pk__in=items.exclude(matter=None).values("matter"))


def _items(actor: Actor, asked: Asked, now: datetime) -> Q:
    found = _said(asked)
    match asked.view:
        case "mine":
            found &= Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))
        case "late":
            found &= queries.late(now)
        case "risk":
            found &= Q(pk__in=at_risk(actor, now))
    if asked.was_late:
        found &= Q(lateness.was_late(now, WINDOW))
    if asked.figure:
        found &= Q(plan_item__figure=asked.figure)
    if plan := _key(asked.plan):
        found &= Q(plan_item__plan=plan)
    if (month := row_key(asked.month)) and month in MONTHS:
        found &= Q(_touches(now.year, month))
    return found


def _touches(year: int, month: int) -> Exists:
    """A window that is open in some part of that month."""
    first, last = date(year, month, 1), end_of(year, month)
    rows = PlanWindow.objects.filter(item__matter=OuterRef("pk"), is_dropped=False)
    return Exists(rows.filter(Q(since=None) | Q(since__lte=last), until__gte=first))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
