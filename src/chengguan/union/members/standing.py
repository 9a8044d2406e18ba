"""How a union stands against the rules of organisation and term (工会法 10–17, 41; 章程 26).

Its facts are read from members, committees, seats and assemblies; whatever does not agree is a
finding with its article and grade. None of it stops anybody's work: founding without approval and
a term of other years are refused when they are written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chengguan.core.org.kinds import MembershipKind, OrganKind
from chengguan.core.org.models import Membership, Organ
from chengguan.core.org.queries import in_force
from chengguan.core.work import rules
from chengguan.law.parameters import RuleBook
from chengguan.union.members import snapshot
from chengguan.union.members.models import Assembly, Committee, Seat, UnionDays, UnionFile
from chengguan.union.members.terms import months_after

DECLARING = (Seat.Post.CHAIR, Seat.Post.VICE_CHAIR, Seat.Post.MEMBER)


@dataclass(frozen=True)
class UnionFacts:
    """A union on a day. Names are those whom a finding is about."""

    today: date
    has_file: bool = True
    form: str = UnionFile.Form.COMMITTEE
    is_founded: bool = False
    is_approved: bool = False
    members: int = 0
    women: int = 0
    has_women_committee: bool = False
    has_woman_seated: bool = False
    staff: int | None = None
    has_committee: bool = True
    term_years: int | None = None
    lasts_until: date | None = None
    has_full_time_chair: bool = False
    last_met_on: date | None = None
    last_met_as: str = ""
    delegates_left: Sequence[str] = ()
    undeclared: Sequence[str] = ()
    days: Sequence[tuple[str, int, bool]] = ()


def facts_of(union: Organ, today: date) -> UnionFacts:
    """A dozen small reads: one union at a time."""
    file = UnionFile.objects.filter(organ=union).first()
    committee = running(union)
    seats = _seats(committee, today)
    counts = snapshot.statistics(today, [union]).get(union.pk, {})
    last = Assembly.objects.filter(union=union, held_on__lte=today).order_by("-held_on").first()
    return UnionFacts(
        today=today,
        has_file=file is not None,
        form=file.form if file else UnionFile.Form.COMMITTEE,
        is_founded=bool(file and file.founded_on),
        is_approved=bool(file and file.approval_id),
        members=counts.get("all", 0),
        women=counts.get("women", 0),
        has_women_committee=Organ.objects.filter(
            in_force(today), parent=union, kind=OrganKind.WOMEN_COMMITTEE
        ).exists(),
        has_woman_seated=_has_woman(union, seats, today),
        staff=file.staff_count if file else None,
        has_committee=committee is not None,
        term_years=committee.term_years if committee else None,
        lasts_until=committee.lasts_until if committee else None,
        has_full_time_chair=any(
            seat.post == Seat.Post.CHAIR and seat.is_full_time for seat in seats
        ),
        last_met_on=last.held_on if last else None,
        last_met_as=last.kind if last else "",
        delegates_left=_gone(union, seats, today),
        undeclared=tuple(
            seat.person.name
            for seat in seats
            if seat.post in DECLARING and seat.declaration_id is None
        ),
        days=_days(seats),
    )


def running(organ: Organ) -> Committee | None:
    """The committee in office: the newest that was not followed by another."""
    return Committee.objects.filter(organ=organ, ended_on=None).order_by("-since").first()


def _seats(committee: Committee | None, today: date) -> list[Seat]:
    if committee is None:
        return []
    rows = Seat.objects.filter(in_force(today), committee=committee)
    return list(rows.select_related("person").order_by("pk"))


def _has_woman(union: Organ, seats: Sequence[Seat], today: date) -> bool:
    women = snapshot.members_on(today, [union]).filter(snapshot.through("women", today))
    return women.filter(person__in=[seat.person_id for seat in seats]).exists()


def _gone(union: Organ, seats: Sequence[Seat], today: date) -> tuple[str, ...]:
    """Delegates who no longer belong to the union."""
    delegates = [seat.person for seat in seats if seat.post == Seat.Post.DELEGATE]
    here = Membership.objects.filter(
        in_force(today), organ=union, kind=MembershipKind.UNION, person__in=delegates
    )
    kept = set(here.values_list("person_id", flat=True))
    return tuple(person.name for person in delegates if person.pk not in kept)


def _days(seats: Sequence[Seat]) -> tuple[tuple[str, int, bool], ...]:
    part_time = [seat.pk for seat in seats if not seat.is_full_time]
    rows = UnionDays.objects.filter(seat__in=part_time).select_related("seat__person")
    return tuple(
        (row.seat.person.name, row.half_days, row.consent_id is not None)
        for row in rows.order_by("month", "pk")
    )


# -- terms ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """Where a term stands: how many months before its end it was to be remembered, or over."""

    committee: Committee
    stage: str
    days: int


STAGES = ("third", "second", "first")


def stage_of(lasts_until: date, today: date, law: RuleBook) -> str:
    """over, third, second, first, or nothing yet: the nearest reminder that has come."""
    if today >= lasts_until:
        return "over"
    for stage in STAGES:
        months = law.amount(f"union.term_reminder_{stage}", on=today)
        if today >= months_after(lasts_until, -months):
            return stage
    return ""


def terms(organs: Iterable[Organ], today: date) -> list[Term]:
    """The running terms of these organs, the one that ends first before the others."""
    law = rules.current()
    rows = Committee.objects.filter(organ__in=list(organs), ended_on=None).select_related("organ")
    found = [
        Term(one, stage_of(one.lasts_until, today, law), (one.lasts_until - today) // DAY)
        for one in rows
    ]
    return sorted(found, key=lambda term: (term.committee.lasts_until, term.committee.pk))


DAY = timedelta(days=1)
