"""The worked example of 004/1.2 to the digit, lived through the acts; each figure is its list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from chengguan.core.work import figures
from chengguan.core.work.acting import At
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, Measure, Per, half_up
from chengguan.core.work.perform import Opening, open_together
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import board as boards
from chengguan.enforcement.structures import inputs, stock
from chengguan.enforcement.structures.figures import FIGURES
from chengguan.enforcement.structures.models import IllegalStructure
from tests.enforcement.structures.compound import VIEW, Built, Compound

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

COUNTED = datetime(2026, 6, 30, 18, 0, tzinfo=ZONE)
HALF = Period.read("2026-H1")
# 126 of 55.00 m², 114 that make 5 670 m², 560 of 52.50 m²: 800 with 42 000 m².
PLANNED = [Decimal("55.00")] * 126 + [Decimal("49.74")] * 113 + [Decimal("49.38")]
AREAS = [*PLANNED, *[Decimal("52.50")] * 560]


def measured(code: str, question: Asked) -> Measure:
    """The figure; its list has exactly as many rows, of which exactly so many fulfil it."""
    figure = figures.figure_of(code)
    found, rows = figures.measure(figure, question), list(figures.rows_of(figure, question))
    assert found.counted == len(rows) == len({row.pk for row in rows})
    if figure.per is not Per.WEIGHT:
        assert found.met == sum(row.is_met for row in rows)
    return found


def percent(found: Measure) -> str:
    assert found.value is not None
    return half_up(found.value * 100)


def asked(compound: Compound, at: datetime = COUNTED) -> Asked:
    return Asked(compound.actor("局长"), HALF, at)


def census(compound: Compound) -> list[IllegalStructure]:
    """800 structures of the census, taken in together on the second day of the year."""
    compound.now = datetime(2026, 1, 2, 9, tzinfo=ZONE)
    openings = [
        Opening("structure", "list_stock", At.once(compound.now), said, f"stock-{number}")
        for number, said in enumerate(_listed(compound))
    ]
    done = open_together(openings, by=compound.actor("业务"), at=compound.now)
    assert all(done)
    rows = IllegalStructure.objects.select_related("matter").in_bulk([o.matter for o in done if o])
    return [rows[outcome.matter] for outcome in done if outcome]


def _listed(compound: Compound) -> Iterator[inputs.ListStock]:
    for number, area in enumerate(AREAS):
        yield inputs.ListStock(
            organ=compound.team if number % 2 else compound.other,
            kind="roof",
            material="brick",
            area=area,
            place=compound.estate,
            census_batch="2025",
            external_no=f"P{number:04d}",
            owner_nature="public_unit" if number < 10 else "person",
        )


def lived(compound: Compound) -> list[Built]:
    """From the baseline in January to the count at the end of June; the two that grow again."""
    rows = census(compound)
    leader = compound.people["局长"]
    compound.now = datetime(2026, 1, 5, 9, tzinfo=ZONE)
    baseline = stock.lock_baseline(organ=compound.bureau, year=2026, by=leader, at=compound.now)
    assert baseline.lines.count() == 800
    compound.now = datetime(2026, 1, 12, 9, tzinfo=ZONE)
    plan = stock.issue_plan(organ=compound.bureau, year=2026, by=leader, at=compound.now)
    for quarter in "1234":
        part = rows[:240][int(quarter) - 1 :: 4]
        stock.plan_structures(
            plan=plan, structures=part, quarter=quarter, by=leader, at=compound.now
        )
    compound.now = datetime(2026, 5, 11, 10, tzinfo=ZONE)
    for row in rows[:126]:
        by = "甲" if row.matter.organ_id == compound.team.pk else "西"
        said = inputs.Demolish(way="self", area=row.area_left, waste_to="中转场")
        Built(compound, row.pk).act("demolish", by, said)
    new = [found(compound, number) for number in range(36)]
    compound.now = datetime(2026, 6, 30, 12, tzinfo=ZONE)
    for built in new[:2]:
        built.inspect().confirm()
        built.act("regrow", "甲", inputs.Regrow(False, Decimal("5.00"), "又搭建。"))
    return new


def found(compound: Compound, number: int) -> Built:
    """32 settled in time, one not, three whose limit has not come; one site seen too late."""
    opened = (
        datetime(2026, 4, 1, 9, tzinfo=ZONE)
        if number < 33
        else datetime(2026, 6, 22, 9, tzinfo=ZONE)
    )
    compound.now = opened + timedelta(minutes=number)
    built = compound.register()
    compound.wait(hours=25 if number == 7 else 3)
    if number < 33:
        photos = (compound.photo(),)
        built.check(view=VIEW, photos=photos)
    else:
        built.check()
    if number < 32:
        compound.wait(days=2)
        built.demolish("assisted" if number < 8 else "self")
    return built


def test_the_worked_example_comes_out_to_the_digit(compound: Compound) -> None:
    """004/1.2: 52.50 %, 55.00 %, 96.97 %, 97.22 %, 1.27 %, and the one that is overdue by name."""
    new = lived(compound)
    compound.now = COUNTED
    question = asked(compound)
    counts = {
        "structure_stock": 800,
        "structures_planned": 240,
        "structures_done": 126,
        "structures_found": 36,
        "structures_removed": 32,
    }
    assert {code: measured(code, question).counted for code in counts} == counts
    rates = {
        "demolition_plan_rate": (126, 240, "52.50"),
        "structure_visit_rate": (35, 36, "97.22"),
        "new_illegal_zero_rate": (32, 33, "96.97"),
        "rebound_rate": (2, 158, "1.27"),
        "self_demolition_rate": (150, 158, "94.94"),
        "public_unit_rate": (10, 10, "100.00"),
    }
    told = {code: measured(code, question) for code in rates}
    assert {c: (m.met, m.counted, percent(m)) for c, m in told.items()} == rates
    area = measured("demolition_plan_area_rate", question)
    assert (area.reached, area.weight, percent(area)) == (6930, 12600, "55.00")
    stock_area = measured("stock_reduction_rate", question)
    assert (stock_area.reached, stock_area.weight) == (6930, 42000)
    assert stock_area.value == Fraction(33, 200)
    board = boards.board(compound.actor("局长"), COUNTED)
    assert not board.is_zero
    assert [clock.matter_id for clock in board.late] == [new[32].pk]
    # The two that grew again and the three that are not yet due are still open.
    assert board.open == 6
    each_unit_answers_for_its_own(compound, question)


def each_unit_answers_for_its_own(compound: Compound, question: Asked) -> None:
    team, other = (
        measured("demolition_plan_rate", replace(question, organ=organ))
        for organ in (compound.team, compound.other)
    )
    assert (team.counted + other.counted, team.met + other.met) == (240, 126)
    officer = replace(question, actor=compound.actor("西"))
    assert measured("structures_found", officer).counted == 0


def test_consents_and_hazards(compound: Compound) -> None:
    """天井试点同意率 and 隐患整改率: what was asked, what was closed."""
    compound.now = datetime(2026, 3, 2, 9, tzinfo=ZONE)
    leader = compound.people["局长"]
    campaign = stock.open_campaign(
        kind="courtyard",
        name="天井试点",
        organ=compound.bureau,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 12, 31),
        aim="一户一策",
        by=leader,
        at=compound.now,
    )
    pilot = stock.add_pilot(
        campaign=campaign,
        place=compound.estate,
        method="先征询后拆除",
        party_steps="党员带头",
        by=leader,
        at=compound.now,
    )
    houses = [compound.stock() for _house in range(3)]
    for built, answer in zip(houses, (True, True, False), strict=True):
        said = inputs.AskConsent(pilot.pk, answer)
        built.act("ask_consent", "甲", said)
    later = inputs.AskConsent(pilot.pk, False, "反悔")
    houses[1].act("ask_consent", "甲", later)
    due = compound.now.date() + timedelta(days=7)
    for built in houses[:2]:
        built.act("report_hazard", "甲", inputs.ReportHazard("fire", "私拉电线", due))
    first = houses[0].row.hazards.get()
    houses[0].act("rectify_hazard", "甲", inputs.RectifyHazard(first.pk, "已拆除"))
    houses[0].act("close_hazard", "乙", inputs.CloseHazard(first.pk))
    compound.now = COUNTED
    question = asked(compound)
    consent = measured("courtyard_consent_rate", question)
    assert (consent.met, consent.counted) == (1, 3)
    hazards = measured("structure_hazard_rate", question)
    assert (hazards.met, hazards.counted) == (1, 2)


def test_what_is_voided_owes_nothing(compound: Compound) -> None:
    built = compound.register()
    built.act("void", "队长", inputs.Void("重复登记"))
    question = asked(compound)
    for code in ("structures_found", "structure_visit_rate", "new_illegal_zero_rate"):
        assert measured(code, question).counted == 0


def test_nothing_counts_before_its_limit_or_in_another_period(compound: Compound) -> None:
    compound.register()
    early = asked(compound, compound.now + timedelta(hours=23))
    assert measured("structure_visit_rate", early).counted == 0
    assert measured("structure_visit_rate", asked(compound)).counted == 1
    before = replace(asked(compound), period=HALF.previous)
    assert all(measured(figure.code, before).counted == 0 for figure in FIGURES)
