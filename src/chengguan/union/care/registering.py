"""困难职工档案: opened, reviewed every year, ended; each on the stream of the file itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.journal import services as journal
from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.work.rules import ZONE
from chengguan.union.care import queries
from chengguan.union.care.models import FamilyMember, HardshipFile, HardshipProof, HardshipReview

WORDS, NAME, INCOME = "care.hardship", "care.family_name", "care.family_income"


@dataclass(frozen=True)
class Relative:
    """Somebody of the household; ``income`` a month, in words as they were proved."""

    relation: str
    name: str
    income: str


@transaction.atomic
def open_hardship(
    *,
    person: Person,
    union: Organ,
    since: date,
    words: str,
    family: Sequence[Relative],
    proofs: Sequence[int],
    by: Person,
    at: datetime,
) -> HardshipFile:
    """A household's file, good for a year; words, names and incomes are sealed under its key."""
    Person.objects.select_for_update().get(pk=person.pk)
    _not_himself(person, by)
    if not queries.is_member(person.pk, union.pk, since):
        raise Refused("hardship.member", _("建档当天不是本工会的会员。"))
    if not family or not proofs:
        raise Refused("hardship.proof", _("请写明家庭成员和收入，并附收支证明。"))
    if HardshipFile.objects.filter(person=person, union=union, ended_on=None).exists():
        raise Refused("hardship.known", _("此人已有困难职工档案。请办理年度复核。"))
    made = HardshipFile(person=person, union=union, since=since, until=_a_year(since), opened_by=by)
    said = [(WORDS, words)]
    said += [pair for one in family for pair in ((NAME, one.name), (INCOME, one.income))]
    sealed = journal.seal_all(subject=made.key, values=said, is_new=True)
    made.words = sealed[0]
    made.save()
    rows = [made, *_household(made, family, sealed[1:]), *_proofs(made, proofs)]
    _note(made, "hardship.open", by, at, rows, is_new=True)
    return made


def _household(
    made: HardshipFile, family: Sequence[Relative], sealed: Sequence[SealedValue]
) -> list[FamilyMember]:
    pairs = zip(sealed[::2], sealed[1::2], strict=True)
    rows = [
        FamilyMember(file=made, relation=one.relation, name=name, income=income)
        for one, (name, income) in zip(family, pairs, strict=True)
    ]
    return FamilyMember.objects.bulk_create(rows)


def _proofs(made: HardshipFile, proofs: Sequence[int]) -> list[HardshipProof]:
    return HardshipProof.objects.bulk_create(HardshipProof(file=made, use_id=u) for u in proofs)


@transaction.atomic
def review_hardship(
    *,
    file: HardshipFile,
    on: date,
    is_kept: bool,
    proofs: Sequence[int],
    by: Person,
    at: datetime,
) -> HardshipFile:
    """Kept for another year with new proofs, or ended on that day."""
    found = HardshipFile.objects.select_for_update().get(pk=file.pk)
    _not_himself(found.person, by)
    if found.ended_on is not None:
        raise Refused("hardship.ended", _("档案已经撤销。"))
    if not found.since < on <= queries.today(at):
        raise Refused("hardship.review_day", _("复核日期须在建档以后，不晚于今天。"))
    if is_kept and not proofs:
        raise Refused("hardship.proof", _("继续保留的，请附新的收支证明。"))
    if is_kept:
        found.until = max(found.until, _a_year(on))
    else:
        found.ended_on = on
    found.save()
    review = HardshipReview.objects.create(
        file=found, on=on, by=by, is_kept=is_kept, until=found.until
    )
    _note(found, "hardship.review", by, at, [found, review, *_proofs(found, proofs)])
    return found


def _not_himself(person: Person, by: Person) -> None:
    if person.pk == by.pk:
        raise Refused("hardship.own", _("本人的困难职工档案请交其他工会干部办理。"))


def _a_year(day: date) -> date:
    """The same day of the next year; of 29 February the 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _note(
    file: HardshipFile,
    action: str,
    by: Person,
    at: datetime,
    rows: Sequence[Governed],
    *,
    is_new: bool = False,
) -> None:
    stream = new_register_stream(file.key) if is_new else register_stream(file.key)
    values = {"file": file.pk, "on": at.astimezone(ZONE).date()}
    note(action, by=by, at=at, values=values, rows=rows, stream=stream)
