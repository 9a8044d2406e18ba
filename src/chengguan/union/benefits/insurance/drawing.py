"""核对名单: who was a valid member on the cut-off day, and what is to become of each.

The roll of the day is asked of the register of members. A number of identity is opened to be
checked once, with a recorded look: one that was checked for an earlier list is not opened again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ
from chengguan.core.org.ports import Member, members
from chengguan.core.registers.identifiers import judge, plain_number
from chengguan.core.registers.models import IdentifierKind
from chengguan.core.work.acting import Actor
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import Enrolment, InsuranceRound, SnapshotLine
from chengguan.union.benefits.models.insurance import STANDING, Fate

Change = SnapshotLine.Change
REASON = "参保名单核对"
AT_ONCE = 500


@dataclass(frozen=True)
class Drawn:
    """One member of one union: his sealed number, what becomes of him, and what is new of him."""

    member: Member
    fate: str
    change: str


def draw(round_: InsuranceRound, by: Actor, at: datetime) -> list[Drawn]:
    """The members of the cut-off day in all unions of the round, each line with its fate."""
    rows = _roll(round_.cut_off, queries.unions_below(round_.matter.organ))
    numbers = _numbers(rows)
    people = {row.person_id for row in rows}
    covered = set(
        queries.covered(people, round_.product, round_.begins).values_list("person", flat=True)
    )
    before = _before(round_)
    fates = _fates(rows, covered, numbers, before)
    _check(rows, fates, numbers, by, at)
    return [
        Drawn(row, fate, _change(row, fate, numbers, before))
        for row, fate in zip(rows, fates, strict=True)
    ]


def _roll(day: date, unions: Iterable[Organ]) -> list[Member]:
    """By union, and within it by name."""
    return [row for union in unions for row in members.members_on(day, union)]


def _numbers(rows: Iterable[Member]) -> dict[int, SealedValue]:
    wanted = [row.number for row in rows if row.number is not None]
    found = SealedValue.objects.select_related("subject").filter(pk__in=wanted)
    return {one.pk: one for one in found}


def _fates(
    rows: list[Member],
    covered: set[int],
    numbers: Mapping[int, SealedValue],
    before: Mapping[int, tuple[int, str]],
) -> list[str]:
    """One enrolment a person; of two persons under one number neither, until it is clear who."""
    holders = Counter(
        index for _, index in {(r.person_id, _index(r, numbers)) for r in rows} if index
    )
    homes = _homes(rows, before)
    fates: list[str] = []
    for row in rows:
        fate = _fate(row, covered, _index(row, numbers), holders)
        is_elsewhere = fate == Fate.ENROL and homes[row.person_id] != row.union_id
        fates.append(Fate.ELSEWHERE if is_elsewhere else fate)
    return fates


def _homes(rows: Iterable[Member], before: Mapping[int, tuple[int, str]]) -> dict[int, int]:
    """With which union each is enrolled: of several the one of the round before, else the first."""
    unions: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        unions[row.person_id].append(row.union_id)
    last = {person: before.get(person, (0, ""))[0] for person in unions}
    return {
        person: last[person] if last[person] in found else found[0]
        for person, found in unions.items()
    }


def _fate(row: Member, covered: set[int], index: str, holders: Counter[str]) -> str:
    if row.person_id in covered:
        return Fate.COVERED
    if row.is_retained:
        return Fate.RETAINED
    if not row.has_card:
        return Fate.NO_CARD
    if not index:
        return Fate.NO_NUMBER
    return Fate.DOUBLE if holders[index] > 1 else Fate.ENROL


def _index(row: Member, numbers: Mapping[int, SealedValue]) -> str:
    """What tells one number from another without opening either; empty where it was erased."""
    sealed = numbers.get(row.number) if row.number is not None else None
    return sealed.blind_index if sealed else ""


def _check(
    rows: list[Member],
    fates: list[str],
    numbers: Mapping[int, SealedValue],
    by: Actor,
    at: datetime,
) -> None:
    """Open what was never checked; a number that says something else than the register is bad."""
    asked = {r.number for r, fate in zip(rows, fates, strict=True) if fate == Fate.ENROL}
    known = set(Enrolment.objects.filter(number__in=asked).values_list("number", flat=True))
    for place, (row, fate) in enumerate(zip(rows, fates, strict=True)):
        if fate != Fate.ENROL or row.number is None or row.number in known:
            continue
        said = journal.reveal(numbers[row.number], actor=by.key, reason=REASON, at=at)
        if not said or _is_flawed(said, row):
            fates[place] = Fate.BAD_NUMBER


def _is_flawed(said: str, row: Member) -> bool:
    """The check digit, the birthday and the sex (GB 11643)."""
    plain = plain_number(said)
    if judge(IdentifierKind.ID_CARD, said).is_valid is not True:
        return True
    is_man = int(plain[-2]) % 2 == 1
    if row.sex and (row.sex == "male") != is_man:
        return True
    return row.born_on is not None and plain[6:14] != f"{row.born_on:%Y%m%d}"


def _before(round_: InsuranceRound) -> Mapping[int, tuple[int, str]]:
    """Union and number of everybody whom the round before covered."""
    last = queries.round_before(round_)
    if last is None:
        return {}
    rows = last.enrolments.filter(state__in=STANDING)
    told = rows.values_list("person", "union", "number__blind_index")
    return {person: (union, index) for person, union, index in told}


def _change(
    row: Member,
    fate: str,
    numbers: Mapping[int, SealedValue],
    before: Mapping[int, tuple[int, str]],
) -> str:
    if fate != Fate.ENROL:
        return Change.NONE
    last = before.get(row.person_id)
    if last is None:
        return Change.NEW
    return Change.KEPT if last == (row.union_id, _index(row, numbers)) else Change.CHANGED
