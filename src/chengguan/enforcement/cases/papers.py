"""当场行政处罚决定书: what is printed, read from the rows the act has saved."""

from datetime import datetime
from pathlib import Path

from chengguan.core.documents.registry import Field, Template
from chengguan.core.lawbook.items import item
from chengguan.core.org.models import Person
from chengguan.core.pages.words import paper_day
from chengguan.core.work import rules
from chengguan.core.work.act import Act
from chengguan.enforcement.cases import wording
from chengguan.enforcement.cases.facts import CaseFacts
from chengguan.enforcement.cases.kinds import LighterGround, Signature
from chengguan.enforcement.cases.models import DecisionOfficer, PenaltyDecision
from chengguan.enforcement.cases.procedures import ON_THE_SPOT_DECISION


def on_the_spot_decision(act: Act) -> dict[str, Field]:
    """Everything 行政处罚法 52 wants. Sealed numbers are left blank to fill by hand."""
    decision = next(row for row in act.rows if isinstance(row, PenaltyDecision))
    case, party = act.facts, act.matter.party
    assert isinstance(case, CaseFacts)
    assert party is not None
    said = wording.decision_text(case, decision, act.law)
    return {
        "party_name": party.name,
        "is_person": "是" if party.kind == "person" else "",
        "address": party.address,
        "legal_rep": party.legal_rep,
        "conduct_on": said.time,
        "spot": said.place,
        "conduct": said.conduct,
        "cause": item(decision.item_code).name,
        "basis": said.basis,
        "kind": said.kind,
        "amount": said.amount,
        "lighter": _lighter(decision),
        "correction": case.correction.requirement,
        "payment": wording.payment_terms(act.law, case.on) if decision.fine else "",
        "remedy": said.remedy,
        "course": wording.course(case),
        "organ": said.organ,
        "officers": _officers(act, case),
        "decided_on": paper_day(decision.decided_at),
        "served_at": _moment(decision.served_at),
        "refused": decision.signature_note if decision.signature == Signature.REFUSED else "",
    }


def _lighter(decision: PenaltyDecision) -> str:
    if not decision.lighter_ground:
        return ""
    return f"{CHINESE[decision.lighter_ground]}。{decision.lighter_note}"


CHINESE = {ground.value: str(ground.label) for ground in LighterGround}


def _moment(value: datetime | None) -> str:
    """2026年9月15日12时05分."""
    return f"{paper_day(value)}{value.astimezone(rules.ZONE):%H时%M分}" if value else ""


def _officers(act: Act, case: CaseFacts) -> list[str]:
    """Everybody who signed, with the certificate number; one without a certificate by name."""
    signed = [row.person_id for row in act.rows if isinstance(row, DecisionOfficer)]
    certified = case.scene.certified
    bare = dict(
        Person.objects.filter(pk__in=[p for p in signed if p not in certified]).values_list(
            "pk", "name"
        )
    )
    return [certified.get(person) or bare[person] for person in signed]


TEMPLATE = Template(
    key=ON_THE_SPOT_DECISION,
    title="当场行政处罚决定书",
    path=Path(__file__).parent / "papers" / "on_the_spot_decision.typ",
    fields=on_the_spot_decision,
    number_pattern="{prefix}罚当〔{year}〕{seq}号",
    required=(
        "party_name",
        "conduct",
        "kind",
        "basis",
        "amount",
        "conduct_on",
        "spot",
        "remedy",
        "organ",
        "officers",
    ),
    copies=("当事人", "案卷", "备案"),
)
