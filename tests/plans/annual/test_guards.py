"""What must be true of plans and items, each condition met and not met (计划管理口径)."""

from collections.abc import Callable
from datetime import date

import pytest

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.errors import Refused
from chengguan.law.periods import end_of
from chengguan.plans.annual import inputs
from chengguan.plans.annual.models import PlanItem, PlanReceipt, PlanSentence, PlanWindow
from tests.plans.annual.office import Item, Office, Plan


def refused(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as error:
        act()
    return {finding.reason.code for finding in error.value.findings if finding.refuses}


@pytest.fixture
def draft(office: Office) -> Plan:
    return office.take_in()


@pytest.fixture
def item(office: Office) -> Item:
    return office.issued().item(3)


def issue(plan: Plan) -> Plan:
    return plan.act("issue_plan", inputs.Issue("一号", date(2026, 1, 20)))


@pytest.mark.ref("JH01", "JH03")
def test_a_plan_is_issued_when_every_duty_has_its_confirmed_item(
    office: Office, draft: Plan
) -> None:
    """计划管理口径: no duty is lost, and nothing is owed that nobody confirmed."""
    assert refused(lambda: issue(draft)) == {"plan.unconfirmed"}
    draft.act("confirm", inputs.Confirm())
    PlanItem.objects.filter(pk=draft.items[1].pk).update(is_dropped=True)
    assert refused(lambda: issue(draft)) == {"plan.uncovered"}
    sentence = PlanSentence.objects.get(key="099/1.1.2")
    draft.act("mark", inputs.Mark(sentence.pk, False))
    assert issue(draft).row.matter.state == "issued"


@pytest.mark.ref("JH02")
def test_an_item_has_its_sentence(draft: Plan) -> None:
    """计划管理口径: nothing is owed that the document does not say."""
    draft.act("confirm", inputs.Confirm())
    PlanSentence.objects.filter(key="099/1.1.2").update(holds_duty=False)
    assert refused(lambda: issue(draft)) == {"plan.unfounded"}


@pytest.mark.ref("JH04")
def test_an_item_has_owner_and_window(draft: Plan) -> None:
    """计划管理口径: somebody owes each item, and by some day."""
    draft.act("confirm", inputs.Confirm())
    first = draft.items[0]
    first.windows.update(is_dropped=True)
    assert refused(lambda: issue(draft)) == {"plan.untimed"}
    first.owners.update(is_dropped=True)
    assert refused(lambda: issue(draft)) == {"plan.unowned"}


@pytest.mark.ref("JH05")
def test_a_plan_without_items_is_not_issued(draft: Plan) -> None:
    """计划管理口径: a plan without an item promises nothing."""
    for sentence in PlanSentence.objects.filter(holds_duty=True):
        draft.act("mark", inputs.Mark(sentence.pk, False))
    assert refused(lambda: issue(draft)) == {"plan.no_items"}


@pytest.mark.ref("JH06")
def test_a_plan_ends_after_its_last_item(office: Office) -> None:
    """计划管理口径: the year ends when each item was closed or cancelled."""
    plan = office.issued()
    assert refused(lambda: plan.act("end_plan")) == {"plan.open_items"}


@pytest.mark.ref("JH07")
def test_only_the_draft_itself_is_edited(office: Office, draft: Plan) -> None:
    """计划管理口径: items and sentences of another plan are none of this one's."""
    other = office.take_in("另一份2026年工作计划\n\n一、任务\n（一）检查\n开展检查。\n")
    strange, sentence = other.items[0].pk, other.items[0].sentences.get().sentence_id
    for act, said in (
        ("reword", inputs.Reword(strange, "改。")),
        ("split", inputs.Split(strange, ("甲。", "乙。"))),
        ("join", inputs.Join((strange, draft.items[0].pk))),
        ("confirm", inputs.Confirm((strange,))),
    ):
        assert refused(lambda a=act, s=said: draft.act(a, s)) == {"plan.no_such_item"}
    assert refused(lambda: draft.act("mark", inputs.Mark(sentence, False))) == {
        "plan.no_such_sentence"
    }


@pytest.mark.ref("JH08")
def test_items_say_something(draft: Plan) -> None:
    """计划管理口径: an item and each of its parts have words; joining wants two."""
    own = draft.items[0].pk
    assert refused(lambda: draft.act("reword", inputs.Reword(own, " "))) == {"plan.no_words"}
    for texts in (("甲。",), ("甲。", " ")):
        assert refused(lambda t=texts: draft.act("split", inputs.Split(own, t))) == {
            "plan.no_words"
        }
    assert refused(lambda: draft.act("join", inputs.Join((own, own)))) == {"plan.join_two"}
    assert draft.act("reword", inputs.Reword(own, "改写。")).items[0].text == "改写。"


@pytest.mark.ref("JH09")
def test_owner_and_window_are_said_together(draft: Plan) -> None:
    """计划管理口径: who and by when; a window of one day is one, a turned one is none."""
    own, owner = draft.items[0].pk, inputs.OwnerLine("东队", "lead")
    day = date(2026, 3, 1)

    def assign(since: date, *owners: inputs.OwnerLine) -> Plan:
        line = inputs.WindowLine(1, "one", since, day)
        return draft.act("assign", inputs.Assign(own, owners, (line,), "none"))

    assert refused(lambda: assign(day)) == {"plan.owner_and_window"}
    assert refused(lambda: assign(date(2026, 3, 2), owner)) == {"plan.window_turned"}
    assert assign(day, owner).items[0].windows.get(is_dropped=False).until == day


@pytest.mark.ref("JH10", "PLAN_SIGN")
def test_the_unit_signs_within_three_working_days(office: Office) -> None:
    """计划管理口径: the head of the addressed unit signs, and nobody above."""
    office.issued()
    receipt = PlanReceipt.objects.get(organ=office.west)
    clock = receipt.matter.clocks.get()
    assert clock.due_at == end_of(date(2026, 1, 23))
    act = lambda: office.act(receipt.pk, "sign_for", "局长")  # noqa: E731
    assert refused(act) == {"plan.not_addressed_to_me"}


@pytest.mark.ref("RW01", "RW09")
def test_reports_and_proposals_say_something(item: Item) -> None:
    """计划管理口径: a file alone is no report, and no result."""
    empty = inputs.Report(" ")
    assert refused(lambda: item.act("report", "西队长", empty)) == {"plan.empty_report"}
    item.act("start", "西队长").act("report", "西队长", inputs.Report("有。"))
    said = inputs.ProposeClosing(" ")
    assert refused(lambda: item.act("propose_closing", "西队长", said)) == {"plan.empty_summary"}


@pytest.mark.trap(50)
@pytest.mark.ref("RW02")
def test_closing_and_sending_back_belong_to_another(office: Office, item: Item) -> None:
    """计划管理口径: not the proposer, nor in his name."""
    office.person("西队长", "bureau_leader", office.district)  # type: ignore[arg-type]
    item.act("start", "西队长")
    item.act("propose_closing", "西队长", inputs.ProposeClosing("完成。"))
    back = inputs.SendBack("再核。")
    assert refused(lambda: item.act("send_back", "西队长", back)) == {"plan.own_closing"}
    assert item.act("close_item", "局长", inputs.Decide()).state == "closed"


@pytest.mark.ref("RW03", "RW04")
def test_one_adjustment_at_a_time_and_decided_by_another(office: Office, item: Item) -> None:
    """计划管理口径: asked before decided, decided before asked again, by another."""
    granted = inputs.Decide()
    assert refused(lambda: item.act("grant_adjustment", "局长", granted)) == {"plan.no_adjustment"}
    office.person("西队长", "bureau_leader", office.district)  # type: ignore[arg-type]
    ask = inputs.AskAdjustment("改。", wanted_text="新的文字。")
    item.act("ask_adjustment", "西队长", ask)
    assert refused(lambda: item.act("ask_adjustment", "西队长", ask)) == {"plan.adjustment_pending"}
    assert refused(lambda: item.act("grant_adjustment", "西队长", granted)) == {
        "plan.own_adjustment"
    }
    item.act("refuse_adjustment", "局长", granted).act("ask_adjustment", "西队长", ask)
    assert item.act("grant_adjustment", "局长", granted).row.text == "新的文字。"


@pytest.mark.ref("RW05")
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " ", "wanted_text": "新。"}, "plan.no_reason"),
        ({"reason": "因故。"}, "plan.nothing_asked"),
        ({"reason": "因故。", "wanted_until": date(2026, 9, 30)}, "plan.not_later"),
        ({"reason": "因故。", "wanted_until": None}, "plan.not_later"),
    ],
)
def test_an_adjustment_says_what_and_why(item: Item, said: dict[str, object], code: str) -> None:
    """计划管理口径: a later end of a window that is not over, or other words."""
    window = PlanWindow.objects.get(item=item.pk).pk if "wanted_until" in said else None
    ask = inputs.AskAdjustment(window=window, **said)  # type: ignore[arg-type]
    assert refused(lambda: item.act("ask_adjustment", "西队长", ask)) == {code}


