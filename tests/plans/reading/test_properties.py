"""Whatever is brought: a document that holds every letter of it once, or a refusal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chengguan.plans.reading import PlanRefused, proposed_items, read_plan

MARKS = "一、 二、 （一） (二) 1. 1.1 ① 第一章 附件 附件：清单 。 ； ， “ ” ： | # ** ^① [^1] 7.15"
WORDS = "（责任单位：法制科） 4或5月 2026年 6月底前 开展整治 会同区局等部门 抄送：乙 2026年1月1日"
LINES = ["\n", "\t", "序号\t项目\t时间\t部门", "序号  项目  时间  单位", "关于印发《甲计划》的通知"]
PIECES = st.sampled_from([*MARKS.split(), *WORDS.split(), *LINES])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map("".join),
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    try:
        document = read_plan("计划.txt", text.encode("utf-8", "surrogatepass"))
    except PlanRefused:
        return
    assert squeezed("".join(document.pieces())) == squeezed(document.body)
    keys = [one.key for one in document.sentences] + [row.key for row in document.rows]
    assert len(keys) == len(set(keys))
    for item in proposed_items(document):
        assert "".join(part.text for part in item.parts) in ("", item.text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("甲乙丙丁戊，、；“”（）0123456789 ", max_size=30), max_size=12))
def test_no_letter_of_the_source_is_missing(tasks: list[str]) -> None:
    """Seen from outside: without marks in it, the body is the source."""
    source = "一、开头\n" + "\n".join(f"（一）{task}。" for task in tasks) + "\n二、结尾"
    document = read_plan("计划.txt", source.encode())
    assert squeezed("".join(document.pieces())) == squeezed(source)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["txt", "docx", "pdf"]), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    start = {"txt": b"", "docx": b"PK\x03\x04", "pdf": b"%PDF-1.4\n"}[kind]
    for content in (data, start + data):
        try:
            read_plan(f"计划.{kind}", content)
        except PlanRefused:
            continue
