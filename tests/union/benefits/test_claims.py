"""Help with claims: judged on the day of the event, within the cap of the very cover."""

from datetime import date
from uuid import UUID

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.verification import verify
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.visibility import tokens_of
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.models import ClaimHelp, Enrolment
from chengguan.union.members import inputs as membership
from tests.union.benefits.club import JULY, Club
from tests.union.members.union import number

pytestmark = pytest.mark.postgres
SECRET = "胃癌早期手术"
FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)


def refs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.ref for finding in refused.value.findings if finding.refuses}


@pytest.fixture
def member(club: Club) -> UUID:
    """队员甲 is covered from July, at most 1000 yuan."""
    club.now = JULY
    found = club.carded("队员甲", person=club.people["队员甲"])
    club.carded("队员乙", person=club.people["队员乙"], id_number=number(order=77))
    club.closed(club.money(), club.round(cap=1000_00))
    return found


def covered(club: Club) -> Enrolment:
    return Enrolment.objects.get(person=club.people["队员甲"])


def test_from_asking_to_payment(club: Club, member: UUID) -> None:
    club.wait(days=30)
    claim = club.claim("队员甲", date(2026, 7, 20))
    club.do(claim, "take_up")
    club.do(claim, "submit", inputs.Submit(club.today, 600_00))
    club.do(claim, "note_paid", inputs.NotePaid(club.today, 550_00))
    row = ClaimHelp.objects.get(pk=claim)
    assert (row.helper, row.paid) == (club.people["局干部"], 550_00)
    assert Matter.objects.get(pk=claim).state == "paid"
    assert verify().findings == []


@pytest.mark.trap(63)
@pytest.mark.ref("BN11")
@pytest.mark.parametrize(
    ("on", "is_covered"),
    [(date(2026, 6, 30), False), (FIRST, True), (LAST, True), (date(2027, 7, 1), False)],
)
def test_the_last_day_belongs_to_the_cover(
    club: Club, member: UUID, on: date, is_covered: bool
) -> None:
    """沪会员专享条款 3: judged on the day of the event, long after the cover has ended."""
    club.now = JULY.replace(year=2028)
    if is_covered:
        assert ClaimHelp.objects.get(pk=club.claim("队员甲", on)).enrolment == covered(club)
        return
    with pytest.raises(Refused) as refused:
        club.claim("队员甲", on)
    assert refs(refused) == {"BN11"}


@pytest.mark.trap(63)
def test_who_left_since_is_helped_for_what_happened_before(club: Club, member: UUID) -> None:
    club.wait(days=60)
    club.act(member, "transfer_out", membership.MoveOut(club.today, "外单位工会"))
    club.claim("队员甲", date(2026, 7, 20))


@pytest.mark.ref("BN13")
def test_help_is_asked_for_what_has_happened(club: Club, member: UUID) -> None:
    """会员福利口径: today yes, tomorrow no."""
    club.claim("队员甲", club.today)
    with pytest.raises(Refused) as refused:
        club.claim("队员甲", date(2026, 7, 7))
    assert "BN13" in refs(refused)


@pytest.mark.trap(62)
@pytest.mark.ref("BN12")
def test_what_is_left_is_the_cap_less_what_this_cover_paid(club: Club, member: UUID) -> None:
    """会员福利口径: asked counts until it is answered, then what was paid; to the fen."""
    first = club.submitted("队员甲", date(2026, 7, 2), 400_00)
    assert queries.left_of(covered(club)) == 600_00
    club.do(first, "note_paid", inputs.NotePaid(club.today, 300_00))
    assert queries.left_of(covered(club)) == 700_00
    second = club.claim("队员甲", date(2026, 7, 3))
    club.do(second, "take_up")
    with pytest.raises(Refused) as refused:
        club.do(second, "submit", inputs.Submit(club.today, 700_01))
    assert refs(refused) == {"BN12"}
    club.do(second, "submit", inputs.Submit(club.today, 700_00))
    assert queries.left_of(covered(club)) == 0
    club.do(second, "note_refused", inputs.NoteRefused(club.today, "不属保障范围"))
    assert queries.left_of(covered(club)) == 700_00


@pytest.mark.trap(62)
def test_last_years_claims_eat_nothing_of_this_years_cap(club: Club, member: UUID) -> None:
    first = club.submitted("队员甲", date(2026, 7, 2), 1000_00)
    club.do(first, "note_paid", inputs.NotePaid(club.today, 1000_00))
    old = covered(club)
    club.now = JULY.replace(year=2027)
    club.closed(club.money(year=2027), club.round(2027, cap=1000_00))
    new = queries.cover_at(club.people["队员甲"].pk, "insurance", date(2027, 7, 1))
    assert new
    assert (queries.left_of(old), queries.left_of(new)) == (0, 1000_00)
    late = club.claim("队员甲", LAST)
    assert ClaimHelp.objects.get(pk=late).enrolment == old


def test_without_a_cap_nothing_is_counted(club: Club, member: UUID) -> None:
    row = covered(club)
    row.round.cap = None
    assert queries.left_of(row) is None


def test_nobody_takes_up_for_another_union_and_nobody_sees_it(club: Club, member: UUID) -> None:
    claim = club.claim("队员甲", club.today, words=SECRET)
    for name in ("东干部", "东主席", "队员乙", "局长", "管理员"):
        with pytest.raises(NotPermitted):
            club.do(claim, "take_up", by=name)
        found = Matter.objects.filter(access__token__in=tokens_of(club.actor(name)))
        assert claim not in set(found.values_list("pk", flat=True))
    mine = Matter.objects.filter(access__token__in=tokens_of(club.actor("队员甲")))
    assert claim in set(mine.values_list("pk", flat=True))


@pytest.mark.trap(68)
def test_what_happened_stands_nowhere_in_plain(club: Club, member: UUID) -> None:
    claim = club.claim("队员甲", club.today, words=SECRET)
    club.do(claim, "take_up")
    club.do(claim, "submit", inputs.Submit(club.today, 1_00))
    club.do(claim, "note_refused", inputs.NoteRefused(club.today, SECRET))
    assert not JournalEntry.objects.filter(body__contains=SECRET).exists()
    assert SECRET not in Matter.objects.get(pk=claim).title
    sealed = ClaimHelp.objects.select_related("words").get(pk=claim).words
    assert sealed
    assert SECRET.encode() not in bytes(sealed.ciphertext)


def test_it_is_taken_back_by_whoever_asked(club: Club, member: UUID) -> None:
    claim = club.claim("队员甲", club.today)
    club.do(claim, "withdraw_claim", by="队员甲")
    assert Matter.objects.get(pk=claim).state == "withdrawn"
