"""Each rule with what keeps it, what breaks it, and its edge; the article stands beside."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from chengguan.core.org.models import Person
from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.core.work.perform import perform
from chengguan.law.parameters import shipped
from chengguan.union.members import inputs
from tests.union.members.union import BORN, TODAY, Union, number

DAY = timedelta(days=1)


def refused(step: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as found:
        step()
    return {finding.ref for finding in found.value.findings}


# -- beginning -------------------------------------------------------------------------------


@pytest.mark.ref("MB01")
def test_an_application_is_ones_own_or_signed(union: Union) -> None:
    """工会章程（2008） 2: entered for somebody, it carries his signature."""
    assert refused(lambda: union.apply("队员乙", by="一组长")) == {"MB01"}
    signed = union.file("一组长")
    assert union.apply("队员乙", by="一组长", application=(signed,))
    assert union.apply("队员甲")


@pytest.mark.ref("MB01")
def test_nobody_without_office_applies_for_another(union: Union) -> None:
    """工会章程（2008） 2."""
    with pytest.raises(NotPermitted):
        union.apply("队员乙", by="队员甲", application=(union.file("队员甲"),))


@pytest.mark.ref("MB02")
def test_nobody_joins_twice(union: Union) -> None:
    """会员管理口径: neither beside an application nor beside a membership, on no day of it."""
    union.apply()
    assert refused(lambda: union.apply()) == {"MB02"}
    union.enrol(person=union.people["队员乙"])
    assert refused(lambda: union.apply("队员乙")) == {"MB02"}
    again = lambda: union.enrol(  # noqa: E731  # one refused step
        person=union.people["队员乙"], by="西主席", union=union.west, joined_on=date(2020, 1, 1)
    )
    assert refused(again) == {"MB02"}


@pytest.mark.ref("MB02")
def test_who_left_may_join_again_from_that_day(union: Union) -> None:
    """会员管理口径: the last day of the old span is free."""
    matter = union.enrol(person=union.people["队员甲"])
    union.act(matter, "transfer_out", inputs.MoveOut(date(2026, 9, 1), "某公司工会"))
    data = {"person": union.people["队员甲"], "by": "西主席", "union": union.west}
    assert refused(lambda: union.enrol(joined_on=date(2026, 8, 31), **data)) == {"MB02"}
    assert union.enrol(joined_on=date(2026, 9, 1), **data)


@pytest.mark.ref("MB03")
def test_union_and_group_belong_together(union: Union) -> None:
    """会员管理口径."""
    assert refused(lambda: union.apply(union=union.bureau, group=None)) == {"MB03"}
    assert refused(lambda: union.apply(group=union.three)) == {"MB03"}
    assert refused(lambda: union.apply(group=union.east)) == {"MB03"}
    assert union.apply(group=None)


@pytest.mark.ref("MB06")
def test_a_number_passes_its_check_and_agrees(union: Union) -> None:
    """会员管理口径: the check digit, the sex, the birthday, and one holder."""
    sound = number()
    wrong = sound[:-1] + ("0" if sound[-1] != "0" else "1")
    assert refused(lambda: union.apply(id_number=wrong)) == {"MB06"}
    assert refused(lambda: union.apply(id_number=sound[:15])) == {"MB06"}
    assert refused(lambda: union.apply(id_number=sound, sex="female")) == {"MB06"}
    assert refused(lambda: union.apply(id_number=sound, born_on=BORN + DAY)) == {"MB06"}
    matter = union.apply(id_number=sound)
    assert refused(lambda: union.apply("队员乙", id_number=sound)) == {"MB06"}
    union.act(matter, "withdraw_application", by="队员甲")
    assert union.apply("队员乙", id_number=sound)


@pytest.mark.ref("MB06")
def test_an_amended_number_passes_the_same_check(union: Union) -> None:
    """会员管理口径: his own number is no other's."""
    matter = union.enrol(id_number=number())
    union.enrol("别人", id_number=number(order=3))
    own = inputs.Amend("male", BORN, "重录。", id_number=number())
    union.act(matter, "amend_particulars", own)
    other = inputs.Amend("male", BORN, "重录。", id_number=number(order=3))
    assert refused(lambda: union.act(matter, "amend_particulars", other)) == {"MB06"}


@pytest.mark.ref("MB18")
def test_nothing_begins_tomorrow(union: Union) -> None:
    """会员管理口径."""
    assert refused(lambda: union.apply(applied_on=TODAY + DAY)) == {"MB18"}
    assert refused(lambda: union.enrol(joined_on=TODAY + DAY)) == {"MB18"}
    assert union.enrol(joined_on=TODAY)


