"""Plans of other styles come in as sensibly as the two that stood godfather."""

from datetime import date

import pytest

from chengguan.plans.reading import (
    By,
    EachOf,
    LineKind,
    Month,
    Origin,
    PlanDocument,
    ProposedItem,
    Quarter,
    Role,
    Share,
    WholeYear,
    proposed_items,
    read_plan,
)
from tests.plans.reading import making, samples


def plan(text: str, name: str = "7.txt") -> PlanDocument:
    return read_plan(name, text.encode())


def items_of(document: PlanDocument) -> dict[str, ProposedItem]:
    return {item.key.partition("/")[2]: item for item in proposed_items(document)}


def names(item: ProposedItem, share: Share | None = None) -> list[str]:
    return [owner.name for owner in item.owners if share in (None, owner.share)]


def test_arabic_numbers_make_sections_and_tasks() -> None:
    document = plan(samples.ARABIC)
    items = items_of(document)
    assert [section.heading for section in document.sections] == ["市容管理", "违法建设治理"]
    assert [*items] == ["1.1.1", "1.2.1", "2.1.1", "2.2.1"]
    assert items["1.2.1"].windows == (By(date(2026, 3, 31)),)
    assert items["2.1.1"].windows == (By(date(2026, 12, 31)),)
    assert items["2.2.1"].co_units[0].names == ("区规划资源局",)
    assert [part.text for part in items["2.2.1"].parts] == [
        "配合区规划资源局做好新增违建核查；",
        "对疑似线索开展现场复核。",
    ]


def test_a_quarterly_plan_lends_its_quarters_to_its_tasks() -> None:
    items = items_of(plan(samples.QUARTERLY))
    assert [*items] == ["1.1.1", "1.2.1", "2.1.1", "A.1", "A.2", "A.3"]
    assert items["1.1.1"].windows == (Quarter(2026, 1),)
    assert items["1.1.1"].windows_from is Origin.SECTION
    assert items["2.1.1"].windows == (Quarter(2026, 2),)
    assert items["A.1"].windows == (Quarter(2026, 2),)
    assert names(items["A.1"], Share.PARTNER) == ["信息中心", "各街镇"]
    assert items["A.2"].windows == (EachOf(tuple(Quarter(2026, n) for n in (1, 2, 3, 4))),)
    assert plan(samples.QUARTERLY).tables[0].title == "重点任务表"


def test_a_campaign_with_owners_and_terms_in_brackets() -> None:
    document = plan(samples.CAMPAIGN)
    items = items_of(document)
    assert [section.marker for section in document.sections] == ["一、", "二、", "四、"]
    assert [*items] == ["2.1.1", "2.2.1", "2.3.1", "3.1.1", "3.2.1"]
    assert names(items["2.1.1"]) == ["执法大队", "各街镇"]
    assert items["2.1.1"].windows == (By(date(2026, 4, 30)),)
    assert names(items["2.2.1"], Share.LEAD) == ["法制科"]
    assert names(items["2.2.1"], Share.PARTNER) == ["宣传科"]
    assert items["2.2.1"].windows == (EachOf((Month(2026, 7), Month(2026, 10))),)
    assert names(items["2.3.1"]) == ["宣传科", "各社区"]
    assert items["2.3.1"].owners_from is Origin.PARAGRAPH
    assert (document.issuer, document.date) == ("云山区城市管理局", date(2026, 3, 2))


def test_the_notice_before_a_plan() -> None:
    document = plan(samples.NOTICE)
    assert document.number == "云城管〔2026〕12号"
    assert document.addressees == ("各街道办事处", "镇人民政府", "区政府各委、办、局")
    assert (document.issuer, document.date) == ("云山区城市管理局", date(2026, 2, 9))
    assert document.title == "云山区城市管理局2026年度执法工作计划"
    assert [line.kind for line in document.cover] == [
        LineKind.LETTERHEAD,
        LineKind.NUMBER,
        LineKind.NOTICE,
        LineKind.ADDRESSEES,
        LineKind.SIGNATURE,
        LineKind.DATE,
        LineKind.TITLE,
    ]
    assert [one.key for one in document.sentences if "/0." in one.key] == ["7/0.0.1", "7/0.1.1"]
    assert not [one for one in document.sentences if "/0." in one.key and one.role is Role.DUTY]


