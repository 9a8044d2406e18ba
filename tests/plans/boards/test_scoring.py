"""Scores: weights from the rule book, counts beside, small units hidden, ties, never money."""

from datetime import date
from fractions import Fraction

import pytest

from chengguan.core.org.models import Organ
from chengguan.core.work import rules
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import registered
from chengguan.law.parameters import Amount, Grade, shipped
from chengguan.plans.annual import inputs
from chengguan.plans.boards import scoring
from chengguan.plans.boards.scoring import Part, Score, Weight
from tests.house.test_figures import money_read
from tests.plans.annual.office import Office

YEAR = Period.read("2026")
ON = date(2026, 9, 15)


def score(pk: int, *parts: tuple[int, int, bool]) -> Score:
    """Of (points, hundredths, whether it counts)."""
    organ = Organ(pk=pk, path=f"/{pk}/")
    made = tuple(
        Part(
            Weight("plan_progress", points, "", ""), Fraction(value), 9, 9, Fraction(value), counts
        )
        for points, value, counts in parts
    )
    return Score(organ, made)


def test_a_score_is_the_weighted_mean_of_what_counts() -> None:
    assert score(1, (40, 50, True), (20, 80, True)).value == Fraction(60)
    assert score(1, (40, 50, True), (20, 80, False)).value == 50
    assert score(1, (40, 50, False)).value is None


def test_ties_share_a_place_and_the_next_one_follows_both() -> None:
    found = scoring.placed(
        [
            score(1, (1, 70, True)),
            score(2, (1, 90, True)),
            score(3, (1, 90, True)),
        ]
    )
    assert [(one.organ.pk, one.place) for one in found] == [(2, 1), (3, 1), (1, 3)]


@pytest.mark.trap(46)
def test_no_measure_of_a_score_reads_the_money_of_penalties(db: None) -> None:
    """行政处罚法 74."""
    known = {figure.code: figure for figure in registered()}
    weights = scoring.weights(shipped(), ON)
    assert weights
    for one in weights:
        assert one.code in scoring.OWN or money_read(known[one.code]) == []
    strange = Amount("score.fines_total", "", 10, "count", ON, Grade("D"))
    book = shipped()
    with pytest.raises(ValueError, match="fines_total"):
        scoring.weights(
            type(book)(
                **{
                    name: getattr(book, name)
                    for name in book.__dataclass_fields__
                    if name != "amounts"
                },
                amounts=(*book.amounts, strange),
            ),
            ON,
        )


WEIGHTS = {
    "plan_progress": 40,
    "report_ontime": 20,
    "first_contact_rate": 10,
    "ontime_close_rate": 15,
    "case_ontime_rate": 15,
}


@pytest.mark.ref(*(f"score.{code}" for code in WEIGHTS))
def test_the_weights_of_the_house_add_up_to_a_hundred(db: None) -> None:
    told = {one.code: one.points for one in scoring.weights(rules.current(), ON)}
    assert told == WEIGHTS
    assert sum(told.values()) == 100


def test_weights_are_dated(db: None) -> None:
    assert scoring.weights(shipped(), ON)
    assert not scoring.weights(shipped(), date(2001, 1, 1))


def rows(scores: tuple[Score, ...]) -> dict[str, tuple[int, ...]]:
    """Of each unit so many items and reports; no figure counts anything here."""
    own = ("plan_progress", "report_ontime")
    found = {}
    for one in scores:
        told = {part.weight.code: part.rows for part in one.parts}
        assert not any(many for code, many in told.items() if code not in own)
        found[one.organ.name] = tuple(told[code] for code in own)
    return found


@pytest.mark.ref("figures.smallest_ranked")
def test_a_unit_with_too_few_rows_stands_in_no_ranking(office: Office) -> None:
    plan = office.issued()
    office.on(2, 28)
    found = scoring.scoring(plan.row, YEAR, office.now)
    smallest = rules.current().amount("figures.smallest_ranked", on=ON)
    assert found.smallest == smallest
    # Two items each; of east one report was due, of January. Five rows would be enough.
    assert smallest == 5
    assert found.ranked == ()
    assert rows(found.unranked) == {"东队": (2, 1), "西队": (2, 0)}
    assert [one.value for one in found.unranked] == [None, None]
    office.on(11, 30)
    later = scoring.scoring(plan.row, YEAR, office.now)
    # January to October of the item that lasts the year; those of single months owe none.
    assert rows(later.ranked) == {"东队": (2, 10)}
    assert rows(later.unranked) == {"西队": (2, 0)}
    # Reports that never came are rows of the denominator.
    (east,) = later.ranked
    assert (east.place, east.value) == (1, 0)


def test_reports_in_time_are_counted_one_by_one(office: Office) -> None:
    plan = office.issued()
    office.on(2, 3)
    plan.item(0).act("report", "东队长", inputs.Report("一月已巡查。"))
    office.on(4, 20)
    found = scoring.scoring(plan.row, YEAR, office.now)
    east = next(s for s in (*found.ranked, *found.unranked) if s.organ.name == "东队")
    part = next(p for p in east.parts if p.weight.code == "report_ontime")
    # January to March of the one item that runs by then: of three reports one came.
    assert (part.done, part.of) == (1, 3)
    assert part.value == Fraction(100, 3)
