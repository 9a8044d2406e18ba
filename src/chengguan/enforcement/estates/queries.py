"""Reads of estates, renovations, findings and reports; each asks the one visibility rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.pages.addresses import row_key
from chengguan.core.work import lateness, lists, visibility
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter, MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.models import (
    DutyReferral,
    Estate,
    PatrolFinding,
    PropertyCompany,
    RenovationPatrol,
    RenovationProject,
)

RENOVATION, FINDING, REFERRAL = "renovation", "finding", "duty_referral"
REPORT_CLOCK = "CK51"


def is_referred(finding: PatrolFinding) -> bool:
    return DutyReferral.objects.filter(finding=finding).exists()


def missed_duty(finding: PatrolFinding, now: datetime) -> str:
    """Which duty the company missed with this finding; empty where none."""
    late = MatterClock.objects.filter(matter=finding.pk, ref=REPORT_CLOCK, due_at__lt=now)
    for clock in late:
        if clock.is_overdue(now):
            is_told = clock.stopped_at is not None and hasattr(finding, "report")
            return DutyReferral.Ground.LATE if is_told else DutyReferral.Ground.UNREPORTED
    return ""


# -- the company's duties ----------------------------------------------------------------------


def late_reports(actor: Actor, now: datetime) -> QuerySet[PatrolFinding]:
    """Reported after the 24 hours had passed."""
    rows = _findings(actor).filter(report__isnull=False)
    return rows.filter(lateness.was_late(now, REPORT_CLOCK)).order_by("-report__reported_at")


def known_not_reported(actor: Actor, now: datetime) -> QuerySet[PatrolFinding]:
    """What the company knew, could not end, and did not report within the 24 hours."""
    rows = _findings(actor).filter(report=None).exclude(matter__state="withdrawn")
    return rows.filter(lateness.was_late(now, REPORT_CLOCK)).order_by("-refused_at")


def _findings(actor: Actor) -> QuerySet[PatrolFinding]:
    rows = PatrolFinding.objects.filter(matter__in=visibility.visible_ids(actor))
    return rows.select_related("matter__organ", "office", "project", "estate__place", "report")


def missed(actor: Actor, now: datetime) -> QuerySet[PatrolFinding]:
    """Missed duties that nobody has referred yet."""
    rows = _findings(actor).filter(lateness.was_late(now, REPORT_CLOCK), referral=None)
    return rows.exclude(matter__state="withdrawn").order_by("-refused_at")


# -- the register ------------------------------------------------------------------------------

KNOWN_BY = (
    "office",
    "street_team",
    "bureau_team",
    "housing_office",
    "residents_committee",
    "owners_committee",
)
"""The organs to which an estate belongs, each in its own way."""


def estates_of(actor: Actor) -> QuerySet[Estate]:
    """The estates of the actor's organs and of those below them."""
    organs = {scope.organ_id for scope in actor.scopes}
    own = Organ.objects.filter(pk__in=organs)
    below = Q()
    for organ in own:
        below |= Q(path__startswith=organ.path)
    reach = Organ.objects.filter(below) if organs else Organ.objects.none()
    where = Q()
    for name in KNOWN_BY:
        where |= Q(**{f"{name}__in": reach.values("pk")})
    rows = Estate.objects.filter(where).select_related("place__subdistrict", *KNOWN_BY)
    return rows.order_by("place__name")


def streets_of(actor: Actor) -> QuerySet[Organ]:
    """The subdistricts in which the reader has estates."""
    known = estates_of(actor).order_by().values("place__subdistrict")
    return Organ.objects.filter(pk__in=known).order_by("name")


def committees_of(actor: Actor) -> QuerySet[Organ]:
    """The residents' committees of the reader's own estates."""
    known = estates_of(actor).order_by().values("residents_committee")
    return Organ.objects.filter(pk__in=known).order_by("name")


def companies_of(actor: Actor) -> QuerySet[PropertyCompany]:
    """Those that manage estates of the reader; whoever keeps the register sees all of it."""
    rows = PropertyCompany.objects.select_related("organ")
    if Role.FIELD_SECTION in actor.roles:
        return rows
    return rows.filter(organ__in=estates_of(actor).order_by().values("office__parent"))


