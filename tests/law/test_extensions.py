"""Extensions lengthen a period only if provided for and granted in time; the first due stays."""

from datetime import date

import pytest

from chengguan.law.parameters import shipped
from chengguan.law.periods import Extension, due, end_of

from .moments import at

ref = pytest.mark.ref


@pytest.mark.parametrize(
    ("name", "since", "lengths", "last"),
    [
        pytest.param("CK01", "2026-03-02", [30], "2026-06-30", marks=ref("CK01")),
        pytest.param("CK01", "2026-03-02", [30, 60], "2026-08-29", marks=ref("CK01")),
        pytest.param("CK01", "2026-03-02", [31], "2026-06-30", marks=ref("CK01")),
        pytest.param("CK01", "2026-03-02", [30, 61], "2026-08-29", marks=ref("CK01")),
        pytest.param("CK01", "2026-03-02", [10], "2026-06-10", marks=ref("CK01")),
        pytest.param("CK01", "2026-03-02", [30, 60, 30], "2026-08-29", marks=ref("CK01")),
        pytest.param("CK02", "2026-05-31", [61], "2026-08-29", marks=ref("CK02")),
        pytest.param("CK03", "2026-03-06", [11], "2026-04-13", marks=ref("CK03")),
        pytest.param("CK21", "2026-03-02", [31], "2026-05-01", marks=ref("CK21")),
        pytest.param("CK34a", "2026-06-01", [31], "2026-08-31", marks=ref("CK34a")),
        pytest.param("CK34a", "2026-06-03", [31], "2026-09-01", marks=ref("CK34a")),
        pytest.param("CK56", "2026-06-01", [31], "2026-08-30", marks=ref("CK56")),
        pytest.param("CK63", "2026-06-01", [21], "2026-07-28", marks=ref("CK63")),
    ],
)
def test_an_extension_counts_up_to_its_limit(name, since, lengths, last) -> None:
    granted = [Extension(length, at(since)) for length in lengths]
    answer = due(shipped(), name, at(since), extensions=granted)
    assert answer.moment == end_of(date.fromisoformat(last))
    assert answer.first_moment == due(shipped(), name, at(since)).moment


@pytest.mark.trap(6, 7)
@pytest.mark.ref("CK01")
@pytest.mark.parametrize(
    ("granted_at", "last", "said"),
    [
        ("2026-05-31T23:59:59", "2026-06-30", "extended"),
        ("2026-06-01T00:00:00", "2026-05-31", "extension_too_late"),
    ],
)
def test_an_extension_after_the_due_date_does_not_make_it_on_time(granted_at, last, said):
    granted = [Extension(30, at(granted_at))]
    answer = due(shipped(), "CK01", at("2026-03-02"), extensions=granted)
    assert answer.moment == end_of(date.fromisoformat(last))
    assert answer.first_moment == end_of(date(2026, 5, 31))
    assert said in {step.code for step in answer.steps}


@pytest.mark.trap(6)
@pytest.mark.ref("CK01")
def test_a_second_extension_must_come_before_the_first_has_run_out() -> None:
    granted = [Extension(30, at("2026-05-20")), Extension(60, at("2026-07-01"))]
    answer = due(shipped(), "CK01", at("2026-03-02"), extensions=granted)
    assert answer.moment == end_of(date(2026, 6, 30))


@pytest.mark.ref("CK05")
def test_an_extension_nobody_provides_for_changes_nothing() -> None:
    granted = [Extension(7, at("2026-03-06"))]
    answer = due(shipped(), "CK05", at("2026-03-05"), extensions=granted)
    assert answer.moment == end_of(date(2026, 3, 16))
    assert "extension_without_basis" in {step.code for step in answer.steps}
