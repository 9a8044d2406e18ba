"""What relief refuses, and the way that is open beside it."""

from datetime import date
from typing import Any

import pytest

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.union.care import inputs, queries
from chengguan.union.care.registering import review_hardship
from tests.union.care.care import OTHER, STAFF, THEN, Care
from tests.union.members.union import TODAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TOMORROW = date(2026, 9, 16)


def refs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.ref for finding in refused.value.findings if finding.refuses}


@pytest.mark.ref("CA01", "CA02", "CA03", "CA04")
@pytest.mark.parametrize(
    ("said", "refused_by"),
    [
        ({"occurred_on": date(2023, 12, 31)}, {"CA01"}),
        ({"occurred_on": date(2024, 1, 1)}, set()),
        ({"occurred_on": TODAY}, set()),
        ({"occurred_on": TOMORROW}, {"CA02"}),
        ({"cause": ""}, {"CA03"}),
        ({"cause": "", "kind": "marriage"}, set()),
        ({"by": STAFF, "source": "own"}, {"CA04"}),
        ({"by": STAFF, "source": "sweep"}, set()),
    ],
)
def test_an_application(care: Care, said: dict[str, Any], refused_by: set[str]) -> None:
    """工会帮扶口径: a member on that day, something that happened, its cause, its source."""
    if not refused_by:
        assert care.state(care.ask(**said)) == "applied"
        return
    with pytest.raises(Refused) as refused:
        care.ask(**said)
    assert refs(refused) == refused_by


@pytest.mark.ref("CA05", "CA06")
def test_nobody_handles_his_own(care: Care) -> None:
    """工会帮扶口径: staff who apply are handled by others, and take back what is theirs."""
    matter = care.ask(STAFF)
    with pytest.raises(Refused) as refused:
        care.do(matter, "accept", inputs.Accept(), by=STAFF)
    assert refs(refused) == {"CA05"}
    care.do(matter, "accept", inputs.Accept(), by=OTHER)
    care.do(matter, "withdraw_relief", by=STAFF)
    with pytest.raises(NotPermitted):
        care.do(care.ask(), "withdraw_relief", by=STAFF)


def test_staff_of_another_union_and_chairs_take_no_act(care: Care) -> None:
    matter = care.ask()
    for name in ("西干部", "局干部", "东主席", "局长", "管理员", "女工委员"):
        with pytest.raises(NotPermitted):
            care.do(matter, "accept", inputs.Accept(), by=name)
    with pytest.raises(NotPermitted):
        care.ask(by="西干部")


@pytest.mark.ref("CA07")
@pytest.mark.parametrize(
    ("pair", "is_refused"),
    [
        (("一组长", "一组长"), True),
        (("一组长", "队员甲"), True),
        (("一组长", "二组长"), False),
        ((STAFF, "一组长"), False),
    ],
)
def test_two_others_visit(care: Care, pair: tuple[str, str], is_refused: bool) -> None:
    """工会帮扶口径: two different people, not the applicant."""
    matter = care.do(care.ask(), "accept", inputs.Accept())
    first, second = (care.people[name] for name in pair)
    if not is_refused:
        care.do(matter, "name_visitors", inputs.NameVisitors(first, second))
        return
    with pytest.raises(Refused) as refused:
        care.do(matter, "name_visitors", inputs.NameVisitors(first, second))
    assert refs(refused) == {"CA07"}


@pytest.mark.ref("CA05", "CA08", "CA09")
def test_a_visit_is_told_by_who_went(care: Care) -> None:
    """工会帮扶口径: by one of the two, between application and today."""
    matter = care.visiting()

    def told(on: date) -> inputs.RecordVisit:
        return inputs.RecordVisit(on, place="家中", words="属实。")

    with pytest.raises(NotPermitted):
        care.do(matter, "record_visit", told(TODAY), by=STAFF)
    with pytest.raises(Refused) as refused:
        care.do(matter, "record_visit", told(TODAY), by="队员甲")
    assert refs(refused) == {"CA05", "CA08"}
    for on in (date(2026, 9, 14), TOMORROW):
        with pytest.raises(Refused) as refused:
            care.do(matter, "record_visit", told(on), by="一组长")
        assert refs(refused) == {"CA09"}
    care.do(matter, "record_visit", told(TODAY), by="一组长")


