"""行政处罚法 37: the law of the day of the conduct, unless the new law is lighter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.lawbook.governing import Point, Verdict, governing, versions_of
from chengguan.core.lawbook.items import Degree, all_items, item

BEFORE, LAST_OLD, FIRST_NEW, AFTER = (
    date(2026, 8, 1),
    date(2026, 8, 14),
    date(2026, 8, 15),
    date(2026, 9, 10),
)


def asked(code, conduct_on, decided_on, party_kind="person", **facts):
    return governing(versions_of(code), conduct_on, decided_on, party_kind, **facts)


def test_t7_barbecue_before_decided_after_takes_the_lighter_code_生态环境法典1132():
    """Worked example T7: conduct 2026-08-01, decision 2026-09-10, put right at once: 500–5000."""
    found = asked("AY-G003", BEFORE, AFTER)
    assert found.verdict is Verdict.NEW_LIGHTER
    span = found.applies.fine_for("person")
    assert (span.low, span.high) == (500_00, 5_000_00)
    assert [p.point for p in found.comparison if p.lighter == "new"] == [Point.HIGHEST]


def test_after_a_refusal_the_former_law_is_lighter_for_barbecue():
    found = asked("AY-G003", BEFORE, AFTER, has_refused=True)
    assert found.verdict is Verdict.OLD_LIGHTER
    assert found.applies.code == "AY-G003-旧"
    assert item("AY-G003").fine_for("person", Degree.REFUSAL).low == 5_000_00


@pytest.mark.parametrize(
    ("conduct_on", "decided_on", "verdict", "applies"),
    [
        (LAST_OLD, LAST_OLD, Verdict.UNCHANGED, "AY-G003-旧"),
        (LAST_OLD, FIRST_NEW, Verdict.NEW_LIGHTER, "AY-G003"),
        (FIRST_NEW, AFTER, Verdict.UNCHANGED, "AY-G003"),
    ],
)
def test_the_day_of_the_code_is_the_border(conduct_on, decided_on, verdict, applies):
    found = asked("AY-G003-旧", conduct_on, decided_on)
    assert (found.verdict, found.applies.code) == (verdict, applies)


def test_vending_of_2022_keeps_its_lighter_law_沪市容条例():
    found = asked("AY-C001", date(2022, 11, 30), date(2022, 12, 1))
    assert (found.verdict, found.applies.code) == (Verdict.OLD_LIGHTER, "AY-C003")


def test_where_nothing_is_lighter_the_law_of_the_conduct_governs():
    found = asked("AY-J005", BEFORE, AFTER, "organisation")
    assert (found.verdict, found.applies.code) == (Verdict.SAME, "AY-J005-旧")


@pytest.mark.parametrize(
    ("code", "conduct_on", "decided_on", "party_kind", "point"),
    [
        ("AY-J002", LAST_OLD, AFTER, "organisation", Point.FORMER_MISSING),
        ("AY-F001", LAST_OLD, AFTER, "organisation", Point.NO_VERSION_THEN),
        ("AY-K012", date(2026, 2, 24), date(2026, 2, 25), "organisation", Point.NO_VERSION_NOW),
        ("AY-F002-旧", LAST_OLD, AFTER, "organisation", Point.SEVERAL_NOW),
        ("AY-E010", LAST_OLD, AFTER, "organisation", Point.NO_RANGE),
    ],
)
def test_what_the_machine_cannot_decide_it_leaves_to_the_legal_section(
    code, conduct_on, decided_on, party_kind, point
):
    found = asked(code, conduct_on, decided_on, party_kind)
    assert (found.verdict, found.applies) == (Verdict.UNDECIDED, None)
    assert [p.point for p in found.comparison] == [point]


def test_points_that_differ_in_direction_are_not_weighed():
    """Own waste: the former fine is lower, but takes the gain too."""
    found = asked("AY-E010", LAST_OLD, AFTER)
    assert found.verdict is Verdict.UNDECIDED
    assert {p.lighter for p in found.comparison} >= {"old", "new"}


DAYS = st.dates(date(2021, 8, 1), date(2027, 12, 31))


@given(st.sampled_from(sorted(all_items())), DAYS, st.integers(0, 700), st.booleans())
def test_what_applies_was_in_force_and_is_never_the_heavier(code, conduct_on, later, has_refused):
    decided_on = conduct_on + timedelta(days=later)
    for kind in ("person", "organisation"):
        found = asked(code, conduct_on, decided_on, kind, has_refused=has_refused)
        if found.applies is None:
            assert found.verdict is Verdict.UNDECIDED
            continue
        assert found.applies.in_force(conduct_on) or found.applies.in_force(decided_on)
        if found.verdict is Verdict.NEW_LIGHTER:
            assert all(p.lighter != "old" for p in found.comparison)
        else:
            assert found.applies == found.then
