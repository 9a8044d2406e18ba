"""A membership from application to its end; the spans of ``org`` say the same at every step."""

from datetime import date

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work import workbench
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.models import Assignment
from chengguan.union.members import inputs
from chengguan.union.members.models import CommitteeDecision, Retention, Transfer, UpperFiling
from chengguan.union.members.procedures import MEMBERSHIP
from tests.union.members.union import BORN, TODAY, Union, number

pytestmark = pytest.mark.postgres


def refs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.ref for finding in refused.value.findings}


def test_the_graph_is_the_one_that_running_memberships_keep() -> None:
    assert MEMBERSHIP.graph_hash == "5ccee8d8bdf56ca9"


def test_from_application_to_card(union: Union) -> None:
    matter = union.apply(id_number=number(), phone="13800000000")
    assert union.state(matter) == "applied"
    assert union.spans(matter) == []
    union.act(matter, "consider", inputs.Opine(TODAY, is_agreed=True), by="一组长")
    union.act(matter, "approve", inputs.Approve(TODAY, "第三届委员会第五次会议"))
    assert union.state(matter) == "active"
    assert union.spans(matter) == [("东工会", TODAY, None)]
    assert union.spans(matter, "union_group") == [("东一组", TODAY, None)]
    union.act(matter, "issue_card", inputs.IssueCard(TODAY, card="6222 0000 1234 5678"))
    record = union.record(matter)
    assert (record.card_tail, record.card_issued_on, record.joined_on) == ("5678", TODAY, TODAY)
    assert verify().findings == []


def test_who_owes_what(union: Union) -> None:
    """The leader speaks for the group, the chair for the committee; the applicant waits."""
    matter = union.apply()

    def owed(name: str) -> list[str]:
        found = workbench.workbench(union.actor(name), union.now)
        return [found.acts[m.pk] for m in found.mine]

    assert (owed("一组长"), owed("东主席"), owed("队员甲")) == (["consider"], [], [])
    union.act(matter, "consider", inputs.Opine(TODAY, is_agreed=True), by="一组长")
    assert (owed("一组长"), owed("东主席"), owed("队员甲")) == ([], ["approve"], [])
    union.act(matter, "approve", inputs.Approve(TODAY))
    assert not Assignment.objects.filter(matter=matter, until=None)


def test_an_application_is_taken_back_by_whoever_made_it(union: Union) -> None:
    matter = union.apply()
    union.act(matter, "withdraw_application", by="队员甲")
    assert union.state(matter) == "withdrawn"
    assert union.apply() != matter


def test_a_refusal_leaves_no_span(union: Union) -> None:
    matter = union.considered()
    union.act(matter, "refuse_admission", inputs.Refuse(TODAY, "材料不实。"))
    assert (union.state(matter), union.spans(matter)) == ("refused", [])


@pytest.mark.trap(61)
def test_a_transfer_leaves_no_gap_and_no_double(union: Union) -> None:
    """One act: the old span ends and the new begins on the same day."""
    matter = union.enrol()
    move = inputs.Move(date(2026, 9, 1), union.west, "调动。", union.three)
    union.act(matter, "transfer", move)
    assert union.state(matter) == "active"
    assert union.spans(matter) == [
        ("东工会", date(2024, 1, 1), date(2026, 9, 1)),
        ("西工会", date(2026, 9, 1), None),
    ]
    assert union.spans(matter, "union_group") == [
        ("东一组", date(2024, 1, 1), date(2026, 9, 1)),
        ("西一组", date(2026, 9, 1), None),
    ]
    assert union.record(matter).matter.organ == union.west
    assert Transfer.objects.get().source == union.east
    with pytest.raises(NotPermitted):
        union.act(matter, "issue_card", inputs.IssueCard(TODAY, card="1"), by="东主席")
    union.act(matter, "issue_card", inputs.IssueCard(TODAY, card="62220001"), by="西主席")
    assert verify().findings == []


def test_a_change_of_group_leaves_the_span_of_the_union(union: Union) -> None:
    matter = union.enrol()
    union.act(matter, "transfer", inputs.Move(TODAY, union.east, "调组。", union.two))
    assert union.spans(matter) == [("东工会", date(2024, 1, 1), None)]
    assert union.spans(matter, "union_group") == [
        ("东一组", date(2024, 1, 1), TODAY),
        ("东二组", TODAY, None),
    ]


