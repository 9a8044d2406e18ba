"""A renovation from registration to closing, with the rounds that are owed for it."""

from datetime import date, datetime, timedelta

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.pages.shapes import Tone
from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.models import CompletionCheck, PatrolFinding, WorkerPass
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.rounds import colour
from tests.enforcement.estates.compound import Compound, Works


def codes(act, *args: object, **said: object) -> list[str]:
    with pytest.raises(Refused) as told:
        act(*args, **said)
    return [finding.reason.code for finding in told.value.findings]


@pytest.mark.postgres
def test_a_renovation_walks_to_its_end(compound: Compound) -> None:
    works = compound.registered()
    works.act("restrict_entry", inputs.RestrictEntry("未签协议", ""))
    works.agree().act("lift", inputs.Lift("已签协议"))
    works.act("issue_pass", inputs.IssuePass(("张三", "李四"), date(2026, 6, 30)))
    compound.until(4, 2, 9)
    works.begin(date(2026, 4, 2)).patrol()
    compound.until(4, 20, 10)
    works.act("complete", inputs.Complete(date(2026, 4, 20)))
    assert codes(works.act, "close") == ["renovation.not_checked"]
    works.act("check_completion", inputs.CheckCompletion("电梯厅墙面刮坏", date(2026, 4, 27)))
    assert codes(works.act, "close") == ["renovation.not_repaired"]
    works.act("confirm_repair", inputs.ConfirmRepair()).act("close")
    assert works.state == "closed"
    assert WorkerPass.objects.filter(project=works.pk).count() == 2
    assert CompletionCheck.objects.get(project=works.pk).repaired_at
    assert journal.verify().findings == []


@pytest.mark.trap(69)
@pytest.mark.ref("ES03", "renovation.patrol_yellow")
def test_every_round_owed_stands_before_its_day(compound: Compound) -> None:
    """装修管理口径: a day without a round is a fact, not a gap in a list."""
    works = compound.under_way()
    rounds = works.rounds()
    assert [rounds[0].day, rounds[-1].day] == [date(2026, 4, 2), date(2026, 6, 30)]
    assert len(rounds) == 90
    assert all(one.visited_at is None for one in rounds)
    yellow, red = rounds[0].yellow_at, rounds[0].red_at
    assert yellow == datetime(2026, 4, 2, 17, tzinfo=ZONE)
    assert red == datetime(2026, 4, 3, tzinfo=ZONE)
    compound.until(4, 4, 10)
    works.patrol()
    assert [one.visited_at is not None for one in works.rounds()[:4]] == [0, 0, 1, 0]


@pytest.mark.trap(69)
def test_completion_cancels_what_is_to_come_and_keeps_what_was_missed(compound: Compound) -> None:
    works = compound.under_way()
    compound.until(4, 10, 10)
    works.act("complete", inputs.Complete(date(2026, 4, 5)))
    rounds = works.rounds()
    assert len(rounds) == 90, "no row is deleted"
    missed = [one.day.day for one in rounds if one.cancelled_at is None]
    assert missed == [2, 3, 4, 5, 6, 7, 8, 9], "a completion told late hides no missed round"
    assert {one.cancel_reason for one in rounds if one.cancelled_at} == {"完工"}


@pytest.mark.trap(69)
@pytest.mark.ref("EST_PERIOD")
def test_a_longer_period_owes_its_days_too(compound: Compound) -> None:
    works = compound.under_way(planned_until=date(2026, 4, 4))
    compound.until(4, 7, 10)
    assert Matter.objects.get(pk=works.pk).next_due_at < compound.now, "the overrun shows"
    assert codes(works.patrol) == ["renovation.no_round"]
    works.act("extend_period", inputs.Extend(date(2026, 4, 10), "材料未到"))
    assert [one.day.day for one in works.rounds()] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    works.patrol()


