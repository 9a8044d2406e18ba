"""Inputs of acts made up at random: mostly such as pass, now and then such as are refused."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from random import Random
from typing import Any

from chengguan.core.work.rules import ZONE
from chengguan.law.procedure import Action, Procedure

Maker = Callable[[], Any]

USUAL = {
    "verifying": ("inspect", "request_docketing"),
    "to_docket": ("docket",),
    "investigating": ("order_correction", "interview", "collect_evidence", "conclude"),
    "suspended": ("resume",),
    "to_transfer": ("review_transfer", "approve_transfer", "decline_transfer"),
    "transferring": ("transfer_to_police",),
    "concluded": ("approve_report",),
    "informing": ("inform", "submit_no_penalty"),
    "informed": ("hear", "waive_hearing", "inform_again", "submit_review", "submit_decision"),
    "hearing": ("notify_hearing", "hold_hearing", "report_hearing"),
    "reviewing": ("pass_review",),
    "to_decide": ("decide", "decide_no_penalty"),
    "decided": ("serve",),
    "executing": ("record_payment", "urge", "request_court", "request_closing"),
    "with_police": (
        "record_police_answer",
        "object_to_police",
        "hand_over_to_police",
        "resume_from_police",
    ),
    "execution_suspended": ("resume_execution", "request_closing"),
    "to_close": ("close",),
    "closed": ("archive",),
}
"""What leads on; the rest is tried now and then."""


def own_acts(procedure: Procedure, state: str) -> list[Action]:
    """The acts of cases; handing work over belongs to every matter and is tried elsewhere."""
    acts = procedure.actions_from(state)
    return [a for a in acts if a.takes and a.takes.__module__.startswith("chengguan.enforcement")]


def made_up(takes: type | None, makers: Mapping[str, Maker]) -> Any:
    """One input; a maker is found under "Type.field", else under "field"."""
    if takes is None:
        return None
    said = {}
    for one in fields(takes):
        maker = makers.get(f"{takes.__name__}.{one.name}") or makers.get(one.name)
        if maker is not None:
            said[one.name] = maker()
        elif one.default is MISSING:
            raise KeyError(f"{takes.__name__}.{one.name}")
    return takes(**said)


def makers(luck: Random, now: datetime, people: Mapping[str, int], rows: Mapping[str, Any]) -> Any:
    """How each field is made up. ``people`` by their part, ``rows`` the latest of each table;
    ``rows["files"]`` makes new ones."""

    def text() -> str:
        return "" if luck.random() < 0.02 else "说明"

    def one_of(*choices: Any) -> Maker:
        return lambda: luck.choice(choices)

    def mostly(maker: Maker) -> Maker:
        return lambda: maker() if luck.random() < 0.9 else ()

    def soon(**limits: int) -> datetime:
        return now + timedelta(**{unit: luck.randint(0, top) for unit, top in limits.items()})

    files: Maker = rows["files"]
    officers = (people["officer"], people["colleague"])
    others = (people["colleague"], people["third"])
    today = now.astimezone(ZONE).date()
    leaders = tuple((people[f"leader{n}"], "同意") for n in (1, 2, 3))
    words = ("reason", "opinion", "evidence", "proposal", "place", "record", "title", "shows")
    words += ("source", "question", "institution", "result", "facts", "reasons", "basis", "said")
    words += ("minutes", "report", "conclusion", "discretion", "education", "receiver", "where")
    words += ("places", "hardship", "things", "quantity", "method", "way", "voucher", "body")
    words += ("demands", "court", "summary", "paper", "wrong", "right", "requirement", "statement")
    words += ("result_number", "review", "interviewee", "retract_reason", "offence", "note")
    return {
        **dict.fromkeys(words, text),
        "days": one_of(5, 10, 30, 60),
        "limitation_ground": one_of("", "", "lasting", "grave"),
        "conduct_ended_on": one_of(None, today),
        "officers": one_of(officers, officers, officers, others, officers[:1]),
        "ended_at": lambda: now + timedelta(minutes=luck.choice((5, 5, 5, -5))),
        "certificates_shown_at": one_of(now, now, now, None),
        "rights_told_at": one_of(now, now, now, None),
        "signature": one_of("signed", "signed", "refused"),
        "signature_note": one_of("", "拒签已注明"),
        "role": one_of("party", "witness"),
        "harm": one_of("none", "slight", "real"),
        "party_age": one_of(None, None, 16),
        "correct_by": one_of(None, now + timedelta(days=5)),
        "corrected_at": one_of(None, None, now),
        "officer": one_of(*people.values()),
        "is_by_party": one_of(True, False),
        "is_granted": one_of(True, False, False),
        "is_corrected": one_of(True, False),
        "is_waived": one_of(True, False),
        "note": text,
        "waiver": files,
        "WaiveHearing.papers": mostly(files),
        "Inform.proofs": files,
        "CollectEvidence.kind": one_of("document", "object"),
        "CollectEvidence.originals": mostly(files),
        "CommissionAppraisal.letters": mostly(files),
        "RuleOnRecusal.is_granted": one_of(True, False, False, False, False, False),
        "CollectEvidence.requirement": one_of(*rows["points"]),
        "CommissionAppraisal.kind": one_of("test", "appraisal"),
        "RequestPreservation.things": one_of((("手推车", "一辆", ""),), ()),
        "disposal": one_of("returned", "confiscated"),
        **{
            name: one_of(*([rows[name]] * 8), 0)
            for name in ("preservation", "appraisal", "deferral", "remedy", "receipt", "sampling")
        },
        "VoidEvidence.evidence": one_of(rows["evidence"]),
        "number": one_of(rows.get("other", "没有这个案号"), "没有这个案号"),
        "RecordRemedy.number": text,
        "RecordPoliceAnswer.number": text,
        "BringDecision.number": text,
        "received_at": one_of(now),
        "is_taken": one_of(True, False),
        "notices": files,
        "receipts": files,
        "objection": one_of("reconsider", "supervise"),
        "decided_at": one_of(now),
        "BringDecision.served_at": one_of(None, now),
        "BringDecision.papers": files,
        "RecordRefund.amount": lambda: luck.choice((*[rows.get("overpaid", 0)] * 3, 10000)),
        "RecordRefund.purpose": one_of("added_fine", *[rows.get("overpaid_head", "fine")] * 3),
        "RecordRefund.proofs": files,
        "RequestClosing.ground": one_of("", "", "died", "other"),
        "RequestClosing.proofs": files,
        "ApplyToCourt.number": text,
        "RequestCourt.late_reason": one_of("", "当事人下落不明"),
        "RecordRemedyResult.changed_fine": one_of(None, None, None, 20000),
        "RecordRemedyResult.papers": files,
        "NotifyHearing.is_public": one_of(True, True, True, False),
        "Decide.is_public": one_of(*rows.get("is_public", (False,))),
        "item_code": one_of(rows["item"]),
        "Conclude.proposal": one_of("penalty", "penalty", "penalty", "no_penalty"),
        "Conclude.fine": one_of(50000, 50000, 0),
        "is_warning": one_of(False, False, True),
        "fine": one_of(50000, 50000, 50000, 40000, 9000),
        "served_at": lambda: now - timedelta(minutes=luck.choice((0, 0, 0, 4, 600))),
        "Inform.method": one_of("direct", "mail"),
        "Serve.method": one_of("direct", "direct", "leave", "public_notice"),
        "witness": text,
        "may_request_hearing": one_of(True, False),
        "hold_at": lambda: soon(days=25),
        "host": one_of(people["reviewer"], people["reviewer"], people["officer"]),
        "recorder": one_of(people["second_reviewer"]),
        "is_attended": one_of(True, False),
        "answers": lambda: tuple((point, "已改") for point in rows["open_points"]),
        "points": one_of((("facts", "补证据"),), ()),
        "purpose": one_of("decision", "extension"),
        "chair": one_of(people["leader1"]),
        "leaders": one_of(leaders, leaders, leaders[:2]),
        "ground": one_of("slight", "none", "no_fault"),
        "DecideNoPenalty.evidence": one_of(()),
        "evidence_record": text,
        "is_payable": one_of(*[rows["owed"] > 0] * 9, rows["owed"] == 0),
        "amount": lambda: luck.choice((rows["owed"], rows["owed"], 10000, 50001)),
        "RecordReceipt.purpose": one_of("fine", "fine", "added_fine"),
        "channel": one_of("bank", "bank", "bank", "bank", "officer"),
        "receipt_number": lambda: f"沪财 {luck.randrange(10**9):09d}",
        "treasury_account": one_of("专户 1"),
        "RequestDeferral.kind": one_of("instalments", "defer"),
        "instalments": lambda: _plan(luck, today, rows["unpaid"]),
        "until_on": lambda: today - timedelta(days=luck.choice((0, 0, 1, -1))),
        "RecordRemedy.kind": one_of("reconsideration", "lawsuit"),
        "filed_at": one_of(now),
        "stays_execution": one_of(False, False, True),
        "RecordRemedyResult.result": one_of("upheld", "withdrawn", "revoked", "changed", "void"),
        "RequestClosing.way": one_of(
            "performed", "court", "no_penalty", "revoked", "given_up", "terminated"
        ),
        "retention": one_of("thirty", "permanent"),
        "retract_reason": one_of("", "决定被撤销"),
    }


def _plan(luck: Random, today: Any, left: int) -> tuple[tuple[Any, int], ...]:
    first, second = today + timedelta(days=luck.randint(5, 40)), today + timedelta(days=60)
    if luck.random() < 0.5:
        return ((first, left),)
    return ((first, left // 2), (second, left - left // 2))
