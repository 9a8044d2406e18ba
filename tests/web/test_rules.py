"""`chengguan rules`: what the law answers on the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from chengguan.web.management.commands import rules as command

pytestmark = pytest.mark.django_db

CK06 = ("due", "CK06", "--from", "2026-09-30T10:00")


def answer(*words: str) -> str:
    out = StringIO()
    call_command("rules", *words, stdout=out)
    return out.getvalue().strip()


def test_due_answers_programs() -> None:
    found = json.loads(answer(*CK06, "--json"))
    assert found.pop("steps")[0] == {"code": "start", "on": "2026-09-30"}
    assert found == {
        "due": "2026-10-13T23:59:59+08:00",
        "provisional": False,
        "ref": "CK06",
        "grade": "V",
    }


def test_explain_answers_people() -> None:
    assert answer("explain", *CK06[1:]).splitlines() == [
        "当事人申请听证：5 个工作日（行政处罚法 64(一)、85 · 已核验）",
        "起算 9 月 30 日不计；10 月 1–7 日国庆节放假；10 月 10 日（周六）调休上班，计入",
        "到期 2026-10-13 24:00（周二）",
    ]


def test_explain_in_english_keeps_the_chinese_term_beside() -> None:
    assert answer("explain", *CK06[1:], "--language", "en").splitlines() == [
        "Party asks for a hearing 当事人申请听证: 5 working days "
        "(行政处罚法 64(一)、85 · verified)",
        "30 Sep itself does not count; 1–7 Oct off (National Day); "
        "10 Oct worked in exchange, counts",
        "due 2026-10-13 24:00 (Tue)",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("CK10", "--from", "2026-03-02"), "期满 2026-04-01 24:00（周三），此后方可办理"),
        (("CK07", "--before", "2026-03-20"), "到期 2026-03-10 24:00（周二）"),
        (("CK13", "--from", "2026-06-16"), "自 2026-06-17 00:00（周三） 起"),
        (("CK46", "--from", "2026-04-08T14:20"), "到期 2026-04-09 14:20（周四）"),
        (
            ("CK24", "--at", "decision_served=2026-06-01"),
            "救济期限 12 月 1 日届满；起算 12 月 1 日不计",
        ),
        (
            ("CK12", "--from", "2026-12-18"),
            "起算 12 月 18 日不计；末日 2027 年 1 月 2 日（周六）休息，顺延至 2027 年 1 月 4 日",
        ),
        (
            ("CK12", "--from", "2026-12-18"),
            "暂定：相关年度放假通知尚未公布，公布后重新计算",
        ),
        (
            ("CK05", "--from", "2026-03-05", "--pause", "2026-03-06/2026-03-10"),
            "起算 3 月 5 日不计；3 月 6–9 日中止，不计",
        ),
        (
            ("CK22", "--from", "2026-03-05", "--pause", "2026-03-05T10:00/2026-03-05T11:00"),
            "自 2026-03-05 00:00（周四） 起连续计算；"
            "2026-03-05 10:00（周四）–2026-03-05 11:00（周四） 中止，不计",
        ),
        (("CK05", "--from", "2026-03-05", "--pause", "2026-03-06/"), "尚不能确定到期日"),
        (
            ("CK08", "--from", "2026-03-05"),
            "陈述申辩：5 个工作日（行政处罚法 44、45、62 · 产品默认值，由机关配置）",
        ),
    ],
)
def test_explain_puts_every_kind_of_step_into_words(words: tuple[str, ...], line: str) -> None:
    assert line in answer("explain", *words).splitlines()


@pytest.mark.parametrize(
    ("ref", "name", "moment"),
    [
        ("CK10", "earliest", "2026-07-01T23:59:59+08:00"),
        ("CK13", "accrues_from", "2026-06-02T00:00:00+08:00"),
        ("CK20", "due", "2027-01-31T23:59:59+08:00"),
    ],
)
def test_the_key_says_what_the_moment_is(ref: str, name: str, moment: str) -> None:
    assert json.loads(answer("due", ref, "--from", "2026-06-01", "--json"))[name] == moment


def test_a_number_with_several_periods_answers_for_each() -> None:
    found = json.loads(answer("due", "CK26", "--from", "2026-06-01", "--json"))
    assert [row["ref"] for row in found] == ["CK26a", "CK26b"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("due", "CK99", "--from", "2026-06-01"), "没有编号 CK99"),
        (("due", "CK06"), "缺少输入 from"),
        (("due", "CK06", "--from", "1 June"), "读不懂"),
        (("due", "CK06", "--from", "2020-01-01"), "2020-01-01"),
        (("due", "CK24", "--at", "decision_served"), "名称=时间"),
        (("show", "GD99"), "没有编号 GD99"),
        (("diagram", "no.such"), "没有程序 no.such"),
    ],
)
def test_bad_input_is_answered_with_what_to_do(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        answer(*words)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_row_can_be_shown_and_listed(language: str) -> None:
    listed = answer("list", "--language", language)
    book = json.loads(answer("list", "--json"))
    assert all(row["key"] in listed for row in book["amounts"])
    for row in [*book["clocks"], *book["guards"]]:
        assert row["ref"] in listed
        assert answer("show", row["ref"], "--language", language)
        assert json.loads(answer("show", row["ref"], "--json")) == row


def test_amounts_are_listed_in_yuan_per_cent_and_hours() -> None:
    listed = answer("list").splitlines()
    assert (
        "on_the_spot.limit 当场处罚罚款上限（单位）  3,000.00 元  行政处罚法 51 · 已核验" in listed
    )
    assert any(line.startswith("late_fine.rate 加处罚款日率  3 %") for line in listed)
    assert any(line.startswith("service_hours.opens 工作时间起点  08:30") for line in listed)


def test_check_counts_what_loaded() -> None:
    found = json.loads(answer("check", "--json"))
    assert found["notices"] == [2024, 2025, 2026]


def test_coverage_finds_the_marks_of_the_tests(tmp_path, monkeypatch) -> None:
    marks = '@pytest.mark.ref("CK06", \'CK17a\')\nmarks=ref("GD09")\n# "CK01"\n'
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(marks)
    monkeypatch.chdir(tmp_path)
    assert command._refs_in_tests(command.Path("tests")) == {"CK06", "CK17a", "GD09"}
    assert json.loads(answer("coverage", "--json"))["covered"] == ["CK06", "CK17a", "GD09"]


@pytest.mark.parametrize("action", ["show", "explain"])
def test_a_limit_says_what_it_asks_of_which_items(action: str) -> None:
    assert answer(action, "LIM02").splitlines() == [
        "LIM02 观影观展观演观赛单场限额",
        "每人每场不超过 300 元。",
        "违法（沪文旅消费措施 2 · 已核验）",
        "项目：观影、观展、观演、观赛",
        "2025-01-01 – limit.show_each 观影观展观演观赛单场限额  300.00 元  "
        "沪文旅消费措施 2 · 已核验",
    ]
    said = answer(action, "LIM29", "--language", "en").splitlines()
    assert said[2:] == ["warning（皖工经费办法 · seen in excerpts only）", "items：every item"]


def test_a_limit_answers_programs() -> None:
    said = json.loads(answer("show", "LIM27", "--json"))
    assert (said["asks"], said["items"], said["of"]) == ("funds", ["recuperation"], ["relative"])
    assert (said["words"], said["values"], said["force"]) == (["own"], [], "warning")
    assert json.loads(answer("show", "LIM08", "--json"))["values"][0]["value"] == 4
