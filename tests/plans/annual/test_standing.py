"""Progress with its rule, one lateness for all, forecasts, and reports that did not come."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from chengguan.core.notices import outbox
from chengguan.core.notices.models import Notice
from chengguan.core.pages import clock
from chengguan.core.work import lateness, reminders
from chengguan.core.work.figure_words import percent_words
from chengguan.core.work.models import Matter
from chengguan.law.periods import end_of
from chengguan.plans.annual import asking, inputs, listing, queries, standing
from chengguan.plans.annual.climbing import climb_missing, tell_of_windows
from chengguan.plans.annual.models import PlanItem, PlanWindow, ReportDuty
from chengguan.plans.annual.progress import Progress, Rule, Told, of_item, of_plan
from chengguan.plans.annual.windows import Term
from tests.plans.annual.office import Item, Office, Plan

DONE = Told(is_closed=True)


@pytest.mark.trap(49)
@pytest.mark.parametrize(
    ("items", "value"),
    [
        ([], None),
        ([Told(weight=0), Told(weight=0, is_closed=True)], None),
        ([Told(is_cancelled=True)], None),
        ([Told()], Fraction(0)),
        ([DONE, Told()], Fraction(50)),
        ([Told(3, is_closed=True), Told(1)], Fraction(75)),
        ([DONE, Told(9, is_cancelled=True)], Fraction(100)),
        ([Told(milestones=(1, 3)), DONE], Fraction(200, 3)),
        ([Told(terms=(1, 2)), Told(terms=(1, 1))], Fraction(25)),
        ([Told(value=Fraction(120), target=Fraction(100))], Fraction(100)),
        ([Told(value=Fraction(45), target=Fraction(90))], Fraction(50)),
        ([Told(value=Fraction(45), target=Fraction(0))], Fraction(0)),
        ([Told(value=None, target=Fraction(90))], Fraction(0)),
        ([Told(children=(DONE, Told()))], Fraction(50)),
        ([Told(children=(DONE, Told(is_cancelled=True)))], Fraction(100)),
        ([Told(milestones=(1, 2), children=(Told(is_cancelled=True),))], Fraction(50)),
        ([Told(children=(Told(weight=0),))], Fraction(0)),
        ([Told(5, children=(DONE,)), Told(5)], Fraction(50)),
    ],
)
def test_the_rule_of_progress(items: list[Told], value: Fraction | None) -> None:
    assert of_plan(items).value == value


@pytest.mark.trap(49)
def test_the_rule_is_named_beside_the_number() -> None:
    assert of_item(Told(milestones=(1, 3))).rule is Rule.MILESTONES
    assert of_item(Told(value=Fraction(1), target=Fraction(3))).rule is Rule.FIGURE
    assert of_item(Told()).rule is Rule.OPEN
    assert percent_words(of_item(Told(milestones=(2, 3))).value) == "66.67%"
    assert percent_words(of_plan([]).value) == "—"
    assert "2/3" in listing.rule_words(of_item(Told(milestones=(2, 3))))


def stands(plan: Plan) -> standing.PlanStanding:
    return standing.plan_standing(plan.row, plan.office.now)


def one(item: Item) -> standing.Standing:
    return standing.plan_standing(item.row.plan, item.office.now).by_item[item.pk]


@pytest.mark.trap(49)
def test_a_cancelled_part_leaves_nothing_behind(office: Office) -> None:
    plan = office.issued()
    parent = plan.item(1).act("start", "东队长")
    done = parent.decompose(office.east, "东队长").act("start", "东队长").close("东队长")
    other = parent.decompose(office.west, "西队长")
    assert stands(plan).by_item[parent.pk].progress.value == 50
    other.act("cancel_item", "科长", inputs.Cancel("并入。"))
    assert stands(plan).by_item[parent.pk].progress.value == 100
    assert (done.state, parent.state) == ("closed", "running")


@pytest.mark.trap(48)
def test_list_mark_and_reminder_agree_on_the_moment(office: Office) -> None:
    item = office.issued().item(3)
    office.now = end_of(date(2026, 9, 30))
    matter = Matter.objects.get(pk=item.row.matter_id)
    asked = asking.Asked(view="late")
    for is_late in (False, True):
        found = asking.item_list(office.actor("科长"), asked, office.now).matters
        assert (matter in found) is is_late
        assert one(item).is_late is is_late
        assert lateness.is_late(matter, office.now) is is_late
        office.now += timedelta(seconds=1)
    item.act("start", "西队长").close("西队长")
    office.wait(days=1)
    assert (one(item).is_late, one(item).was_late) == (False, True)


HUNDRED_DAYS = Term((PlanWindow(since=date(2026, 3, 1), until=date(2026, 6, 8)),))


@pytest.mark.ref("plan.risk_days", "plan.risk_points")
@pytest.mark.parametrize(
    ("on", "value", "is_behind"),
    [
        (date(2026, 5, 8), 0, False),  # 31 days before the end nobody is warned
        (date(2026, 5, 9), 0, True),
        (date(2026, 5, 20), 61, False),  # 81 of 100 days are over
        (date(2026, 5, 20), 60, True),
    ],
)
def test_a_risk_begins_thirty_days_before_the_end_and_twenty_points_behind(
    db: None, on: date, value: int, is_behind: bool
) -> None:
    moment = standing.moment_of([], end_of(on))
    found = Progress(Fraction(value), Rule.MILESTONES)
    assert standing.risks_of([HUNDRED_DAYS], found, moment, 0) == ["plan.risk.behind"] * is_behind


def test_near_its_end_and_behind_the_time_an_item_is_at_risk(office: Office) -> None:
    item = office.issued().item(3).act("start", "西队长")
    office.on(9, 6)
    assert one(item).risks == ()
    office.on(9, 7)
    assert one(item).risks == ("plan.risk.behind",)
    assert item.row.matter_id in asking.at_risk(office.actor("科长"), office.now)
    window = item.row.windows.get().pk
    item.act("reach", "西队长", inputs.Reach(window=window, note="签到表。"))
    assert one(item).risks == ()
    assert item.row.matter_id not in asking.at_risk(office.actor("科长"), office.now)


@pytest.mark.trap(51)
@pytest.mark.ref("PLAN_REPORT_DAY", "PLAN_REPORT", "PLAN_CLIMB_HEAD", "PLAN_CLIMB_LEADER")
def test_a_missing_report_climbs_the_line(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)
    item = office.issued().item()
    duty = ReportDuty.objects.filter(item=item.pk).earliest("period_from")
    assert duty.due_at == end_of(date(2026, 2, 6))
    office.now = end_of(date(2026, 2, 10))
    assert climb_missing(office.now) == 0
    for length, names in (({"seconds": 1}, {"东队长"}), ({"days": 10}, {"东队长", "局长"})):
        office.wait(**length)
        assert climb_missing(office.now) == 1
        assert climb_missing(office.now) == 0
        outbox.deliver(limit=99, at=office.now)
        told = Notice.objects.filter(source__startswith="missing:")
        assert set(told.values_list("person__name", flat=True)) == names
    assert one(item).missing == 1
    item.act("report", "东队长", inputs.Report("补报。"))
    assert one(item).missing == 0


@pytest.mark.ref("plan.window_ahead")
def test_before_a_window_opens_its_owner_is_told_once(office: Office) -> None:
    office.issued()
    assert tell_of_windows(office.on(8, 24).now) == 0
    assert tell_of_windows(office.on(8, 25).now) == 1
    assert tell_of_windows(office.now) == 0
    told = Notice.objects.filter(source__startswith="window:")
    assert [notice.person.name for notice in told] == ["西队长"]


def test_the_worker_tells_before_a_window_closes(office: Office) -> None:
    office.issued()
    reminders.remind(office.on(9, 30, 12).now)
    told = Notice.objects.filter(source__startswith="clock:", person__name="西队长")
    assert any("计划时间窗口将到期" in notice.title for notice in told)


def test_a_union_plan_stays_in_its_tree(office: Office) -> None:
    text = (
        "局工会2026年工作计划\n\n一、任务\n（一）慰问\n"
        "走访慰问。（责任单位：基层工会；完成时限：全年）\n"
    )
    union = office.take_in(text, "工会干部", office.union)
    for name, sees in (("工会干部", True), ("局长", False), ("基层主席", False)):
        assert queries.may_read(office.actor(name), union.pk) is sees
    union.act("confirm", inputs.Confirm(), "工会干部")
    union.act("issue_plan", inputs.Issue("一号", date(2026, 1, 20)), "工会干部")
    assert queries.may_read(office.actor("基层主席"), union.pk)
    assert not queries.may_read(office.actor("局长"), union.pk)


@pytest.mark.trap(51)
def test_a_missing_report_is_a_risk_and_no_lateness_of_the_item(office: Office) -> None:
    item = office.issued().item()
    duty = ReportDuty.objects.filter(item=item.pk).earliest("period_from")
    matter = item.row.matter_id
    actor = office.actor("科长")
    for seconds, missing in ((0, 0), (1, 1)):
        office.now = duty.due_at + timedelta(seconds=seconds)
        found = one(item)
        assert (found.missing, found.is_late, found.is_at_risk) == (missing, False, bool(missing))
        assert (matter in asking.at_risk(actor, office.now)) is bool(missing)
        late = asking.item_list(actor, asking.Asked(view="late"), office.now).matters
        assert matter not in [row.pk for row in late]
    assert found.risks == ("plan.risk.report",)


@pytest.mark.trap(49)
def test_an_item_is_as_far_on_every_page_however_deep_its_parts(office: Office) -> None:
    plan = office.issued()
    top = plan.item(1).act("start", "东队长")
    part = top.decompose(office.east, "东队长").act("start", "东队长")
    part.decompose(office.east, "东队长").act("start", "东队长").close("东队长")
    part.decompose(office.east, "东队长")
    matter = Matter.objects.get(pk=top.row.matter_id)
    in_list = asking.standing_of([matter], office.now)[matter.pk].progress.value
    assert in_list == stands(plan).by_item[top.pk].progress.value == 50


@pytest.mark.trap(49)
def test_parts_share_the_weight_of_what_they_part(office: Office) -> None:
    plan = office.issued()
    PlanItem.objects.filter(plan=plan.pk).update(weight=8)
    top = plan.item(1).act("start", "东队长")
    mine = top.decompose(office.east, "东队长", weight=6).act("start", "东队长").close("东队长")
    other = top.decompose(office.west, "西队长", weight=2)
    found = stands(plan)
    share = {pk: one.share for pk, one in found.by_item.items()}
    assert (share[top.pk], share[mine.pk], share[other.pk]) == (0, 6, 2)
    assert sum(share.values()) == 32
    reached = sum(one.share * (one.progress.value or 0) for one in found.by_item.values())
    assert reached / 32 == found.progress.value == Fraction(75, 4)
    top.act("propose_closing", "东队长", inputs.ProposeClosing("完成。"))
    top.act("close_item", "局长", inputs.Decide())
    share = {pk: one.share for pk, one in stands(plan).by_item.items()}
    assert (share[top.pk], share[mine.pk], share[other.pk]) == (8, 0, 0)


@pytest.mark.trap(51)
@pytest.mark.ref("PLAN_CLIMB_HEAD", "PLAN_CLIMB_LEADER")
def test_after_the_worker_was_down_every_level_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.issued()
    assert climb_missing(office.on(3, 2).now) == 2
    outbox.deliver(limit=99, at=office.now)
    told = Notice.objects.filter(source__startswith="missing:")
    assert sorted(told.values_list("person__name", flat=True)) == sorted(["东队长", "局长"])
