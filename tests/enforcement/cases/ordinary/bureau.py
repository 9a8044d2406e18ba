"""A bureau on its working days, and the acts of an ordinary case with what is usual filled in."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.queries import BANK
from chengguan.core.lawbook.services import Proposed
from chengguan.core.org import services as org
from chengguan.core.org.kinds import CertificateKind, Role
from chengguan.core.org.models import Person
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from tests.enforcement.cases.street import FOUNDED, LEAFLETS, NOON, Street
from tests.played import once

COLLECTING_BANK = "江北银行东路支行，东路 1 号"


class Bureau(Street):
    """The street team with what an ordinary case needs besides: reviewers and leaders."""

    def __init__(self) -> None:
        super().__init__()
        self.reviewer = self.lawyer("己法制", "A-001")
        self.second_reviewer = self.lawyer("庚法制", "A-002")
        self.leaders = [self.leader(name) for name in ("辛局长", "壬副局长", "癸副局长")]
        self.leader_in_charge = self.leaders[0]
        self.receipts = 0
        self.designate_bank()

    def designate_bank(self) -> None:
        """Two of the legal section say where fines are paid, before anything is decided."""
        at = NOON - timedelta(days=3)
        what = Proposed(
            ChangeKind.BANK,
            BANK,
            (NOON - timedelta(days=1)).date(),
            source="区财政局代收协议",
            reason="委托代收",
            ruling=COLLECTING_BANK,
        )
        row = lawbook.propose(what, by=self.reviewer, at=at)
        lawbook.confirm(change=row, remark="", by=self.second_reviewer, at=at)

    def lawyer(self, name: str, number: str) -> Person:
        person = self.person(name, Role.LEGAL_REVIEWER)
        org.certify(
            person=person,
            kind=CertificateKind.LEGAL,
            number=number,
            since=FOUNDED,
            by=None,
            at=NOON,
        )
        return person

    def leader(self, name: str) -> Person:
        person = org.register_person(name=name, by=None, at=NOON)
        org.grant(
            person=person,
            role=Role.BUREAU_LEADER,
            organ=self.bureau,
            since=FOUNDED,
            by=None,
            at=NOON,
        )
        return person

    def wait(self, **time: float) -> datetime:
        """Let days or hours pass."""
        self.clock += timedelta(**time)
        return self.clock

    # -- what is usual -------------------------------------------------------------------

    def begin(self, **changed: Any) -> UUID:
        usual = finding.OpenOrdinary(
            organ=self.team,
            officer=self.officer,
            partner=self.colleague.pk,
            party=self.vendor,
            item_code=LEAFLETS,
            conduct_on=self.clock.astimezone(ZONE).date(),
            discovered_at=self.clock,
            spot="东路 10 号门前",
            fact="在路灯杆上张贴小广告六十张",
        )
        return open_matter(
            procedure="case.ordinary",
            action="discover",
            by=self.actor(),
            at=At.once(self.clock),
            data=replace(usual, **changed),
            key=uuid4().hex,
        ).matter

    @property
    def two(self) -> tuple[int, ...]:
        return (self.officer.pk, self.colleague.pk)

    def interview(self, **changed: Any) -> finding.Interview:
        usual = finding.Interview(
            officers=self.two,
            ended_at=self.clock + timedelta(minutes=5),
            place="队部询问室",
            interviewee="某摊主",
            role="party",
            certificates_shown_at=self.clock,
            rights_told_at=self.clock,
            record="问：是否张贴？答：是。",
            signature="signed",
        )
        return replace(usual, **changed)

    def evidence(self, requirement: str, **changed: Any) -> finding.CollectEvidence:
        usual = finding.CollectEvidence(
            officers=self.two,
            kind="document",
            title=f"证明{requirement}",
            shows="违法事实",
            source="现场提取",
            requirement=requirement,
            originals=(self.photo(),),
        )
        return replace(usual, **changed)

    def report(self, **changed: Any) -> finding.Conclude:
        usual = finding.Conclude(
            item_code=LEAFLETS,
            facts="张贴小广告六十张",
            evidence="笔录、照片",
            proposal="penalty",
            fine=50000,
            discretion="数量较多，一般情节",
        )
        return replace(usual, **changed)

    def notice(self, **changed: Any) -> Any:
        usual = deciding.Inform(
            served_at=self.clock,
            method="direct",
            receiver="某摊主",
            relation="同住成年家属",
            is_warning=False,
            fine=50000,
            facts="张贴小广告六十张",
            reasons="数量较多",
            basis="沪市容条例 20",
            may_request_hearing=False,
        )
        return replace(usual, **changed)

    def penalty(self, **changed: Any) -> deciding.Decide:
        usual = deciding.Decide(
            item_code=LEAFLETS, is_warning=False, fine=50000, discretion="一般情节，按中档处罚"
        )
        return replace(usual, **changed)

    def service(self, **changed: Any) -> executing.Serve:
        usual = executing.Serve(
            served_at=self.clock,
            method="direct",
            is_payable=True,
            receiver="某摊主",
            relation="同住成年家属",
        )
        return replace(usual, **changed)

    # -- a case brought so far -------------------------------------------------------------

    @once
    def docketed(self, **opening: Any) -> UUID:
        case = self.begin(**opening)
        self.act(case, "inspect", self.inspection(photos=(self.photo(),)))
        asked = finding.RequestDocketing(evidence="现场笔录、照片", proposal="建议立案")
        self.act(case, "request_docketing", asked)
        agreed = finding.Docket(opinion="同意立案", officers=self.two)
        self.act(case, "docket", agreed, by=self.head)
        return case

    @once
    def investigated(self, **opening: Any) -> UUID:
        case = self.docketed(**opening)
        self.act(case, "order_correction", self.correction())
        self.wait(hours=1)
        asked = self.interview(ended_at=self.clock + timedelta(minutes=9))
        self.act(case, "interview", asked, recorded=self.clock + timedelta(minutes=30))
        self.clock += timedelta(minutes=30)
        for point in self.missing(case):
            self.act(case, "collect_evidence", self.evidence(point))
        return case

    def correction(self) -> Any:
        from chengguan.enforcement.cases import inputs

        return inputs.OrderCorrection(requirement="立即清除")

    def missing(self, case: UUID) -> list[str]:
        """The points of the evidence standard for which nothing stands yet."""
        from chengguan.core.lawbook.evidence import evidence_standard

        return [point.key for point in evidence_standard(self.row(case).item_code)]

    @once
    def announced(self, report: Any = None, notice: Any = None, **opening: Any) -> UUID:
        case = self.investigated(**opening)
        self.act(case, "conclude", report or self.report())
        self.act(case, "approve_report", finding.RuleOnReport(opinion="同意"), by=self.head)
        self.act(case, "inform", notice or self.notice())
        return case

    @once
    def heard(self, **kwargs: Any) -> UUID:
        case = self.announced(**kwargs)
        self.act(case, "hear", self.defence())
        return case

    @once
    def decided_ordinarily(self, **kwargs: Any) -> UUID:
        case = self.heard(**kwargs)
        self.act(case, "submit_decision", deciding.SubmitDecision(opinion="建议按告知处罚"))
        self.act(case, "decide", self.penalty(), by=self.leader_in_charge)
        return case

    # -- money and end -----------------------------------------------------------------------

    def receipt(self, amount: int, **changed: Any) -> executing.RecordReceipt:
        self.receipts += 1
        usual = executing.RecordReceipt(
            amount=amount,
            purpose="fine",
            channel="bank",
            receipt_number=f"沪财 {self.receipts:06d}",
            treasury_account="专户 1",
        )
        return replace(usual, **changed)

    def pay(self, case: UUID, amount: int, **changed: Any) -> None:
        self.act(case, "record_payment", self.receipt(amount, **changed))

    def close(self, case: UUID, way: str = "performed", summary: str = "罚款已缴清") -> None:
        self.act(case, "request_closing", executing.RequestClosing(way=way, summary=summary))
        self.act(case, "close", executing.RuleOnClosing(opinion="同意"), by=self.head)

    def to_court(self, case: UUID, **asked: Any) -> None:
        """Asked for by an officer, signed by the head."""
        wanted = executing.RequestCourt(**{"court": "江北区人民法院", **asked})
        self.act(case, "request_court", wanted)
        signed = executing.ApplyToCourt(opinion="同意", number="申执 1 号")
        self.act(case, "apply_to_court", signed, by=self.head)

    def archive(self, case: UUID, retention: str = "thirty") -> None:
        title = Matter.objects.get(pk=case).title
        self.act(case, "archive", executing.MakeArchive(retention=retention, title=title))

    def discussion(self, **changed: Any) -> deciding.Discuss:
        usual = deciding.Discuss(
            purpose="decision",
            place="局会议室",
            chair=self.leader_in_charge.pk,
            leaders=tuple((leader.pk, "同意拟处罚意见") for leader in self.leaders),
            minutes="承办人汇报案情，逐项讨论事实、程序和裁量。",
            conclusion="按拟处罚意见决定。",
        )
        return replace(usual, **changed)

    def suspicion(self, **changed: Any) -> moving.RequestTransfer:
        usual = moving.RequestTransfer(
            officers=self.two, offence="非法经营罪", facts="经营数额较大，涉嫌犯罪"
        )
        return replace(usual, **changed)

    @once
    def things_confiscated(self, **opening: Any) -> UUID:
        """Decided, with a handcart of no value, and served."""
        things = {"confiscated": "手推车一辆"}
        case = self.investigated(**opening)
        self.act(case, "conclude", self.report(**things))
        self.act(case, "approve_report", finding.RuleOnReport(opinion="同意"), by=self.head)
        self.act(case, "inform", self.notice(**things))
        self.act(case, "hear", self.defence())
        self.act(case, "submit_decision", deciding.SubmitDecision(opinion="建议按告知处罚"))
        self.act(case, "decide", self.penalty(**things), by=self.leader_in_charge)
        self.act(case, "serve", self.service())
        return case

    def hearing_requested(self, **opening: Any) -> UUID:
        case = self.announced(**opening)
        self.act(case, "inform_again", self.notice(may_request_hearing=True))
        self.act(case, "request_hearing", deciding.RequestHearing(said="要求听证"))
        return case

    def with_the_police(self, **opening: Any) -> UUID:
        case = self.investigated(**opening)
        self.transfer_approved(case)
        self.act(case, "transfer_to_police", moving.TransferToPolice(body="江北公安分局"))
        return case

    def transfer_approved(self, case: UUID) -> None:
        self.act(case, "request_transfer", self.suspicion())
        self.act(case, "review_transfer", moving.ReviewTransfer(opinion="同意"), by=self.reviewer)
        agreed = moving.RuleOnTransfer(opinion="同意移送")
        self.act(case, "approve_transfer", agreed, by=self.leader_in_charge)

    def state(self, case: UUID) -> str:
        return Matter.objects.get(pk=case).state
