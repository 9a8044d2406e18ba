"""Figures: values, rounding, ranking, and the pages of the rows behind them."""

import doctest
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils.translation import override

from chengguan.core.org.models import Organ
from chengguan.core.work import figure_words as words
from chengguan.core.work import figures
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_rows import keyset
from chengguan.core.work.figures import Asked, Figure, Measure, Per, Selection
from chengguan.core.work.models import Matter
from tests.core.work.sample import Town

OPENED = Figure(
    "opened",
    "受理数",
    counts="期内受理",
    by="受理时间",
    selects=lambda asked: Selection(
        Matter.objects.filter(asked.within("opened_at")), "opened_at", None
    ),
    per=Per.COUNT,
)


@pytest.fixture(autouse=True)
def in_chinese():
    with override("zh-hans"):
        yield


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(figures).failed == 0


@pytest.mark.parametrize(
    ("measure", "value", "shown", "counts"),
    [
        (Measure(Per.RATE, 0), None, "—", "0 / 0"),
        (Measure(Per.RATE, 1, 0), 0, "0.00%", "0 / 1"),
        (Measure(Per.RATE, 1, 1), 1, "100.00%", "1 / 1"),
        (Measure(Per.RATE, 3, 2), Fraction(2, 3), "66.67%", "2 / 3"),
        (Measure(Per.RATE, 8, 1), Fraction(1, 8), "12.50%", "1 / 8"),
        (Measure(Per.RATE, 160, 1), Fraction(1, 160), "0.63%", "1 / 160"),
        (Measure(Per.RATE, 20000, 19999), Fraction(19999, 20000), "100.00%", "19999 / 20000"),
        (Measure(Per.MEAN, 0), None, "—", "0 / 0"),
        (Measure(Per.MEAN, 3, 2, 180), 60, "60.00分", "180 / 3"),
        (Measure(Per.MEAN, 8, 0, 1), Fraction(1, 8), "0.13分", "1 / 8"),
        (Measure(Per.COUNT, 0), 0, "0", "0"),
        (Measure(Per.COUNT, 7), 7, "7", "7"),
    ],
)
def test_a_rate_of_nothing_is_nothing_and_halves_go_up(measure, value, shown, counts) -> None:
    assert measure.value == value
    assert words.value_words(measure) == shown
    assert words.counts_words(measure) == counts


def test_a_change_is_told_in_points_and_not_where_something_is_missing() -> None:
    half, third, none = (Measure(Per.RATE, n, m) for n, m in ((2, 1), (3, 1), (0, 0)))
    assert words.change_words(half, third) == "+16.67 个百分点"
    assert words.change_words(third, half) == "-16.67 个百分点"
    assert words.change_words(half, half) == "0.00 个百分点"
    assert words.change_words(half, none) == words.change_words(none, half) == ""
    assert words.change_words(Measure(Per.COUNT, 5), Measure(Per.COUNT, 7)) == "-2"


def test_who_has_the_same_value_has_the_same_place(town: Town) -> None:
    organs = list(Organ.objects.order_by("pk")[:4])
    counted = dict(
        zip(
            (organ.pk for organ in organs),
            (Measure(Per.RATE, n, m) for n, m in ((10, 9), (20, 18), (5, 5), (8, 4))),
            strict=False,
        )
    )
    places = {r.organ.pk: r.place for r in figures._placed(OPENED, counted)}
    known = [organ.pk for organ in organs]
    expected = dict(zip(known, (2, 2, 1, 4), strict=False))
    assert places == {pk: expected[pk] for pk in places}
    low = replace(OPENED, is_low_better=True)
    places = {r.organ.pk: r.place for r in figures._placed(low, counted)}
    expected = dict(zip(known, (2, 2, 4, 1), strict=False))
    assert len(organs) == 4
    assert places == expected


def test_a_code_is_one_figures(monkeypatch) -> None:
    monkeypatch.setattr(figures, "_figures", {})
    figures.register(OPENED)
    figures.register(OPENED)
    with pytest.raises(ValueError, match="opened"):
        figures.register(replace(OPENED, title="别的"))
    with pytest.raises(KeyError):
        figures.figure_of("unknown")


@pytest.mark.postgres
def test_pages_forth_and_back_show_every_row_once(town: Town) -> None:
    opened = [town.begin() for _ in range(7)]
    rows = figures.rows_of(OPENED, _asked(town))
    forth, page = [], keyset(rows, size=3)
    forth += page.rows
    assert page.newer == ""
    while page.older:
        page = keyset(rows, after=page.older, size=3)
        forth += page.rows
    assert len(forth) == len({row.pk for row in forth}) == len(opened)
    back = list(page.rows)
    while page.newer:
        page = keyset(rows, before=page.newer, size=3)
        back = page.rows + back
    assert [row.pk for row in back] == [row.pk for row in forth]
    assert keyset(rows, after="rubbish~1", size=3).rows == forth[:3]


@pytest.mark.postgres
def test_what_is_still_to_come_is_not_counted_yet(town: Town) -> None:
    opened = town.begin().opened_at
    asked = _asked(town)
    assert figures.measure(OPENED, replace(asked, at=opened)).counted == 1
    assert figures.measure(OPENED, replace(asked, at=opened - timedelta(seconds=1))).counted == 0


def _asked(town: Town) -> Asked:
    return Asked(town.leader, Period.read("2026-03"), town.at + timedelta(days=1))