# -- from application to membership --------------------------------------------------------------


@pytest.mark.ref("MB04")
def test_nobody_rules_on_his_own_application(union: Union) -> None:
    """会员管理口径: neither for the group nor for the committee."""
    matter = union.apply("一组长")
    opinion = inputs.Opine(TODAY, is_agreed=True)
    assert refused(lambda: union.act(matter, "consider", opinion, "一组长")) == {"MB04"}
    union.act(matter, "consider", opinion, "东主席")


@pytest.mark.ref("MB05")
def test_the_committee_decides_after_the_group(union: Union) -> None:
    """工会章程（2008） 2: not before the group, not after today; on the day itself it may."""
    matter = union.considered()
    early, late = inputs.Approve(TODAY - DAY), inputs.Approve(TODAY + DAY)
    assert refused(lambda: union.act(matter, "approve", early)) == {"MB05"}
    assert refused(lambda: union.act(matter, "approve", late)) == {"MB05"}
    union.act(matter, "approve", inputs.Approve(TODAY))


@pytest.mark.ref("MB05")
def test_what_happened_unlawfully_is_taken_down_with_a_finding(union: Union) -> None:
    """工会章程（2008） 2: entered late as it was, it is a finding and not erased."""
    matter = union.considered()
    union.wait(days=2)
    perform(
        matter=matter,
        action="approve",
        by=union.actor("东主席"),
        at=At(union.now - 2 * DAY, union.now, "补录。", has_happened=True),
        data=inputs.Approve(TODAY - DAY),
        key="late",
        version=Matter.objects.get(pk=matter).version,
    )
    assert MatterFinding.objects.get(matter=matter).ref == "MB05"


@pytest.mark.ref("MB05")
def test_the_union_above_does_not_approve_in_its_place(union: Union) -> None:
    """工会章程（2008） 2: the base committee approves."""
    matter = union.considered()
    with pytest.raises(NotPermitted):
        union.act(matter, "approve", inputs.Approve(TODAY), by="局干部")


@pytest.mark.ref("MB16")
def test_only_the_applicant_takes_it_back(union: Union) -> None:
    """会员管理口径."""
    matter = union.apply()
    assert refused(lambda: union.act(matter, "withdraw_application", by="东主席")) == {"MB16"}
    union.act(matter, "withdraw_application", by="队员甲")


@pytest.mark.ref("MB17")
def test_a_card_is_one_members(union: Union) -> None:
    """会员管理口径: no number twice, none before he joined; one that came back is free."""
    first, second = union.enrol("甲"), union.enrol("乙")
    union.act(first, "issue_card", inputs.IssueCard(TODAY, card="6222 0001"))
    same = inputs.IssueCard(TODAY, card="6222 0001")
    assert refused(lambda: union.act(second, "issue_card", same)) == {"MB17"}
    early = inputs.IssueCard(date(2023, 12, 31), card="6222 0002")
    assert refused(lambda: union.act(second, "issue_card", early)) == {"MB17"}
    union.act(second, "issue_card", inputs.IssueCard(date(2024, 1, 1), card="6222 0002"))


# -- the membership follows the job ----------------------------------------------------------------


@pytest.mark.ref("MB07")
def test_a_transfer_lies_within_the_membership(union: Union) -> None:
    """工会章程（2008） 5: from its first day to today, and to somewhere else."""
    matter = union.enrol(joined_on=date(2026, 9, 1))

    def move(on: date, **said: object) -> Callable[[], None]:
        to = {"union": union.west, "group": None} | said
        data = inputs.Move(on, reason="调动。", **to)  # type: ignore[arg-type]
        return lambda: union.act(matter, "transfer", data)

    assert refused(move(date(2026, 8, 31))) == {"MB07"}
    assert refused(move(TODAY + DAY)) == {"MB07"}
    assert refused(move(TODAY, union=union.east, group=union.one)) == {"MB07"}
    assert refused(move(TODAY, union=union.bureau)) == {"MB03"}
    move(date(2026, 9, 1))()


@pytest.mark.ref("MB07")
def test_who_comes_back_does_so_after_he_left(union: Union) -> None:
    """工会章程（2008） 5: on that very day he may."""
    matter = union.enrol()
    union.act(matter, "transfer_out", inputs.MoveOut(date(2026, 9, 1), "某公司工会"))
    early = inputs.MoveBack(date(2026, 8, 31), "某公司工会", union.east)
    assert refused(lambda: union.act(matter, "transfer_back", early)) == {"MB02", "MB07"}
    union.act(matter, "transfer_back", inputs.MoveBack(date(2026, 9, 1), "某公司工会", union.east))


