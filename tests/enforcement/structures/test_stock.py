"""The locked baseline, its changes by approval, the plan, the board day by day."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from chengguan.core.journal.governed import governed_place
from chengguan.core.journal.models import JournalEntry
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.record import Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import board as boards
from chengguan.enforcement.structures import inputs, queries, stock, stock_queries
from chengguan.enforcement.structures.models import Baseline, BaselineLine
from tests.enforcement.structures.compound import AREA, Compound

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def locked(compound: Compound) -> Baseline:
    leader = compound.people["局长"]
    return stock.lock_baseline(organ=compound.bureau, year=2026, by=leader, at=compound.now)


def refused(act, **said: object) -> str:
    with pytest.raises(Refused) as told:
        act(**said)
    return told.value.code


def counted(baseline: Baseline) -> set:
    rows = BaselineLine.objects.filter(baseline=baseline, is_counted=True)
    return set(rows.values_list("structure", flat=True))


def test_what_stands_when_the_year_begins_is_counted_once(compound: Compound) -> None:
    stands, gone = compound.stock(), compound.stock().demolish()
    compound.register()
    baseline = locked(compound)
    assert counted(baseline) == {stands.pk}
    assert gone.pk not in counted(baseline)
    assert refused(locked, compound=compound) == "baseline.locked"
    stands.demolish()
    assert stock_queries.baseline_sums(compound.actor("局长")) == {baseline.pk: (1, AREA)}
    entry = JournalEntry.objects.filter(action="lock_baseline").get()
    assert governed_place(baseline)["id"] == str(baseline.pk)
    assert entry.stream_id == baseline.key


def test_a_change_is_asked_for_by_one_and_decided_by_another(compound: Compound) -> None:
    built = compound.stock()
    baseline = locked(compound)
    late = compound.stock()
    leader, field = compound.people["局长"], compound.people["业务"]
    said = {"baseline": baseline, "reason": "普查遗漏", "by": field, "at": compound.now}
    assert refused(stock.propose_change, structure=built.row, kind="add", **said) == (
        "baseline.no_change"
    )
    assert refused(stock.propose_change, structure=late.row, kind="remove", **said) == (
        "baseline.no_change"
    )
    change = stock.propose_change(structure=late.row, kind="add", **said)
    assert counted(baseline) == {built.pk}
    again = refused(stock.propose_change, structure=late.row, kind="add", **said)
    assert again == "baseline.waits"
    answer = {"change": change, "is_approved": True, "at": compound.now}
    assert refused(stock.decide_change, by=field, **answer) == "baseline.own_change"
    stock.decide_change(by=leader, **answer)
    assert counted(baseline) == {built.pk, late.pk}
    assert refused(stock.decide_change, by=leader, **answer) == "baseline.decided"
    out = stock.propose_change(structure=built.row, kind="remove", **said)
    stock.decide_change(change=out, is_approved=False, by=leader, at=compound.now)
    assert counted(baseline) == {built.pk, late.pk}
    out = stock.propose_change(structure=built.row, kind="remove", **said)
    stock.decide_change(change=out, is_approved=True, by=leader, at=compound.now)
    assert counted(baseline) == {late.pk}


def test_the_plan_by_unit_and_quarter(compound: Compound) -> None:
    leader = compound.people["局长"]
    own = [compound.stock() for _one in range(3)]
    other = compound.stock(organ=compound.other, area=Decimal("10.00"))
    plan = stock.issue_plan(organ=compound.bureau, year=2026, by=leader, at=compound.now)
    said = {"plan": plan, "by": leader, "at": compound.now}
    stock.plan_structures(structures=[one.row for one in own], quarter="1", **said)
    stock.plan_structures(structures=[other.row], quarter="2", **said)
    again = refused(stock.plan_structures, structures=[other.row], quarter="3", **said)
    assert again == "plan.twice"
    compound.wait(days=1)
    own[0].demolish()
    gone = refused(
        stock.plan_structures, structures=[compound.stock().demolish().row], quarter="3", **said
    )
    assert gone == "stock.gone"
    actor = compound.actor("局长")
    team, west = stock_queries.plan_by_unit(actor, plan)
    assert (team.whole.planned, team.whole.done, team.whole.done_area) == (3, 1, AREA)
    assert (west.quarters[1].planned, west.whole.planned_area) == (1, Decimal("10.00"))
    # A team sees its own part alone.
    (mine,) = stock_queries.plan_by_unit(compound.actor("西"), plan)
    assert mine.organ == compound.other


def test_neither_baseline_nor_plan_takes_what_is_gone_or_elsewhere(compound: Compound) -> None:
    leader = compound.people["局长"]
    kept = compound.register().check().identify("cannot_go")
    kept.act("confiscate", "队长", inputs.Confiscate("示没 1 号", "实物"))
    abroad = compound.organ(OrganKind.DISTRICT_BUREAU, "邻区城管执法局", None, "邻城管")
    elsewhere = compound.stock()
    Matter.objects.filter(pk=elsewhere.pk).update(organ=abroad)
    baseline = locked(compound)
    said = {"by": leader, "at": compound.now}
    plan = stock.issue_plan(organ=compound.bureau, year=2026, **said)
    for built, code in ((kept, "stock.gone"), (elsewhere, "stock.elsewhere")):
        planned = {"plan": plan, "structures": [built.row], "quarter": "1"}
        assert refused(stock.plan_structures, **planned, **said) == code
        asked = {"baseline": baseline, "structure": built.row, "kind": "add", "reason": "漏"}
        assert refused(stock.propose_change, **asked, **said) == code


def test_of_several_changes_all_are_asked_for_or_none(compound: Compound) -> None:
    counted = compound.stock()
    baseline = locked(compound)
    late = compound.stock()
    said = {"baseline": baseline, "reason": "漏", "by": compound.people["业务"], "at": compound.now}
    both = [late.row, counted.row]
    code = refused(stock.propose_changes, structures=both, kind="add", **said)
    assert code == "baseline.no_change"
    assert not stock_queries.changes(compound.actor("局长")).exists()


def test_a_campaign_sent_twice_is_opened_once(compound: Compound) -> None:
    said = {
        "kind": "villa",
        "name": "别墅整治",
        "organ": compound.bureau,
        "starts_on": compound.now.date(),
        "ends_on": compound.now.date(),
        "aim": "清零",
        "by": compound.people["局长"],
        "at": compound.now,
        "key": uuid4(),
    }
    assert stock.open_campaign(**said) == stock.open_campaign(**said)


def test_names_of_the_sides_are_the_bureaus(compound: Compound) -> None:
    usual = queries.side_names()
    said = {"side": "street", "by": compound.people["业务"], "at": compound.now}
    stock.rename_side(label="街道办事处", **said)
    assert queries.side_names() == usual | {"street": "街道办事处"}
    assert refused(stock.rename_side, label=" ", **said) == "side.nameless"


def test_zero_is_said_only_when_nothing_is_past_its_limit(compound: Compound) -> None:
    """Day by day: found on the first, late from the day after its limit, settled at last."""
    built = compound.register()
    limit = built.clock("ST_SETTLE").due_at
    actor = compound.actor("局长")
    assert boards.board(actor, limit).is_zero
    late = boards.board(actor, limit + timedelta(seconds=1))
    assert not late.is_zero
    assert [clock.matter.number for clock in late.late] == ["WJ2026-00001"]
    assert [clock.matter_id for clock in late.waiting] == [built.pk]
    compound.now = limit + timedelta(days=2, hours=10)
    built.demolish()
    after = boards.board(actor, compound.now + timedelta(hours=1), days=5)
    assert after.is_zero
    assert [day.overdue for day in after.days] == [0, 0, 1, 1, 0]
    assert [day.settled for day in after.days] == [0, 0, 0, 0, 1]


def test_the_board_counts_what_its_reader_may_find(compound: Compound) -> None:
    compound.register()
    now = datetime(2026, 5, 1, 9, tzinfo=ZONE)
    assert len(boards.board(compound.actor("甲"), now).late) == 1
    assert not boards.board(compound.actor("西"), now).late
    (unit,) = boards.board(compound.actor("局长"), now).streets
    assert (unit.organ, unit.open, unit.overdue) == (compound.team, 1, 1)


def test_a_lesson_is_written_in_the_record(compound: Compound) -> None:
    leader = compound.people["局长"]
    said = {"by": leader, "at": compound.now}
    days = {"starts_on": compound.now.date(), "ends_on": compound.now.date()}
    campaign = stock.open_campaign(
        kind="villa", name="别墅整治", organ=compound.bureau, aim="清零", **days, **said
    )
    bad = days | {"ends_on": compound.now.date() - timedelta(days=1)}
    code = refused(
        stock.open_campaign, kind="villa", name="又", organ=compound.bureau, aim="", **bad, **said
    )
    assert code == "campaign.days"
    pilot = stock.add_pilot(
        campaign=campaign, place=compound.estate, method="约谈", party_steps="联席", **said
    )
    twice = refused(
        stock.add_pilot,
        campaign=campaign,
        place=compound.estate,
        method="约谈",
        party_steps="联席",
        **said,
    )
    assert twice == "pilot.twice"
    stock.write_lesson(pilot=pilot, lesson="先易后难", **said)
    assert JournalEntry.objects.filter(action="write_lesson").exists()
    assert list(stock_queries.campaigns(compound.actor("西"))) == [campaign]


def test_what_came_down_meanwhile_is_not_taken_in(compound: Compound) -> None:
    baseline, late = locked(compound), compound.stock()
    said = {"by": compound.people["业务"], "at": compound.now}
    change = stock.propose_change(
        baseline=baseline, structure=late.row, kind="add", reason="漏", **said
    )
    late.check().demolish()
    decided = {"change": change, "by": compound.people["局长"], "at": compound.now}
    assert refused(stock.decide_change, is_approved=True, **decided) == "stock.gone"
    stock.decide_change(is_approved=False, **decided)