def test_out_and_back(union: Union) -> None:
    matter = union.enrol()
    union.act(matter, "transfer_out", inputs.MoveOut(date(2026, 9, 1), "某公司工会"))
    assert union.state(matter) == "moved_out"
    assert union.spans(matter) == [("东工会", date(2024, 1, 1), date(2026, 9, 1))]
    union.act(matter, "transfer_back", inputs.MoveBack(date(2026, 9, 10), "某公司工会", union.east))
    assert union.state(matter) == "active"
    assert union.spans(matter)[-1] == ("东工会", date(2026, 9, 10), None)
    assert verify().findings == []


def test_in_from_outside(union: Union) -> None:
    data = inputs.TransferIn(
        person=union.people["队员甲"],
        union=union.east,
        sex="male",
        born_on=BORN,
        on=TODAY,
        elsewhere="某公司工会",
        letter=(union.file(),),
    )
    matter = union.open("transfer_in", data, "东主席")
    assert union.spans(matter) == [("东工会", TODAY, None)]
    assert Transfer.objects.get().kind == Transfer.Kind.IN


def test_kept_and_taken_up_again(union: Union) -> None:
    """章程 8: who retires stays a member; the span runs on."""
    matter = union.enrol()
    union.act(matter, "retain", inputs.Retain("retired", date(2026, 9, 1)))
    assert union.state(matter) == "retained"
    assert union.spans(matter) == [("东工会", date(2024, 1, 1), None)]
    union.act(matter, "resume", inputs.Resume(date(2026, 9, 10)))
    assert union.state(matter) == "active"
    kept = Retention.objects.get()
    assert (kept.since, kept.until) == (date(2026, 9, 1), date(2026, 9, 10))


def test_leaving_is_told_and_announced(union: Union) -> None:
    matter = union.enrol(card="62220001")
    union.act(matter, "tell_leaving", inputs.TellLeaving(TODAY))
    union.act(matter, "take_back_leaving")
    union.act(matter, "tell_leaving", inputs.TellLeaving(TODAY))
    union.act(matter, "announce_leaving", inputs.AnnounceLeaving(TODAY, TODAY))
    assert union.state(matter) == "left"
    assert union.record(matter).card_withdrawn_on == TODAY
    assert union.spans(matter) == [("东工会", date(2024, 1, 1), TODAY)]
    assert verify().findings == []


def test_deemed_to_have_left(union: Union) -> None:
    matter = union.enrol()
    union.act(matter, "note_lapse", inputs.NoteLapse(date(2026, 3, 1), "停缴会费。"))
    talk = inputs.Educate(date(2026, 8, 1), "谈话。", is_refused=True)
    union.act(matter, "educate", talk)
    union.act(matter, "deem_left", inputs.Deem(date(2026, 9, 1)))
    assert union.state(matter) == "deemed_left"
    assert union.spans(matter)[0][2] == date(2026, 9, 1)
    assert CommitteeDecision.objects.get().about == CommitteeDecision.About.DEEMED_EXIT
    assert verify().findings == []


def test_expelled_when_the_union_above_has_it_on_record(union: Union) -> None:
    matter = union.expelled(union.enrol())
    assert union.state(matter) == "active"
    union.act(matter, "file_expulsion", inputs.FileExpulsion(date(2026, 9, 1), "局工备1号"))
    assert union.state(matter) == "expelled"
    assert union.spans(matter)[0][2] == date(2026, 8, 20)
    assert UpperFiling.objects.get().number == "局工备1号"
    assert verify().findings == []


def test_an_expulsion_may_be_revoked_before_it_is_on_record(union: Union) -> None:
    matter = union.expelled(union.enrol())
    union.act(matter, "revoke_expulsion", inputs.Revoke(TODAY, "再审改判。"))
    assert union.state(matter) == "active"
    with pytest.raises(Refused) as refused:
        union.act(matter, "file_expulsion", inputs.FileExpulsion(TODAY, "1"))
    assert refs(refused) == {"MB15"}


def test_particulars_are_amended(union: Union) -> None:
    matter = union.enrol(id_number=number())
    amend = inputs.Amend("male", BORN, "换证。", phone="13900000000", model_worker="市劳模")
    union.act(matter, "amend_particulars", amend)
    record = union.record(matter)
    assert record.phone_id
    assert record.id_number_id
    assert record.model_worker == "市劳模"
