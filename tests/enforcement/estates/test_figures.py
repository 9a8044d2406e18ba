"""The worked examples of the renovation figures, to the digit; each number opens its list."""

from datetime import date
from fractions import Fraction

import pytest

from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import value_words
from chengguan.core.work.figures import Asked, figure_of, measure, ranking, rows_of
from chengguan.enforcement.estates import inputs, queries
from chengguan.enforcement.estates.models import Point
from tests.enforcement.estates.compound import Compound

MARCH = Period.read("2026-03")


def said(compound: Compound, code: str, by: str = "局长", period: Period = MARCH) -> str:
    """The figure as it is shown; its list has exactly the rows that were counted."""
    asked = Asked(compound.actor(by), period, compound.now)
    found = measure(figure_of(code), asked)
    rows = rows_of(figure_of(code), asked)
    assert rows.count() == found.counted
    assert rows.filter(is_met=True).count() == found.met or found.met == 0
    return value_words(found)


def at(day: int, hour: int, minute: int = 0) -> tuple[int, int, int, int]:
    return 3, day, hour, minute


@pytest.fixture
def march(compound: Compound) -> Compound:
    """004/1.1: 50 declared and 4 found; 120 findings, 96 corrected, 24 reported, 22 in time."""
    compound.until(*at(2, 9))
    plan = (compound.document(),)
    for n in range(54):
        brought = "declared" if n < 50 else "found"
        works = compound.registered(plan=plan, brought=brought)
    made = []
    for n in range(120):
        point = Point.FACADE if n < 96 else Point.LOAD_BEARING
        made.append(works.find(point).dissuade())
    for found in made[:96]:
        found.correct()
    for found in made[96:]:
        found.refuse()
    compound.wait(hours=1)
    for found in made[96:118]:
        found.send()
    compound.until(*at(3, 10, 35))
    for found in made[118:]:
        found.send()
    for found in made[96:]:
        found.answer()
    compound.until(4, 1, 9)
    return compound


def test_march_comes_out_to_the_digit(march: Compound) -> None:
    assert said(march, "renovation_registration_rate") == "92.59%"
    assert said(march, "dissuasion_rate") == "80.00%"
    assert said(march, "report_ontime_rate") == "91.67%"
    assert said(march, "report_answer_rate") == "100.00%"
    for name in ("经理", "总部", "居委", "队员"):
        assert said(march, "dissuasion_rate", name) == "80.00%"
    assert said(march, "dissuasion_rate", "别家经理") == "—", "nobody counts what he cannot find"
    late = queries.late_reports(march.actor("业务科"), march.now)
    assert late.count() == 2, "they stand on the list for the housing department"
    known = queries.known_not_reported(march.actor("业务科"), march.now)
    assert known.count() == 0


def test_the_mean_length_of_a_transfer(compound: Compound) -> None:
    """Signed for after one hour and after two: 1.5 h."""
    compound.until(*at(2, 9))
    works = compound.registered()
    first, second = (works.find().dissuade().refuse().send() for _ in range(2))
    compound.wait(hours=1)
    first.act("acknowledge", by="专业队员")
    compound.wait(hours=1)
    second.act("acknowledge", by="专业队长")
    first.act("acknowledge", by="居委")
    assert said(compound, "report_transfer_hours") == "1.50小时"


def test_nineteen_of_twenty(compound: Compound) -> None:
    """9.2: twenty open on 04-08, nineteen visited: 95.0 %; a month is the mean of its days."""
    compound.until(4, 8, 8)
    plan = (compound.document(),)
    period = {"planned_from": date(2026, 4, 8), "planned_until": date(2026, 4, 9)}
    open_ones = [
        compound.registered(plan=plan, **period).agree().begin(date(2026, 4, 8)) for _ in range(20)
    ]
    compound.until(4, 8, 10)
    for works in open_ones[:19]:
        works.patrol()
    april = Period.read("2026-04")
    assert said(compound, "patrol_rate", period=april) == "—", "nothing is missed before its hour"
    compound.until(4, 8, 17, 1)
    assert said(compound, "patrol_rate", period=april) == "95.00%"
    for works in open_ones[10:]:
        works.act("complete", inputs.Complete(date(2026, 4, 8)))
    compound.until(4, 9, 18)
    open_ones[0].patrol()
    found = measure(figure_of("patrol_rate"), Asked(compound.actor("局长"), april, compound.now))
    assert found.value == (Fraction(19, 20) + Fraction(1, 10)) / 2
    assert (found.met, found.counted) == (20, 30)
    ranked = ranking(figure_of("patrol_rate"), Asked(compound.actor("局长"), april, compound.now))
    assert [rank.measure.value for rank in ranked.ranks] == [found.value]


def test_what_was_known_and_never_reported_is_shown(compound: Compound) -> None:
    compound.until(*at(2, 9))
    works = compound.registered()
    works.find().dissuade().refuse()
    in_time = works.find().dissuade().refuse()
    compound.wait(hours=23)
    in_time.correct()
    assert not queries.known_not_reported(compound.actor("队员"), compound.now).exists()
    compound.wait(hours=2)
    known = queries.known_not_reported(compound.actor("队员"), compound.now)
    assert known.count() == 1
    assert not queries.known_not_reported(compound.actor("邻队员"), compound.now).exists()
    assert said(compound, "report_ontime_rate") == "0.00%"
