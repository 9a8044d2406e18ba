"""Dates, money, time left, and that every code of the law has its sentence in both languages."""

import ast
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext, override

from chengguan import law
from chengguan.core.pages import words
from chengguan.core.pages.sentences import PERIOD_STEPS, SENTENCES
from chengguan.core.pages.views import providers
from chengguan.law.parameters import Grade, Unit, shipped
from chengguan.law.periods import due

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 9, 15, 12, tzinfo=SHANGHAI)
LAW = Path(law.__file__).parent


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (5, "伍分"),
        (10, "壹角"),
        (99, "玖角玖分"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角"),
        (1000, "壹拾元整"),
        (100000, "壹仟元整"),
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (1000000, "壹万元整"),
        (10010000, "壹拾万零壹佰元整"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (100000001, "壹佰万元零壹分"),
        (200000000000, "贰拾亿元整"),
        (1000000000100, "壹佰亿零壹元整"),
        (100010000000000, "壹万零壹亿元整"),
        (100000000000000, "壹万亿元整"),
        (-20000, "负贰佰元整"),
    ],
)
def test_money_in_capital_figures(fen: int, written: str) -> None:
    assert words.capital_money(fen) == written


def test_capital_figures_refuse_what_they_cannot_say() -> None:
    with pytest.raises(ValueError, match="yuan"):
        words.capital_money(10**18)


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (None, ""),
        (0, "￥0.00"),
        (5, "￥0.05"),
        (100000, "￥1,000.00"),
        (-123456789, "-￥1,234,567.89"),
    ],
)
def test_money_in_tables(fen: int | None, written: str) -> None:
    assert words.money(fen) == written


def test_dates_in_tables_and_papers() -> None:
    midnight_utc = datetime(2026, 3, 5, 18, 20, tzinfo=ZoneInfo("UTC"))
    assert words.day(midnight_utc) == "2026-03-06"
    assert words.moment(midnight_utc) == "2026-03-06 02:20"
    assert words.paper_day(date(2026, 3, 6)) == "2026年3月6日"
    assert words.day(None) == words.moment(None) == words.paper_day(None) == ""


def test_the_end_of_a_day_is_written_as_24_hours() -> None:
    assert words.due_words(datetime(2026, 10, 13, 23, 59, 59, tzinfo=SHANGHAI)) == (
        "2026-10-13 周二 24:00"
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=3), "还有 2 日 3 小时"),
        (timedelta(days=12, hours=3), "还有 12 日"),
        (timedelta(days=1), "还有 1 日"),
        (timedelta(hours=3, minutes=5), "还有 3 小时 5 分"),
        (timedelta(hours=3), "还有 3 小时"),
        (timedelta(minutes=59, seconds=59), "还有 59 分钟"),
        (timedelta(), "还有 1 分钟"),
        (-timedelta(seconds=1), "逾期 1 分钟"),
        (-timedelta(days=1), "逾期 1 日"),
    ],
)
def test_countdown(left: timedelta, said: str) -> None:
    assert words.countdown(NOON + left, NOON) == said


def _step_codes() -> set[str]:
    """Every code that a Step of `law` is built with."""
    codes = set()
    for file in LAW.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            is_step = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Step"
            if is_step and node.args and isinstance(node.args[0], ast.Constant):
                codes.add(node.args[0].value)
    # `_chosen` is handed its code; the runs of days repeat the codes above.
    return codes | {"later_of", "earlier_of"}


def test_every_code_of_the_law_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert _step_codes() == {code.partition("-")[0] for code in PERIOD_STEPS}


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_has_words(grade: Grade) -> None:
    assert grade in words.GRADES


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_words(unit: Unit) -> None:
    assert words.length_words(3, unit).startswith("3 ")


def test_a_due_moment_over_the_national_day_explains_itself() -> None:
    """行政处罚法 64(一)、85: five working days from 30 September 2026."""
    asked = datetime(2026, 9, 30, 10, tzinfo=SHANGHAI)
    said = words.step_sentences(due(shipped(), "CK06", asked))
    assert said[0] == "2026-09-30 周三起算，当日不计"
    assert "2026-10-01 至 2026-10-07国庆节放假，不计" in said
    assert "2026-10-10 周六国庆节调休上班，计入" in said
    assert said[-1] == "到期 2026-10-13 周二 24:00"
    assert not [text for text in said if text in SENTENCES or "%(" in text]


def test_a_due_moment_explains_itself_in_english() -> None:
    asked = datetime(2026, 9, 30, 10, tzinfo=SHANGHAI)
    with override("en"):
        said = words.step_sentences(due(shipped(), "CK06", asked))
    assert "2026-10-01 to 2026-10-07: National Day holiday, not counted" in said


def test_an_open_period_says_that_its_end_is_open() -> None:
    assert words.sentence("due", {"moment": None}) == "到期日待定"


def test_an_unknown_code_shows_itself_and_a_missing_value_breaks_no_page() -> None:
    assert words.sentence("never.heard") == "never.heard"
    assert words.sentence("start", {}) == "start"


def test_money_in_a_reason_is_written_out() -> None:
    said = words.sentence("on_the_spot.over_limit", {"fine": 30000, "limit": 20000})
    assert said == "罚款 ￥300.00 超过当场处罚的上限 ￥200.00"


def test_a_code_cannot_be_given_two_sentences() -> None:
    with pytest.raises(ValueError, match="start"):
        words.register({"start": "别的话"})


@pytest.mark.parametrize(
    ("chinese", "label", "within"),
    [("当事人", "Party", "the party"), ("结案", "Close the case", "closing")],
)
def test_a_word_of_the_law_and_a_label_each_keep_their_english(
    chinese: str, label: str, within: str
) -> None:
    assert words.law(chinese) == chinese
    with override("en"):
        assert (gettext(chinese), words.law(chinese)) == (label, within)


@pytest.mark.parametrize(
    ("asked", "is_searched"),
    [
        ("%", False),
        ("'", False),
        ("·", False),
        (" - ", False),
        ("天", True),
        ("7", True),
        ("a%", True),
    ],
)
def test_punctuation_alone_is_not_searched(asked, is_searched) -> None:
    assert bool(providers(asked)) is is_searched


def test_an_act_is_a_verb_in_english_where_a_state_has_the_same_chinese() -> None:
    with override("en"):
        assert (words.act("中止调查"), gettext("中止调查")) == (
            "Suspend the investigation",
            "Investigation suspended",
        )
        # Where nothing else is called so, the word of the catalogue is the verb.
        assert words.act("恢复调查") == gettext("恢复调查") == "Resume the investigation"
    with override("zh-hans"):
        assert words.act("中止调查") == "中止调查"
