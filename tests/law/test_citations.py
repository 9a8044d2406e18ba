"""Citations read and print as lawyers write them."""

import pytest

from chengguan.law.citations import Citation, cite, parse_citations
from chengguan.law.data import DataError


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("行政处罚法:64(1),85", ["行政处罚法 64(一)、85"]),
        ("行政处罚法:67.3,66.2", ["行政处罚法 67(3)、66(2)"]),
        ("行政复议法:23.1(1)", ["行政复议法 23(1)(一)"]),
        (
            "行政处罚法:57(10),57(11),57(20),57(21)",
            ["行政处罚法 57(十)、57(十一)、57(二十)、57(二十一)"],
        ),
        ("民事诉讼法:95; 行政处罚法:61", ["民事诉讼法 95", "行政处罚法 61"]),
        ("国办发〔2018〕118号", ["国办发〔2018〕118号"]),
        ("住建部令55:附则", ["住建部令55 附则"]),
        ("", []),
    ],
)
def test_citations_print_in_the_lawyers_form(written: str, printed: list[str]) -> None:
    assert [str(citation) for citation in parse_citations(written)] == printed


@pytest.mark.parametrize("article", ["六十四", "64(一)", "64-1", "", "64.", "64(1"])
def test_an_article_nobody_can_read_is_refused(article: str) -> None:
    with pytest.raises(DataError, match="读不懂"):
        cite("行政处罚法", article)


def test_an_unknown_instrument_is_refused_and_the_remedy_named() -> None:
    with pytest.raises(
        DataError, match=r"行政处分法：未登记的法律文件。请先写入 data/instruments\.toml"
    ):
        parse_citations("行政处分法:1")


def test_numbers_and_text_cite_the_same() -> None:
    assert cite("行政处罚法", 51, "52") == Citation("行政处罚法", ("51", "52"))
