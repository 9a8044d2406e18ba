"""Papers declared as data in one of the shapes, and templates that a bureau brings."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from chengguan.core.documents import checks, fonts, registry, services, shapes, typesetting
from chengguan.core.documents.errors import PaperIncomplete
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.work.rules import ZONE
from tests.core.documents.sample import KEY, TEMPLATE, Desk
from tests.core.documents.shaped import PAPERS, VALUES, paper
from tests.core.documents.test_typesetting import words_of

SAYS = {
    "record": (
        "询问笔录",
        "问：这个摊位是谁设的？",
        "第1页，共1页",
        "被询问人",
        "执法证号沪样0001",
    ),
    "approval": ("承办人意见", "建议立案", "签名：东一", "负责人审批"),
    "notice": ("王堃喆（赟㼆餐饮店）：", "一、当事人在场。", "本文书一式二份"),
    "decision": ("违法事实", "二、摊位占用人行道", "（印章）"),
    "receipt": ("送达方式", "沪样城管罚当〔2026〕1号", "受送达人"),
    "list": ("液化气瓶", "以上共2项", "七成新"),
    "cover": ("行政处罚案卷", "占道经营"),
}


@pytest.fixture(autouse=True)
def declared() -> None:
    shapes.register_papers(*PAPERS)


def set_out(one: Paper) -> str:
    return words_of(typesetting.try_out(one.key, one.spoken(VALUES)))


def test_there_is_a_paper_of_every_shape() -> None:
    assert [one.shape for one in PAPERS] == list(shapes.SHAPES) == list(SAYS)


@pytest.mark.parametrize("one", PAPERS, ids=lambda one: one.shape)
def test_each_shape_prints_its_parts(one: Paper) -> None:
    text = set_out(one)
    for words in SAYS[one.shape]:
        assert words in text
    assert "〔U+" not in text


@pytest.mark.parametrize("one", PAPERS, ids=lambda one: one.shape)
def test_each_shape_can_be_looked_at_without_a_case(one: Paper) -> None:
    assert "〔当事人〕" in words_of(typesetting.try_out(one.key, one.example()))


def test_a_word_that_stands_for_nothing_is_left_out() -> None:
    decision = PAPERS[3].spoken(VALUES)
    assert decision["body"] == [
        ["违法事实", "在人行道上设摊经营，占用道路约 2㎡。"],
        ["处罚依据", "样例条例第二条第一款"],
    ]


def test_an_opinion_not_yet_given_keeps_its_place() -> None:
    assert PAPERS[1].spoken(VALUES)["opinions"][2] == ["负责人审批", "", "", ""]


def test_a_part_that_the_shape_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="cover has no part turns"):
        paper("cover", "封面", turns="{asked}")


@pytest.mark.postgres
def test_a_required_value_that_is_empty_refuses_the_paper_by_its_name(desk: Desk) -> None:
    bare = Paper(
        "notice",
        key="shaped.bare",
        title="通知书",
        values=lambda act: {**VALUES, "conduct": " "},
        says={"body": ("经查，{conduct}。",)},
        number_pattern="{prefix}样〔{year}〕{seq}号",
        required=("conduct",),
        labels={"conduct": "违法行为"},
    )
    with pytest.raises(PaperIncomplete, match="违法行为") as refused:
        bare.template().filled(None)  # type: ignore[arg-type]  # reads no act
    assert refused.value.field == "conduct"


# -- what a bureau brings -----------------------------------------------------------------------

OWN = '#import "official.typ": *\n#show: official\n#title()\n#para[本局自用文本：#f.party]\n'


@pytest.fixture
def own(tmp_path: Path):  # type: ignore[no-untyped-def]  # a folder in force
    (tmp_path / f"{KEY}@2026-04-01.typ").write_text(OWN, "utf-8")
    with override_settings(CHENGGUAN_TEMPLATES=str(tmp_path)):
        yield tmp_path


def issued_on(desk: Desk, *day: int) -> CasePaper:
    issued = desk.later(datetime(*day, 10, tzinfo=ZONE)).issue()  # type: ignore[misc]  # y, m, d
    desk.set_papers()
    return CasePaper.objects.select_related("template", "file__file", "matter").get(pk=issued.pk)


@pytest.mark.postgres
@pytest.mark.trap(14)
def test_an_own_template_holds_from_its_day_and_the_paper_keeps_its_hash(
    desk: Desk, own: Path
) -> None:
    before, after = issued_on(desk, 2026, 3, 31), issued_on(desk, 2026, 4, 1)
    assert "本局自用文本" not in words_of(services.reprint(before))
    assert "本局自用文本" in words_of(services.reprint(after))
    assert after.template_id == TEMPLATE.edition(date(2026, 4, 1)).version
    assert before.template_id == registry.edition_of(TEMPLATE.path).version != after.template_id


@pytest.mark.postgres
def test_a_paper_is_set_again_from_the_template_it_was_set_with(desk: Desk, own: Path) -> None:
    paper_ = issued_on(desk, 2026, 4, 2)
    kept = services.reprint(paper_)
    (own / f"{KEY}@2026-04-01.typ").write_text(OWN.replace("自用", "改过的"), "utf-8")
    assert services.render_again(paper_) == kept


def test_the_latest_that_has_begun_is_in_force(own: Path) -> None:
    (own / f"{KEY}@2026-06-01.typ").write_text(OWN, "utf-8")
    assert registry.own_template(KEY, date(2026, 3, 31)) is None
    assert registry.own_template(KEY, date(2026, 5, 31)).stem.endswith("2026-04-01")  # type: ignore[union-attr]  # it is there
    assert registry.own_template(KEY, date(2026, 6, 1)).stem.endswith("2026-06-01")  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize(
    ("name", "problem"), [("no.such@2026-01-01.typ", "E002"), ("sample.decision.typ", "E003")]
)
def test_a_misnamed_template_is_an_error_at_start(own: Path, name: str, problem: str) -> None:
    (own / name).write_text(OWN, "utf-8")
    assert any(one.id == f"documents.{problem}" for one in checks.own_templates_fit())


# -- characters ---------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", "堃喆赟㼆翀昇珺玥祎旻㎡")
def test_characters_of_names_are_in_the_shipped_typefaces(letter: str) -> None:
    assert ord(letter) in fonts.typefaces().characters


def test_a_required_value_has_no_name_of_a_part() -> None:
    """The part would stand in its place, and the empty value be missed by nobody."""
    with pytest.raises(ValueError, match="is the name of a part"):
        replace(PAPERS[1], required=("party", "proposal"))
