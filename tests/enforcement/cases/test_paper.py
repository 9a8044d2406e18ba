"""当场行政处罚决定书: what it says, and that it can be set in type."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.typesetting import try_out
from chengguan.enforcement.cases import wording
from chengguan.law.parameters import RuleBook
from tests.enforcement.cases.facts_at_hand import LAW, case, decision, hearing, scene
from tests.enforcement.cases.street import Street

DAY = date(2026, 9, 15)


@pytest.mark.ref("GD11", "CK30", "CK37")
def test_reconsideration_comes_before_the_court() -> None:
    """行政复议法 23.1(1), 23.2; 行政诉讼法 45."""
    said = wording.remedy(LAW, DAY, "江北区人民政府")
    assert said.index("应当先") < said.index("行政复议") < said.index("行政诉讼")
    assert "60日内，向江北区人民政府申请行政复议" in said
    assert "对行政复议决定不服的，可以自收到复议决定书之日起15日内" in said
    assert "直接" not in said


@pytest.mark.ref("GD11", "CK30", "CK37", "CK12")
def test_the_periods_come_from_the_rule_book() -> None:
    """行政复议法 23(1)(一)、23(2)、行政处罚法 52、行政诉讼法 45."""
    for ref in ("CK30", "CK37", "CK12"):
        assert isinstance(LAW.clock_version(ref, DAY).length, int)
    changed = {row: _longer(row) for row in ("CK30", "CK37", "CK12")}
    book = RuleBook(**{**vars(LAW), "clocks": {**LAW.clocks, **changed}})
    said = wording.remedy(book, DAY, "某区人民政府")
    assert "61日内" in said
    assert "16日内" in said
    assert "16日内" in wording.payment_terms(book, DAY)


def _longer(ref: str) -> object:
    row = LAW.clock(ref)
    return replace(row, versions=tuple(replace(v, length=v.length + 1) for v in row.versions))


@pytest.mark.ref("GD10")
def test_every_statement_of_the_article_is_there() -> None:
    """行政处罚法 52、44、45."""
    said = wording.decision_text(case(), decision(is_warning=True), LAW)
    assert said.missing() == ()
    assert (said.kind, said.amount) == ("警告、罚款", "￥200.00（人民币贰佰元整）")
    assert (said.time, said.place) == ("2026年9月15日", "东路 10 号")


@pytest.mark.parametrize(
    ("district", "organ"),
    [
        ("江北区城市管理行政执法局", "江北区人民政府"),
        ("某市城市管理行政执法局", "某市人民政府"),
        ("执法局", "本级人民政府"),
    ],
)
def test_who_hears_reconsideration(district: str, organ: str) -> None:
    assert wording.reconsideration_organ(district) == organ


def snapshot(street: Street, **changed) -> dict:
    paper = CasePaper.objects.get(matter=street.decided(**changed))
    return json.loads(paper.snapshot)["fields"]


@pytest.mark.ref("GD10", "GD11")
def test_the_issued_paper_freezes_the_record(street: Street) -> None:
    """行政处罚法 52、44、45、行政复议法 23(1)(一)、23(2)、行政处罚法 52、行政诉讼法 45."""
    said = snapshot(street)
    assert said["amount"] == "￥100.00（人民币壹佰元整）"
    assert said["officers"] == ["甲队员（执法证号 JB-001）", "乙队员（执法证号 JB-002）"]
    assert said["remedy"].startswith("如不服本决定，应当先")
    assert "15日内" in said["payment"]
    assert (said["refused"], said["correction"]) == ("", "立即清除")


@pytest.mark.ref("GD10")
def test_a_refusal_to_sign_stands_on_the_paper(street: Street) -> None:
    """行政处罚法 52、44、45."""
    said = snapshot(street, signature="refused", signature_note="当事人离开现场")
    assert said["refused"] == "当事人离开现场"


@pytest.mark.ref("GD16", "GD02")
def test_the_paper_claims_only_what_is_on_the_record() -> None:
    """行政处罚法 44、62、行政处罚法 54(1)、55."""
    assert "出示执法证件" in wording.course(case())
    assert "听取" not in wording.course(hearing(heard_at=None))
    assert wording.course(scene(certificates_shown=False)).startswith("决定前已告知")


@pytest.mark.parametrize("party", ["是", ""])
def test_the_paper_can_be_set(street: Street, party: str) -> None:
    fields = snapshot(street, lighter_ground="merit", lighter_note="配合查处")
    pdf = try_out("on_the_spot_decision", {**fields, "is_person": party, "legal_rep": "某某"})
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    flat = "".join(text.split())
    for said in ("当场行政处罚决定书", "应当先自收到本决定书之日起60日内", "人民币壹佰元整"):
        assert said in flat