@pytest.mark.parametrize("height", [90, 110, 150, 297])
def test_pdf_and_word_give_the_same_as_text_wherever_pages_cut(height: int) -> None:
    text = plan(samples.NOTICE)
    typeset = read_plan("7.pdf", making.pdf_of(samples.NOTICE, height))
    word = read_plan("7.docx", making.word_of(samples.NOTICE))
    assert proposed_items(typeset) == proposed_items(text) == proposed_items(word)
    assert typeset == text == word
    assert typeset.notes[0].sign == "①"


@pytest.mark.parametrize("text", [samples.ARABIC, samples.CAMPAIGN])
def test_other_styles_in_pdf(text: str) -> None:
    unmarked = text.replace("#", "").replace("**", "")
    typeset = read_plan("7.pdf", making.pdf_of("\n".join(map(str.strip, unmarked.splitlines()))))
    assert [*items_of(typeset)] == [*items_of(plan(text))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read_plan("7.txt", samples.NOTICE.encode(encoding)) == plan(samples.NOTICE)


TABLE = "\n".join(
    (
        "2026年项目清单",
        "序号 项目 计划时间 负责部门",
        "1 夜间 巡查 4 或 5 月 执法大队 法制科",
        "2 业务培训 全年 办公室",
        "序号 项目 计划时间 负责部门",
        "3 台账更新 2027 年 1 月 市容科",
    )
)


def test_a_table_parted_by_spaces_with_its_heading_repeated() -> None:
    document = plan(TABLE)
    assert [(row.number, row.project, row.time) for row in document.rows] == [
        ("1", "夜间巡查", "4或5月"),
        ("2", "业务培训", "全年"),
        ("3", "台账更新", "2027年1月"),
    ]
    items = items_of(document)
    assert names(items["A.1"]) == ["执法大队", "法制科"]
    assert items["A.2"].windows == (WholeYear(2026),)
    assert items["A.3"].windows == (Month(2027, 1),)


def test_a_page_may_cut_before_what_looks_like_a_number() -> None:
    text = (
        "一、宣传\n（一）办好活动。依托\n\n7.15 公众开放日开展宣讲，预算\n"
        "1.5 万元。再组织回访。\n（二）做好总结。按时报送。"
    )
    document = plan(text)
    assert [one.text for one in document.paragraphs[0].sentences] == [
        "依托7.15公众开放日开展宣讲，预算1.5万元。",
        "再组织回访。",
    ]
    assert len(document.paragraphs) == 2


def test_tasks_without_sections() -> None:
    document = plan("培训安排\n1．编写讲义。\n2．开展授课，4月底前完成；组织考试。\n3．归档资料")
    assert [*items_of(document)] == ["1.1.1", "1.2.1", "1.3.1"]
    assert document.sections[0].heading == ""


def test_word_counts_its_own_numbers_and_keeps_what_was_inserted() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering = (
        f'<w:numbering {w}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1">'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def numbered(level: int, inner: str) -> str:
        return (
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
            f"{inner}</w:p>"
        )

    inserted = f"<w:ins>{making.run('夜间')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>白天</w:delText></w:r></w:del>"
    checks = making.run("整治。开展") + inserted + deleted + making.run("检查。")
    training = numbered(1, making.run("培训。举办讲座。"))
    control = f"<w:sdt><w:sdtContent>{training}</w:sdtContent></w:sdt>"
    body = numbered(0, making.run("强化监管")) + numbered(1, checks) + control
    document = read_plan("8.docx", making.packed(body, numbering=numbering))
    assert [paragraph.marker for paragraph in document.paragraphs] == ["（一）", "（二）"]
    assert [item.text for item in proposed_items(document)] == ["开展夜间检查。", "举办讲座。"]


def test_markdown_footnotes_keep_their_words() -> None:
    text = "## 一、学习\n(一)开展宣讲。组织学习[^1]。\n(二)做好总结。报送材料。\n\n[^1]: 按通知"
    document = plan(text)
    (note,) = document.notes
    assert (note.key, note.position, note.text) == ("7/1.1.1", 4, "按通知")