def registered_companies() -> QuerySet[PropertyCompany, Any]:
    """The organs of the companies that are registered."""
    return PropertyCompany.objects.values("organ")


def managed_by_companies(actor: Actor, companies: Iterable[Organ]) -> Mapping[int, tuple[str, ...]]:
    """The names of the estates that each company manages, of those the reader knows."""
    keys = {organ.pk for organ in companies}
    rows = estates_of(actor).filter(office__parent__in=keys)
    found: dict[int, tuple[str, ...]] = {}
    for company, name in rows.values_list("office__parent", "place__name"):
        if company is not None:
            found[company] = (*found.get(company, ()), name)
    return found


def offices_of(actor: Actor, words: str) -> QuerySet[Organ]:
    """The offices that manage the reader's estates, by words of their names."""
    known = estates_of(actor).order_by().values("office")
    return Organ.objects.filter(pk__in=known, name__icontains=words)


def managed_by(actor: Actor) -> QuerySet[Estate]:
    """Those in which the actor registers works: an officer takes in what lies in none as yet."""
    if Role.PROPERTY_MANAGER not in actor.roles:
        return Estate.objects.none()
    return estates_of(actor)


def named(estates: QuerySet[Estate], words: str) -> QuerySet[Estate]:
    """Those whose own name or whose office's name has these words in it."""
    if not words:
        return estates
    return estates.filter(
        Q(place__name__icontains=words)
        | Q(place__address__icontains=words)
        | Q(office__name__icontains=words)
    )


def taking_organs(actor: Actor) -> QuerySet[Organ]:
    """In whose name somebody takes a renovation in or proposes a referral: his own organs."""
    return Organ.objects.filter(pk__in={scope.organ_id for scope in actor.scopes}).order_by("path")


def findable_projects(actor: Actor) -> QuerySet[RenovationProject]:
    """Open renovations in a known estate that the actor may find."""
    rows = RenovationProject.objects.filter(
        matter__in=visibility.visible_ids(actor), matter__is_open=True, estate__isnull=False
    )
    return rows.select_related("matter", "estate").order_by("address_text")


def open_findings(project: UUID) -> QuerySet[PatrolFinding]:
    """What was found in a dwelling and has not ended: each is followed up on the next round."""
    rows = PatrolFinding.objects.filter(project=project, matter__is_open=True)
    return rows.select_related("matter").order_by("matter__opened_at")


# -- lists -------------------------------------------------------------------------------------

VIEWS = {
    RENOVATION: ("open", "mine", "unplaced", "overrun", "late_begun", "closed"),
    FINDING: ("open", "mine", "overdue", "late", "unreported", "closed"),
    REFERRAL: ("open", "mine", "closed"),
}
RELATED = {
    RENOVATION: ("renovation__estate__place",),
    FINDING: ("finding__office", "finding__report__competent"),
    REFERRAL: ("referral__finding__matter", "referral__company"),
}


@dataclass(frozen=True)
class Asked:
    """What a list is asked for; empty means no filter."""

    view: str = "open"
    state: str = ""
    estate: str = ""
    point: str = ""
    words: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], kind: str) -> "Asked":
        """From an address; what is not known there counts as not asked."""
        asked = {name: given.get(name, "").strip() for name in cls.__dataclass_fields__}
        if asked["view"] not in VIEWS[kind]:
            asked["view"] = "open"
        return cls(**asked)

    @property
    def is_open(self) -> bool:
        return self.view != "closed"


def matter_list(actor: Actor, kind: str, asked: Asked, now: datetime) -> lists.MatterPage:
    return lists.page(
        actor,
        kind=kind,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(actor, kind, asked, now),
        related=RELATED[kind],
    )