@pytest.mark.ref("RW05")
def test_the_last_day_of_a_window_is_not_over(office: Office, item: Item) -> None:
    """计划管理口径: asked on its last day it may be extended by a day."""
    window = PlanWindow.objects.get(item=item.pk)
    office.on(9, 30)
    ask = inputs.AskAdjustment("因故。", window.pk, date(2026, 10, 1))
    item.act("ask_adjustment", "西队长", ask).act("grant_adjustment", "局长", inputs.Decide())
    window.refresh_from_db()
    assert window.until == date(2026, 10, 1)


@pytest.mark.ref("RW06", "RW07")
def test_what_is_reached_is_shown_and_reached_once(item: Item) -> None:
    """计划管理口径: a file or where it can be seen; one milestone or window of this item."""
    item.act("start", "西队长")
    window = PlanWindow.objects.get(item=item.pk).pk
    bare, both = inputs.Reach(window=window), inputs.Reach(1, window, "见台账。")
    assert refused(lambda: item.act("reach", "西队长", bare)) == {"plan.no_evidence"}
    assert refused(lambda: item.act("reach", "西队长", both)) == {"plan.one_to_reach"}
    met = inputs.Reach(window=window, note="见台账。")
    item.act("reach", "西队长", met)
    assert refused(lambda: item.act("reach", "西队长", met)) == {"plan.reached_already"}


