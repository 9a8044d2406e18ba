"""The thresholds of the law, money in fen, by kind of party and by day."""

from datetime import date

import pytest

from chengguan.law.parameters import Amount, Grade, NotInForce, UnknownRow, shipped

ON = date(2026, 9, 15)
ref = pytest.mark.ref


def amount(key: str, party_kind: str | None, value: int, *marks: str) -> object:
    return pytest.param(key, party_kind, value, marks=ref(key, *marks), id=f"{key} {party_kind}")


@pytest.mark.parametrize(
    ("key", "party_kind", "value"),
    [
        amount("on_the_spot.limit", "person", 200_00, "GD09"),
        amount("on_the_spot.limit", "organisation", 3_000_00, "GD09"),
        amount("collect_on_the_spot.limit", None, 100_00, "GD13"),
        amount("collect_on_the_spot.limit", "person", 100_00, "GD13"),
        amount("officers.least", None, 2, "GD01"),
        amount("age.responsibility", None, 14, "GD27"),
        amount("age.majority", None, 18, "GD27"),
        amount("hearing.threshold", "person", 5_000_00),
        amount("hearing.threshold", "organisation", 50_000_00),
        amount("legal_review.threshold", "person", 5_000_00),
        amount("legal_review.threshold", "organisation", 50_000_00),
        amount("reconsideration.simple_limit", None, 3_000_00, "CK33"),
        amount("leads.contact_attempts", None, 3),
        amount("leads.contact_interval", None, 2),
        amount("leads.repeat_within", None, 90),
        amount("leads.returns_allowed", None, 2),
        amount("discretion.light_top", None, 3_000),
        amount("discretion.heavy_bottom", None, 7_000),
        amount("discretion.look_back", None, 2),
        amount("late_fine.rate", None, 300, "CK13"),
        amount("late_fine.cap", None, 10_000, "CK13"),
    ],
)
def test_the_amounts_of_the_law(key: str, party_kind: str | None, value: int) -> None:
    assert shipped().amount(key, party_kind, on=ON) == value


def test_the_hearing_threshold_is_known_from_an_excerpt_only() -> None:
    grades = {a.grade for a in shipped().amounts if a.key == "hearing.threshold"}
    assert grades == {Grade.SEEN_IN_EXCERPT}


def test_an_amount_before_its_first_version_names_the_day() -> None:
    with pytest.raises(NotInForce, match=r"2021-07-14.*2021-07-15"):
        shipped().amount("on_the_spot.limit", "person", on=date(2021, 7, 14))
    assert shipped().amount("on_the_spot.limit", "person", on=date(2021, 7, 15)) == 200_00


@pytest.mark.parametrize(("key", "party_kind"), [("fine.limit", None), ("on_the_spot.limit", None)])
def test_an_amount_that_is_not_there_is_an_error(key: str, party_kind: str | None) -> None:
    with pytest.raises(UnknownRow, match=key):
        shipped().amount(key, party_kind, on=ON)


def test_an_amount_ends_with_its_last_day() -> None:
    row = Amount("x", "x", 1, "fen", date(2026, 1, 1), Grade.VERIFIED, until=date(2026, 8, 15))
    book = shipped().__class__({}, {}, (row,), {}, {})
    assert book.amount("x", on=date(2026, 8, 14)) == 1
    with pytest.raises(NotInForce):
        book.amount("x", on=date(2026, 8, 15))
