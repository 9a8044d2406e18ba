"""An item from the plan to its end: windows, reports, adjustment, closing by another."""

from datetime import date, datetime

import pytest

from chengguan.core.work.errors import Refused
from chengguan.core.work.models import Assignment
from chengguan.core.work.rules import ZONE
from chengguan.law.periods import end_of
from chengguan.plans.annual import inputs
from chengguan.plans.annual.models import PlanReceipt, PlanWindow
from tests.plans.annual.office import Office


def refusal(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.reason.code for finding in error.value.findings}


def test_the_text_becomes_items_with_owners_and_windows(office: Office) -> None:
    plan = office.take_in()
    assert plan.row.matter.title == "某区城管执法系统2026年工作要点"
    assert [item.path for item in plan.items] == [
        "099/1.1.1",
        "099/1.1.2",
        "099/1.1.3",
        "099/1.2.1",
    ]
    first, either, _each, one = plan.items
    assert [(o.name, o.share, o.organ) for o in first.owners.order_by("place")] == [
        ("东队", "lead", office.east),
        ("区房管局", "partner", None),
    ]
    assert [o.share for o in either.owners.order_by("place")] == ["lead", "co"]
    kinds = {item.path[-3:]: [(w.kind, w.group) for w in item.windows.all()] for item in plan.items}
    assert kinds == {
        "1.1": [("whole", 1)],
        "1.2": [("either", 1), ("either", 1)],
        "1.3": [("each", 1), ("each", 2)],
        "2.1": [("one", 1)],
    }
    assert (first.rhythm, one.rhythm) == ("monthly", "none")


def test_issue_opens_a_matter_for_each_item_and_a_receipt_for_each_unit(office: Office) -> None:
    plan = office.issued()
    assert plan.row.issued_number == "区城管〔2026〕1号"
    assert [item.matter.organ.name for item in plan.items if item.matter] == [
        "东队",
        "东队",
        "西队",
        "西队",
    ]
    assert set(PlanReceipt.objects.values_list("organ__name", flat=True)) == {"东队", "西队"}
    held = Assignment.objects.get(matter=plan.items[0].matter, until=None)
    assert (held.role, held.organ) == ("team_head", office.east)


def test_a_unit_signs_for_itself(office: Office) -> None:
    office.issued()
    receipt = PlanReceipt.objects.get(organ=office.east)
    with pytest.raises(Refused) as error:
        office.act(receipt.pk, "sign_for", "科长")
    assert refusal(error) == {"plan.not_addressed_to_me"}
    office.act(receipt.pk, "sign_for", "东队长")
    receipt.refresh_from_db()
    assert receipt.signed_by == office.people["东队长"]


def test_each_kind_of_window_has_its_clocks(office: Office) -> None:
    plan = office.issued()
    ends = [[c.due_at for c in plan.item(n).clocks()] for n in range(4)]
    assert ends == [
        [end_of(date(2026, 12, 31))],
        [end_of(date(2026, 5, 31))],
        [end_of(date(2026, 7, 31)), end_of(date(2026, 12, 31))],
        [end_of(date(2026, 9, 30))],
    ]


def test_one_of_either_is_enough_and_each_wants_its_own(office: Office) -> None:
    plan = office.issued()
    either, each = plan.item(1), plan.item(2)
    office.on(4, 20)
    for item, head in ((either, "东队长"), (each, "西队长")):
        item.act("start", head)
        window = item.row.windows.order_by("until").first()
        assert window is not None
        item.act("reach", head, inputs.Reach(window=window.pk, note="会议纪要第3号"))
    assert [c.stopped_at is None for c in either.clocks()] == [False]
    assert [c.stopped_at is None for c in each.clocks()] == [False, True]