@pytest.mark.ref("CA10", "CA12")
def test_money_is_for_the_matter_and_by_two(care: Care) -> None:
    """工会帮扶口径, 皖工经费办法: what was applied for, approved by another."""
    matter = care.visited()
    for said in (
        {"item": "marriage"},
        {"person": care.people["队员乙"].pk},
        {"on": TODAY},
        {"cause": "x"},
        {"recipient": "retired"},
    ):
        with pytest.raises(Refused) as refused:
            care.do(matter, "propose_payment", care.money(matter, **said))
        assert "CA10" in refs(refused)
    care.do(matter, "propose_payment", care.money(matter))
    with pytest.raises(Refused) as refused:
        care.do(matter, "approve_payment", by=STAFF)
    assert refs(refused) == {"CA12"}
    care.do(matter, "approve_payment", by=OTHER)


@pytest.mark.ref("CA13", "CA14", "CA15")
def test_paid_under_a_real_name_after_approval(care: Care) -> None:
    """皖工经费办法, 工会帮扶口径: receiver and receipt, on a day between approval and today."""
    matter = care.approved()
    receipt = (care.file(STAFF),)
    for paid, ref in (
        (inputs.Pay(TODAY, received_by="队员甲"), "CA13"),
        (inputs.Pay(TODAY, receipt=receipt), "CA13"),
        (inputs.Pay(date(2026, 9, 14), "队员甲", receipt), "CA14"),
        (inputs.Pay(TOMORROW, "队员甲", receipt), "CA14"),
    ):
        with pytest.raises(Refused) as refused:
            care.do(matter, "pay", paid)
        assert refs(refused) == {ref}
    care.do(matter, "pay", inputs.Pay(TODAY, "队员甲", receipt))
    for on in (date(2026, 9, 14), TOMORROW):
        with pytest.raises(Refused) as refused:
            care.do(matter, "follow_up", inputs.Follow(on, "好转。"))
        assert refs(refused) == {"CA15"}


@pytest.mark.ref("CA11")
def test_hardship_aid_stands_on_a_file_in_force(care: Care) -> None:
    """皖工经费办法, 工会帮扶口径: on the day of the event; the last day is the one before."""
    matter = care.visited(kind="hardship", cause="")
    with pytest.raises(Refused) as refused:
        care.do(matter, "propose_payment", care.money(matter))
    assert refs(refused) == {"CA11"}
    file = care.hardship(since=date(2025, 9, 10))
    assert file.until == THEN
    with pytest.raises(Refused):
        care.do(matter, "propose_payment", care.money(matter))
    review_hardship(
        file=file,
        on=TODAY,
        is_kept=True,
        proofs=(care.file(STAFF),),
        by=care.people[STAFF],
        at=care.now,
    )
    care.do(matter, "propose_payment", care.money(matter))
    assert care.state(matter) == "proposed"


def test_a_hardship_file_is_by_another_and_has_proofs(care: Care) -> None:
    with pytest.raises(ServiceRefused, match="本人"):
        care.hardship(STAFF, by=STAFF)
    with pytest.raises(ServiceRefused, match="证明"):
        care.hardship(proofs=())
    file = care.hardship()
    with pytest.raises(ServiceRefused, match="已有"):
        care.hardship()
    review_hardship(
        file=file, on=TODAY, is_kept=False, proofs=(), by=care.people[STAFF], at=care.now
    )
    file.refresh_from_db()
    assert file.ended_on == TODAY


@pytest.mark.ref("CA01")
def test_a_union_without_staff_leaves_care_to_the_one_above(care: Care) -> None:
    """工会帮扶口径: the nearest union that has staff, and no other."""
    south = care.organ(OrganKind.BASE_UNION, "南工会", care.top)
    person = care.person("南会员", Role.OFFICER, care.team)
    care.person("南主席", Role.BASE_UNION_CHAIR, south)
    care.enrol(person=person, union=south, by="南主席")
    assert queries.handling_unions(person.pk, TODAY) == [care.top]
    assert queries.handling_unions(care.people["队员甲"].pk, TODAY) == [care.east]
    assert care.state(care.ask("南会员", union=care.top)) == "applied"
    with pytest.raises(Refused) as refused:
        care.ask("南会员", union=care.east)
    assert refs(refused) == {"CA01"}
