"""Windows, owners, duties and sentences, one form after another."""

from datetime import date

import pytest

from chengguan.plans.reading import duties, owners, timing, wording
from chengguan.plans.reading.windows import (
    By,
    EachOf,
    EitherOf,
    HalfYear,
    Month,
    On,
    Quarter,
    Span,
    TenDays,
    WholeYear,
    Window,
)

M = Month


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("全年", WholeYear(2026)),
        ("2027年全年", WholeYear(2027)),
        ("长期", WholeYear(2026)),
        ("9 月", M(2026, 9)),
        ("九月", M(2026, 9)),
        ("十二月份", M(2026, 12)),
        ("4 或 5 月", EitherOf((M(2026, 4), M(2026, 5)))),
        ("4月或者5月", EitherOf((M(2026, 4), M(2026, 5)))),
        ("7 月、12 月", EachOf((M(2026, 7), M(2026, 12)))),
        ("3、6、9月", EachOf((M(2026, 3), M(2026, 6), M(2026, 9)))),
        ("2026年12月、2027年1月", EachOf((M(2026, 12), M(2027, 1)))),
        ("2027 年 1 月", M(2027, 1)),
        ("明年1月", M(2027, 1)),
        ("一季度", Quarter(2026, 1)),
        ("第二、第四季度", EachOf((Quarter(2026, 2), Quarter(2026, 4)))),
        ("三季度末前", By(date(2026, 9, 30))),
        ("上半年", HalfYear(2026, 1)),
        ("6月底前", By(date(2026, 6, 30))),
        ("2月底前", By(date(2026, 2, 28))),
        ("9月15日前", By(date(2026, 9, 15))),
        ("9月前", By(date(2026, 8, 31))),
        ("7月15日", On(date(2026, 7, 15))),
        ("3月上旬", TenDays(2026, 3, 1)),
        ("3月下旬前", By(date(2026, 3, 31))),
        ("3—5月", Span(date(2026, 3, 1), date(2026, 5, 31))),
        ("11月至2027年2月", Span(date(2026, 11, 1), date(2027, 2, 28))),
        ("3月1日至15日", Span(date(2026, 3, 1), date(2026, 3, 15))),
        ("年底前", By(date(2026, 12, 31))),
        ("2027年底", By(date(2027, 12, 31))),
        ("每半年", EachOf((HalfYear(2026, 1), HalfYear(2026, 2)))),
    ],
)
def test_windows(text: str, window: Window) -> None:
    assert [found.window for found in timing.timings(text, 2026, alone=True)] == [window]
    assert window.closes >= (window.opens or window.closes)


@pytest.mark.parametrize(
    "text",
    [
        "13月",
        "6月31日前",
        "3个月内",
        "三年内",
        "11个方面",
        "7.15开放日",
        "全年检查方案",
        "2025年9月",
        "国庆节前",
    ],
)
def test_what_is_no_window(text: str) -> None:
    assert not timing.timings(f"完成{text}工作", 2026)


def test_a_sentence_may_name_several() -> None:
    text = "3月底前制定方案，9月组织验收，常年不断档。"
    found = timing.timings(text, 2026)
    assert [one.window for one in found] == [By(date(2026, 3, 31)), M(2026, 9)]
    assert all(text[one.start : one.end].strip() == one.text for one in found)
    assert timing.timings(text, None) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会同区房管局等部门，制定方案", ["区房管局"]),
        ("协同绿化、建管、交警等部门及属地街镇，压实责任", ["绿化", "建管", "交警", "属地街镇"]),
        ("加强与派驻纪检监察组联动", ["派驻纪检监察组"]),
        ("联合街镇开展试点", ["街镇"]),
        ("健全案件协同处置流程", []),
        ("积极参与重点任务攻坚、跨部门协作", []),
        ("配合做好保障工作", []),
    ],
)
def test_co_units(text: str, names: list[str]) -> None:
    assert [name for unit in owners.co_units(text) for name in unit.names] == names


@pytest.mark.parametrize(
    "cell",
    ["牵头：法制科；配合：执法大队、 办公室", "法制科（牵头） 执法大队（配合）、办公室(协办)"],
)
def test_owners_of_a_cell_with_shares(cell: str) -> None:
    said = [(owner.name, owner.share.value) for owner in owners.cell_owners(cell)]
    assert said == [("法制科", "lead"), ("执法大队", "partner"), ("办公室", "partner")]


@pytest.mark.parametrize(
    ("text", "is_duty"),
    [
        ("组织开展联合检查。", True),
        ("严控新增，确保动态清零。", True),
        ("依托专项行动发掘案源。", True),
        ("誊写台账。", True),
        ("坚持“遏新增、去存量”目标。", False),
        ("将此项工作作为年度主线工作。", False),
        ("以人民满意为标准，坚守底线。", False),
        ("目前，全区共有违建40处。", False),
    ],
)
def test_duties_of_numbered_tasks(text: str, is_duty: bool) -> None:
    assert duties.holds_duty(text, numbered=True) is is_duty


def test_sentences_keep_quotes_brackets_and_their_assignment() -> None:
    text = "他说“先查。再办。”明确要求（见附表。）办理。完成整改。（责任单位：法制科）归档"
    assert [*wording.sentences(text)] == [
        "他说“先查。再办。”",
        "明确要求（见附表。）办理。",
        "完成整改。（责任单位：法制科）",
        "归档",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026 年 9 月", "2026年9月"),
        ("提升 工作", "提升工作"),
        ("责任单位：法制科 勤务科", "责任单位：法制科 勤务科"),
        ("use GB 9704 here", "use GB 9704 here"),
    ],
)
def test_spaces(written: str, kept: str) -> None:
    assert wording.spaced(written) == kept
