"""An ordinary case through nearly every act, at true times, so that every table of it has rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models

from chengguan.core.documents import drafts
from chengguan.core.registers.models import Party
from chengguan.core.work import handling
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import (
    AddedFine,
    Appraisal,
    Deferral,
    Evidence,
    Preservation,
    Remedy,
    ReviewPoint,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding

if TYPE_CHECKING:
    from tests.whole.town import Town

LEAFLETS = "AY-C002"
FINE = 2_000_000
BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=ZONE)
"""Early enough that the months for suing are over when the rest of the town begins its day."""


@dataclass(frozen=True)
class Cast:
    """Who does what, by name."""

    organ: str
    handler: str
    partner: str
    head: str
    reviewer: str = ""
    leaders: tuple[str, ...] = ()


class OrdinaryCase:
    """``said`` answers a text for every place where one is written."""

    case: UUID

    def __init__(
        self, town: "Town", cast: Cast, party: Party, said: Callable[[str], str], **place: Any
    ) -> None:
        self.town, self.cast, self.party, self.said, self.place = town, cast, party, said, place

    # -- tools ---------------------------------------------------------------------------

    @property
    def two(self) -> tuple[int, ...]:
        return (self.town.people[self.cast.handler].pk, self.town.people[self.cast.partner].pk)

    def wait(self, **time: float) -> None:
        self.town.at += timedelta(**time)

    def act(self, action: str, data: Any = None, by: str = "", lasting: int = 0) -> None:
        """``lasting``: how many minutes later it is over and recorded."""
        self.town.act(
            self.case, action, by or self.cast.handler, data, lasting=timedelta(minutes=lasting)
        )

    def last(self, model: type[models.Model]) -> int:
        return model._default_manager.filter(case=self.case).latest("pk").pk

    def file(self, by: str = "") -> int:
        return self.town.file(by or self.cast.handler, "content", self.cast.organ, "street")

    @property
    def moment(self) -> datetime:
        """That of the act that comes next."""
        return self.town.at + timedelta(minutes=1)

    # -- the stretches of its way ----------------------------------------------------------

    def verified(self) -> Self:
        opening = finding.OpenOrdinary(
            organ=self.town.organs[self.cast.organ],
            officer=self.town.people[self.cast.handler],
            partner=self.two[1],
            party=self.party,
            item_code=LEAFLETS,
            conduct_on=self.town.at.date(),
            discovered_at=self.town.at,
            spot=self.said("ordinary spot"),
            fact=self.said("ordinary fact"),
            **self.place,
        )
        self.case = self.town.open("case.ordinary", "discover", self.cast.handler, opening)
        seen = cases.Inspect(
            officers=self.two,
            certificates_shown_at=self.town.at,
            record=self.said("ordinary record"),
            signature="signed",
            harm="real",
            photos=(self.file(),),
        )
        self.act("inspect", seen)
        asked = finding.RequestDocketing(
            evidence=self.said("first evidence"), proposal=self.said("docketing proposal")
        )
        self.act("request_docketing", asked)
        return self

    def declined(self) -> Self:
        self.act("decline", finding.RuleOnDocketing(opinion=self.said("declined")), self.cast.head)
        return self

    def docketed(self) -> Self:
        agreed = finding.Docket(opinion=self.said("docketing opinion"), officers=self.two)
        self.act("docket", agreed, self.cast.head)
        return self

    def investigated(self) -> Self:
        requirement = self.said("ordinary requirement")
        self.act("order_correction", cases.OrderCorrection(requirement=requirement))
        self._interviewed()
        self._brought()
        self._kept()
        self._appraised()
        again = finding.Reinspect(
            officers=self.two,
            is_corrected=False,
            record=self.said("reinspection"),
            signature="signed",
            photos=(self.file(),),
        )
        self.act("reinspect", again)
        return self

    def _interviewed(self) -> None:
        self.act("interview", self._interview("party"), lasting=9)
        self.act("interview", self._interview("witness"), lasting=9)

    def _interview(self, role: str) -> finding.Interview:
        return finding.Interview(
            officers=self.two,
            ended_at=self.moment + timedelta(minutes=9),
            place=self.said(f"interview place {role}"),
            interviewee=self.said(f"interviewee {role}"),
            role=role,
            certificates_shown_at=self.moment,
            rights_told_at=self.moment,
            record=self.said(f"interview {role}"),
            signature="signed",
        )

    def _brought(self) -> None:
        piece = finding.CollectEvidence(
            officers=self.two,
            kind="document",
            title=self.said("evidence title"),
            shows=self.said("evidence shows"),
            source=self.said("evidence source"),
            originals=(self.file(),),
        )
        self.act("collect_evidence", piece)
        reason = self.said("evidence excluded")
        self.act("void_evidence", finding.VoidEvidence(evidence=self.last(Evidence), reason=reason))
        taken = finding.Sample(
            officers=self.two,
            things=self.said("sampled"),
            quantity="两份",
            method="随机",
            signature="signed",
        )
        self.act("sample", taken)

    def _kept(self) -> None:
        asked = finding.RequestPreservation(
            reason=self.said("preservation reason"),
            things=((self.said("thing"), "一箱", self.said("thing features")),),
        )
        self.act("request_preservation", asked)
        number = self.last(Preservation)
        approved = finding.ApprovePreservation(preservation=number)
        self.act("approve_preservation", approved, self.cast.head)
        kept = finding.Preserve(
            preservation=number,
            officers=self.two,
            place=self.said("preserved where"),
            signature="signed",
        )
        self.act("preserve", kept)
        released = finding.ReleasePreservation(
            preservation=number, disposal="returned", note=self.said("released")
        )
        self.act("release_preservation", released)

    def _appraised(self) -> None:
        asked = finding.CommissionAppraisal(
            kind="test", institution=self.said("institution"), question=self.said("question")
        )
        self.act("commission_appraisal", asked)
        received = finding.ReceiveAppraisal(
            appraisal=self.last(Appraisal), result=self.said("appraisal"), opinions=(self.file(),)
        )
        self.act("receive_appraisal", received)

    def informed(self) -> Self:
        report = finding.Conclude(
            item_code=LEAFLETS,
            facts=self.said("report facts"),
            evidence=self.said("report evidence"),
            proposal="penalty",
            fine=FINE,
            confiscated=self.said("to confiscate"),
            band="light",
            discretion=self.said("report discretion"),
        )
        self.act("conclude", report)
        opinion = finding.RuleOnReport(opinion=self.said("report opinion"))
        self.act("approve_report", opinion, self.cast.head)
        self.wait(days=1)
        notice = deciding.Inform(
            served_at=self.moment,
            method="direct",
            receiver=self.said("receiver"),
            relation=self.said("relation of the receiver"),
            is_warning=False,
            fine=FINE,
            confiscated=self.said("announced things"),
            facts=self.said("notice facts"),
            reasons=self.said("notice reasons"),
            basis=self.said("notice basis"),
            may_request_hearing=True,
        )
        self.act("inform", notice)
        heard = cases.Hear(
            is_waived=False,
            statement=self.said("ordinary statement"),
            review=self.said("ordinary review"),
        )
        self.act("hear", heard)
        return self

    def _asked_around(self) -> None:
        """What every matter knows: an opinion beside, and a mistake that is noted."""
        asked = handling.AskCosign(
            people=(self.town.people["colleague"],), task="with", question=self.said("asked")
        )
        self.act("ask_cosign", asked)
        self.act("cosign", handling.Cosign(opinion=self.said("cosigned")), "colleague")
        noted = handling.NoteMistake(
            entry=2,
            wrong=self.said("noted wrong"),
            right=self.said("noted right"),
            reason=self.said("noted why"),
        )
        self.act("note_mistake", noted)

    def decided(self) -> Self:
        self._asked_around()
        self._hearing()
        self._reviewed()
        leaders = [self.town.people[name] for name in self.cast.leaders]
        held = deciding.Discuss(
            purpose="decision",
            place=self.said("discussed where"),
            chair=leaders[0].pk,
            leaders=tuple((p.pk, self.said(f"leader {n}")) for n, p in enumerate(leaders)),
            minutes=self.said("discussion"),
            conclusion=self.said("conclusion"),
        )
        self.act("discuss", held, self.cast.leaders[0])
        decision = deciding.Decide(
            item_code=LEAFLETS,
            is_warning=False,
            fine=FINE,
            confiscated=self.said("confiscated"),
            band="light",
            discretion=self.said("discretion"),
        )
        self.act("decide", decision, self.cast.leaders[0])
        return self

    def _hearing(self) -> None:
        reviewer = self.cast.reviewer
        waived = deciding.WaiveHearing(said=self.said("waived"), papers=(self.file(),))
        self.act("waive_hearing", waived)
        asked = deciding.RequestHearing(said=self.said("hearing asked"), papers=(self.file(),))
        self.act("request_hearing", asked)
        notice = deciding.NotifyHearing(
            hold_at=self.town.at + timedelta(days=14),
            place=self.said("hearing place"),
            host=self.town.people[reviewer].pk,
            recorder=self.town.people["section"].pk,
            is_public=False,
            private_reason=self.said("not public"),
        )
        self.act("notify_hearing", notice, reviewer)
        self.wait(days=14, hours=1)
        held = deciding.HoldHearing(
            is_attended=True,
            minutes=self.said("hearing minutes"),
            signature="signed",
            sheets=(self.file(reviewer),),
        )
        self.act("hold_hearing", held, reviewer)
        told = deciding.ReportHearing(
            report=self.said("hearing report"), opinion=self.said("hearing opinion")
        )
        self.act("report_hearing", told, reviewer)

    def _reviewed(self) -> None:
        reviewer = self.cast.reviewer
        matter, by = Matter.objects.get(pk=self.case), self.town.actor(self.cast.handler)
        words = [self.said("drafted"), self.said("drafted too")]
        draft = drafts.write(matter, "penalty_decision", words, by=by, at=self.town.at)
        self.act("submit_review", deciding.SubmitReview())
        drafts.comment(
            Matter.objects.get(pk=self.case),
            draft.paragraphs.order_by("pk")[0].pk,
            self.said("comment on the draft"),
            by=self.town.actor(reviewer),
            at=self.town.at,
        )
        back = deciding.ReturnReview(
            opinion=self.said("review returned"), points=(("facts", self.said("review point")),)
        )
        self.act("return_review", back, reviewer)
        point = ReviewPoint.objects.get(review__case=self.case)
        answers = ((point.pk, self.said("point answered")),)
        self.act("submit_review", deciding.SubmitReview(answers=answers))
        self.act("pass_review", deciding.PassReview(opinion=self.said("review passed")), reviewer)
        # Submitted once more beside the review, so that the request itself stands on the record.
        self.act("return_decision", deciding.ReturnDecision(reason="补充。"), self.cast.head)
        opinion = self.said("decision asked")
        self.act("submit_decision", deciding.SubmitDecision(opinion=opinion))

    def served(self) -> Self:
        posted = executing.PublishService(
            reason=self.said("publication reason"), places=self.said("published where")
        )
        self.act("publish_service", posted)
        self.wait(days=1)
        served = executing.Serve(
            served_at=self.moment,
            method="direct",
            is_payable=True,
            receiver=self.said("served to"),
            relation=self.said("relation"),
            note=self.said("service note"),
        )
        self.act("serve", served)
        self.act("disclose", executing.Disclose(where=self.said("disclosed where")))
        put_right = executing.CorrectPaper(
            paper=self.said("paper"),
            wrong=self.said("wrong"),
            right=self.said("right"),
            reason=self.said("correction reason"),
        )
        self.act("correct_paper", put_right)
        return self

    def executed(self) -> Self:
        self._deferred()
        self._contested()
        self._late()
        self._before_the_court()
        done = executing.DisposeConfiscated(
            things=self.said("disposed"), way=self.said("way"), voucher=self.said("disposal")
        )
        self.act("dispose_confiscated", done)
        return self

    def _pay(self, amount: int, number: str, purpose: str = "fine") -> None:
        paid = executing.RecordReceipt(
            amount=amount,
            purpose=purpose,
            channel="bank",
            receipt_number=self.said(number),
            treasury_account=self.said(f"account of {number}"),
        )
        self.act("record_payment", paid)

    def _deferred(self) -> None:
        self._pay(500_000, "wrong receipt")
        wrong = executing.ReverseReceipt(
            receipt=self.last(TreasuryReceipt), reason=self.said("reversed")
        )
        self.act("reverse_payment", wrong, self.cast.head)
        day = self.town.at.date()
        asked = executing.RequestDeferral(
            kind="instalments",
            hardship=self.said("hardship"),
            instalments=tuple((day + timedelta(days=30 * n), FINE // 2) for n in (1, 2)),
            proofs=(self.file(),),
        )
        self.act("request_deferral", asked)
        ruled = executing.RuleOnDeferral(
            deferral=self.last(Deferral), is_granted=True, opinion=self.said("deferral opinion")
        )
        self.act("rule_on_deferral", ruled, self.cast.head)
        self.wait(days=20)
        self._pay(FINE // 2, "first receipt")

    def _contested(self) -> None:
        filed = executing.RecordRemedy(
            kind="reconsideration",
            filed_at=self.town.at,
            body=self.said("remedy body"),
            number=self.said("remedy number"),
        )
        self.act("record_remedy", filed)
        self.wait(days=20)
        ended = executing.RecordRemedyResult(
            remedy=self.last(Remedy), result="upheld", note=self.said("remedy note")
        )
        self.act("record_remedy_result", ended)

    def _late(self) -> None:
        self.wait(days=60)
        added = executing.ImposeAddedFine(until_on=self.town.at.date())
        self.act("impose_added_fine", added, self.cast.head)
        self.act("urge", executing.Urge(demands=self.said("demands")))

    def _before_the_court(self) -> None:
        self.wait(days=20)
        self.act("request_court", executing.RequestCourt(court=self.said("court")))
        applied = executing.ApplyToCourt(
            opinion=self.said("court opinion"), number=self.said("court number")
        )
        self.act("apply_to_court", applied, self.cast.head)
        self._pay(FINE // 2, "second receipt")
        amount = AddedFine.objects.get(case=self.case).amount
        self._pay(amount, "receipt of added fine", "added_fine")

    def archived(self) -> Self:
        asked = executing.RequestClosing(way="performed", summary=self.said("summary"))
        self.act("request_closing", asked)
        opinion = executing.RuleOnClosing(opinion=self.said("closing opinion"))
        self.act("close", opinion, self.cast.head)
        kept = executing.MakeArchive(retention="thirty", title=self.said("archive title"))
        self.act("archive", kept)
        return self