@pytest.mark.ref("MB08")
def test_a_membership_is_kept_while_it_stands(union: Union) -> None:
    """工会章程（2008） 8."""
    matter = union.enrol(joined_on=date(2026, 9, 1))
    early = inputs.Retain("retired", date(2026, 8, 31))
    assert refused(lambda: union.act(matter, "retain", early)) == {"MB08"}
    union.act(matter, "retain", inputs.Retain("retired", date(2026, 9, 1)))
    assert refused(lambda: union.act(matter, "resume", inputs.Resume(date(2026, 8, 31)))) == {
        "MB08"
    }
    union.act(matter, "resume", inputs.Resume(date(2026, 9, 1)))


@pytest.mark.ref("MB08")
def test_who_is_enrolled_as_kept_says_since_when(union: Union) -> None:
    """工会章程（2008） 8."""
    kept = {"retained": "retired"}
    assert refused(lambda: union.enrol(**kept)) == {"MB08"}
    assert refused(lambda: union.enrol(**kept, retained_since=date(2023, 12, 31))) == {"MB08"}
    assert union.enrol(**kept, retained_since=date(2024, 1, 1))


# -- leaving ----------------------------------------------------------------------------------


@pytest.mark.ref("MB09")
def test_a_leaving_is_told_then_announced_and_the_card_comes_back(union: Union) -> None:
    """工会章程（2008） 6."""
    matter = union.enrol(card="62220001")
    announce = inputs.AnnounceLeaving(TODAY, TODAY)
    assert refused(lambda: union.act(matter, "announce_leaving", announce)) == {"MB09"}
    union.act(matter, "tell_leaving", inputs.TellLeaving(TODAY))
    again = inputs.TellLeaving(TODAY)
    assert refused(lambda: union.act(matter, "tell_leaving", again)) == {"MB09"}
    kept = inputs.AnnounceLeaving(TODAY)
    assert refused(lambda: union.act(matter, "announce_leaving", kept)) == {"MB09"}
    early = inputs.AnnounceLeaving(TODAY - DAY, TODAY)
    assert refused(lambda: union.act(matter, "announce_leaving", early)) == {"MB09"}
    union.act(matter, "announce_leaving", announce)


def lapsed(union: Union, since: date = date(2026, 3, 1)) -> UUID:
    matter = union.enrol()
    union.act(matter, "note_lapse", inputs.NoteLapse(since, "停缴会费。"))
    return matter


@pytest.mark.ref("MB10")
def test_six_months_running(union: Union) -> None:
    """工会章程（2008） 6: a day short of six months is short; the day itself is enough."""
    matter = lapsed(union)
    union.act(matter, "educate", inputs.Educate(date(2026, 5, 1), "谈话。", is_refused=True))
    short = inputs.Deem(date(2026, 8, 31))
    assert refused(lambda: union.act(matter, "deem_left", short)) == {"MB10"}
    union.act(matter, "deem_left", inputs.Deem(date(2026, 9, 1)))


@pytest.mark.ref("MB10")
def test_a_lapse_that_ended_counts_no_more(union: Union) -> None:
    """工会章程（2008） 6: who pays and takes part again begins anew."""
    matter = lapsed(union)
    union.act(matter, "educate", inputs.Educate(date(2026, 5, 1), "谈话。", is_refused=True))
    union.act(matter, "end_lapse", inputs.EndLapse(date(2026, 6, 1)))
    deem = inputs.Deem(TODAY)
    assert refused(lambda: union.act(matter, "deem_left", deem)) == {"MB10", "MB11"}


@pytest.mark.ref("MB11")
def test_only_after_education_on_record_that_was_refused(union: Union) -> None:
    """工会章程（2008） 6: none, taken to heart, refused."""
    matter, deem = lapsed(union), inputs.Deem(TODAY)
    assert refused(lambda: union.act(matter, "deem_left", deem)) == {"MB11"}
    union.act(matter, "educate", inputs.Educate(date(2026, 5, 1), "谈话。", is_refused=False))
    assert refused(lambda: union.act(matter, "deem_left", deem)) == {"MB11"}
    union.act(matter, "educate", inputs.Educate(date(2026, 9, 10), "再谈。", is_refused=True))
    early = inputs.Deem(date(2026, 9, 9))
    assert refused(lambda: union.act(matter, "deem_left", early)) == {"MB11"}
    union.act(matter, "deem_left", inputs.Deem(date(2026, 9, 10)))


