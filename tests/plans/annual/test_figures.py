"""计划进度 as a published figure: worked by hand, and every row of it in its list."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chengguan.core.work import figures
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import counts_words, value_words
from chengguan.core.work.figures import Asked, Measure
from chengguan.plans.annual import bound, inputs, standing
from chengguan.plans.annual.models import PlanItem
from chengguan.plans.boards import board
from tests.plans.annual.office import Enter, Item, Office, Plan

PROGRESS = figures.figure_of("plan_progress")


def asked(office: Office, name: str = "科长", period: str = "2026") -> Asked:
    return Asked(office.actor(name), Period.read(period), office.now)


def measured(question: Asked) -> Measure:
    """As many rows as the figure counts stand in its list."""
    found = figures.measure(PROGRESS, question)
    rows = list(figures.rows_of(PROGRESS, question))
    assert found.counted == len(rows) == len({row.pk for row in rows})
    told = PROGRESS.weighs([row.pk for row in rows], question.at) if PROGRESS.weighs else {}
    assert set(told) == {row.pk for row in rows}
    return found


def weighing(plan: Plan, *weights: int) -> Plan:
    for item, weight in zip(plan.items, weights, strict=True):
        PlanItem.objects.filter(pk=item.pk).update(weight=weight)
    return plan


def done(item: Item, head: str) -> Item:
    return item.act("start", head).close(head)


def test_weight_times_progress_over_the_weights(office: Office) -> None:
    """3 of weight done, 2 of weight half done, 5 of weight not begun: (3 + 1) / 10."""
    plan = weighing(office.issued(), 4, 1, 2, 3)
    done(plan.item(3), "西队长")
    twice = plan.item(2).act("start", "西队长")
    office.on(7, 20)
    first = twice.row.windows.earliest("until")
    twice.act("reach", "西队长", inputs.Reach(window=first.pk, note="纪要。"))
    found = measured(asked(office))
    assert (found.counted, found.reached, found.weight) == (4, 4, 10)
    assert (value_words(found), counts_words(found)) == ("40.00%", "4 / 10")


def test_of_nothing_there_is_no_progress(office: Office) -> None:
    """Neither 0 nor 100: no plan, a year without one, no weights, everything cancelled."""
    assert value_words(measured(asked(office))) == "—"
    plan = office.issued()
    assert value_words(measured(asked(office))) == "0.00%"
    assert value_words(measured(asked(office, period="2025"))) == "—"
    weighing(plan, 0, 0, 0, 0)
    found = measured(asked(office))
    assert (found.counted, value_words(found), counts_words(found)) == (4, "—", "0 / 0")
    weighing(plan, 1, 1, 1, 1)
    for place in range(4):
        plan.item(place).act("cancel_item", "局长", inputs.Cancel("并入。"))
    found = measured(asked(office))
    assert (found.counted, value_words(found)) == (0, "—")


def test_a_single_item_is_a_denominator_and_ranks_nobody(office: Office) -> None:
    """Of one item, "September" is 0 or 100; a unit with so few rows stands in no ranking."""
    plan = office.issued()
    assert value_words(measured(asked(office, period="2026-09"))) == "0.00%"
    done(plan.item(3), "西队长")
    found = measured(asked(office, period="2026-09"))
    assert (found.counted, value_words(found)) == (1, "100.00%")
    ranked = figures.ranking(PROGRESS, asked(office))
    assert (ranked.ranks, ranked.hidden, ranked.smallest) == ((), 2, 5)


def test_units_with_enough_items_are_ranked_with_their_own_sums(office: Office) -> None:
    for _again in range(3):
        plan = office.issued()
    done(plan.item(3), "西队长")
    ranks = figures.ranking(PROGRESS, asked(office)).ranks
    told = [(rank.place, rank.organ.name, rank.measure.value) for rank in ranks]
    assert told == [(1, "西队", Fraction(1, 6)), (2, "东队", 0)]
    for rank in ranks:
        assert measured(replace(asked(office), organ=rank.organ)) == rank.measure


def test_an_item_counts_once_where_its_last_window_ends(office: Office) -> None:
    office.issued()
    counts = {
        period: measured(asked(office, period=period)).counted
        for period in ("2026-05", "2026-07", "2026-09", "2026-12", "2026-H1", "2026-H2", "2026")
    }
    assert list(counts.values()) == [1, 0, 1, 2, 1, 3, 4]


def test_what_ends_beyond_the_year_or_never_counts_at_its_end(office: Office) -> None:
    plan = office.take_in()
    later = (inputs.WindowLine(1, "one", None, office.on(1, 31, year=2027).now.date()),)
    office.on(1, 20)
    owner = (inputs.OwnerLine("东队", "lead", office.east.pk),)
    plan.act("assign", inputs.Assign(plan.items[0].pk, owner, later, "none"))
    plan.act("confirm", inputs.Confirm())
    plan.act("issue_plan", inputs.Issue("一号", office.now.date()))
    assert measured(asked(office)).counted == 4
    assert measured(asked(office, period="2026-12")).counted == 2
    assert measured(asked(office, period="2027")).counted == 0


@pytest.mark.trap(49)
def test_figure_plan_and_board_show_one_progress_however_deep_its_parts(office: Office) -> None:
    plan = weighing(office.issued(), 8, 8, 8, 8)
    top = plan.item(1).act("start", "东队长")
    part = top.decompose(office.east, "东队长", weight=6).act("start", "东队长")
    done(part.decompose(office.east, "东队长"), "东队长")
    part.decompose(office.east, "东队长", weight=2)
    top.decompose(office.west, "西队长", weight=2)
    found = measured(asked(office))
    stands = standing.plan_standing(plan.row, office.now).progress
    assert 100 * (found.value or 0) == stands.value == Fraction(25, 4)
    assert (found.counted, found.reached, found.weight) == (8, 2, 32)
    assert board.board(office.actor("局长"), board.Asked(), office.now).tiles[0].value == "6.25"


@pytest.mark.trap(48)
def test_each_reader_has_the_figure_of_what_he_finds(office: Office) -> None:
    plan = office.issued()
    done(plan.item(3), "西队长")
    assert value_words(measured(asked(office, "科长"))) == "25.00%"
    assert value_words(measured(asked(office, "西队长"))) == "50.00%"
    assert value_words(measured(asked(office, "东队长"))) == "0.00%"
    assert value_words(measured(asked(office, "工会干部"))) == "—"


@pytest.mark.trap(49)
def test_no_item_is_bound_to_the_figure_that_is_made_of_it(office: Office) -> None:
    item = office.issued().item()
    PlanItem.objects.filter(pk=item.pk).update(figure="plan_progress", target=50)
    assert "plan_progress" not in [one.code for one in bound.bindable()]
    assert bound.figure_for(item.row) is None
    assert measured(asked(office)).value == 0


def test_its_page_and_sheet_show_what_each_item_weighs(office: Office, enter: Enter) -> None:
    weighing(office.issued(), 4, 1, 2, 3)
    client = enter("科长")
    address = reverse("work:figure", args=["plan_progress"])
    answer = client.get(address, {"period": "2026"})
    page = answer.content.decode()
    assert page.count("data-row ") == 4
    assert "0 / 10" in page
    told = sorted(row.cells[-2:] for row in answer.context["page"].rows)
    assert told == [("1", "0"), ("2", "0"), ("3", "0"), ("4", "0")]
    sheet = client.get(reverse("work:figure_sheet", args=["plan_progress"]), {"period": "2026"})
    assert sheet.content[:2] == b"PK"


def test_more_items_take_no_more_statements(office: Office) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            figures.measure(PROGRESS, asked(office))
        return len(found)

    office.issued()
    statements()
    few = statements()
    office.issued()
    assert statements() == few