def matter_sheet(actor: Actor, kind: str, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    return lists.everything(
        actor,
        kind=kind,
        is_open=asked.is_open,
        narrow=_narrow(actor, kind, asked, now),
        related=RELATED[kind],
    )


def _narrow(actor: Actor, kind: str, asked: Asked, now: datetime) -> Q:
    found = _view(actor, asked.view, now)
    if asked.state:
        found &= Q(state=asked.state)
    if (estate := row_key(asked.estate)) and kind != REFERRAL:
        found &= Q(**{f"{kind}__estate": estate})
    if asked.point and kind == FINDING:
        found &= Q(finding__point=asked.point)
    if asked.words:
        found &= Q(number__icontains=asked.words) | Q(title__icontains=asked.words)
    return found


def _view(actor: Actor, view: str, now: datetime) -> Q:
    match view:
        case "mine":
            return Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))
        case "overdue" | "overrun":
            return lateness.late(now)
        case "unplaced":
            return Q(state="unplaced")
        case "late_begun":
            return Q(renovation__begun_on__lt=F("opened_at__date"))
        case "late":
            return Q(lateness.was_late(now, REPORT_CLOCK)) & Q(finding__report__isnull=False)
        case "unreported":
            return Q(lateness.was_late(now, REPORT_CLOCK)) & Q(finding__report=None)
    return Q()


# -- today's rounds ----------------------------------------------------------------------------


def rounds_of_today(actor: Actor, now: datetime, words: str = "") -> list[RenovationPatrol]:
    """The rounds owed today in works under way, those not made first; with what is open there.

    Two statements and one for the findings.
    """
    midnight = datetime.combine(now.astimezone(ZONE).date(), time(), ZONE)
    rows = RenovationPatrol.objects.filter(
        yellow_at__gte=midnight,
        yellow_at__lt=midnight + timedelta(days=1),
        cancelled_at=None,
        project__matter__in=visibility.visible_ids(actor),
        project__matter__state="under_way",
    )
    if words:
        rows = rows.filter(
            Q(project__address_text__icontains=words)
            | Q(project__estate__place__name__icontains=words)
        )
    open_ones = PatrolFinding.objects.filter(matter__is_open=True).select_related("matter")
    rows = rows.select_related("project__matter", "project__estate__place").prefetch_related(
        Prefetch("project__findings", open_ones, to_attr="open_ones")
    )
    return list(rows.order_by(F("visited_at").asc(nulls_first=True), "project__address_text"))


def overrun(actor: Actor, now: datetime) -> QuerySet[RenovationProject]:
    """Works that go on after the end of their period: no round stands for today."""
    return RenovationProject.objects.filter(
        matter__in=visibility.visible_ids(actor),
        matter__state="under_way",
        planned_until__lt=now.astimezone(ZONE).date(),
    )


def missed_rounds(actor: Actor, estates: Iterable[int], now: datetime) -> Mapping[int, int]:
    """How many rounds of each estate were not made by the end of their day, in works under way."""
    rows = RenovationPatrol.objects.filter(
        project__matter__in=visibility.visible_ids(actor),
        project__estate__in=list(estates),
        project__matter__state="under_way",
        cancelled_at=None,
        visited_at=None,
        red_at__lte=now,
    )
    counted = rows.order_by().values_list("project__estate").annotate(n=Count("pk"))
    return dict(counted)


# -- the estate card ---------------------------------------------------------------------------


def of_estate(actor: Actor, estate: Estate, kind: str, *, size: int = 10) -> list[Matter]:
    """The newest matters of a kind in an estate that the actor may find."""
    rows = Matter.objects.filter(visibility.is_visible_to(actor), kind=kind)
    rows = rows.filter(**{f"{kind}__estate": estate})
    return list(rows.select_related("organ").order_by("-is_open", "-opened_at")[:size])


def board_of(token: UUID) -> RenovationProject | None:
    """The works behind the address of a public notice board, while they are to be seen."""
    rows = RenovationProject.objects.select_related(
        "matter",
        "estate__place",
        "estate__office",
        "estate__street_team",
        "estate__residents_committee",
    )
    return rows.filter(token=token, estate__isnull=False, matter__is_open=True).first()


def answered_findings(project: UUID) -> list[PatrolFinding]:
    """Those of a dwelling whose reports were answered, the newest first; for the notice board."""
    rows = PatrolFinding.objects.filter(project=project, report__answered_at__isnull=False)
    return list(rows.select_related("report").order_by("-report__answered_at"))