@pytest.mark.ref("RW08")
def test_parts_stay_below_the_plan_and_under_an_open_item(office: Office, item: Item) -> None:
    """计划管理口径: units of the plan's own tree, while the item is open."""
    assert refused(lambda: item.decompose(office.west, "西队长", text=" ")) == {"plan.no_words"}
    beside = office.organ(OrganKind.STREET_TEAM, "邻队")
    office.person("邻队长", "team_head", beside)  # type: ignore[arg-type]
    assert refused(lambda: item.decompose(beside, "邻队长")) == {"plan.not_below"}
    assert refused(lambda: item.decompose(office.east, "东队长")) == {"plan.not_owing"}
    part = item.decompose(office.west, "西队长")
    assert part.row.parent_id == item.pk
    below = office.organ(OrganKind.SQUAD, "西队一组", office.west)
    assert item.decompose(below, "西队长").act("cancel_item", "科长", inputs.Cancel("停。"))
    part.act("cancel_item", "科长", inputs.Cancel("停。"))
    item.act("cancel_item", "科长", inputs.Cancel("停。"))
    assert refused(lambda: item.decompose(office.west, "西队长")) == {"plan.parent_is_over"}


@pytest.mark.trap(50)
@pytest.mark.ref("RW10")
def test_open_parts_are_pointed_out_and_block_nothing(office: Office, item: Item) -> None:
    """计划管理口径: a roll-up proposes; closing is an act of a person."""
    item.act("start", "西队长").decompose(office.west, "西队长")
    acts = available(item.row.matter, office.actor("西队长"), At.once(office.now))
    known = {act.action.key: act for act in acts}
    told = known["propose_closing"]
    assert [finding.reason.code for finding in told.findings] == ["plan.open_children"]
    assert told.is_allowed
    assert item.close("西队长").state == "closed"


@pytest.mark.ref("RW08")
def test_co_units_and_partners_take_their_parts_too(office: Office) -> None:
    """计划管理口径: lead, co-unit and partner owe an item, and nobody else of the tree."""
    item = office.issued().item(1)
    assert item.decompose(office.west, "西队长").row.lead == office.west
    first = PlanItem.objects.get(plan=item.row.plan, path="099/1.1.1", parent=None)
    other = Item(office, first.pk)
    assert refused(lambda: other.decompose(office.west, "西队长")) == {"plan.not_owing"}