@pytest.mark.ref("ES03")
def test_a_round_is_made_once_a_day(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.under_way().patrol()
    assert codes(works.patrol) == ["renovation.visited_before"]
    compound.wait(days=1)
    works.patrol()


def test_a_round_entered_late_shows_as_late(compound: Compound) -> None:
    works = compound.under_way()
    seen = compound.now + timedelta(hours=1)
    compound.until(4, 4, 9)
    works.act("patrol", inputs.Patrol(), at=At(seen, compound.now, "当时没有网络"))
    first = works.rounds()[0]
    assert (first.visited_at, first.recorded_at) == (seen, compound.now)
    assert colour(first, compound.now).tone == Tone.WARNING, "and counts as missed"


@pytest.mark.trap(70)
@pytest.mark.ref("GD58", "GD63")
def test_works_that_have_begun_are_registered_and_show_as_late(compound: Compound) -> None:
    """沪物业规定 57, 装修管理办法 13: neither a future start nor an agreement is made up."""
    works = compound.registered(brought="found", begun_on=date(2026, 3, 20))
    works.begin(date(2026, 3, 20))
    project = works.project
    assert (project.begun_on, project.agreed_on) == (date(2026, 3, 20), None)
    assert project.begun_on < project.matter.opened_at.astimezone(ZONE).date()
    assert works.rounds()[0].day == date(2026, 4, 1), "owed from the day it was known"
    works.act("sign_late", inputs.SignAgreement("不得损坏承重结构", "东门"))
    assert works.project.agreed_on == date(2026, 4, 1)
    again = inputs.SignAgreement("不得损坏承重结构", "东门")
    assert codes(works.act, "sign_late", again) == ["renovation.agreed_before"]


@pytest.mark.ref("GD58")
def test_no_works_without_an_agreement(compound: Compound) -> None:
    """沪物业规定 57: declared beforehand, they wait for the agreement."""
    works = compound.registered()
    compound.until(4, 2, 9)
    begin = inputs.Begin(date(2026, 4, 2))
    assert codes(works.act, "begin", begin) == ["renovation.no_agreement"]
    works.agree().act("begin", begin)


@pytest.mark.ref("GD60")
@pytest.mark.parametrize(
    ("told", "place", "code"),
    [(" ", "东门", "renovation.nothing_told"), ("不得", "", "renovation.no_waste_place")],
)
def test_the_agreement_tells_what_is_forbidden(compound: Compound, told, place, code) -> None:
    """物业管理条例 52."""
    works = compound.registered()
    assert codes(works.act, "sign_agreement", inputs.SignAgreement(told, place)) == [code]
    works.act("sign_agreement", inputs.SignAgreement("不得", "东门"))


@pytest.mark.ref("GD63")
def test_registration_brings_its_papers(compound: Compound) -> None:
    """装修管理办法 13、14: plan; design where the structure changes; consent of the owner."""
    assert codes(compound.registered, plan=()) == ["renovation.no_plan"]
    assert codes(compound.registered, changes_structure=True) == ["renovation.no_design"]
    assert codes(compound.registered, is_owner=False) == ["renovation.no_consent"]
    more = {"design": (compound.document(),), "consent": (compound.document(),)}
    compound.registered(changes_structure=True, is_owner=False, **more)


@pytest.mark.ref("ES01")
def test_a_dwelling_lies_in_its_estate(compound: Compound) -> None:
    """装修管理口径."""
    elsewhere = compound.room("9-101", compound.other)
    assert codes(compound.registered, room=elsewhere) == ["renovation.room_elsewhere"]
    assert codes(compound.registered, estate=None) == ["renovation.no_estate"]
    assert Matter.objects.get(pk=compound.registered(room=compound.room()).pk).place.name == "302"


@pytest.mark.ref("ES02")
def test_periods_run_forwards(compound: Compound) -> None:
    """装修管理口径."""
    early = date(2026, 4, 1)
    assert codes(compound.registered, planned_until=early) == ["renovation.ends_before"]
    compound.registered(planned_from=early, planned_until=early)
    works = compound.under_way()
    assert codes(works.act, "extend_period", inputs.Extend(date(2026, 6, 30), "x")) == [
        "renovation.not_longer"
    ]
    for wrong in (date(2026, 4, 1), date(2026, 4, 3)):
        assert codes(works.act, "complete", inputs.Complete(wrong)) == ["renovation.completed_when"]
    works.act("complete", inputs.Complete(date(2026, 4, 2)))


@pytest.mark.ref("ES02")
def test_works_begin_today_or_earlier(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.registered().agree()
    tomorrow = inputs.Begin(compound.now.date() + timedelta(days=1))
    assert codes(works.act, "begin", tomorrow) == ["renovation.not_begun_yet"]
    works.begin(compound.now.date())


@pytest.mark.trap(71)
@pytest.mark.postgres
@pytest.mark.ref("EST_PLACE", "ES01")
def test_an_address_without_a_match_is_work_with_a_clock(compound: Compound) -> None:
    """装修管理口径: somebody has it on his desk, and by when."""
    said = compound.declared(estate=None, address_text="榆荫路八千号某室", brought="found")
    pk = compound.open(
        "renovation",
        "take_in",
        "队员",
        inputs.Register(**{**said.__dict__, "organ": compound.organs["team"], "plan": ()}),
    )
    matter = Matter.objects.get(pk=pk)
    assert matter.state == "unplaced"
    assert matter.next_due_at == datetime(2026, 4, 2, 23, 59, 59, tzinfo=ZONE)
    assert list(matter.assignments.values_list("organ", flat=True)) == [compound.organs["team"].pk]
    with pytest.raises(NotPermitted):
        compound.act(pk, "place", "经理", inputs.PlaceIt(compound.estate))
    wrong = inputs.PlaceIt(compound.estate, compound.room("9-101", compound.other))
    assert codes(compound.act, pk, "place", "队员", wrong) == ["renovation.room_elsewhere"]
    compound.act(pk, "place", "队员", inputs.PlaceIt(compound.estate, compound.room()))
    matter.refresh_from_db()
    assert (matter.state, matter.organ) == ("registered", compound.organs["office"])
    assert matter.next_due_at is None
    Works(compound, pk).agree()
    assert journal.verify().findings == []


@pytest.mark.trap(71)
@pytest.mark.ref("ES01")
def test_an_address_in_the_queue_says_something(compound: Compound) -> None:
    """装修管理口径."""
    nothing = compound.declared(estate=None, address_text=" ")
    assert codes(compound.open, "renovation", "take_in", "经理", nothing) == [
        "renovation.no_address"
    ]


@pytest.mark.ref("ES05", "ES18")
def test_entry_is_restricted_by_covenant_alone(compound: Compound) -> None:
    """沪物业规定 57, 装修管理口径: what the covenant allows, once, while there is no agreement."""
    works = compound.registered(planned_until=date(2026, 6, 1))
    assert codes(works.act, "lift", inputs.Lift("x")) == ["renovation.not_restricted"]
    works.act("restrict_entry", inputs.RestrictEntry("未签协议", ""))
    row = works.project.restrictions.get()
    assert row.clause == "管理规约第二十三条"
    again = inputs.RestrictEntry("未签协议", "")
    assert codes(works.act, "restrict_entry", again) == ["renovation.restricted_before"]
    works.act("lift", inputs.Lift("材料退场"))
    other = compound.open(
        "renovation",
        "register",
        "别家经理",
        inputs.Register(
            **{
                **compound.declared(
                    estate=compound.other, plan=(compound.document("别家经理"),)
                ).__dict__,
                "organ": compound.organs["other_office"],
            }
        ),
    )
    bare = inputs.RestrictEntry("未签协议", "")
    told = codes(compound.act, other, "restrict_entry", "别家经理", bare)
    assert told == ["renovation.no_clause"]
    compound.until(4, 2, 9)
    works.agree().begin(date(2026, 4, 2))
    assert codes(works.act, "restrict_entry", bare) == ["renovation.agreed_enter"]


@pytest.mark.trap(72)
@pytest.mark.ref("ES04")
def test_the_round_follows_up_what_was_found_before(compound: Compound) -> None:
    """装修管理口径: passed over, a finding would never be looked at again."""
    works = compound.under_way().patrol(inputs.Problem("facade", "拆改外窗"))
    finding = PatrolFinding.objects.get(project=works.pk)
    assert finding.patrol == works.rounds()[0]
    compound.wait(days=1)
    assert codes(works.patrol) == ["renovation.not_followed_up"]
    works.patrol(seen=(inputs.Seen(finding, is_gone=False, note="仍在"),))
    assert Matter.objects.get(pk=finding.pk).state == "found"
    compound.wait(days=1)
    works.patrol(seen=(inputs.Seen(finding, is_gone=True, note="已恢复"),))
    assert Matter.objects.get(pk=finding.pk).state == "corrected"
    assert [row.is_gone for row in finding.follow_ups.order_by("seen_at")] == [False, True]
    compound.wait(days=1)
    works.patrol()


@pytest.mark.ref("ES06")
def test_what_was_found_ends_before_the_renovation(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.under_way()
    found = works.find("facade")
    compound.until(4, 20, 9)
    works.act("complete", inputs.Complete(date(2026, 4, 20)))
    works.act("check_completion", inputs.CheckCompletion())
    assert codes(works.act, "close") == ["renovation.findings_open"]
    assert codes(works.act, "confirm_repair") == ["renovation.no_damage"]
    found.correct()
    works.act("close")


@pytest.mark.ref("GD63")
def test_an_unknown_address_is_no_way_round_the_plan(compound: Compound) -> None:
    """装修管理办法 13、14: the papers of what was found may follow, not of what was declared."""
    said = compound.declared(estate=None, plan=())
    assert codes(compound.open, "renovation", "take_in", "经理", said) == ["renovation.no_plan"]
    found = inputs.Register(**{**vars(said), "brought": "found"})
    compound.open("renovation", "take_in", "经理", found)


@pytest.mark.ref("ES02")
def test_works_that_have_begun_were_not_declared(compound: Compound) -> None:
    """装修管理口径: nor does a day that has not come spare anybody the plan."""
    begun = {"begun_on": date(2026, 3, 20), "plan": (compound.document(),)}
    assert codes(compound.registered, **begun) == ["renovation.begun_is_not_declared"]
    ahead = {"begun_on": date(2026, 4, 20), "brought": "found"}
    assert codes(compound.registered, **ahead) == ["renovation.not_begun_yet"]
    assert codes(compound.registered, begun_on=compound.now.date(), plan=()) == [
        "renovation.no_plan"
    ]


@pytest.mark.trap(69)
def test_rounds_are_owed_from_the_registration_that_said_works_had_begun(
    compound: Compound,
) -> None:
    """Also where nobody pressed 开工 for some days; and where the period is over already."""
    works = compound.registered(brought="found", begun_on=date(2026, 3, 20))
    compound.wait(days=3)
    assert [one.day.day for one in works.begin(date(2026, 3, 20)).rounds()[:4]] == [1, 2, 3, 4]
    over = compound.registered(planned_until=date(2026, 4, 5), planned_from=date(2026, 4, 4))
    compound.wait(days=6)
    over.agree().begin(date(2026, 4, 4))
    assert [one.day.day for one in over.rounds()] == [10]
    over.patrol()


@pytest.mark.trap(69)
def test_every_day_beyond_the_period_was_missed(compound: Compound) -> None:
    works = compound.under_way(planned_until=date(2026, 4, 4)).patrol()
    compound.until(4, 8, 9)
    works.act("complete", inputs.Complete(date(2026, 4, 7)))
    missed = [one.day.day for one in works.rounds() if not one.visited_at and not one.cancelled_at]
    assert missed == [3, 4, 5, 6, 7]


@pytest.mark.ref("ES06", "EST_REPAIR")
def test_damage_is_repaired_by_the_day_that_was_said(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.under_way()
    compound.until(4, 20, 10)
    works.act("complete", inputs.Complete(date(2026, 4, 20)))
    bare = inputs.CheckCompletion("电梯厅墙面刮坏")
    assert codes(works.act, "check_completion", bare) == ["renovation.no_repair_day"]
    works.act("check_completion", inputs.CheckCompletion())
    works.act("check_completion", inputs.CheckCompletion("门框碰坏", date(2026, 4, 27)))
    matter = Matter.objects.get(pk=works.pk)
    assert matter.next_due_at == datetime(2026, 4, 27, 23, 59, 59, tzinfo=ZONE)
    works.act("confirm_repair", inputs.ConfirmRepair())
    assert Matter.objects.get(pk=works.pk).next_due_at is None
    told = CompletionCheck.objects.filter(project=works.pk).order_by("pk")
    assert [bool(check.repaired_at) for check in told] == [False, True], "only what was damaged"


@pytest.mark.ref("ES14")
def test_works_that_began_are_not_made_void(compound: Compound) -> None:
    """装修管理口径: nor those in which something was found."""
    void = inputs.Void("登记错误")
    late = compound.registered(brought="found", begun_on=date(2026, 3, 20))
    assert codes(late.act, "void", void) == ["renovation.begun_is_not_void"]
    other = compound.registered()
    other.find("facade")
    assert codes(other.act, "void", void) == ["renovation.findings_open"]
    said = compound.declared(estate=None, brought="found", begun_on=date(2026, 3, 20))
    pk = compound.open("renovation", "take_in", "经理", said)
    compound.act(pk, "void", "经理", void)


@pytest.mark.ref("ES17")
def test_passes_follow_the_agreement_and_end_with_the_works(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.registered(brought="found", begun_on=date(2026, 3, 20))
    works.begin(date(2026, 3, 20))
    assert codes(works.act, "issue_pass", passes(30)) == ["renovation.no_agreement"]
    works.act("sign_late", inputs.SignAgreement("不得损坏承重结构", "东门"))
    compound.wait(days=1)
    for wrong in (inputs.IssuePass(("甲",), date(2026, 7, 1)), passes(1, month=4)):
        assert codes(works.act, "issue_pass", wrong) == ["renovation.pass_until"]
    works.act("issue_pass", passes(30)).act("issue_pass", passes(2, month=4))


def passes(day: int, month: int = 6) -> inputs.IssuePass:
    return inputs.IssuePass(("甲",), date(2026, month, day))


@pytest.mark.trap(70)
def test_no_act_leads_two_stages_on_at_once() -> None:
    """States are set by named acts; sending one twice finds the matter elsewhere."""
    for action in RENOVATION.actions:
        assert action.move.target is None or action.move.target not in action.move.sources


def test_only_the_managing_company_acts(compound: Compound) -> None:
    works = compound.registered()
    for name in ("别家经理", "居委", "队员", "房管"):
        with pytest.raises(NotPermitted):
            works.act("sign_agreement", inputs.SignAgreement("不得", "东门"), by=name)
    works.act("sign_agreement", inputs.SignAgreement("不得", "东门"), by="总部")


@pytest.mark.ref("EST_PERIOD")
def test_a_period_gets_longer_before_found_works_begin_here(compound: Compound) -> None:
    works = compound.registered(brought="found", begun_on=date(2026, 3, 20)).agree()
    works.act("extend_period", inputs.Extend(date(2026, 7, 31), "材料未到"))
    assert works.rounds() == []
    assert Matter.objects.get(pk=works.pk).next_due_at is None
    works.begin(date(2026, 3, 20))
    assert works.rounds()[-1].day == date(2026, 7, 31)


@pytest.mark.ref("GD63")
def test_only_works_found_begun_bring_their_papers_later(compound: Compound) -> None:
    """装修管理办法 13、14."""
    said = {"brought": "found", "plan": ()}
    assert codes(compound.registered, **said) == ["renovation.no_plan"]
    compound.registered(**said, begun_on=date(2026, 3, 20))


@pytest.mark.ref("ES06")
def test_the_repair_is_not_due_before_the_check(compound: Compound) -> None:
    """装修管理口径."""
    works = compound.under_way()
    works.act("complete", inputs.Complete(date(2026, 4, 2)))
    early = inputs.CheckCompletion("墙面刮坏", date(2026, 4, 1))
    assert codes(works.act, "check_completion", early) == ["renovation.repair_before"]
    works.act("check_completion", inputs.CheckCompletion("墙面刮坏", date(2026, 4, 2)))


@pytest.mark.ref("GD58")
def test_no_board_is_issued_again_without_an_agreement(compound: Compound) -> None:
    """沪物业规定 57."""
    works = compound.registered(brought="found", begun_on=date(2026, 3, 20))
    works.begin(date(2026, 3, 20))
    assert codes(works.act, "reissue_board") == ["renovation.no_agreement"]
    works.act("sign_late", inputs.SignAgreement("不得", "东门")).act("reissue_board")
    papers = works.project.matter.papers.order_by("sequence")
    assert [paper.state == "voided" for paper in papers] == [True, False]


def test_the_graph_is_the_one_that_running_renovations_keep() -> None:
    assert RENOVATION.graph_hash == "28bf366908d17f12"
