"""The papers of the chain: each made by an act, each can be set, each says what the record says."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.services import reprint, typeset
from chengguan.core.documents.shapes import Paper
from chengguan.core.documents.typesetting import try_out
from chengguan.enforcement.structures import inputs, stock
from chengguan.enforcement.structures.kinds import Side
from chengguan.enforcement.structures.papers import PAPERS
from chengguan.enforcement.structures.procedures import STRUCTURE
from tests.enforcement.structures.compound import VIEW, Built, Compound

pytestmark = pytest.mark.django_db
BY_KEY = {paper.key: paper for paper in PAPERS}


def text_of(built: Built, key: str) -> str:
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
    text = text_of(built, "structure_order")
    for part in (
        "2026年3月17日",
        "60日内申请行政复议",
        "6个月内依法向有管辖权的人民法院提起行政诉讼",
        "示规划〔2026〕1 号",
        "某住户",
        "ZS0001",
    ):
        assert part in text


def test_the_party_of_a_notice_may_be_unknown(compound: Compound) -> None:
    """沪拆违规定 9."""
    built = compound.register(party=None).to_ordered()
    until = compound.now.date().replace(day=20)
    built.act("post_notice", "甲", inputs.PostNotice("房屋空置", until, (compound.photo(),)))
    text = text_of(built, "structure_notice")
    assert "违法建筑当事人" in text
    # Whom nothing reaches counts from the last day of the notice (行政复议法 20).
    assert "自告示期限届满之日起60日内" in text
    assert "2026年3月20日" in text


def test_the_record_of_force_names_what_is_kept(compound: Compound) -> None:
    """沪拆违规定 12.1."""
    built = compound.register().to_forced().tell_property()
    kept = (inputs.KeptItem("空调外机", "1 台", "中队仓库"),)
    until = compound.now.date().replace(day=28)
    built.act("force_demolition", "甲", built.force(kept=kept, claim_until=until))
    text = text_of(built, "structure_forced_demolition")
    for part in (
        "强拆",
        "示府强〔2026〕1 号",
        "10时00分",
        "空调外机（1 台）",
        "中队仓库",
        "2026年9月28日",
        "ZS0002",
    ):
        assert part in text
    built.inspect().confirm()
    accepted = text_of(built, "structure_acceptance")
    for part in ("丙", "丁", VIEW, "2026年9月8日，强拆"):
        assert part in accepted


def test_no_paper_knows_who_reported(compound: Compound) -> None:
    """沪拆违规定 5.2."""
    built = compound.register(source="report", reporter_name="林某某", reporter_phone="1380000")
    built.to_forced().tell_property()
    built.act("force_demolition", "甲", built.force())
    for paper in CasePaper.objects.filter(matter=built.pk):
        assert "林某某" not in paper.snapshot
        assert "1380000" not in paper.snapshot


@pytest.mark.ref("CK30", "CK36", "GD55a")
def test_the_order_to_stop_names_the_remedies_and_force_its_ground(compound: Compound) -> None:
    """行政复议法 20; 行政诉讼法 46; 沪拆违规定 11."""
    built = compound.register(is_under_construction=True).check(is_under_construction=True)
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    built.act("order_stop", "甲", inputs.OrderStop(compound.crew(), compound.now.date()))
    assert "60日内申请行政复议" in text_of(built, "structure_stop")
    built.act("record_refusal", "甲", inputs.RecordRefusal("继续施工。"))
    until = compound.now.date()
    built.act("notify_property", "甲", inputs.NotifyProperty(until, is_empty=True))
    assert "内无财物；如有遗漏" in text_of(built, "structure_property")
    built.act("force_demolition", "甲", built.force(is_urgent=True, urgency="正在浇筑"))
    text = text_of(built, "structure_forced_demolition")
    assert "第十一条实施" in text
    assert "情况紧急：正在浇筑。" in text


def test_the_sheet_of_the_four_sides_names_them_as_the_bureau_does(compound: Compound) -> None:
    """违建治理口径: by the names that were set."""
    said = {"by": compound.people["业务"], "at": compound.now}
    stock.rename_side(side="street", label="街道办事处", **said)
    built, on = compound.stock(), compound.now.date().replace(day=31)
    for side in ("owner", "property", "committee", "street"):
        built.act("assign_side", "甲", inputs.AssignSide(side, f"{side}某", "每月走访。", on))
    built.act("issue_sheet", "甲")
    text = text_of(built, "structure_sides")
    for part in ("街道办事处（签名）", "property某", "每月走访。", "2026年3月31日", "尚未评定"):
        assert part in text


# -- three files, set as they are printed ----------------------------------------------------------


def erected(compound: Compound) -> Built:
    built = compound.register(is_under_construction=True).check(is_under_construction=True)
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    due = compound.now.date() + timedelta(days=1)
    built.act("order_stop", "甲", inputs.OrderStop(compound.crew(), due, "切割机一台"))
    built.act("record_refusal", "甲", inputs.RecordRefusal("继续施工，拒绝拆除。"))
    built.tell_property()
    kept = (inputs.KeptItem("空调外机", "1 台", "中队仓库"),)
    claim = due + timedelta(days=30)
    built.act("force_demolition", "甲", built.force(kept=kept, claim_until=claim))
    built.act("notify_cleaning", "甲", inputs.NotifyCleaning(due))
    return built.inspect().confirm()


def finished(compound: Compound) -> Built:
    built = compound.register(party=None).to_ordered()
    until = compound.now.date() + timedelta(days=12)
    built.act("post_notice", "甲", inputs.PostNotice("房屋空置", until, (compound.photo(),)))
    compound.wait(days=20)
    built.urge()
    compound.wait(days=190)
    built.decide().announce_forced().tell_property()
    built.act("force_demolition", "甲", built.force())
    return built


def of_the_stock(compound: Compound) -> Built:
    built, on = compound.stock(), compound.now.date() + timedelta(days=45)
    for side in Side.values:
        said = inputs.AssignSide(side, "某某", "每季度走访一次，发现加建立即报告。", on)
        built.act("assign_side", "甲", said)
    built.act("issue_sheet", "甲")
    return built.demolish("assisted", officers=compound.crew())


@pytest.mark.parametrize("live", [erected, finished, of_the_stock], ids=lambda live: live.__name__)
def test_a_whole_file_is_set(compound: Compound, live: Any, tmp_path: Path) -> None:
    built = live(compound)
    papers = list(CasePaper.objects.filter(matter=built.pk).order_by("pk"))
    assert papers
    for number, paper in enumerate(papers, start=1):
        typeset(paper, compound.now)
        paper.refresh_from_db()
        assert paper.unshown == "", paper.key
        (tmp_path / f"{number:02}_{paper.key}.pdf").write_bytes(reprint(paper))
