"""What a table writes short, a paper says in full; what the table doubts stays doubted."""

import re
import tomllib
from pathlib import Path

import pytest

from chengguan.core.lawbook.items import all_items
from chengguan.core.lawbook.provisions import figures, provision, titles
from chengguan.core.lawbook.statutes import ALIASES


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("沪物业规定85", "《上海市住宅物业管理规定》第八十五条"),
        ("沪环保条例54(2)(3)", "《上海市环境保护条例》第五十四条第二款、第三款"),
        ("噪声法43(1)(2)", "《中华人民共和国噪声污染防治法》第四十三条第一款、第二款"),
        (
            "沪公园条例23(2)(一)–(五)",
            "《上海市公园管理条例》第二十三条第二款第（一）项至第（五）项",
        ),
        (
            "令110 第6条(三)(四)",
            "《住宅室内装饰装修管理办法》第六条第（三）项、第（四）项",
        ),
        (
            "生态环境法典572(1)、(2)",
            "《中华人民共和国生态环境法典》第五百七十二条第一款、第二款",
        ),
        (
            "生态环境法典506(2)、518(2)",
            "《中华人民共和国生态环境法典》第五百零六条第二款、第五百一十八条第二款",
        ),
        ("《城市道路管理条例》27", "《城市道路管理条例》27"),
        ("《上海市城市道路管理条例》第四十三条", "《上海市城市道路管理条例》第四十三条"),
        ("依据沪绿化条例45的规定", "依据《上海市绿化条例》第四十五条的规定"),
    ],
)
def test_in_full(written: str, printed: str) -> None:
    assert provision(written) == printed
    assert provision(printed) == printed


@pytest.mark.parametrize(
    ("penalty", "breach", "printed"),
    [
        ("同", "治安管理处罚法88", "《中华人民共和国治安管理处罚法》第八十八条"),
        ("同35", "装修管理办法（令110）13", "《住宅室内装饰装修管理办法》第三十五条"),
        (
            "同（罚则条号官网文误作20，待核）",
            "沪市容条例(2022)20",
            "《上海市市容环境卫生管理条例》第二十条（罚则条号官网文误作20，待核）",
        ),
    ],
)
def test_the_same_text(penalty: str, breach: str, printed: str) -> None:
    assert provision(penalty, before=breach) == printed


def test_no_item_keeps_a_short_name() -> None:
    short = re.compile(r"沪[^（）]*(?:条例|规定|办法)|\d+\(|(?<=[^；])\([一二三四五六七八九十]\)")
    left = {
        one.code: said
        for one in all_items().values()
        for said in (provision(one.breach), provision(one.penalty, before=one.breach))
        if short.search(re.sub(r"（[^）]{3,}）", "", said))
    }
    assert left == {}


def test_figures_of_the_code() -> None:
    assert [figures(n) for n in (20, 100, 1010, 1191)] == [
        "二十",
        "一百",
        "一千零一十",
        "一千一百九十一",
    ]


TEXTS = Path(__file__).resolve().parents[4] / "shared" / "law" / "texts"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not beside the checkout")
def test_every_title_that_is_not_inferred_stands_in_the_texts() -> None:
    inferred = tomllib.loads(ALIASES.read_text("utf-8"))["inferred"]
    texts = [path.read_text("utf-8") for path in TEXTS.glob("*/*.md")]
    said = {title for short, title in titles().items() if short not in inferred}
    assert {title for title in said if not any(title in text for text in texts)} == set()


def test_a_paper_says_the_official_title() -> None:
    written = "政府信息公开条例27"
    assert provision(written) == "《中华人民共和国政府信息公开条例》第二十七条"
