"""Reads of illegal structures: what forms offer, the register list, what its page shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import lazy

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.pages.addresses import row_key
from chengguan.core.work import lateness, lists
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import limits
from chengguan.enforcement.structures.facts import pilots_of
from chengguan.enforcement.structures.kinds import (
    Origin,
    OwnerNature,
    Phase,
    SafetyGrade,
    Side,
    StructureKind,
)
from chengguan.enforcement.structures.models import (
    BaselineLine,
    DemolitionPlanLine,
    HazardItem,
    KeptThing,
    ResponsibilityAssignment,
    SideName,
    StructurePhoto,
)

KIND = "structure"
COMPLAINANT = "complainant"
Choices = list[tuple[int, str]]

# -- what forms offer --------------------------------------------------------------------------


def officers_of(organ: Organ, on: date) -> QuerySet[Person]:
    """Those who enforce in an organ or in one of its parts."""
    active = in_force(on, "grants__")
    roles = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
    below = Q(grants__organ__path__startswith=organ.path)
    found = Person.objects.filter(active, below, grants__role__in=roles)
    return found.distinct().order_by("id")


def units_of(actor: Actor, roles: Iterable[str]) -> QuerySet[Organ]:
    """The units for which somebody may take a structure into the register."""
    wanted = set(roles)
    mine = Q(pk__in=())
    for scope in actor.scopes:
        if scope.role in wanted:
            mine |= Q(path__contains=f"/{scope.organ_id}/") | Q(pk=scope.organ_id)
    kinds = ("street_team", "special_team", "brigade", "district_bureau", "squad")
    return Organ.objects.filter(mine, kind__in=kinds, until=None).order_by("path")


def open_hazards(matter: Matter) -> Choices:
    rows = HazardItem.objects.filter(structure=matter.pk, closed_at=None).order_by("pk")
    return [(row.pk, f"{row.get_kind_display()} {row.description[:40]}") for row in rows]


def kept_things(matter: Matter) -> Choices:
    rows = KeptThing.objects.filter(structure=matter.pk, claimed_at=None, disposed_at=None)
    return [(row.pk, f"{row.name} {row.quantity}") for row in rows.order_by("pk")]


def views_before(matter: Matter) -> list[str]:
    """From where it was photographed standing, in this round."""
    rows = StructurePhoto.objects.filter(
        structure=matter.pk, round=matter.structure.round, phase=Phase.BEFORE
    )
    return list(dict.fromkeys(rows.order_by("pk").values_list("view", flat=True)))


def side_names() -> dict[str, str]:
    """The four sides by the names that the bureau gave them, else by their usual ones."""
    own = dict(SideName.objects.values_list("side", "label"))
    return {side.value: own.get(side.value, str(side.label)) for side in Side}


def _named(sides: Iterable[str]) -> str:
    own = side_names()
    return "、".join(own[side] for side in sides)


named = lazy(_named, str)
"""Sides in words, which are read when they are shown: a guard knows them by their keys."""


def pilot_choices(matter: Matter, on: date) -> Choices:
    rows = pilots_of(matter, on).select_related("campaign", "place").order_by("pk")
    return [(row.pk, f"{row.campaign.name} {row.place.name}") for row in rows]


# -- the register list -------------------------------------------------------------------------

VIEWS = ("standing", "mine", "overdue", *limits.VIEWS, "building", "pending", "down", "closed")
BUILDING = ("paused", "stop_ordered", "refused")
UNDER_ORDER = ("ordered", "urged", "forced_decided")
DOWN = ("demolished", "inspected", "accepted")
RELATED = ("structure__subdistrict",)
SEARCHED = (
    "number",
    "title",
    "party__name",
    "structure__address_text",
    "structure__occupant",
    "structure__external_no",
)


@dataclass(frozen=True)
class Asked:
    """What the register is asked for; empty means no filter."""

    view: str = "standing"
    words: str = ""
    state: str = ""
    origin: str = ""
    kind: str = ""
    owner_nature: str = ""
    grade: str = ""
    organ: str = ""
    rebound: str = ""
    plan: str = ""
    baseline: str = ""
    hazard: str = ""
    sheet: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; what is not known there counts as not asked."""
        asked = {name: given.get(name, "").strip() for name in cls.__dataclass_fields__}
        if asked["view"] not in VIEWS:
            asked["view"] = "standing"
        return cls(**asked)

    @property
    def is_open(self) -> bool:
        return self.view != "closed"


def register_list(
    actor: Actor, asked: Asked, now: datetime, size: int = lists.PAGE
) -> lists.MatterPage:
    """A page of the register as far as an actor may find it."""
    return lists.page(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(actor, asked, now),
        related=RELATED,
        size=size,
    )


def register_sheet(actor: Actor, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    narrow = _narrow(actor, asked, now)
    return lists.everything(actor, kind=KIND, is_open=asked.is_open, narrow=narrow, related=RELATED)


def _narrow(actor: Actor, asked: Asked, now: datetime) -> Q | None:
    parts = [*_view(actor, asked.view, now), *_filters(asked), *_lists(asked, now)]
    found = Q()
    for part in parts:
        found &= part
    return found if parts else None


def _view(actor: Actor, view: str, now: datetime) -> list[Q]:
    match view:
        case "mine":
            return [Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))]
        case "overdue":
            return [lateness.late(now)]
        case limits.SETTLING | limits.SETTLING_LATE | limits.UNVISITED:
            return [limits.structures(view, now)]
        case "building":
            return [Q(state__in=BUILDING)]
        case "pending":
            return [Q(state__in=UNDER_ORDER)]
        case "down":
            return [Q(state__in=DOWN)]
    return []


def _filters(asked: Asked) -> list[Q]:
    known = {
        "state": asked.state,
        "structure__origin": _of(Origin, asked.origin),
        "structure__kind": _of(StructureKind, asked.kind),
        "structure__owner_nature": _of(OwnerNature, asked.owner_nature),
        "structure__safety_grade": _of(SafetyGrade, asked.grade),
    }
    found = [Q(**{name: value}) for name, value in known.items() if value]
    if organ := row_key(asked.organ):
        found.append(Q(organ_id=organ))
    if asked.rebound:
        found.append(Q(structure__round__gt=1))
    if asked.words:
        wanted = Q()
        for name in SEARCHED:
            wanted |= Q(**{f"{name}__icontains": asked.words})
        found.append(wanted)
    return found


def _lists(asked: Asked, now: datetime) -> list[Q]:
    """What stands in a list: plan, baseline, open hazards, sheets that are not signed."""
    found = []
    if year := row_key(asked.plan[:4]):
        found.append(_named_by(DemolitionPlanLine.objects.filter(plan__year=year)))
    if year := row_key(asked.baseline[:4]):
        counted = BaselineLine.objects.filter(baseline__year=year, is_counted=True)
        found.append(_named_by(counted))
    if asked.hazard:
        rows = HazardItem.objects.filter(closed_at=None)
        if asked.hazard == "late":
            rows = rows.filter(due_on__lt=now.astimezone(ZONE).date())
        found.append(_named_by(rows))
    if asked.sheet:
        signed = ResponsibilityAssignment.objects.filter(until=None).exclude(signed_on=None)
        whole = signed.order_by().values("structure").annotate(n=Count("pk"))
        found.append(~Q(pk__in=whole.filter(n__gte=len(Side)).values("structure")))
    return found


def _named_by(rows: QuerySet[Any]) -> Q:
    return Q(pk__in=rows.values("structure"))


def _of(kinds: type, value: str) -> str:
    return value if value in kinds.values else ""  # type: ignore[attr-defined]  # each is a TextChoices