@pytest.mark.trap(51)
def test_duties_are_there_before_anybody_reports(office: Office) -> None:
    item = office.issued().item()
    duties = list(item.row.duties.order_by("period_from"))
    assert [d.period_from.month for d in duties] == list(range(1, 13))
    assert duties[0].due_at == end_of(date(2026, 2, 6))
    assert [c.due_at for c in item.clocks("PLAN_REPORT")] == [duties[0].due_at]
    office.on(3, 3)
    item.act("report", "东队长", inputs.Report("两个月一并报告。"))
    reported = [d.report_id is not None for d in item.row.duties.order_by("period_from")]
    assert reported == [True, True] + [False] * 10
    running = [c for c in item.clocks("PLAN_REPORT") if c.stopped_at is None]
    assert [c.due_at for c in running] == [duties[2].due_at]


@pytest.mark.trap(47)
def test_an_extension_keeps_the_first_day_and_forgives_nothing(office: Office) -> None:
    item = office.issued().item(3)
    window = PlanWindow.objects.get(item=item.pk)
    office.on(9, 20)
    ask = inputs.AskAdjustment("场地未定。", window.pk, date(2026, 10, 31))
    item.act("ask_adjustment", "西队长", ask).act("grant_adjustment", "局长", inputs.Decide())
    window.refresh_from_db()
    assert (window.first_until, window.until) == (date(2026, 9, 30), date(2026, 10, 31))
    assert [(c.first_due_at, c.due_at) for c in item.clocks()] == [
        (end_of(date(2026, 9, 30)), end_of(date(2026, 10, 31)))
    ]
    assert item.row.first_due_at == end_of(date(2026, 9, 30))
    office.on(11, 2)
    item.act("start", "西队长")
    later = inputs.AskAdjustment("还要时间。", window.pk, date(2026, 12, 31))
    with pytest.raises(Refused) as error:
        item.act("ask_adjustment", "西队长", later)
    assert refusal(error) == {"plan.window_is_over"}
    item.close("西队长")
    assert [c.is_overdue(office.now) for c in item.clocks()] == [True]


@pytest.mark.trap(47)
def test_every_extension_is_kept_with_its_reason(office: Office) -> None:
    """Two that were granted and one that was not, beside the day that was set first."""
    item = office.issued().item(3)
    window = PlanWindow.objects.get(item=item.pk)
    for day, until, decision in (
        (20, date(2026, 10, 15), "grant_adjustment"),
        (22, date(2026, 12, 31), "refuse_adjustment"),
        (24, date(2026, 10, 31), "grant_adjustment"),
    ):
        office.on(9, day)
        ask = inputs.AskAdjustment(f"理由{day}。", window.pk, until)
        item.act("ask_adjustment", "西队长", ask)
        item.act(decision, "局长", inputs.Decide(f"意见{day}。"))
    window.refresh_from_db()
    assert (window.first_until, window.until) == (date(2026, 9, 30), date(2026, 10, 31))
    (running,) = item.clocks()
    assert (running.first_due_at, running.due_at) == (
        item.row.first_due_at,
        end_of(date(2026, 10, 31)),
    )
    changes = running.changes.order_by("since")
    assert [(one.length, one.reason) for one in changes] == [(15, "理由20。"), (16, "理由24。")]
    kept = item.row.adjustments.order_by("pk")
    assert [(a.until_before, a.wanted_until, a.is_granted, a.remark) for a in kept] == [
        (date(2026, 9, 30), date(2026, 10, 15), True, "意见20。"),
        (date(2026, 10, 15), date(2026, 12, 31), False, "意见22。"),
        (date(2026, 10, 15), date(2026, 10, 31), True, "意见24。"),
    ]


@pytest.mark.trap(47)
def test_the_first_finish_is_kept_when_it_is_sent_back(office: Office) -> None:
    item = office.issued().item(3)
    office.on(9, 10)
    item.act("start", "西队长").act("propose_closing", "西队长", inputs.ProposeClosing("完成。"))
    office.on(10, 8)
    item.act("send_back", "局长", inputs.SendBack("材料不全。"))
    office.on(10, 9)
    item.close("西队长")
    assert item.row.first_finished_at == datetime(2026, 9, 10, 9, tzinfo=ZONE)
    assert [c.is_overdue(office.now) for c in item.clocks()] == [False, True]


