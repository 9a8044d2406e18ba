"""Reads of rounds, covers and claims: by the one visibility rule, or a person's own."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from chengguan.core.org.models import Organ
from chengguan.core.org.ports import members
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.union.benefits.models import (
    ClaimHelp,
    Enrolment,
    InsuranceRound,
    Snapshot,
    SnapshotLine,
)
from chengguan.union.benefits.models.insurance import BACK, STANDING, Fate
from chengguan.union.benefits.offices import STAFF, UNIONS

ROUND, CLAIM = "insurance_round", "insurance_claim"
VIEWS = ("enrol", "new", "changed", "gone", "back", "others")


def today(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def unions_below(organ: Organ) -> list[Organ]:
    """The union itself and those below it: whose members a round covers."""
    rows = Organ.objects.filter(path__startswith=organ.path, kind__in=UNIONS, until=None)
    return list(rows.order_by("path"))


def own_unions(actor: Actor) -> QuerySet[Organ]:
    """The unions for which somebody runs benefits."""
    held = {scope.organ_id for scope in actor.scopes if scope.role in STAFF}
    return Organ.objects.filter(pk__in=held, kind__in=UNIONS, until=None).order_by("path")


# -- rounds ----------------------------------------------------------------------------------------


def running_round(organ: int, product: str) -> str:
    """The number of a round that is not ended; empty where none."""
    rows = InsuranceRound.objects.filter(matter__organ=organ, product=product, matter__is_open=True)
    return rows.values_list("matter__number", flat=True).first() or ""


def newest(round_: InsuranceRound) -> Snapshot | None:
    return Snapshot.objects.filter(round=round_).order_by("-pk").first()


def round_before(round_: InsuranceRound) -> InsuranceRound | None:
    """The last round of the same cover by the same union that reached the carrier."""
    rows = InsuranceRound.objects.filter(
        product=round_.product,
        matter__organ=round_.matter.organ_id,
        begins__lte=round_.begins,
        matter__state__in=("sent", "closed"),
    ).exclude(pk=round_.pk)
    return rows.order_by("-begins", "-matter__opened_at").first()


def covered(people: Any, product: str, on: date) -> QuerySet[Enrolment]:
    """Standing enrolments of people whose cover holds on a day: its last day belongs to it."""
    return Enrolment.objects.filter(
        person__in=people, product=product, state__in=STANDING, begins__lte=on, until__gt=on
    )


def lines_of(snapshot: Snapshot | None, view: str) -> QuerySet[SnapshotLine]:
    """The checked members through one of the views; those who are gone are ``gone_of``."""
    if snapshot is None:
        return SnapshotLine.objects.none()
    where = {
        "enrol": Q(fate=Fate.ENROL),
        "new": Q(change=SnapshotLine.Change.NEW),
        "changed": Q(change=SnapshotLine.Change.CHANGED),
        "back": Q(fate__in=BACK),
        "others": Q(fate__in=(Fate.COVERED, Fate.RETAINED)),
    }[view]
    return snapshot.lines.filter(where).select_related("person", "union")


def gone_of(round_: InsuranceRound, snapshot: Snapshot | None) -> QuerySet[Enrolment]:
    """Covered by the round before, on no line of this one that goes on with the cover."""
    before = round_before(round_)
    if snapshot is None or before is None:
        return Enrolment.objects.none()
    kept = snapshot.lines.filter(person=OuterRef("person"), fate__in=(Fate.ENROL, Fate.COVERED))
    rows = before.enrolments.filter(~Exists(kept), state__in=STANDING)
    return rows.select_related("person", "union")


def counts_of(round_: InsuranceRound, snapshot: Snapshot | None) -> Mapping[str, int]:
    return {
        **{view: lines_of(snapshot, view).count() for view in VIEWS if view != "gone"},
        "gone": gone_of(round_, snapshot).count(),
    }


def enrolments_of(round_: InsuranceRound) -> QuerySet[Enrolment]:
    return round_.enrolments.select_related("person", "union", "number__subject")


def double_now(lines: list[SnapshotLine], round_: InsuranceRound) -> int:
    """How many of the list got this very cover since it was checked."""
    people = [line.person_id for line in lines]
    return covered(people, round_.product, round_.begins).count()


# -- covers ----------------------------------------------------------------------------------------


def alarm_days(on: date) -> int:
    return rules.current().amount("benefits.cover_alarm", on=on)


def covers(actor: Actor) -> QuerySet[Enrolment]:
    """Who is covered, in the rounds that somebody may find."""
    rows = Enrolment.objects.filter(round__matter__in=visibility.visible_ids(actor))
    return rows.select_related("person", "union", "round__matter")


def expiring(rows: QuerySet[Enrolment], on: date) -> QuerySet[Enrolment]:
    """Accepted covers that end within the days of the alarm and that no other goes on with."""
    later = Enrolment.objects.filter(
        person=OuterRef("person"),
        product=OuterRef("product"),
        state__in=STANDING,
        until__gt=OuterRef("until"),
    )
    soon = on + timedelta(days=alarm_days(on))
    ending = rows.filter(state=Enrolment.State.ACCEPTED, until__gt=on, until__lte=soon)
    return ending.filter(~Exists(later))


def own_covers(person_id: int) -> list[Enrolment]:
    rows = Enrolment.objects.filter(person=person_id, state__in=STANDING)
    return list(rows.select_related("round__matter__organ").order_by("-until", "-pk"))


# -- claims ----------------------------------------------------------------------------------------


def cover_at(person_id: int, product: str, on: date) -> Enrolment | None:
    """The cover that held on the day of the event, whatever has become of it since."""
    rows = covered([person_id], product, on).filter(state=Enrolment.State.ACCEPTED)
    return rows.select_related("round__matter__organ").order_by("-begins", "-pk").first()


def used_of(enrolment: Enrolment, beside: UUID | None = None) -> int:
    """What claims within one cover have taken of its cap: paid, or asked and not yet answered.
    What another cover paid, last year's or a later one's, is not in it."""
    rows = ClaimHelp.objects.filter(enrolment=enrolment, matter__state__in=("submitted", "paid"))
    if beside is not None:
        rows = rows.exclude(pk=beside)
    return rows.aggregate(sum=Sum(Coalesce("paid", "asked")))["sum"] or 0


def left_of(enrolment: Enrolment, beside: UUID | None = None) -> int | None:
    """What is left of the cap; None where the terms have none."""
    cap = enrolment.round.cap
    return None if cap is None else max(0, cap - used_of(enrolment, beside))


def own_claims(person_id: int) -> list[ClaimHelp]:
    rows = ClaimHelp.objects.filter(person=person_id).select_related("matter__organ")
    return list(rows.order_by("-event_on", "-pk"))


def office_for(person_id: int, product: str, on: date) -> Organ | None:
    """The union that helps: the one that organised the cover, else the nearest that runs any."""
    cover = cover_at(person_id, product, on)
    if cover is not None:
        return cover.round.matter.organ
    own = [key for union in members.unions_of(person_id, on) for key in union.ancestor_ids]
    ran = Matter.objects.filter(procedure=ROUND, organ__in=own).order_by("-opened_at")
    found = ran.select_related("organ").first()
    return found.organ if found else None
