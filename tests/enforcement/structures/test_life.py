"""The ways of a structure: at once, the long way, by the party, and again from the beginning."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.documents.models import CasePaper
from chengguan.core.journal.verification import verify
from chengguan.core.work import lateness
from chengguan.core.work.acting import At
from chengguan.core.work.errors import Conflict, WrongState
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, queries, stock
from chengguan.enforcement.structures.models import (
    DemolitionOrder,
    DemolitionRecord,
    LookBack,
    Regrowth,
    StopOrder,
    StructurePhoto,
    VisitOfficer,
)
from tests.enforcement.structures.compound import AREA, VIEW, Compound

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def papers(pk) -> list[str]:
    return list(CasePaper.objects.filter(matter=pk).order_by("pk").values_list("key", flat=True))


def test_a_find_says_where_and_what(compound: Compound) -> None:
    built = compound.register()
    row, matter = built.row, built.row.matter
    assert (row.origin, row.area_left, row.address_text) == ("new", AREA, "示范路 1 弄")
    assert matter.number == "WJ2026-00001"
    assert matter.party == compound.owner
    assert matter.confidentiality == "enforcement"


def test_what_is_finished_goes_the_long_way(compound: Compound) -> None:
    built = compound.register().to_forced()
    built.tell_property()
    kept = (inputs.KeptItem("空调外机", "1 台", "中队仓库"),)
    claim = (compound.now + timedelta(days=30)).date()
    built.act("force_demolition", "甲", built.force(kept=kept, claim_until=claim))
    assert built.state == "demolished"
    assert built.row.area_left == 0
    record = DemolitionRecord.objects.get(structure=built.pk)
    assert (record.way, record.is_partial, record.cost) == ("forced", False, 120_000)
    due = (compound.now + timedelta(days=5)).date()
    built.act("notify_cleaning", "甲", inputs.NotifyCleaning(due))
    built.inspect().confirm()
    assert papers(built.pk) == [
        "structure_order",
        "structure_urge",
        "structure_forced",
        "structure_property",
        "structure_forced_demolition",
        "structure_cleaning",
        "structure_acceptance",
    ]


def test_what_is_being_erected_goes_at_once(compound: Compound) -> None:
    built = compound.register(is_under_construction=True).check(is_under_construction=True)
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    due = compound.now.date() + timedelta(days=1)
    built.act("order_stop", "甲", inputs.OrderStop(compound.crew(), due, "切割机一台"))
    built.act("record_refusal", "甲", inputs.RecordRefusal("继续施工，拒绝拆除。"))
    built.tell_property()
    built.act("force_demolition", "甲", built.force())
    assert built.state == "demolished"
    stop = StopOrder.objects.get(structure=built.pk)
    assert (stop.paused_at, stop.refused_at) == (compound.now, compound.now)
    assert papers(built.pk) == [
        "structure_pause",
        "structure_stop",
        "structure_property",
        "structure_forced_demolition",
    ]


def test_what_was_finished_meanwhile_takes_the_long_way(compound: Compound) -> None:
    built = compound.register(is_under_construction=True).check(is_under_construction=True)
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    built.act("find_finished", "甲", inputs.FindFinished("已经封顶。", (compound.photo(),)))
    built.identify().order()
    assert built.state == "ordered"


@pytest.mark.parametrize("way", ["self", "assisted", "substitute"])
def test_the_party_may_take_it_down_at_any_time(compound: Compound, way: str) -> None:
    built = compound.register()
    if way != "self":
        built.to_ordered()
    built.demolish(way)
    assert built.state == "demolished"
    assert DemolitionRecord.objects.get().way == way
    assert papers(built.pk)[-1] == "structure_demolition"


def test_a_part_leaves_the_rest_standing(compound: Compound) -> None:
    built = compound.register().check()
    part = inputs.Demolish(way="self", area=Decimal("10.00"), waste_to="某某中转场")
    built.act("demolish_part", "甲", part)
    assert (built.state, built.row.area_left) == ("checked", Decimal("14.50"))
    built.demolish()
    assert built.row.area_left == 0
    assert [r.is_partial for r in DemolitionRecord.objects.order_by("pk")] == [True, False]


def test_the_site_keeps_who_was_there_and_from_where_they_looked(compound: Compound) -> None:
    built = compound.register().check(area=Decimal("26.00"))
    officers = VisitOfficer.objects.filter(visit__structure=built.pk)
    assert set(officers.values_list("officer__name", flat=True)) == {"甲", "乙"}
    assert built.row.area_left == Decimal("26.00")
    built.act("add_view", "甲", inputs.AddView("北侧", (compound.photo(), compound.photo())))
    views = StructurePhoto.objects.filter(structure=built.pk).values_list("view", flat=True)
    assert sorted(views) == sorted([VIEW, "北侧", "北侧"])


def test_looks_are_taken_in_their_order_and_the_record_is_closed(compound: Compound) -> None:
    built = compound.register().check().to_archived()
    looks = LookBack.objects.filter(structure=built.pk).order_by("pk")
    assert [look.ref for look in looks] == ["ST_LOOK_1", "ST_LOOK_3", "ST_LOOK_6"]
    matter = Matter.objects.get(pk=built.pk)
    assert (matter.state, matter.is_open, matter.closed_at) == ("archived", False, compound.now)


@pytest.mark.parametrize("is_archived", [True, False])
def test_what_grows_again_reopens_the_same_record(compound: Compound, is_archived: bool) -> None:
    """Not a new number: the second round begins in the old one, with its clocks."""
    built = compound.register().check()
    if is_archived:
        built.to_archived()
    else:
        built.demolish().inspect().confirm()
    compound.wait(days=3)
    again = inputs.Regrow(True, Decimal("12.00"), "又在搭建。", (compound.photo(),))
    built.act("regrow", "甲", again)
    matter, row = Matter.objects.get(pk=built.pk), built.row
    assert (matter.state, matter.is_open, matter.closed_at) == ("found", True, None)
    assert (row.round, row.area_left, row.verdict) == (2, Decimal("12.00"), "")
    assert built.clock("CK47").due_at == compound.now + timedelta(hours=2)
    assert Regrowth.objects.get().round == 2
    built.check(is_under_construction=True)
    built.demolish()
    assert DemolitionRecord.objects.filter(structure=built.pk).count() == 2
    assert matter.access.filter(is_open=True).exists()


def test_a_revoked_order_stays_and_a_new_one_is_possible(compound: Compound) -> None:
    built = compound.register().to_ordered()
    built.act("revoke_order", "队长", inputs.RevokeOrder("面积有误。"))
    assert built.state == "checked"
    compound.wait(hours=1)
    again = inputs.OrderDemolition(compound.crew(), _day(compound))
    refused = built.refusals("order_demolition", "局长", again)
    assert refused == {"GD23": "structure.not_reviewed"}
    built.act("review_order", "法制", inputs.ReviewOrder(True, "面积已更正。"))
    built.act("order_demolition", "局长", again)
    assert DemolitionOrder.objects.filter(structure=built.pk).count() == 2


def test_a_stock_structure_is_screened_and_kept(compound: Compound) -> None:
    built = compound.stock()
    said = inputs.ProposeScreening("retain", "历史形成，无安全隐患。")
    built.act("propose_screening", "甲", said)
    built.act("approve_screening", "队长", inputs.DecideScreening("同意"))
    built.act("retain", "队长", inputs.Retain("暂予保留"))
    assert (built.state, built.row.origin) == ("retained", "stock")
    assert Matter.objects.get(pk=built.pk).is_open


def test_ends_that_pull_nothing_down(compound: Compound) -> None:
    corrected = compound.register().check().identify("correctable")
    corrected.act("legalise", "甲", inputs.Legalise("示规划许〔2026〕9 号"))
    kept = compound.register().check().identify("cannot_go")
    kept.act("confiscate", "队长", inputs.Confiscate("示没〔2026〕1 号", "实物"))
    elsewhere = compound.register()
    elsewhere.act("transfer", "队长", inputs.Transfer("镇人民政府", "属于村庄规划区"))
    twice = compound.register()
    twice.act("void", "队长", inputs.Void("重复登记"))
    ended = [built.state for built in (corrected, kept, elsewhere, twice)]
    assert ended == ["legalised", "confiscated", "transferred", "voided"]
    assert not Matter.objects.filter(kind="structure", is_open=True).exists()


def test_times_are_the_acts_own(compound: Compound) -> None:
    """CK46 and CK47 begin when it was found, ST_SETTLE with them, and end with the visit."""
    built = compound.register(is_under_construction=True)
    assert built.clock("CK47").due_at == compound.now + timedelta(hours=2)
    assert built.clock("ST_SETTLE").due_at == datetime(2026, 4, 1, 23, 59, 59, tzinfo=ZONE)
    compound.wait(hours=3)
    built.check(is_under_construction=True)
    assert built.clock("CK47").is_overdue(compound.now)


def _day(compound: Compound):
    return (compound.now + timedelta(days=15)).date()


@pytest.mark.trap(70)
def test_no_click_skips_a_stage(compound: Compound) -> None:
    """States are set by named acts: the same request twice acts once, another is refused."""
    built = compound.register().check().demolish()
    said = inputs.Inspect(VIEW, True, "已拆除。", (compound.photo("丙"),))
    asked = {
        "matter": built.pk,
        "action": "inspect",
        "by": compound.actor("丙"),
        "at": At.once(compound.now),
        "data": said,
        "key": "one click",
        "version": built.row.matter.version,
    }
    assert not perform(**asked).is_repeat
    assert perform(**asked).is_repeat
    assert built.state == "inspected"
    with pytest.raises(Conflict):
        perform(**asked | {"key": "another click"})
    with pytest.raises(WrongState):
        built.act("inspect", "丁", said)
    assert built.state == "inspected"


def test_the_record_vouches_for_every_row(compound: Compound) -> None:
    """Both roads, a part, kept things, a second round and the stock: nothing is found."""
    built = compound.register(source="report", reporter_name="林某某").to_forced().tell_property()
    part = inputs.Demolish(way="self", area=Decimal("4.50"), waste_to="中转场")
    built.act("demolish_part", "甲", part)
    kept = (inputs.KeptItem("空调外机", "1 台", "仓库"),)
    claim = compound.now.date() + timedelta(days=9)
    said = built.force(area=Decimal("20.00"), kept=kept, claim_until=claim, cost=1)
    built.act("force_demolition", "甲", said)
    built.act("answer_reporter", "甲", inputs.AnswerReporter("已拆除。"))
    built.inspect().confirm().look()
    built.act("regrow", "甲", inputs.Regrow(False, Decimal("3.00"), "又建。"))
    leader, field = compound.people["局长"], compound.people["业务"]
    listed = compound.stock()
    when = {"at": compound.now}
    baseline = stock.lock_baseline(organ=compound.bureau, year=2026, by=leader, **when)
    change = stock.propose_change(
        baseline=baseline, structure=listed.row, kind="remove", reason="重复", by=field, **when
    )
    stock.decide_change(change=change, is_approved=True, by=leader, **when)
    plan = stock.issue_plan(organ=compound.bureau, year=2026, by=leader, **when)
    stock.plan_structures(plan=plan, structures=[listed.row], quarter="4", by=leader, **when)
    stock.rename_side(side="owner", label="权利人", by=field, **when)
    assert verify().findings == []


@pytest.mark.trap(69)
@pytest.mark.ref("ST_HAZARD", "ST_CALL")
def test_a_hazard_and_a_visit_that_are_owed_are_late_by_themselves(compound: Compound) -> None:
    """Of several the earliest day runs; what was late stays so when the next one runs."""
    built, today = compound.stock(), compound.now.date()
    for days in (10, 5, 20):
        said = inputs.ReportHazard("fire", f"第 {days} 日", today + timedelta(days=days))
        built.act("report_hazard", "甲", said)
    for side, days in (("owner", 30), ("street", 8)):
        on = today + timedelta(days=days)
        built.act("assign_side", "甲", inputs.AssignSide(side, "某人", "每月走访。", on))

    def day(ref: str) -> int:
        return (built.clock(ref).due_at.astimezone(ZONE).date() - today).days

    assert (day("ST_HAZARD"), day("ST_CALL")) == (5, 8)
    compound.wait(days=6)
    assert lateness.is_late(Matter.objects.get(pk=built.pk), compound.now)
    first = built.row.hazards.get(description="第 5 日")
    built.act("rectify_hazard", "乙", inputs.RectifyHazard(first.pk, "已改。"))
    built.act("close_hazard", "丙", inputs.CloseHazard(first.pk))
    on = today + timedelta(days=40)
    built.act("visit_side", "甲", inputs.VisitSide("street", on))
    assert (day("ST_HAZARD"), day("ST_CALL")) == (10, 30)
    late = [
        c.ref for c in Matter.objects.get(pk=built.pk).clocks.all() if c.is_overdue(compound.now)
    ]
    assert late == ["ST_HAZARD"]
    built.check().demolish()
    assert not built.row.hazards.filter(closed_at=None).exists()
    assert not Matter.objects.get(pk=built.pk).clocks.filter(stopped_at=None).exists()


@pytest.mark.parametrize("state", ["demolished", "inspected", "accepted"])
def test_what_grows_again_owes_no_look_of_the_former_round(compound: Compound, state: str) -> None:
    """Also before it was accepted; the looks of the next round are three again."""
    built = compound.register().check().demolish()
    if state != "demolished":
        built.inspect()
    if state == "accepted":
        built.confirm().look()
    built.act("regrow", "甲", inputs.Regrow(False, AREA, "又建。"))
    clocks = Matter.objects.get(pk=built.pk).clocks
    running = clocks.filter(stopped_at=None).values_list("ref", flat=True)
    assert sorted(running) == ["CK46", "ST_SETTLE"]
    built.check().demolish().inspect().confirm().look().look()
    assert built.refusals("archive", "甲") == {"ST09": "structure.looks_owed"}
    built.look()
    assert built.refusals("archive", "甲") == {}


def test_where_it_stands_is_put_right(compound: Compound) -> None:
    built = compound.register(longitude=Decimal("121.4"), latitude=Decimal("31.2"))
    built.act("locate", "甲", inputs.Locate(Decimal("121.5"), Decimal("31.3")))
    assert (built.row.longitude, built.row.latitude) == (Decimal("121.5"), Decimal("31.3"))
    built.act("locate", "甲", inputs.Locate(None, None))
    assert built.row.longitude == compound.estate.longitude


@pytest.mark.trap(69)
def test_a_check_that_was_not_made_is_late_by_itself(compound: Compound) -> None:
    """The duty stands before its day: nobody has to notice that it was missed."""
    built = compound.stock()
    next_on = compound.now.date() + timedelta(days=30)
    built.act("check_safety", "甲", inputs.CheckSafety("A", "开裂。", next_on=next_on))
    matter, due = Matter.objects.get(pk=built.pk), built.clock("ST_SAFE").due_at
    assert not lateness.is_late(matter, due)
    assert lateness.is_late(matter, due + timedelta(seconds=1))
    compound.now = due + timedelta(days=2)
    built.act("check_safety", "甲", inputs.CheckSafety("C", "已加固。"))
    assert not lateness.is_late(Matter.objects.get(pk=built.pk), compound.now)
    first = Matter.objects.get(pk=built.pk).clocks.get(ref="ST_SAFE")
    assert first.is_overdue(compound.now)


def test_a_list_costs_the_same_however_long(compound: Compound) -> None:
    """One statement for the keys, one for the rows with all they show, one for their places."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = queries.register_list(compound.actor("局长"), queries.Asked(), compound.now)
            assert [matter.structure.kind for matter in page.matters]
        return len(asked)

    compound.register()
    one = cost()
    for _more in range(4):
        compound.register()
    assert cost() == one


