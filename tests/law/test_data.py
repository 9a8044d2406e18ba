"""A row of law data that is not sound does not load, and says where and what to do."""

from datetime import date
from typing import Any

import pytest

from chengguan.law.citations import instruments
from chengguan.law.data import DataError
from chengguan.law.parameters import Grade, shipped
from chengguan.law.parameters.loading import amount_row, clock_row, guard_row, notice_row

VERSION = {
    "from": date(2021, 7, 15),
    "length": 5,
    "unit": "workday",
    "cite": "行政处罚法:64(1)",
    "grade": "V",
}
CLOCK = {
    "ref": "CK99",
    "key": "hearing.request",
    "title": "申请听证",
    "starts": "收到告知",
    "binds": "当事人",
    "versions": [VERSION],
}
AMOUNT = {
    "key": "on_the_spot.limit",
    "title": "上限",
    "value": 1,
    "unit": "fen",
    "from": date(2021, 7, 15),
    "cite": "行政处罚法:51",
    "grade": "V",
}
GUARD = {
    "ref": "GD99",
    "title": "条件",
    "rule": "内容",
    "cite": "行政处罚法:51",
    "grade": "V",
    "force": "unlawful",
}
NOTICE = {
    "year": 2027,
    "source": "通知",
    "issued": date(2026, 11, 5),
    "off": {"元旦": [date(2027, 1, 1)]},
    "worked": {},
}


def without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def clock_with(**version: Any) -> dict[str, Any]:
    return {**CLOCK, "versions": [{**VERSION, **version}]}


def test_sound_rows_load() -> None:
    assert clock_row(CLOCK, "clocks.toml").versions[0].length == 5
    assert amount_row(AMOUNT).value == 1
    assert guard_row(GUARD, "guards.toml").ref == "GD99"
    assert notice_row(NOTICE).days[0].on == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (without(CLOCK, "title"), "clocks.toml CK99：缺少键 title。请补上"),
        ({**CLOCK, "lenght": 5}, "不认识的键 lenght。请改正拼写或删去"),
        (clock_with(rol=True), "不认识的键 rol"),
        (clock_with(cite=""), "既无依据也无来源"),
        (clock_with(cite="行政处分法:1"), "未登记的法律文件"),
        (clock_with(unit="week"), "不认识的值 week。请用：hour"),
        (clock_with(grade="A"), "不认识的值 A"),
        (clock_with(length=0), "0 不是不小于 1 的整数"),
        (clock_with(length=-5), "-5 不是"),
        (clock_with(length="5"), "5 不是"),
        (clock_with(length=True), "True 不是"),
        (clock_with(extensions=[0]), "0 不是"),
        (clock_with(**{"from": "2021-07-15"}), "不是日期"),
        (clock_with(also=[{"length": 60}]), "缺少键 unit"),
        ({**CLOCK, "versions": []}, "没有任何版本"),
        ({**CLOCK, "nature": "guess"}, "不认识的值 guess"),
        ({**CLOCK, "inputs": [{"name": "ended"}]}, "缺少键 title"),
        ({**CLOCK, "is_backwards": True, "versions": [{**VERSION, "unit": "day"}]}, "倒推"),
    ],
)
def test_an_unsound_period_does_not_load(row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        clock_row(row, "clocks.toml")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (without(AMOUNT, "cite"), "既无依据也无来源"),
        ({**AMOUNT, "unit": "yuan"}, "不认识的单位 yuan。请用 fen、.*、count"),
        ({**AMOUNT, "party_kind": "company"}, "当事人类别不对"),
        ({**AMOUNT, "value": 200.5}, "不是不小于 0 的整数"),
        ({**AMOUNT, "note": "?"}, "不认识的键 note"),
    ],
)
def test_an_unsound_amount_does_not_load(row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        amount_row(row)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**GUARD, "cite": ""}, "guards.toml GD99：既无依据也无来源"),
        ({**GUARD, "force": "block"}, "不认识的值 block"),
        (without(GUARD, "rule"), "缺少键 rule"),
    ],
)
def test_an_unsound_condition_does_not_load(row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        guard_row(row, "guards.toml")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**NOTICE, "source": " "}, "没有写明通知文号"),
        ({**NOTICE, "worked": {"元旦": [date(2027, 1, 1)]}}, "同一天出现两次"),
        (without(NOTICE, "worked"), "缺少键 worked"),
    ],
)
def test_an_unsound_notice_does_not_load(row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        notice_row(row)


def test_no_two_rows_share_a_key() -> None:
    keys = [row.key for row in shipped().clocks.values()]
    assert len(set(keys)) == len(keys)


def test_what_is_cited_was_in_force_when_the_row_begins_to_hold() -> None:
    for row in shipped().clocks.values():
        for version in row.versions:
            begun = [instruments()[c.instrument].since <= version.since for c in version.cites]
            assert not begun or any(begun), row.ref


def test_only_values_the_bureau_sets_stand_without_a_citation() -> None:
    bare = {row.ref for row in shipped().clocks.values() for v in row.versions if not v.cites}
    assert all(not ref.startswith("CK") for ref in bare)
    own = [a for a in shipped().amounts if not a.cites]
    assert {"service_hours.opens", "leads.returns_allowed"} <= {a.key for a in own}
    assert all(a.source and a.grade in (Grade.DESIGN, Grade.FROM_MEMORY) for a in own)


RIGHTS = {
    "CK06": "行政处罚法 64",
    "CK08": "行政处罚法 45",
    "CK30": "行政复议法 20",
    "CK36": "行政诉讼法 46",
    "CK37": "行政诉讼法 45",
    "CK39a": "行政诉讼法 85",
    "CK39b": "行政诉讼法 85",
    "CK57a": "信访工作条例 35",
    "CK58a": "信访工作条例 36",
}


def test_a_right_is_nobodys_deadline_and_no_other_period_is_a_right() -> None:
    """What somebody may use until a day is owed by nobody: it makes no matter overdue."""
    flagged = {ref: row.binds for ref, row in shipped().clocks.items() if row.is_right}
    assert set(flagged) == set(RIGHTS)
    assert not any("承办单位" in binds for binds in flagged.values())


def test_a_period_is_owed_unless_its_row_says_it_is_a_right() -> None:
    assert not clock_row(CLOCK, "clocks.toml").is_right
    assert clock_row({**CLOCK, "is_right": True}, "clocks.toml").is_right