@pytest.mark.trap(50)
@pytest.mark.ref("RW02")
def test_nobody_cancels_what_he_owes_or_reported_as_done(office: Office, item: Item) -> None:
    """计划管理口径: cancelling is no way round the other person who closes."""
    stop = inputs.Cancel("不做了。")
    office.person("西队长", "bureau_leader", office.district)  # type: ignore[arg-type]
    item.act("start", "西队长")
    assert refused(lambda: item.act("cancel_item", "西队长", stop)) == {"plan.own_cancelling"}
    item.act("propose_closing", "西队长", inputs.ProposeClosing("完成。"))
    assert refused(lambda: item.act("cancel_item", "西队长", stop)) == {"plan.own_cancelling"}
    assert item.act("cancel_item", "局长", stop).state == "cancelled"


@pytest.mark.trap(49)
@pytest.mark.ref("RW12")
def test_a_part_weighs_no_more_than_what_it_parts(office: Office) -> None:
    """计划管理口径: as much as its parent, and not one more."""
    plan = office.issued()
    item = plan.item(3)
    PlanItem.objects.filter(pk=item.pk).update(weight=3)
    heavy = lambda: item.decompose(office.west, "西队长", weight=4)  # noqa: E731
    assert refused(heavy) == {"plan.part_too_heavy"}
    assert item.decompose(office.west, "西队长", weight=3).row.weight == 3


@pytest.mark.ref("RW13")
def test_an_item_is_cancelled_after_its_parts(office: Office, item: Item) -> None:
    """计划管理口径: no part outlives the item that it parts."""
    part = item.act("start", "西队长").decompose(office.west, "西队长")
    stop = inputs.Cancel("停。")
    assert refused(lambda: item.act("cancel_item", "科长", stop)) == {"plan.parts_left"}
    part.act("cancel_item", "科长", stop)
    assert item.act("cancel_item", "科长", stop).state == "cancelled"


@pytest.mark.ref("JH11", "JH12")
def test_a_plan_is_sent_below_to_whoever_signs_for_it(office: Office, draft: Plan) -> None:
    """计划管理口径: units of the plan's own tree, each with somebody of its own who signs."""
    draft.act("confirm", inputs.Confirm())

    def send(*units: Organ) -> Plan:
        return draft.act("issue_plan", inputs.Issue("一号", date(2026, 1, 20), units))

    beside = office.organ(OrganKind.STREET_TEAM, "邻队")
    office.person("邻队长", "team_head", beside)  # type: ignore[arg-type]
    empty = office.organ(OrganKind.STREET_TEAM, "空队", office.district)
    assert refused(lambda: send(beside)) == {"plan.not_below"}
    assert "plan.not_below" in refused(lambda: send(office.district))
    assert refused(lambda: send(empty)) == {"plan.no_head"}
    office.person("空队长", "team_head", empty)  # type: ignore[arg-type]
    send(empty)
    assert PlanReceipt.objects.filter(organ=empty).exists()


@pytest.mark.trap(50)
@pytest.mark.ref("RW02")
def test_what_a_union_owes_itself_is_given_up_by_the_union_above(office: Office) -> None:
    """计划管理口径: whoever holds the item is not asked whether it is still owed."""
    text = (
        "局工会2026年工作计划\n\n一、任务\n（一）慰问\n"
        "走访慰问。（责任单位：局工会；完成时限：全年）\n"
    )
    plan = office.take_in(text, "工会干部", office.union)
    plan.act("confirm", inputs.Confirm(), "工会干部")
    plan.act("issue_plan", inputs.Issue("一号", date(2026, 1, 20)), "工会干部")
    item, stop = plan.item(), inputs.Cancel("不做了。")
    assert refused(lambda: item.act("cancel_item", "工会干部", stop)) == {"plan.own_cancelling"}
    office.person("上级工会", "superior_union", office.union)  # type: ignore[arg-type]
    assert item.act("cancel_item", "上级工会", stop).state == "cancelled"