@pytest.mark.trap(50)
def test_nobody_closes_what_he_proposed_and_no_sum_closes_anything(office: Office) -> None:
    parent = office.issued().item()
    parent.act("start", "东队长")
    child = parent.decompose(office.east, "东队长").act("start", "东队长").close("东队长")
    assert (child.state, parent.state) == ("closed", "running")
    office.person("东队长", "bureau_leader", office.district)  # type: ignore[arg-type]
    parent.act("propose_closing", "东队长", inputs.ProposeClosing("完成。"))
    with pytest.raises(Refused) as error:
        parent.act("close_item", "东队长", inputs.Decide())
    assert refusal(error) == {"plan.own_closing"}


def test_what_is_cancelled_owes_nothing_more(office: Office) -> None:
    item = office.issued().item()
    office.on(3, 2)
    item.act("cancel_item", "科长", inputs.Cancel("上级另行部署。"))
    duties = item.row.duties.order_by("period_from")
    assert [d.is_released for d in duties] == [False] + [True] * 11
    assert not [c for c in item.clocks() if c.stopped_at is None]


def test_the_year_ends_when_every_item_has(office: Office) -> None:
    plan = office.issued()
    with pytest.raises(Refused) as error:
        plan.act("end_plan")
    assert refusal(error) == {"plan.open_items"}
    heads = ("东队长", "东队长", "西队长", "西队长")
    for place, head in enumerate(heads[:3]):
        plan.item(place).act("start", head).close(head)
    plan.item(3).act("cancel_item", "科长", inputs.Cancel("上级另行部署。"))
    plan.act("end_plan")
    assert plan.row.matter.state == "ended"


def test_joined_items_keep_every_owner_and_every_window(office: Office) -> None:
    plan = office.take_in()
    first, second, third, fourth = plan.items
    plan.act("join", inputs.Join((second.pk, fourth.pk)))
    kept = [(o.name, o.share) for o in second.owners.filter(is_dropped=False).order_by("place")]
    assert kept == [("东队", "lead"), ("西队", "co")]
    windows = second.windows.filter(is_dropped=False).order_by("group", "until")
    assert [(w.group, w.kind, w.until.month) for w in windows] == [
        (1, "either", 4),
        (1, "either", 5),
        (2, "one", 9),
    ]
    plan.act("join", inputs.Join((first.pk, third.pk)))
    first.refresh_from_db()
    kept = [(o.name, o.share) for o in first.owners.filter(is_dropped=False).order_by("place")]
    assert kept == [("东队", "lead"), ("区房管局", "partner"), ("西队", "co")]
    assert (first.rhythm, first.windows.filter(is_dropped=False).count()) == ("monthly", 3)


def test_joining_what_has_the_same_window_keeps_it_once(office: Office) -> None:
    plan = office.take_in()
    item = plan.items[1]
    plan.act("split", inputs.Split(item.pk, ("甲。", "乙。")))
    _first, one, other, *_rest = plan.items
    plan.act("join", inputs.Join((one.pk, other.pk)))
    assert plan.items[1].text == "甲。乙。"
    assert plan.items[1].windows.filter(is_dropped=False).count() == 2


@pytest.mark.trap(47)
@pytest.mark.ref("RW11")
def test_an_extension_granted_after_the_day_is_refused(office: Office) -> None:
    """计划管理口径: granted on the last day it moves the window, a day later nothing."""
    for day, is_moved in ((date(2026, 9, 30), True), (date(2026, 10, 1), False)):
        item = office.on(1, 20).issued().item(3)
        window = PlanWindow.objects.get(item=item.pk)
        office.on(9, 20)
        ask = inputs.AskAdjustment("场地未定。", window.pk, date(2026, 10, 31))
        item.act("ask_adjustment", "西队长", ask)
        office.on(day.month, day.day)
        if is_moved:
            item.act("grant_adjustment", "局长", inputs.Decide())
        else:
            with pytest.raises(Refused) as error:
                item.act("grant_adjustment", "局长", inputs.Decide())
            assert refusal(error) == {"plan.window_is_over"}
            item.act("refuse_adjustment", "局长", inputs.Decide("已经届满。"))
        window.refresh_from_db()
        assert (window.until == date(2026, 10, 31)) is is_moved
