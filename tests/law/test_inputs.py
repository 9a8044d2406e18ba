"""Periods that depend on more than their trigger."""

from datetime import date

import pytest

from chengguan.law.parameters import shipped
from chengguan.law.periods import PeriodError, due, end_of

from .moments import at

ref = pytest.mark.ref


def ask(name: str, **moments: str):
    """`since` stands for the trigger, whose name is a word of the language."""
    given = {"from" if key == "since" else key: at(text) for key, text in moments.items()}
    return due(shipped(), name, given)


@pytest.mark.parametrize(
    ("name", "moments", "last"),
    [
        # A continuing violation: limitation from its end.
        pytest.param(
            "CK17a",
            {"since": "2024-03-01", "ended": "2026-03-01"},
            "2028-03-01",
            marks=ref("CK17a"),
        ),
        pytest.param(
            "CK17b",
            {"since": "2024-02-29", "ended": "2024-02-29"},
            "2029-02-28",
            marks=ref("CK17b"),
        ),
        # Not told of the remedy: from being told, within a year of knowing the act.
        pytest.param(
            "CK30",
            {"since": "2026-03-02", "informed": "2026-06-01"},
            "2026-07-31",
            marks=ref("CK30"),
        ),
        pytest.param(
            "CK30",
            {"since": "2025-03-03", "informed": "2026-02-02"},
            "2026-03-03",
            marks=ref("CK30"),
        ),
        pytest.param(
            "CK36",
            {"since": "2025-03-03", "informed": "2026-02-02"},
            "2026-03-03",
            marks=ref("CK36"),
        ),
        pytest.param(
            "CK37",
            {"since": "2025-03-03", "informed": "2026-02-25"},
            "2026-03-03",
            marks=ref("CK37"),
        ),
        # The absolute limits from the act itself: five years, twenty for real estate.
        pytest.param(
            "CK30", {"since": "2026-03-02", "made": "2021-03-10"}, "2026-03-10", marks=ref("CK30")
        ),
        pytest.param(
            "CK36", {"since": "2026-03-02", "made": "2021-03-10"}, "2026-03-10", marks=ref("CK36")
        ),
        pytest.param(
            "CK30",
            {"since": "2026-03-02", "made_property": "2006-03-10"},
            "2026-03-10",
            marks=ref("CK30"),
        ),
        pytest.param(
            "CK36",
            {"since": "2026-03-02", "made_property": "2006-03-10"},
            "2026-03-10",
            marks=ref("CK36"),
        ),
        # Deferred payment: three months from its end.
        pytest.param(
            "CK24",
            {"since": "2026-03-02", "instalments_ended": "2026-06-01"},
            "2026-09-01",
            marks=ref("CK24"),
        ),
        # Served and announced: both are needed.
        pytest.param(
            "CK50",
            {"since": "2026-06-01", "announced": "2026-06-03"},
            "2026-12-03",
            marks=ref("CK50"),
        ),
    ],
)
def test_further_moments_move_or_cap_a_period(name, moments, last) -> None:
    assert ask(name, **moments).moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "moments", "last"),
    [
        # Served on 28 March: six months end on Monday 28 September.
        pytest.param(
            "CK23",
            {"since": "2026-06-01", "decision_served": "2026-03-28"},
            "2026-09-28",
            marks=ref("CK23"),
        ),
        pytest.param(
            "CK23",
            {"since": "2026-09-25", "decision_served": "2026-03-28"},
            "2026-10-15",
            marks=ref("CK23"),
        ),
        # Served on 4 April: 4 October is in the holiday, the remedy ends on the 8th.
        pytest.param(
            "CK27",
            {"since": "2026-05-01", "decision_served": "2026-04-04"},
            "2026-10-08",
            marks=ref("CK27"),
        ),
        pytest.param("CK24", {"decision_served": "2026-04-04"}, "2027-01-08", marks=ref("CK24")),
        pytest.param("CK24", {"since": "2026-10-04"}, "2027-01-08", marks=ref("CK24")),
        pytest.param(
            "CK24",
            {
                "decision_served": "2026-04-04",
                "remedy_filed": "2026-05-06",
                "remedy_ended": "2026-11-10",
            },
            "2027-02-10",
            marks=ref("CK24"),
        ),
        pytest.param(
            "CK50",
            {"since": "2026-06-01", "remedy_filed": "2026-07-01", "remedy_ended": "2027-03-02"},
            "2027-03-02",
            marks=ref("CK50"),
        ),
    ],
)
def test_rows_that_wait_for_the_remedy_count_with_its_rolled_end(name, moments, last) -> None:
    assert ask(name, **moments).moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=ref(n)) for n in ("CK23", "CK24", "CK27", "CK50")]
)
def test_a_pending_remedy_leaves_them_open(name: str) -> None:
    answer = ask(name, since="2026-06-01", remedy_filed="2026-06-20")
    assert answer.moment is None
    assert answer.steps[0].code == "remedy_pending"


@ref("CK50")
def test_demolition_names_the_period_that_ends_sooner() -> None:
    """行政强制法 44: neither reconsideration (60 days) nor a lawsuit (6 months) in time."""
    steps = ask("CK50", since="2026-06-01").steps
    assert [s.values["moment"] for s in steps if s.code == "later_of"] == [
        end_of(date(2026, 7, 31))
    ]


@ref("CK24")
def test_what_counts_from_a_provisional_end_is_provisional() -> None:
    assert ask("CK24", decision_served="2026-08-01").provisional
    assert not ask("CK24", decision_served="2026-06-01").provisional


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("CK06", {}, "缺少输入 from"),
        ("CK07", {"from": at("2026-03-02")}, "缺少输入 before"),
        ("CK24", {"remedy_filed": at("2026-03-02")}, "缺少输入 from"),
        ("CK06", {"from": at("2026-03-02"), "served": at("2026-03-02")}, "没有输入 served"),
        ("CK06", {"from": at("2026-03-02").replace(tzinfo=None)}, "时区"),
    ],
)
def test_moments_that_are_missing_unknown_or_without_zone_are_refused(name, given, message):
    with pytest.raises(PeriodError, match=message):
        due(shipped(), name, given)
