"""What guards may know of an illegal structure: its own row, its order, what hangs on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from chengguan.core.org.queries import certified_on
from chengguan.core.registers.queries import place_line
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.queries import clocks_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.earliest import Remedy
from chengguan.enforcement.structures.kinds import Phase, RemedyKind, RemedyResult, ScreeningResult
from chengguan.enforcement.structures.models import (
    Acceptance,
    DemolitionOfficer,
    DemolitionOrder,
    DemolitionRecord,
    HazardItem,
    IllegalStructure,
    KeptThing,
    OrderReview,
    PilotEstate,
    PropertyNotice,
    ResponsibilityAssignment,
    Screening,
    ServantNotice,
    StopOrder,
    StructurePhoto,
)
from chengguan.law.periods import end_of

LOOKS = ("ST_LOOK_1", "ST_LOOK_3", "ST_LOOK_6")
REPLY = "CK48"


@dataclass(frozen=True)
class OrderFacts:
    """The order that stands. ``service`` is when it counts as served: by hand, or with the last
    day of the notice that stood in for it."""

    key: int
    due_on: date
    service: datetime | None = None
    announcement: datetime | None = None
    urged_until: date | None = None
    is_forced: bool = False
    is_forced_announced: bool = False
    remedies: tuple[Remedy, ...] = ()
    is_revoked_by_remedy: bool = False

    @property
    def is_pending(self) -> bool:
        return any(one.ended_at is None for one in self.remedies)


@dataclass(frozen=True)
class StructureFacts:
    """A structure as its records tell it. People are numbers; ``today`` is the day of the act.

    What hangs on it is read only where a guard asks: ``views`` are those of the photos before
    demolition, ``crew`` those who took it down in this round, ``hazards`` maps a number to those
    whose hands it went through.
    """

    by: int | None
    moment: datetime
    state: str
    origin: str
    round: int
    is_under_construction: bool
    verdict: str
    area_left: Decimal
    is_reported: bool = False
    is_answered: bool = False
    is_public_servant: bool = False
    is_refused: bool = False
    is_stop_ordered: bool = False
    is_review_agreed: bool = False
    reviewed_by: int | None = None
    is_property_told: bool = False
    is_servant_told: bool = False
    was_forced: bool = False
    inspected_by: int | None = None
    screening_by: int | None = None
    is_screening_open: bool = False
    may_retain: bool = False
    looks_owed: int = 0
    order: Callable[[], OrderFacts | None] = lambda: None
    views: Callable[[], frozenset[str]] = frozenset
    crew: Callable[[], frozenset[int]] = frozenset
    kept: Callable[[int], Any] = lambda _key: None
    hazard: Callable[[int], Any] = lambda _key: None
    sides: Callable[[], frozenset[str]] = frozenset
    has_pilot: Callable[[int], bool] = lambda _key: False
    certified: Callable[[Iterable[int]], frozenset[int]] = frozenset
    hands: Hands = field(default=UNHELD)

    @property
    def names(self) -> frozenset[int | None]:
        """Who acts, and those in whose name he stands."""
        return frozenset({self.by, *self.hands.names} - {None})

    @property
    def today(self) -> date:
        return self.moment.astimezone(ZONE).date()


def facts(matter: Matter, at: At, by: Actor) -> StructureFacts:
    """One statement and that of the clocks; effects find the row as ``matter.structure``."""
    row = judged().get(pk=matter.pk)
    matter.structure = row
    looks = [c for c in clocks_of(matter) if c.ref in LOOKS and c.stopped_at is None]
    on = at.occurred.astimezone(ZONE).date()
    return StructureFacts(
        by=by.person_id,
        moment=at.occurred,
        state=matter.state,
        origin=row.origin,
        round=row.round,
        is_under_construction=row.is_under_construction,
        verdict=row.verdict,
        area_left=row.area_left,
        is_reported=row.is_reported,
        is_answered=row.answered_at is not None,
        is_public_servant=row.is_public_servant,
        is_refused=row.is_refused,
        is_stop_ordered=row.is_stop_ordered,
        is_review_agreed=bool(row.is_review_agreed),
        reviewed_by=row.reviewed_by,
        is_property_told=row.is_property_told,
        is_servant_told=row.is_servant_told,
        was_forced=row.was_forced,
        inspected_by=row.inspected_by,
        screening_by=row.screening_by,
        is_screening_open=row.screening_by is not None,
        may_retain=row.may_retain,
        looks_owed=len(looks),
        order=cache(partial(standing_order, row)),
        views=cache(partial(_views, row)),
        crew=cache(partial(_crew, row)),
        kept=lambda key: KeptThing.objects.filter(structure=row, pk=key).first(),
        hazard=lambda key: HazardItem.objects.filter(structure=row, pk=key).first(),
        sides=cache(partial(_sides, row)),
        has_pilot=lambda key: pilots_of(matter, on).filter(pk=key).exists(),
        certified=partial(certified_on, on=on),
        hands=hands_of(matter, at, by),
    )


@cache
def judged() -> QuerySet[Any]:
    """Put together once: the question is the same for every structure."""
    mine: dict[str, Any] = {"structure": OuterRef("pk"), "round": OuterRef("round")}
    stop = StopOrder.objects.filter(**mine)
    # What was reviewed for an order that was revoked since is reviewed anew.
    revoked = DemolitionOrder.objects.filter(
        structure=OuterRef("structure"),
        round=OuterRef("round"),
        revoked_at__gte=OuterRef("reviewed_at"),
    )
    review = OrderReview.objects.filter(~Exists(revoked), **mine).order_by("-pk")
    demolition = DemolitionRecord.objects.filter(**mine, way="forced")
    inspected = Acceptance.objects.filter(**mine, returned_at=None, confirmed_at=None)
    asked = Screening.objects.filter(structure=OuterRef("pk"), decided_at=None)
    decided = Screening.objects.filter(structure=OuterRef("pk"), is_approved=True).order_by("-pk")
    kept_by = Q(newest=ScreeningResult.RETAIN)
    newest = IllegalStructure.objects.filter(pk=OuterRef("pk")).annotate(
        newest=Subquery(decided.values("result")[:1])
    )
    return IllegalStructure.objects.select_related("subdistrict").annotate(
        is_refused=Exists(stop.exclude(refused_at=None)),
        is_stop_ordered=Exists(stop.exclude(ordered_at=None)),
        is_review_agreed=Subquery(review.values("is_agreed")[:1]),
        reviewed_by=Subquery(review.values("by")[:1]),
        is_property_told=Exists(PropertyNotice.objects.filter(**mine)),
        is_servant_told=Exists(ServantNotice.objects.filter(**mine)),
        was_forced=Exists(demolition),
        inspected_by=Subquery(inspected.values("inspected_by")[:1]),
        screening_by=Subquery(asked.values("proposed_by")[:1]),
        may_retain=Exists(newest.filter(kept_by)),
    )


def standing_order(row: IllegalStructure) -> OrderFacts | None:
    """The order of this round that was not revoked; two statements."""
    orders = DemolitionOrder.objects.filter(structure=row, round=row.round, revoked_at=None)
    order = orders.select_related("forced").prefetch_related("remedies").first()
    if order is None:
        return None
    return order_facts(order)


def order_facts(order: DemolitionOrder) -> OrderFacts:
    """An order read with ``forced`` and ``remedies``."""
    remedies = sorted(order.remedies.all(), key=lambda one: (one.filed_at, one.pk))
    forced = getattr(order, "forced", None)
    return OrderFacts(
        key=order.pk,
        due_on=order.due_on,
        service=order.served_at or (end_of(order.notice_until) if order.notice_until else None),
        announcement=order.announced_at or order.notice_from,
        urged_until=order.urged_until if order.urged_at else None,
        is_forced=forced is not None,
        is_forced_announced=forced is not None and forced.announced_at is not None,
        remedies=tuple(
            Remedy(
                one.filed_at,
                one.ended_at,
                one.kind == RemedyKind.RECONSIDERATION and one.result == RemedyResult.UPHELD,
            )
            for one in remedies
        ),
        is_revoked_by_remedy=any(one.result == RemedyResult.REVOKED for one in remedies),
    )


def pilots_of(matter: Matter, on: date) -> QuerySet[PilotEstate]:
    """The pilots of the campaigns that run on a day in whose estate a structure lies; without a
    registered place it lies in none."""
    place = matter.place
    return PilotEstate.objects.filter(
        place__in=[place, *place_line(place)] if place else (),
        campaign__organ__in=matter.organ.ancestor_ids,
        campaign__starts_on__lte=on,
        campaign__ends_on__gte=on,
    )


def _views(row: IllegalStructure) -> frozenset[str]:
    photos = StructurePhoto.objects.filter(structure=row, round=row.round, phase=Phase.BEFORE)
    return frozenset(photos.values_list("view", flat=True))


def _crew(row: IllegalStructure) -> frozenset[int]:
    there = DemolitionOfficer.objects.filter(record__structure=row, record__round=row.round)
    return frozenset(there.values_list("officer", flat=True))


def _sides(row: IllegalStructure) -> frozenset[str]:
    rows = ResponsibilityAssignment.objects.filter(structure=row, until=None)
    return frozenset(rows.values_list("side", flat=True))