@pytest.mark.ref("MB18")
def test_education_answers_a_lapse(union: Union) -> None:
    """会员管理口径."""
    matter = union.enrol()
    talk = inputs.Educate(TODAY, "谈话。", is_refused=True)
    assert refused(lambda: union.act(matter, "educate", talk)) == {"MB18"}
    union.act(matter, "note_lapse", inputs.NoteLapse(TODAY, "停缴会费。"))
    early = inputs.Educate(TODAY - DAY, "谈话。", is_refused=True)
    assert refused(lambda: union.act(matter, "educate", early)) == {"MB18"}
    again = inputs.NoteLapse(TODAY, "停缴会费。")
    assert refused(lambda: union.act(matter, "note_lapse", again)) == {"MB18"}


# -- expulsion ----------------------------------------------------------------------------------


@pytest.mark.ref("MB12", "MB13")
def test_expulsion_wants_judgment_and_discussion(union: Union) -> None:
    """工会章程（2008） 7."""
    matter = union.enrol()
    decision = inputs.Expel(TODAY, "除名。", resolution=(union.file(),))
    assert refused(lambda: union.act(matter, "expel", decision)) == {"MB12", "MB13"}
    bare = inputs.FileJudgment(date(2026, 8, 1), number="1")
    assert refused(lambda: union.act(matter, "file_judgment", bare)) == {"MB12"}
    opinion = inputs.Opine(date(2026, 8, 1), is_agreed=True)
    assert refused(lambda: union.act(matter, "discuss_expulsion", opinion)) == {"MB12"}
    union.judged(matter)
    assert refused(lambda: union.act(matter, "expel", decision)) == {"MB13"}
    early = inputs.Opine(date(2026, 7, 31), is_agreed=True)
    assert refused(lambda: union.act(matter, "discuss_expulsion", early)) == {"MB13"}
    union.act(matter, "discuss_expulsion", opinion)
    union.act(matter, "expel", decision)


@pytest.mark.ref("MB14")
def test_the_committee_decides_after_the_group_with_a_document(union: Union) -> None:
    """工会章程（2008） 7."""
    matter = union.judged(union.enrol())
    opinion = inputs.Opine(date(2026, 8, 10), is_agreed=True)
    union.act(matter, "discuss_expulsion", opinion)
    bare = inputs.Expel(TODAY, "除名。")
    assert refused(lambda: union.act(matter, "expel", bare)) == {"MB14"}
    early = inputs.Expel(date(2026, 8, 9), "除名。", resolution=(union.file(),))
    assert refused(lambda: union.act(matter, "expel", early)) == {"MB14"}
    decision = inputs.Expel(date(2026, 8, 10), "除名。", resolution=(union.file(),))
    union.act(matter, "expel", decision)
    assert refused(lambda: union.act(matter, "expel", decision)) == {"MB14"}


@pytest.mark.ref("MB15")
def test_the_union_above_has_it_on_record(union: Union) -> None:
    """工会章程（2008） 7."""
    matter = union.enrol()
    filing = inputs.FileExpulsion(date(2026, 8, 20), "备1")
    assert refused(lambda: union.act(matter, "file_expulsion", filing)) == {"MB15"}
    union.expelled(matter)
    early = inputs.FileExpulsion(date(2026, 8, 19), "备1")
    assert refused(lambda: union.act(matter, "file_expulsion", early)) == {"MB15"}
    bare = inputs.FileExpulsion(date(2026, 8, 20), " ")
    assert refused(lambda: union.act(matter, "file_expulsion", bare)) == {"MB15"}
    union.act(matter, "file_expulsion", filing)


@pytest.mark.ref("MB19")
def test_a_decision_is_revoked_with_its_reason(union: Union) -> None:
    """会员管理口径."""
    matter = union.expelled(union.enrol())
    bare = inputs.Revoke(TODAY, " ")
    assert refused(lambda: union.act(matter, "revoke_expulsion", bare)) == {"MB19"}
    early = inputs.Revoke(date(2026, 8, 19), "改判。")
    assert refused(lambda: union.act(matter, "revoke_expulsion", early)) == {"MB19"}
    union.act(matter, "revoke_expulsion", inputs.Revoke(date(2026, 8, 20), "改判。"))


def test_every_rule_of_the_statute_carries_its_grade() -> None:
    """Old texts are said to be old; what is the house's own is said to be."""
    rows = {ref: row for ref, row in shipped().guards.items() if ref.startswith("MB")}
    assert {str(row.grade) for row in rows.values()} == {"V", "V旧", "D"}
    assert all(
        str(row.cites[0]).startswith("会员管理口径") == (str(row.grade) == "D")
        for row in rows.values()
    )


def test_people_not_registered_yet_are_registered_by_the_act(union: Union) -> None:
    matter = union.enrol("新人")
    assert Person.objects.get(name="新人") == union.record(matter).person
