"""A round of cover from preparation to its end; differences stand before anything is written."""

from datetime import date

import pytest

from chengguan.core.journal.models import Look
from chengguan.core.journal.verification import verify
from chengguan.core.work import workbench
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.visibility import tokens_of
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.insurance.procedures import CLAIM_HELP, INSURANCE_ROUND
from chengguan.union.benefits.models import Enrolment, InsuranceRound
from chengguan.union.members import inputs as membership
from tests.union.benefits.club import JANUARY, JULY, Club

pytestmark = pytest.mark.postgres
CUT_OFF = date(2026, 6, 30)


def refs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.ref for finding in refused.value.findings if finding.refuses}


def test_the_graphs_are_those_that_running_matters_keep() -> None:
    assert INSURANCE_ROUND.graph_hash == "833e104cddb2edfd"
    assert CLAIM_HELP.graph_hash == "978a87e5033b9d33"


def test_from_preparation_to_its_end(club: Club) -> None:
    club.carded("甲")
    club.carded("乙", club.west)
    club.now = JULY
    head = club.money(50_00)
    round_ = club.round()
    taken = club.checked(round_)
    assert club.fates(taken) == {"甲@东工会": ("enrol", "new"), "乙@西工会": ("enrol", "new")}
    assert not Enrolment.objects.exists()
    club.do(round_, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    assert club.kept(round_) == [(12_00, "reserved"), (12_00, "reserved")]
    club.do(round_, "send_list", inputs.SendList(club.today))
    club.answer(round_, "甲")
    club.answer(round_, "乙", yes=False, said="已另行参保")
    assert club.states(round_) == {"甲": "accepted", "乙": "rejected"}
    club.do(round_, "close")
    assert club.kept(round_) == [(12_00, "paid"), (12_00, "released")]
    row = Enrolment.objects.get(person__name="甲")
    assert (row.begins, row.last_day, row.until) == (
        date(2026, 7, 1),
        date(2027, 6, 30),
        date(2027, 7, 1),
    )
    assert verify().findings == []


def test_the_staff_owes_the_next_step_and_nothing_before_the_cut_off(club: Club) -> None:
    club.carded("甲")
    head = club.money(50_00, year=2027)
    round_ = club.round(2027, "january")

    def owed() -> list[str]:
        found = workbench.workbench(club.actor("局干部"), club.now)
        return [found.acts[m.pk] for m in found.mine]

    assert owed() == []
    club.now = JANUARY
    assert owed() == ["take_snapshot"]
    taken = club.checked(round_)
    assert owed() == ["confirm_list"]
    club.do(round_, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    assert owed() == ["send_list"]
    club.do(round_, "send_list", inputs.SendList(club.today))
    assert owed() == []
    club.answer(round_)
    assert owed() == ["close"]


@pytest.mark.ref("BN03")
def test_nobody_is_checked_before_the_cut_off_of_the_terms(club: Club) -> None:
    """沪会员专享条款 1: on the day itself one may, the day before not."""
    club.carded("甲")
    club.now = JULY.replace(month=6, day=29)
    round_ = club.round()
    with pytest.raises(Refused) as refused:
        club.do(round_, "take_snapshot")
    assert refs(refused) == {"BN03"}
    club.now = JULY.replace(month=6, day=30)
    club.do(round_, "take_snapshot")


@pytest.mark.trap(61)
def test_who_changed_on_the_cut_off_day_is_enrolled_once_with_the_new_union(club: Club) -> None:
    club.now = JULY
    moved, left = club.carded("移"), club.carded("离")
    club.carded("晚", joined_on=date(2026, 7, 1))
    club.carded("当天", joined_on=CUT_OFF)
    club.act(moved, "transfer", membership.Move(CUT_OFF, club.west, "调动。"))
    club.act(left, "transfer_out", membership.MoveOut(CUT_OFF, "外单位工会"))
    taken = club.checked(club.round())
    assert set(club.fates(taken)) == {"移@西工会", "当天@东工会"}


def test_what_cannot_be_enrolled_goes_back_with_its_reason(club: Club) -> None:
    club.carded("甲")
    club.carded("无卡", card="")
    club.carded("无号", id_number="")
    club.carded("退休", retained="retired", retained_since=date(2025, 1, 1))
    club.now = JULY
    fates = club.fates(club.checked(club.round()))
    assert {name.partition("@")[0]: fate for name, (fate, _change) in fates.items()} == {
        "甲": "enrol",
        "无卡": "no_card",
        "无号": "no_number",
        "退休": "retained",
    }


def test_a_number_is_opened_once_with_a_look_that_the_member_sees(club: Club) -> None:
    member = club.carded("甲")
    club.now = JULY
    round_ = club.closed(club.money())
    looks = Look.objects.filter(subject=member)
    assert [look.reason for look in looks] == ["参保名单核对"]
    club.now = JANUARY.replace(month=7)
    again = club.round(2027)
    club.checked(again)
    assert looks.count() == 1
    assert round_ != again


@pytest.mark.trap(65)
def test_new_gone_and_changed_are_told_against_the_round_before(club: Club) -> None:
    club.carded("留")
    gone, moved = club.carded("离"), club.carded("移")
    club.now = JULY
    club.closed(club.money())
    club.now = JULY.replace(year=2027)
    club.act(gone, "transfer_out", membership.MoveOut(date(2027, 3, 1), "外单位工会"))
    club.act(moved, "transfer", membership.Move(date(2027, 3, 1), club.west, "调动。"))
    club.carded("新", joined_on=date(2027, 1, 1))
    round_ = club.round(2027)
    taken = club.checked(round_)
    assert {key: change for key, (_fate, change) in club.fates(taken).items()} == {
        "留@东工会": "kept",
        "移@西工会": "changed",
        "新@东工会": "new",
    }
    row = InsuranceRound.objects.get(pk=round_)
    assert [one.person.name for one in queries.gone_of(row, taken)] == ["离"]
    assert Enrolment.objects.filter(round=round_).count() == 0


def test_january_takes_only_whom_july_did_not(club: Club) -> None:
    club.carded("老")
    club.now = JULY
    club.closed(club.money())
    club.now = JANUARY
    club.carded("新", joined_on=date(2026, 10, 1))
    fates = club.fates(club.checked(club.round(2027, "january")))
    assert fates == {"老@东工会": ("covered", "none"), "新@东工会": ("enrol", "new")}


@pytest.mark.trap(65)
def test_the_list_that_was_shown_is_confirmed_and_no_other(club: Club) -> None:
    club.carded("甲")
    club.now = JULY
    head, round_ = club.money(), club.round()
    first = club.checked(round_)
    club.checked(round_)
    with pytest.raises(Refused) as refused:
        club.do(round_, "confirm_list", inputs.ConfirmList(first.pk, head.pk))
    assert refs(refused) == {"BN04"}


@pytest.mark.trap(65)
@pytest.mark.ref("BN05")
def test_one_policy_a_person(club: Club) -> None:
    """沪会员专享条款 5: whoever was enrolled meanwhile, by another union, is not enrolled again."""
    club.carded("甲")
    club.now = JULY
    head = club.money()
    own = club.round()
    taken = club.checked(own)
    base = club.money(organ=club.east)
    other = club.opened("东干部", organ=club.east).matter
    checked = club.checked(other, "东干部")
    club.do(other, "confirm_list", inputs.ConfirmList(checked.pk, base.pk), "东干部")
    with pytest.raises(Refused) as refused:
        club.do(own, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    assert refs(refused) == {"BN05"}
    assert club.fates(club.checked(own)) == {"甲@东工会": ("covered", "none")}


@pytest.mark.trap(67)
def test_what_was_called_off_frees_and_a_follow_up_blocks(club: Club) -> None:
    club.carded("甲")
    club.now = JULY
    head = club.money(12_00)
    first = club.listed(head)
    club.do(first, "call_off", inputs.CallOff("承保单位改期。"))
    assert club.kept(first) == [(12_00, "released")]
    second = club.closed(head)
    assert club.kept(second) == [(12_00, "paid")]
    third = club.round()
    taken = club.checked(third)
    with pytest.raises(Refused) as refused:
        club.do(third, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    assert "BN04" in refs(refused)


@pytest.mark.trap(67)
def test_who_is_removed_frees_his_share_and_comes_into_the_next(club: Club) -> None:
    club.carded("甲")
    club.carded("乙")
    club.now = JULY
    head = club.money()
    round_ = club.sent(head)
    row = Enrolment.objects.get(person__name="乙")
    club.do(round_, "remove_one", inputs.RemoveOne(row.pk, "本人不愿参保。"))
    club.answer(round_)
    club.do(round_, "close")
    assert sorted(club.kept(round_)) == [(12_00, "paid"), (12_00, "released")]
    fates = club.fates(club.checked(club.round()))
    assert {key: fate for key, (fate, _c) in fates.items()} == {
        "甲@东工会": "covered",
        "乙@东工会": "enrol",
    }


@pytest.mark.trap(43)
def test_the_head_is_asked_before_the_list_stands(club: Club) -> None:
    club.carded("甲")
    club.carded("乙")
    club.now = JULY
    head, round_ = club.money(23_99), club.round()
    taken = club.checked(round_)
    with pytest.raises(Refused) as refused:
        club.do(round_, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    assert refs(refused) == {"FN03"}
    assert (Enrolment.objects.count(), club.kept(round_)) == (0, [])


@pytest.mark.ref("BN02")
def test_one_round_of_a_cover_at_a_time(club: Club) -> None:
    """会员福利口径: another cover may have its own."""
    club.round()
    with pytest.raises(Refused) as refused:
        club.round()
    assert refs(refused) == {"BN02"}
    club.round(product="mutual_aid")


@pytest.mark.ref("BN01")
def test_another_fee_than_that_of_the_old_terms_is_told(club: Club) -> None:
    """沪会员专享条款 4: a warning, recorded; the known fee says nothing."""
    found = club.opened(fee=36_00, share=18_00)
    assert [(one.ref, one.refuses) for one in found.findings] == [("BN01", False)]
    club.do(found.matter, "call_off", inputs.CallOff("改期。"))
    assert club.opened().findings == ()


@pytest.mark.ref("BN06")
def test_it_ends_when_everybody_is_answered(club: Club) -> None:
    """会员福利口径."""
    club.carded("甲")
    club.now = JULY
    round_ = club.sent(club.money())
    with pytest.raises(Refused) as refused:
        club.do(round_, "close")
    assert refs(refused) == {"BN06"}
    club.answer(round_)
    club.do(round_, "close")


@pytest.mark.ref("BN07")
def test_accepted_cover_is_not_called_off(club: Club) -> None:
    """会员福利口径."""
    club.carded("甲")
    club.now = JULY
    round_ = club.sent(club.money())
    club.answer(round_)
    with pytest.raises(Refused) as refused:
        club.do(round_, "call_off", inputs.CallOff("错。"))
    assert refs(refused) == {"BN07"}


@pytest.mark.ref("BN08")
def test_an_answer_is_for_the_list_and_once(club: Club) -> None:
    """会员福利口径."""
    club.carded("甲")
    club.now = JULY
    round_ = club.sent(club.money())
    row = Enrolment.objects.get()
    club.answer(round_)
    again = inputs.TakeReceipt(club.today, (inputs.Answered(row.pk, False, "", "退"),))
    for action, data in (("take_receipt", again), ("remove_one", inputs.RemoveOne(row.pk, "错"))):
        with pytest.raises(Refused) as refused:
            club.do(round_, action, data)
        assert refs(refused) == {"BN08"}


@pytest.mark.ref("BN09")
@pytest.mark.parametrize("on", [date(2026, 6, 29), date(2026, 7, 7)])
def test_a_list_goes_out_after_the_cut_off_and_not_tomorrow(club: Club, on: date) -> None:
    """会员福利口径."""
    club.carded("甲")
    club.now = JULY
    round_ = club.listed(club.money())
    with pytest.raises(Refused) as refused:
        club.do(round_, "send_list", inputs.SendList(on))
    assert refs(refused) == {"BN09"}


@pytest.mark.parametrize("name", ["东主席", "东干部", "局长", "管理员", "督察"])
def test_nobody_else_runs_a_round(club: Club, name: str) -> None:
    round_ = club.round()
    with pytest.raises(NotPermitted):
        club.do(round_, "call_off", inputs.CallOff("错。"), name)
    visible = Matter.objects.filter(access__token__in=tokens_of(club.actor(name)))
    assert round_ not in set(visible.values_list("pk", flat=True))


def test_two_persons_under_one_number_both_go_back(club: Club) -> None:
    """The register refuses it; what an old import brought is found all the same."""
    first, second = club.carded("甲"), club.carded("乙")
    one, two = club.record(first), club.record(second)
    type(two).objects.filter(pk=two.pk).update(id_number=one.id_number)
    club.now = JULY
    fates = club.fates(club.checked(club.round()))
    assert {fate for fate, _change in fates.values()} == {"double"}
