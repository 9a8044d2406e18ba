"""What a case rarely meets: the police, another system, money back; and a holiday notice."""

from datetime import date, datetime, timedelta
from typing import Self
from uuid import uuid4

from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.org.models import Person
from chengguan.core.work import recounting
from chengguan.core.work.acting import At
from chengguan.core.work.adoption import Told, ToldClock
from chengguan.core.work.models import ClockRecount, Matter, MatterFinding
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import Remedy
from chengguan.enforcement.cases.ordinary import inputs_adopted as adopted
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from chengguan.law.parameters import DayOff
from tests.whole.ordinary import LEAFLETS, OrdinaryCase
from tests.whole.town import EAST, Town

FINE = 50_000
DAYS = (
    DayOff(date(2027, 1, 1), "元旦", False),
    DayOff(date(2027, 1, 9), "元旦", True),
    DayOff(date(2027, 3, 10), "庆典", False),
)
"""Made up: on the last one end the months in which one of the adopted cases may be sued."""


class RareCase(OrdinaryCase):
    """The same cast, on ways that few cases take."""

    # -- to the police and back ------------------------------------------------------------

    def sent_to_the_police_and_back(self) -> Self:
        why = finding.EndOrPause(reason=self.said("suspended"))
        self.act("suspend", why, self.cast.head)
        self.act("resume", finding.EndOrPause(reason=self.said("resumed")), self.cast.head)
        self._asked_late()
        self._suspected()
        recalled = moving.RecallTransfer(reason=self.said("recalled"))
        self.act("recall_transfer", recalled)
        self._suspected()
        leader = self.cast.leaders[0]
        opinion = self.said("transfer opinion")
        self.act("review_transfer", moving.ReviewTransfer(opinion=opinion), self.cast.reviewer)
        self.act("approve_transfer", moving.RuleOnTransfer(opinion=opinion), leader)
        body = self.said("police body")
        self.act("transfer_to_police", moving.TransferToPolice(body=body))
        self._declined("first answer")
        objection = moving.ObjectToPolice(objection="reconsider", reason=self.said("objection"))
        self.act("object_to_police", objection)
        self._declined("second answer")
        back = moving.ResumeFromPolice(reason=self.said("resumed from the police"))
        self.act("resume_from_police", back)
        return self

    def _asked_late(self) -> None:
        """Two interviews that had happened unlawfully, taken down as they were."""
        for role in ("party", "witness"):
            began = self.town.at
            self.wait(hours=3)
            asked = finding.Interview(
                officers=self.two,
                ended_at=began + timedelta(minutes=30),
                place=self.said("asked where"),
                interviewee=self.said(f"asked {role}"),
                role=role,
                certificates_shown_at=None,
                rights_told_at=began,
                record=self.said(f"asked {role} what"),
                signature="signed",
            )
            perform(
                matter=self.case,
                action="interview",
                by=self.town.actor(self.cast.handler),
                at=At(began, self.town.at, self.said("why late"), has_happened=True),
                data=asked,
                key=uuid4().hex,
                version=Matter.objects.values_list("version", flat=True).get(pk=self.case),
            )
        assert MatterFinding.objects.filter(matter=self.case).count() == 2

    def _suspected(self) -> None:
        asked = moving.RequestTransfer(
            officers=self.two, offence=self.said("offence"), facts=self.said("suspected facts")
        )
        self.act("request_transfer", asked)

    def _declined(self, number: str) -> None:
        self.wait(days=2)
        said = moving.RecordPoliceAnswer(
            received_at=self.town.at,
            is_taken=False,
            number=self.said(number),
            note=self.said(f"{number} noted"),
            notices=(self.file(),),
        )
        self.act("record_police_answer", said)

    # -- from another system, until money goes back ----------------------------------------

    def brought(self, served_on: int, told_paid: int) -> Self:
        """In execution, with what it is said to owe; then the papers of its decision.

        Served on that day of September.
        """
        served_at = datetime(2026, 9, served_on, 10, 0, tzinfo=ZONE)
        begun = cases.AdoptCase(
            organ=self.town.organs[self.cast.organ],
            officer=self.town.people[self.cast.handler],
            partner=self.two[1],
            party=self.party,
            item_code=LEAFLETS,
            conduct_on=served_at.date(),
            discovered_at=served_at,
            spot=self.said("adopted spot"),
            fact=self.said("adopted fact"),
            told=(Told(name="案号", value=self.said("told number")),),
            clocks=(ToldClock("CK36", served_at),),
            debt=cases.ToldDebt(fine=FINE, told_paid=told_paid),
        )
        self.case = self.town.open("case.ordinary", "adopt_executing", self.cast.handler, begun)
        decision = adopted.BringDecision(
            number=self.said("decision brought"),
            decided_at=served_at - timedelta(days=1),
            served_at=served_at,
            fine=FINE,
            confiscated=self.said("things brought"),
            papers=(self.file(),),
        )
        self.act("bring_decision", decision)
        return self

    def paid_back(self) -> Self:
        """What fell from the fine goes back in two sums."""
        self._pay(FINE, "adopted receipt")
        filed = executing.RecordRemedy(
            kind="reconsideration", filed_at=self.town.at, body=self.said("whom it asked")
        )
        self.act("record_remedy", filed)
        changed = executing.RecordRemedyResult(
            remedy=self.last(Remedy),
            result="changed",
            result_number=self.said("result number"),
            changed_fine=FINE // 5 * 2,
            papers=(self.file(),),
        )
        self.act("record_remedy_result", changed)
        for part in (1, 2):
            back = executing.RecordRefund(
                purpose="fine",
                amount=part * FINE // 5,
                voucher=self.said(f"refund {part}"),
                note=self.said(f"refund {part} noted"),
                proofs=(self.file(),),
            )
            self.act("record_refund", back)
        return self

    def held(self) -> Self:
        why = executing.SuspendExecution(reason=self.said("execution suspended"))
        self.act("suspend_execution", why, self.cast.head)
        return self

    # -- the calendar ----------------------------------------------------------------------

    def counted_anew(self) -> None:
        """The notice for the next year makes running periods certain, and moves one."""
        one, other = self.town.people["legal"], Person.objects.get(name="另一名法制员")
        what = lawbook.Proposed(
            ChangeKind.HOLIDAYS,
            "2027",
            self.town.at.date(),
            source="放假安排的通知",
            reason="转发",
            days=DAYS,
        )
        row = lawbook.propose(what, by=one, at=self.town.at)
        lawbook.confirm(change=row, remark="核对无误", by=other, at=self.town.at)
        recounting.advance(row, after=0, looked_at=0, at=self.town.at)
        ends = ClockRecount.objects.values_list("due_before", "due_after")
        assert {before == after for before, after in ends} == {True, False}


def suspected(town: Town) -> None:
    """A case that the police did not take on."""
    _case(town, "甲").verified().docketed().sent_to_the_police_and_back()


def taken_over(town: Town) -> None:
    """Two that came from another system, and the notice that moves their periods."""
    _case(town, "乙").brought(served_on=10, told_paid=0).paid_back()
    _case(town, "丙").brought(served_on=9, told_paid=10_000).held().counted_anew()


def _case(town: Town, name: str) -> RareCase:
    return RareCase(town, EAST, town.party(EAST.organ), lambda where: f"{name} {where}")