def test_what_came_first_may_be_entered_late(compound: Compound) -> None:
    """A hazard found, a side named before the running day began; the former count never ran."""
    built, today = compound.stock(), compound.now.date()
    compound.wait(days=1)
    earlier = compound.now
    compound.wait(days=1)
    tried = (
        ("report_hazard", "ST_HAZARD", lambda on: inputs.ReportHazard("fire", "私拉电线。", on)),
        ("assign_side", "ST_CALL", lambda on: inputs.AssignSide("owner", "某人", "走访。", on)),
    )
    for action, ref, said in tried:
        built.act(action, "甲", said(today + timedelta(days=20)))
        late = At(earlier, compound.now, "补记")
        built.act(action, "甲", said(today + timedelta(days=9)), at=late)
        former, runs = Matter.objects.get(pk=built.pk).clocks.filter(ref=ref).order_by("pk")
        assert former.stopped_at == former.started_at
        assert (runs.started_at, runs.stopped_at) == (earlier, None)
        assert runs.due_at.astimezone(ZONE).date() == today + timedelta(days=9)


def test_a_hazard_ends_with_every_end(compound: Compound) -> None:
    due = compound.now.date() + timedelta(days=5)
    hazard = inputs.ReportHazard("fire", "私拉电线。", due)
    for verdict, action, by, said in (
        ("correctable", "legalise", "甲", inputs.Legalise("许 1 号")),
        ("cannot_go", "confiscate", "队长", inputs.Confiscate("没 1 号", "实物")),
        ("", "transfer", "队长", inputs.Transfer("规划局", "在建工程")),
    ):
        built = compound.register().check()
        if verdict:
            built.identify(verdict)
        built.act("report_hazard", "甲", hazard)
        built.act(action, by, said)
        assert built.row.hazards.get().rectification == "随违建了结", action
        assert built.row.hazards.get().closed_at == compound.now
