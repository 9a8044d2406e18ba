"""A bureau's overlay: dated, by two persons, with a source; the shipped book stays as it is."""

from dataclasses import replace
from datetime import date

import pytest

from chengguan.law.parameters import (
    Approval,
    ClockChange,
    Force,
    ForceChange,
    NotInForce,
    UnknownRow,
    shipped,
)
from chengguan.law.periods import due, end_of

from .moments import at

APPROVED = Approval("王一", "李二", date(2026, 9, 1), "法制科纪要第 3 号")


def later(ref: str, since: date, **values: object) -> ClockChange:
    version = replace(shipped().clock(ref).versions[-1], since=since, **values)
    return ClockChange(ref, version, APPROVED)


@pytest.mark.trap(10)
@pytest.mark.ref("CK08")
@pytest.mark.parametrize(
    ("told", "last"), [("2026-09-14", "2026-09-20"), ("2026-09-15", "2026-09-18")]
)
def test_a_changed_setting_holds_for_what_begins_from_its_day(told: str, last: str) -> None:
    book = shipped().with_overlay([later("CK08", date(2026, 9, 15), length=3)])
    assert due(book, "CK08", at(told)).moment == end_of(date.fromisoformat(last))
    assert due(shipped(), "CK08", at("2026-09-15")).moment == end_of(date(2026, 9, 21))


def test_a_correction_of_the_same_day_replaces_the_version() -> None:
    since = shipped().clock("CK67b").versions[0].since
    book = shipped().with_overlay([later("CK67b", since, length=4)])
    assert [v.length for v in book.clock("CK67b").versions] == [4]


@pytest.mark.trap(10)
def test_a_changed_force_holds_from_its_day() -> None:
    change = ForceChange("GD28", Force.UNLAWFUL, date(2026, 10, 1), APPROVED)
    book = shipped().with_overlay([change])
    assert book.guard("GD28", date(2026, 9, 30)).force is Force.WARNING
    assert book.guard("GD28", date(2026, 10, 1)).force is Force.UNLAWFUL
    assert book.guard("GD28").force is Force.UNLAWFUL
    assert book.guard("GD28").grade == shipped().guard("GD28").grade
    assert shipped().guard("GD28").force is Force.WARNING


@pytest.mark.parametrize(
    ("proposed", "confirmed", "source", "message"),
    [
        ("王一", "王一", "纪要", "两人"),
        ("王一", " ", "纪要", "确认人"),
        ("", "李二", "纪要", "提出人"),
        ("王一", "李二", " ", "来源"),
    ],
)
def test_a_change_needs_two_persons_and_a_source(proposed, confirmed, source, message) -> None:
    with pytest.raises(ValueError, match=message):
        Approval(proposed, confirmed, date(2026, 9, 1), source)


@pytest.mark.parametrize(
    "change",
    [
        ClockChange("CK99", shipped().clock("CK01").versions[0], APPROVED),
        ForceChange("GD99", Force.WARNING, date(2026, 9, 1), APPROVED),
    ],
)
def test_a_change_of_a_row_that_is_not_there_is_an_error(change) -> None:
    with pytest.raises(UnknownRow, match="99"):
        shipped().with_overlay([change])


@pytest.mark.ref("CK06")
def test_a_period_before_its_first_version_names_the_day() -> None:
    with pytest.raises(NotInForce, match="CK06 在 2021-07-14"):
        due(shipped(), "CK06", at("2021-07-14"))
    assert due(shipped(), "CK06", at("2021-07-15")).moment
