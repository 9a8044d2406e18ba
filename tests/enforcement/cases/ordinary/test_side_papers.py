"""Papers of the acts that none of the six lives takes: preservation, appraisal, side ends."""

import json
from uuid import UUID

import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.typesetting import try_out
from chengguan.enforcement.cases.models import Preservation
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from tests.enforcement.cases.ordinary.bureau import Bureau


def said(case: UUID, key: str) -> dict:
    """What the paper froze; setting it must not fail."""
    fields = json.loads(CasePaper.objects.get(matter=case, key=key).snapshot)["fields"]
    assert try_out(key, fields)
    return fields


@pytest.mark.ref("CK05")
def test_preservation_makes_four_papers(bureau: Bureau) -> None:
    """行政处罚法 56."""
    case = bureau.docketed()
    asked = finding.RequestPreservation(
        reason="可能被转移", things=(("液化气瓶", "2只", "15公斤"), ("折叠桌", "1张", ""))
    )
    bureau.act(case, "request_preservation", asked)
    number = Preservation.objects.get(case=case).pk
    agreed = finding.ApprovePreservation(preservation=number)
    bureau.act(case, "approve_preservation", agreed, by=bureau.head)
    kept = finding.Preserve(
        preservation=number, officers=bureau.two, place="队部仓库", signature="refused"
    )
    bureau.act(case, "preserve", kept)
    given = finding.ReleasePreservation(preservation=number, disposal="returned", note="查清退还")
    bureau.act(case, "release_preservation", given)
    assert said(case, "preservation_approval")["opinions"][1][:3] == [
        "负责人审批",
        "同意先行登记保存。",
        "戊队长",
    ]
    notice = said(case, "preservation_notice")
    assert "7个工作日内" in notice["closing"][0]
    assert "拒绝签名" in notice["closing"][1]
    assert said(case, "preservation_list")["rows"] == [
        ["1", "液化气瓶", "2只", "15公斤"],
        ["2", "折叠桌", "1张", ""],
    ]
    assert "退还当事人。查清退还。" in said(case, "preservation_disposal")["body"][1]


def test_an_appraisal_is_commissioned_in_writing(bureau: Bureau) -> None:
    """行政处罚法 46."""
    case = bureau.docketed()
    asked = finding.CommissionAppraisal(
        kind="appraisal", institution="某检测站", question="结构是否安全"
    )
    bureau.act(case, "commission_appraisal", asked)
    paper = said(case, "appraisal_commission")
    assert (paper["to"], paper["points"]) == ("某检测站", ["结构是否安全"])


def test_a_case_that_is_not_docketed_says_why(bureau: Bureau) -> None:
    """行政处罚法 54."""
    case = bureau.begin()
    bureau.act(case, "inspect", bureau.inspection(photos=(bureau.photo(),)))
    asked = finding.RequestDocketing(evidence="现场笔录", proposal="建议不予立案")
    bureau.act(case, "request_docketing", asked)
    ruling = finding.RuleOnDocketing(opinion="违法事实不清")
    bureau.act(case, "decline", ruling, by=bureau.head)
    opinions = said(case, "no_docketing_approval")["opinions"]
    assert opinions[1][1] == "不予立案。违法事实不清。"


def test_what_goes_to_the_police_goes_with_a_letter(bureau: Bureau) -> None:
    """行政处罚法 27."""
    case = bureau.docketed()
    bureau.transfer_approved(case)
    bureau.act(case, "transfer_to_police", moving.TransferToPolice(body="江北分局"))
    letter = said(case, "transfer_letter")
    assert letter["to"] == "江北分局"
    assert any("涉嫌非法经营罪：经营数额较大" in words for words in letter["body"])


def test_public_service_and_the_mending_of_a_paper(bureau: Bureau) -> None:
    """行政处罚法 61; 民事诉讼法 95."""
    case = bureau.decided_ordinarily()
    posted = executing.PublishService(reason="当事人下落不明，其他方式无法送达", places="公告栏")
    bureau.act(case, "publish_service", posted)
    notice = said(case, "public_service_notice")
    assert any("满60日，即视为送达" in words for words in notice["body"])
    wrong = executing.CorrectPaper(
        paper="行政处罚决定书", wrong="东路", right="西路", reason="笔误"
    )
    bureau.act(case, "correct_paper", wrong)
    mended = said(case, "paper_correction")
    assert ["原文", "东路"] in mended["body"]
    assert ["更正为", "西路"] in mended["body"]
