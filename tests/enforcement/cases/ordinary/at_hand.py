"""Facts of an ordinary case in which everything is in order, to be changed one at a time."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.facts_decision import Deciding, Discussion, Notice
from chengguan.enforcement.cases.ordinary.facts_execution import Execution
from chengguan.enforcement.cases.ordinary.facts_investigation import Investigation, Report
from chengguan.enforcement.cases.ordinary.facts_transfer import Transfer
from chengguan.law.guards import Guard
from tests.enforcement.cases import facts_at_hand as summary

LAW = summary.LAW
LEAFLETS = summary.LEAFLETS  # 100 to 1,000 yuan or a warning
SORTING = "AY-E002"  # fined after a refusal to correct

NOW = summary.NOW
DOCKETED = NOW - timedelta(days=30)
APPROVED = NOW - timedelta(days=20)
TOLD = NOW - timedelta(days=19)
HEARD = NOW - timedelta(days=18)
REVIEWER, HEAD, LEADERS = 8, 7, frozenset({7, 11, 12, 13})

REPORT = Report(
    pk=1,
    item_code=LEAFLETS,
    proposal="penalty",
    is_warning=False,
    fine=50000,
    confiscation=0,
    suspends_business=False,
    revokes_licence=False,
    approved_at=APPROVED,
)
INVESTIGATION = Investigation(
    officers=frozenset({1, 2}),
    ever_officers=frozenset({1, 2, 3}),
    interviews=1,
    is_party_interviewed=True,
    evidence=frozenset({1}),
    served=frozenset({"conduct"}),
    begun={"CK01": DOCKETED, "CK03": DOCKETED},
    report=REPORT,
)
NOTICE = Notice(
    served_at=TOLD,
    is_warning=False,
    fine=50000,
    confiscation=0,
    has_things=False,
    suspends_business=False,
    revokes_licence=False,
    may_request_hearing=False,
)
DECIDING = Deciding(notices=(NOTICE,), heard_at=HEARD)
EXECUTION = Execution(
    has_decision=True, fine=50000, decided_at=TOLD, served_at=HEARD, closing_open=1
)

TRANSFER = Transfer(open=1, is_reviewed=True, approved=1)


def at(text: str) -> datetime:
    """A moment in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day(text: str) -> date:
    return date.fromisoformat(text)


def case(**changed: Any) -> OrdinaryFacts:
    return replace(in_order(), **changed)


@cache
def in_order() -> OrdinaryFacts:
    found = summary.case()
    return OrdinaryFacts(
        **{one.name: getattr(found, one.name) for one in fields(found)},
        discovered_at=NOW,
        investigation=INVESTIGATION,
        deciding=DECIDING,
        execution=EXECUTION,
        leaders=LEADERS,
        is_qualified_to_review=True,
        transfer=TRANSFER,
        collecting_bank="江北银行",
    )


def on(moment: datetime, **changed: Any) -> OrdinaryFacts:
    """The case at another moment."""
    local = moment.astimezone(ZONE)
    return case(moment=moment, recorded=moment, on=local.date(), **changed)


def found(**changed: Any) -> OrdinaryFacts:
    return case(investigation=replace(INVESTIGATION, **changed))


def told(*notices: Notice, **changed: Any) -> OrdinaryFacts:
    usual = {"notices": notices} if notices else {}
    return case(deciding=replace(DECIDING, **usual, **changed))


def notice_of(**changed: Any) -> Notice:
    return replace(NOTICE, **changed)


def money(**changed: Any) -> OrdinaryFacts:
    return case(execution=replace(EXECUTION, **changed))


def discussed(**changed: Any) -> Discussion:
    return replace(Discussion(leaders=3, has_minutes=True, has_conclusion=True), **changed)


def moved(**changed: Any) -> OrdinaryFacts:
    return case(transfer=replace(TRANSFER, **changed))


def code(guard: Guard, facts: OrdinaryFacts, *proposed: object) -> str:
    """The code of the reason; empty where the guard is satisfied."""
    reason = guard(facts, *proposed, LAW)
    return reason.code if reason else ""


# -- what is proposed ----------------------------------------------------------------------


def inform(**changed: Any) -> deciding.Inform:
    usual = deciding.Inform(
        served_at=NOW,
        method="direct",
        receiver="某摊主",
        is_warning=False,
        fine=50000,
        facts="张贴",
        reasons="数量较多",
        basis="沪市容条例 20",
        may_request_hearing=False,
    )
    return replace(usual, **changed)


def decide(**changed: Any) -> deciding.Decide:
    usual = deciding.Decide(item_code=LEAFLETS, is_warning=False, fine=50000, discretion="一般情节")
    return replace(usual, **changed)


def conclude(**changed: Any) -> finding.Conclude:
    usual = finding.Conclude(
        item_code=LEAFLETS, facts="张贴", evidence="笔录", proposal="penalty", fine=50000
    )
    return replace(usual, **changed)


def interview(**changed: Any) -> finding.Interview:
    usual = finding.Interview(
        officers=(1, 2),
        ended_at=NOW,
        place="队部",
        interviewee="某摊主",
        role="party",
        certificates_shown_at=NOW,
        rights_told_at=NOW,
        record="问答",
        signature="signed",
    )
    return replace(usual, **changed)


def serve(**changed: Any) -> executing.Serve:
    usual = executing.Serve(served_at=NOW, method="direct", is_payable=True, receiver="某摊主")
    return replace(usual, **changed)


def receipt(**changed: Any) -> executing.RecordReceipt:
    usual = executing.RecordReceipt(
        amount=50000,
        purpose="fine",
        channel="bank",
        receipt_number="沪财 1",
        treasury_account="专户 1",
    )
    return replace(usual, **changed)


def plan(*instalments: tuple[date, int], kind: str = "instalments") -> executing.RequestDeferral:
    return executing.RequestDeferral(kind=kind, hardship="停工三个月", instalments=instalments)
