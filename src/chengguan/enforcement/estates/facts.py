"""What guards may know of a renovation, a finding and a referral. People are numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.models import (
    CompletionCheck,
    DutyReferral,
    EntryRestriction,
    PatrolFinding,
    Point,
    PropertyReport,
    RenovationPatrol,
    RenovationProject,
)
from chengguan.enforcement.estates.points import BREACH_ONLY

PROJECT_WITH = (
    "room",
    "matter",
    "estate__place",
    "estate__office",
    "estate__street_team",
    "estate__residents_committee",
)
REPORT_WITH = (
    "matter",
    "project",
    "office",
    "found_by",
    "estate__place",
    "estate__office",
    "estate__street_team__district",
    "estate__bureau_team__district",
    "estate__housing_office",
    "estate__residents_committee",
    "estate__owners_committee",
    "report__competent",
)


@dataclass(frozen=True)
class RenovationFacts:
    """A renovation as its records tell it on the day of the act.

    ``patrol`` is whether the round of that day was made, None where none is owed.
    """

    by: int | None
    day: date
    covenant_clause: str
    begun_on: date | None
    agreed_on: date | None
    planned_from: date
    planned_until: date
    is_placed: bool = True
    patrol: bool | None = None
    open_findings: frozenset[UUID] = frozenset()
    is_restricted: bool = False
    is_checked: bool = False
    has_damage: bool = False
    hands: Hands = UNHELD


def renovation_facts(matter: Matter, at: At, by: Actor) -> RenovationFacts:
    """Effects find the row again as ``matter.renovation``, the round of the day as
    ``matter.round_of_day``."""
    project = RenovationProject.objects.select_related(*PROJECT_WITH).get(pk=matter.pk)
    matter.renovation = project
    day = at.occurred.astimezone(ZONE).date()
    owed = RenovationPatrol.objects.filter(project=project, day=day, cancelled_at=None).first()
    matter.__dict__["round_of_day"] = owed
    checks = list(CompletionCheck.objects.filter(project=project))
    return RenovationFacts(
        by=by.person_id,
        day=day,
        covenant_clause=project.estate.covenant_entry_clause if project.estate else "",
        begun_on=project.begun_on,
        agreed_on=project.agreed_on,
        planned_from=project.planned_from,
        planned_until=project.planned_until,
        is_placed=project.estate_id is not None,
        patrol=None if owed is None else owed.visited_at is not None,
        open_findings=frozenset(open_findings(project.pk)),
        is_restricted=EntryRestriction.objects.filter(project=project, lifted_at=None).exists(),
        is_checked=bool(checks),
        has_damage=any(check.damage and check.repaired_at is None for check in checks),
        hands=hands_of(matter, at, by),
    )


def open_findings(project: UUID) -> Iterable[UUID]:
    """What was found in this dwelling and has not ended."""
    rows = PatrolFinding.objects.filter(project=project, matter__is_open=True)
    return rows.values_list("pk", flat=True)


@dataclass(frozen=True)
class FindingFacts:
    """A finding with its report. ``unsigned`` are organs the actor stands in that have not signed
    for it; ``is_competent``: he stands in the one it was handed to;
    ``must_be_visited``: a building was reported, and nobody has been there."""

    by: int | None
    found_by: int
    is_breach_only: bool
    must_be_visited: bool = False
    unsigned: frozenset[int] = frozenset()
    is_competent: bool = False
    returns: int = 0
    is_ruled: bool = False
    hands: Hands = UNHELD


def finding_facts(matter: Matter, at: At, by: Actor) -> FindingFacts:
    """Effects find the row again as ``matter.finding``, its receipts as ``matter.receipts``."""
    finding = PatrolFinding.objects.select_related(*REPORT_WITH).get(pk=matter.pk)
    matter.finding = finding
    report: PropertyReport | None = getattr(finding, "report", None)
    receipts = list(report.receipts.select_related("organ")) if report else []
    returns = list(report.returns.all()) if report else []
    matter.__dict__["receipts"] = receipts
    return FindingFacts(
        by=by.person_id,
        found_by=finding.found_by_id,
        is_breach_only=finding.point in BREACH_ONLY,
        must_be_visited=report is not None
        and finding.point == Point.BUILDING
        and report.arrived_at is None,
        unsigned=frozenset(
            r.organ_id for r in receipts if r.acknowledged_at is None and stands_in(by, r.organ)
        ),
        is_competent=report is not None and stands_in(by, report.competent),
        returns=len(returns),
        is_ruled=any(row.ruled_at for row in returns),
        hands=hands_of(matter, at, by),
    )


def stands_in(by: Actor, organ: Organ) -> bool:
    """Whether somebody holds a role in the very organ."""
    return any(scope.organ_id == organ.pk for scope in by.scopes)


@dataclass(frozen=True)
class ReferralFacts:
    """A referral: by whom it was proposed."""

    by: int | None
    proposed_by: int
    hands: Hands = UNHELD


def referral_facts(matter: Matter, at: At, by: Actor) -> ReferralFacts:
    """Effects find the row again as ``matter.referral``."""
    rows = DutyReferral.objects.select_related("finding__estate__housing_office")
    referral = rows.get(pk=matter.pk)
    matter.referral = referral
    return ReferralFacts(by.person_id, referral.proposed_by_id, hands_of(matter, at, by))
