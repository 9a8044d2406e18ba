"""The yearly enrolments: cut-off days, terms and fees (沪会员专享条款 1, 3, 4; trial version)."""

from datetime import date, timedelta

import pytest

from chengguan.law.data import DataError
from chengguan.law.parameters import Grade, shipped
from chengguan.law.parameters.loading import cover_round, limit_row

ROUND = {
    "key": "july",
    "title": "七月参保",
    "cut_off": "06-30",
    "begins": "07-01",
    "ends": "06-30",
    "fee": 2_400,
    "share": 1_200,
    "is_for_new": False,
    "from": date(2020, 12, 28),
    "cite": "沪会员专享条款",
    "grade": "V旧",
}
LIMIT = {
    "ref": "LIM99",
    "key": "limit.sample",
    "title": "限额",
    "rule": "内容",
    "items": ["show"],
    "asks": "year_sum",
    "value": 100,
    "unit": "fen",
    "from": date(2025, 1, 1),
    "cite": "沪文旅消费措施:2",
    "grade": "V",
}


@pytest.mark.parametrize(
    ("key", "year", "cut_off", "first", "last"),
    [
        ("july", 2026, date(2026, 6, 30), date(2026, 7, 1), date(2027, 6, 30)),
        ("january", 2027, date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_who_is_a_member_on_the_cut_off_day_is_covered(
    key: str, year: int, cut_off: date, first: date, last: date
) -> None:
    """沪会员专享条款 1 and 3: valid members of 06-30 and 12-31; a year, or half of one."""
    one = shipped().cover_rounds[key]
    assert one.cut_off_of(year) == cut_off
    assert one.cover_of(year) == (first, last + timedelta(days=1))
    assert one.cut_off_of(year) < one.cover_of(year)[0]


def test_both_rounds_of_a_year_end_on_one_day() -> None:
    """沪会员专享条款 3: who came in January is enrolled with all the others in July."""
    book = shipped().cover_rounds
    assert book["july"].cover_of(2026)[1] == book["january"].cover_of(2027)[1]
    assert [key for key, one in book.items() if one.is_for_new] == ["january"]


def test_the_fee_is_shared_by_halves() -> None:
    """沪会员专享条款 4: 24 yuan, 12 by the bureau's union; in January half of both."""
    fees = {key: (one.fee, one.share) for key, one in shipped().cover_rounds.items()}
    assert fees == {"july": (24_00, 12_00), "january": (12_00, 6_00)}
    assert {one.grade for one in shipped().cover_rounds.values()} == {Grade.VERIFIED_OLD_TEXT}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"cut_off": "06-31"}, "06-31 不是月日"),
        ({"begins": "7月1日"}, "不是月日"),
        ({"fee": -1}, "不是不小于 0 的整数"),
        ({"grade": "?"}, "不认识的值"),
        ({"cite": ""}, "既无依据也无来源"),
        ({"note": ""}, "不认识的键 note"),
    ],
)
def test_an_unsound_round_does_not_load(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        cover_round({**ROUND, **wrong})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"asks": "whatever"}, "不认识的值 whatever"),
        ({"unit": "day"}, "year_sum 的 unit 是 fen"),
        ({"asks": "never"}, "never 的 unit 是 （无）"),
        ({"words": ["cash"]}, "列举的口径写 words"),
        ({"items": ["shows"]}, "不认识的项目 shows"),
        ({"value": -1}, "不是不小于 0 的整数"),
        ({"cite": ""}, "既无依据也无来源"),
        ({"from": "2025-01-01"}, "不是日期"),
        ({"force": "unlawful"}, "不认识的键 force"),
    ],
)
def test_an_unsound_limit_does_not_load(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        limit_row({**LIMIT, **wrong}, shipped().spending_items)


def test_a_list_without_words_does_not_load() -> None:
    bare = {name: value for name, value in LIMIT.items() if name not in ("value", "unit")}
    with pytest.raises(DataError, match="列举的口径写 words"):
        limit_row({**bare, "asks": "forms"}, shipped().spending_items)
