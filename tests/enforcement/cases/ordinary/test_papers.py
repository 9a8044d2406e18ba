"""The papers of an ordinary case: complete or refused, and what the decision must say."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from threading import local
from uuid import UUID

import pypdf
import pytest
from django.db import connection, connections

from chengguan.core.documents.errors import PaperIncomplete
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.documents.typesetting import try_out
from chengguan.core.org import services as org
from chengguan.core.org.kinds import Role
from chengguan.core.registers.models import Party
from chengguan.core.work.act import Act
from chengguan.core.work.registry import paper_port
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import (
    papers_course,
    papers_decision,
    papers_disclosure,
    papers_dossier,
    papers_execution,
    papers_hearing,
    papers_investigation,
    papers_transfer,
)
from chengguan.enforcement.cases.ordinary.papers_words import period
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from tests.enforcement.cases.facts_at_hand import LAW
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import FOUNDED, NOON

PAPERS = (
    *papers_investigation.PAPERS,
    *papers_decision.PAPERS,
    *papers_hearing.PAPERS,
    *papers_execution.PAPERS,
    *papers_course.PAPERS,
    *papers_disclosure.PAPERS,
    *papers_transfer.PAPERS,
)
BY_KEY = {paper.key: paper for paper in PAPERS}
named = pytest.mark.parametrize("paper", PAPERS, ids=BY_KEY)


def said(case: UUID, key: str) -> dict:
    paper = CasePaper.objects.filter(matter=case, key=key).latest("pk")
    return json.loads(paper.snapshot)["fields"]


# -- every paper --------------------------------------------------------------------------


def test_every_paper_is_made_by_an_act_and_has_its_place_in_the_file() -> None:
    acts = {paper for action in ORDINARY.actions for paper in action.papers}
    assert set(BY_KEY) == acts | {"defence_review", "transfer_list"}
    assert set(BY_KEY) < set(papers_dossier.PAPERS)


def test_no_two_kinds_of_paper_share_a_number() -> None:
    patterns = {}
    for paper in PAPERS:
        patterns.setdefault(paper.number_pattern, set()).add(paper.series or paper.key)
    assert all(len(series) == 1 for series in patterns.values())


@named
def test_what_is_required_is_named_when_it_is_missing(paper: Paper) -> None:
    whole = dict.fromkeys(paper.required, "有")
    for name in paper.required:
        made = replace(paper, values=lambda act, gone=name: {**whole, gone: ""}).template()
        with pytest.raises(PaperIncomplete) as refused:
            made.filled(None)
        assert refused.value.field == name
        assert f"“{paper.labels[name]}”" in str(refused.value)
        assert name not in paper.labels[name]


@named
def test_it_can_be_set(paper: Paper) -> None:
    pdf = try_out(paper.key, paper.example())
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert paper.title in "".join(text.split())


# -- the decision -------------------------------------------------------------------------


@pytest.fixture
def decided(bureau: Bureau) -> UUID:
    return bureau.decided_ordinarily()


@pytest.mark.ref("CK12", "CK30", "CK36")
def test_the_decision_makes_its_six_statements(decided: UUID) -> None:
    """行政处罚法 59; 66, 67, 72; 行政复议法 20; 行政诉讼法 44, 46."""
    paper = CasePaper.objects.get(matter=decided, key="penalty_decision")
    whole, fields = json.loads(paper.snapshot), said(decided, "penalty_decision")
    about = [cell for row in fields["about"] for cell in row]
    closing = "".join("".join(part) for part in fields["closing"])
    body = "".join("".join(part) for part in fields["body"])
    assert {"某摊主", "东路 1 号"} < set(about)
    assert "张贴小广告六十张" in body
    assert "有笔录、照片等证据证明" in body
    assert "违反了" in body
    assert "依据" in body
    assert fields["points"] == ["罚款人民币伍佰元整（￥500.00）。"]
    assert "自收到本决定书之日起15日内" in closing
    assert "指定的代收机构（江北银行东路支行，东路 1 号）" in closing
    assert "每日按罚款数额的3%加处罚款" in closing
    assert "60日内向江北区人民政府申请行政复议，也可以" in closing
    assert "6个月内依法直接向有管辖权的人民法院提起行政诉讼" in closing
    assert "一般情节，按中档处罚" in body
    assert whole["issuer"] == "江北区东路街道综合行政执法队"
    assert whole["issued_on"] == "2026年9月15日"
    assert paper.number == "东综罚〔2026〕1号"


@pytest.mark.ref("CK12", "CK30", "CK36")
def test_the_periods_come_from_the_register() -> None:
    """行政处罚法 67.3; 行政复议法 20; 行政诉讼法 46."""
    on = NOON.date()
    assert [period(LAW, ref, on) for ref in ("CK12", "CK30", "CK36", "CK08")] == [
        "15日",
        "60日",
        "6个月",
        "5个工作日",
    ]


def test_without_an_address_there_is_no_decision(bureau: Bureau) -> None:
    """行政处罚法 59.1(1): name and address of the party."""
    Party.objects.filter(pk=bureau.vendor.pk).update(address="")
    with pytest.raises(PaperIncomplete, match="当事人地址"):
        bureau.decided_ordinarily()


def test_a_sealed_number_is_left_to_fill_in_by_hand(decided: UUID) -> None:
    for paper in CasePaper.objects.filter(matter=decided):
        rows = json.loads(paper.snapshot)["fields"]["about"]
        blanks = {row[at + 1] for row in rows for at in range(0, len(row), 2) if "号码" in row[at]}
        assert blanks <= {"　"}


def test_a_waiver_leaves_nothing_to_review(bureau: Bureau) -> None:
    """行政处罚法 45."""
    case = bureau.announced()
    bureau.act(case, "hear", cases.Hear(is_waived=True, waiver=(bureau.photo(),)))
    assert "放弃陈述、申辩" in str(said(case, "defence_record")["body"])
    assert not CasePaper.objects.filter(matter=case, key="defence_review")


@pytest.mark.ref("GD18")
def test_the_right_to_a_hearing_is_told_where_it_is(bureau: Bureau) -> None:
    """行政处罚法 63, 64."""
    case = bureau.announced()
    assert "听证" not in str(said(case, "advance_notice")["closing"])
    bureau.act(case, "inform_again", bureau.notice(may_request_hearing=True))
    assert "5个工作日内向本机关提出" in str(said(case, "advance_notice")["closing"])


def test_the_receipt_names_what_was_delivered(bureau: Bureau) -> None:
    """行政处罚法 61."""
    case = lives.small_fine(bureau)
    served = {key: said(case, key)["rows"] for key in ("notice_receipt", "decision_receipt")}
    assert served == {
        "notice_receipt": [["行政处罚事先（听证）告知书", "东综罚告〔2026〕1号", "1"]],
        "decision_receipt": [["行政处罚决定书", "东综罚〔2026〕1号", "1"]],
    }


# -- numbers ------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_although_every_second_act_is_refused(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four cases at once; a notice took its number when its receipt, which cannot be made,
    undoes the act."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    bureau = Bureau()
    told = [bureau.announced() for _one in range(4)]
    moment = bureau.wait(minutes=5)
    port, lacking = paper_port(), local()
    issue = port.issue

    def issued(act: Act, key: str, data: object) -> None:
        if key == "notice_receipt" and lacking.now:
            raise PaperIncomplete("送达回证", "method", "送达方式")
        issue(act, key, data)

    monkeypatch.setattr(port, "issue", issued)

    def tell(case: UUID) -> None:
        own = Bureau.__new__(Bureau)
        own.__dict__.update(bureau.__dict__, clock=moment)
        try:
            for turn in range(4):
                lacking.now = bool(turn % 2)
                if lacking.now:
                    with pytest.raises(PaperIncomplete, match="送达方式"):
                        own.act(case, "inform_again", own.notice())
                else:
                    own.act(case, "inform_again", own.notice())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tell, told))
    kept = CasePaper.objects.filter(key="advance_notice")
    assert sorted(kept.values_list("sequence", flat=True)) == list(range(1, 13))


# -- who signed, who reviewed -------------------------------------------------------------


def cells(case: UUID, key: str) -> dict[str, str]:
    """Labels and values of the box at the head of a paper."""
    rows = said(case, key)["about"]
    return {row[n]: row[n + 1] for row in rows for n in range(0, len(row) - 1, 2)}


@pytest.mark.parametrize(
    ("receiver", "relation", "printed"),
    [("某摊主", "", "本人"), ("某家属", "配偶，同住", "配偶，同住")],
)
def test_a_delivery_receipt_says_what_the_receiver_is_to_the_party(
    bureau: Bureau, receiver: str, relation: str, printed: str
) -> None:
    """行政处罚法 61; 民事诉讼法 88: of the notice as of the decision."""
    signed = {"receiver": receiver, "relation": relation}
    case = bureau.announced()
    bureau.act(case, "inform_again", bureau.notice(**signed))
    assert cells(case, "notice_receipt")["关系"] == printed
    bureau.act(case, "hear", bureau.defence())
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="建议按告知处罚"))
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    bureau.act(case, "serve", bureau.service(**signed))
    assert cells(case, "decision_receipt")["关系"] == printed


def test_a_review_opinion_names_its_reviewer(bureau: Bureau) -> None:
    """行政处罚法 58."""
    case = bureau.heard()
    bureau.act(case, "submit_review", deciding.SubmitReview())
    passed = deciding.PassReview(opinion="同意")
    bureau.act(case, "pass_review", passed, by=bureau.reviewer)
    told = said(case, "legal_review_opinion")
    assert told["opinions"][0][2] == bureau.reviewer.name
    assert cells(case, "legal_review_opinion")["审核人"] == bureau.reviewer.name


def test_a_review_opinion_is_the_bureaus_where_the_reviewer_stands_for_it(bureau: Bureau) -> None:
    """行政处罚法 58: not that of the team whose case it is."""
    org.grant(
        person=bureau.reviewer,
        role=Role.LEGAL_REVIEWER,
        organ=bureau.bureau,
        since=FOUNDED,
        by=None,
        at=NOON,
    )
    case = bureau.heard()
    bureau.act(case, "submit_review", deciding.SubmitReview())
    bureau.act(case, "pass_review", deciding.PassReview(opinion="同意"), by=bureau.reviewer)
    paper = CasePaper.objects.get(matter=case, key="legal_review_opinion")
    assert paper.organ == bureau.bureau
    assert paper.number == "江城管法审〔2026〕1号"
