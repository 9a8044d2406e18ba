"""The papers of the chain: each made by an act, each can be set, each says what the record says."""

import json
from io import BytesIO

import pypdf
import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.documents.typesetting import try_out
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.papers import PAPERS
from chengguan.enforcement.structures.procedures import STRUCTURE
from tests.enforcement.structures.compound import Built, Compound

pytestmark = pytest.mark.django_db
BY_KEY = {paper.key: paper for paper in PAPERS}


def said(built: Built, key: str) -> str:
    """Everything a paper says, in one line."""
    paper = CasePaper.objects.filter(matter=built.pk, key=key).latest("pk")
    return json.dumps(json.loads(paper.snapshot)["fields"], ensure_ascii=False)


def test_every_paper_is_made_by_an_act() -> None:
    assert {paper for action in STRUCTURE.actions for paper in action.papers} == set(BY_KEY)


def test_no_two_kinds_of_paper_share_a_number() -> None:
    assert len({paper.number_pattern for paper in PAPERS}) == len(PAPERS)


@pytest.mark.parametrize("paper", PAPERS, ids=BY_KEY)
def test_it_can_be_set(paper: Paper) -> None:
    pdf = try_out(paper.key, paper.example())
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert paper.title in "".join(text.split())


@pytest.mark.ref("CK30", "CK36")
def test_the_order_names_its_day_and_the_remedies(compound: Compound) -> None:
    """行政复议法 20; 行政诉讼法 46; 沪拆违规定 8."""
    built = compound.register().to_ordered()
    text = said(built, "structure_order")
    for part in (
        "2026年3月17日",
        "60日内申请行政复议",
        "6个月内依法提起行政诉讼",
        "某住户",
        "ZS0001",
    ):
        assert part in text


def test_the_party_of_a_notice_may_be_unknown(compound: Compound) -> None:
    """沪拆违规定 9."""
    built = compound.register(party=None).to_ordered()
    until = compound.now.date().replace(day=20)
    built.act("post_notice", "甲", inputs.PostNotice("房屋空置", until, (compound.photo(),)))
    text = said(built, "structure_notice")
    assert "违法建筑当事人" in text
    assert "2026年3月20日" in text


def test_the_record_of_force_names_what_is_kept(compound: Compound) -> None:
    """沪拆违规定 12.1."""
    built = compound.register().to_forced().tell_property()
    kept = (inputs.KeptItem("空调外机", "1 台", "中队仓库"),)
    until = compound.now.date().replace(day=28)
    built.act("force_demolition", "甲", built.force(kept=kept, claim_until=until))
    text = said(built, "structure_forced_demolition")
    for part in ("强拆", "空调外机", "中队仓库", "2026年9月28日", "ZS0002"):
        assert part in text
    built.inspect().confirm()
    assert "丙" in said(built, "structure_acceptance")
    assert "丁" in said(built, "structure_acceptance")


def test_no_paper_knows_who_reported(compound: Compound) -> None:
    """沪拆违规定 5.2."""
    built = compound.register(source="report", reporter_name="林某某", reporter_phone="1380000")
    built.to_forced().tell_property()
    built.act("force_demolition", "甲", built.force())
    for paper in CasePaper.objects.filter(matter=built.pk):
        assert "林某某" not in paper.snapshot
        assert "1380000" not in paper.snapshot
