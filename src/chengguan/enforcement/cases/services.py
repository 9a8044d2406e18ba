"""What the acts of a case write. Called by ``perform`` alone, after every guard was asked."""

from collections.abc import Container, Mapping
from dataclasses import asdict

from chengguan.core.journal.governed import Governed
from chengguan.core.lawbook.items import item
from chengguan.core.org.kinds import Role
from chengguan.core.work import adoption, numbers, rules
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.facts import CaseFacts
from chengguan.enforcement.cases.kinds import Channel
from chengguan.enforcement.cases.models import (
    Case,
    CorrectionOrder,
    DecisionOfficer,
    Defence,
    Deposit,
    Exemption,
    HandIn,
    Inspection,
    InspectionOfficer,
    Payment,
    PenaltyDecision,
    PenaltyNotice,
    RecordFiling,
    RecusalRequest,
)
from chengguan.enforcement.cases.procedures import ADOPTION


def _add(act: Act, row: Governed) -> None:
    """Insert a row that bears the case's key: saving it would look for it first."""
    act.save_all([row])


def _fine(act: Act) -> int:
    assert isinstance(act.facts, CaseFacts)
    return act.facts.money.fine


def discover(act: Act, data: inputs.OpenSummary) -> None:
    year = act.at.occurred.astimezone(rules.ZONE).year
    sequence = numbers.next_number(f"case.summary/{data.organ.pk}/{year}")
    _begin(act, data, f"{data.organ.short_name}简〔{year}〕{sequence}号")


def _begin(act: Act, data: inputs.OpenSummary, number: str) -> None:
    governing = item(data.item_code)
    act.begin(
        number=number,
        title=f"{data.party.name} {governing.name}"[:200],
        organ=data.organ,
        field=governing.field,
        party=data.party,
        place=data.place,
    )
    _add(
        act,
        Case(
            matter=act.matter,
            officer=data.officer,
            item_code=data.item_code,
            conduct_on=data.conduct_on,
            discovered_at=data.discovered_at,
            spot=data.spot,
            fact=data.fact,
        ),
    )
    act.hand_to(data.officer)


def adopt(act: Act, data: inputs.AdoptCase) -> None:
    """Take over a case where it stands, with what was told of it and the periods that run."""
    year = act.at.recorded.astimezone(rules.ZONE).year
    sequence = numbers.next_number(f"case.adopted/{data.organ.pk}/{year}")
    _begin(act, data, f"{data.organ.short_name}接〔{year}〕{sequence}号")
    adoption.keep(act, data.told)
    adoption.start_clocks(act, data.clocks)


def inspect(act: Act, data: inputs.Inspect) -> None:
    inspection = Inspection(
        case_id=act.matter.pk,
        inspected_at=act.at.occurred,
        certificates_shown_at=data.certificates_shown_at,
        record=data.record,
        signature=data.signature,
        signature_note=data.signature_note,
        harm=data.harm,
        party_age=data.party_age,
        is_incapable=data.is_incapable,
        crime_suspicion=data.crime_suspicion,
    )
    act.save(inspection)
    certified = _certified(act)
    act.save_all(
        InspectionOfficer(inspection=inspection, person_id=p, was_certified=p in certified)
        for p in dict.fromkeys(data.officers)
    )


def _certified(act: Act) -> Container[int]:
    assert isinstance(act.facts, CaseFacts)
    return act.facts.scene.certified


def inform(act: Act, data: inputs.Inform) -> None:
    act.save(PenaltyNotice(case_id=act.matter.pk, informed_at=act.at.occurred, **asdict(data)))


def hear(act: Act, data: inputs.Hear) -> None:
    act.save(
        Defence(
            case_id=act.matter.pk,
            heard_at=act.at.occurred,
            is_waived=data.is_waived,
            statement=data.statement,
            review=data.review,
            is_adopted=data.is_adopted,
        )
    )


def order_correction(act: Act, data: inputs.OrderCorrection) -> None:
    act.save(CorrectionOrder(case_id=act.matter.pk, ordered_at=act.at.occurred, **asdict(data)))


def request_recusal(act: Act, data: inputs.RequestRecusal) -> None:
    act.save(
        RecusalRequest(
            case_id=act.matter.pk,
            officer_id=data.officer,
            is_by_party=data.is_by_party,
            reason=data.reason,
            requested_at=act.at.occurred,
        )
    )


def rule_on_recusal(act: Act, data: inputs.RuleOnRecusal) -> None:
    """One ruling answers all open requests about an officer."""
    for request in RecusalRequest.objects.filter(
        case=act.matter.pk, officer=data.officer, is_granted=None
    ):
        request.is_granted = data.is_granted
        request.ruled_by_id = act.by.person_id
        request.ruled_at, request.ruling_reason = act.at.occurred, data.reason
        act.save(request)


def decide(act: Act, data: inputs.DecideOnTheSpot) -> None:
    decision = PenaltyDecision(
        case_id=act.matter.pk,
        decided_at=act.at.occurred,
        item_code=data.item_code,
        is_warning=data.is_warning,
        fine=data.fine,
        lighter_ground=data.lighter_ground,
        lighter_note=data.lighter_note,
        law_choice=data.law_choice,
        served_at=data.served_at,
        signature=data.signature,
        signature_note=data.signature_note,
    )
    _add(act, decision)
    act.save_all(
        DecisionOfficer(decision=decision, person_id=person)
        for person in dict.fromkeys(data.officers)
    )


def collect(act: Act, data: inputs.Collect) -> None:
    _add(
        act,
        Payment(
            case_id=act.matter.pk,
            paid_at=act.at.occurred,
            amount=_fine(act),
            channel=Channel.ON_THE_SPOT,
            receipt_number=data.receipt_number,
            ground=data.ground,
            ground_note=data.note,
        ),
    )


def record_payment(act: Act, data: inputs.RecordPayment) -> None:
    """The whole fine: instalments and deferral belong to the ordinary procedure."""
    _add(
        act,
        Payment(
            case_id=act.matter.pk,
            paid_at=act.at.occurred,
            amount=_fine(act),
            **asdict(data),
        ),
    )


def hand_in(act: Act, data: inputs.TakeHandIn) -> None:
    _add(act, HandIn(payment_id=act.matter.pk, handed_in_at=act.at.occurred, **asdict(data)))


def deposit(act: Act, data: inputs.TakeDeposit) -> None:
    _add(act, Deposit(payment_id=act.matter.pk, deposited_at=act.at.occurred, **asdict(data)))


def file_record(act: Act, data: inputs.FileRecord) -> None:
    act.save(RecordFiling(case_id=act.matter.pk, filed_at=act.at.occurred, **asdict(data)))


def exempt(act: Act, data: inputs.Exempt) -> None:
    _add(
        act,
        Exemption(
            case_id=act.matter.pk,
            exempted_at=act.at.occurred,
            ground=data.ground,
            reasons=data.reasons,
            education=data.education,
            evidence_record=data.evidence_record,
        ),
    )
    act.clear_desk()


def close(act: Act, data: None) -> None:
    act.clear_desk()


def convert(act: Act, data: inputs.Convert) -> None:
    """Until the ordinary procedure takes it over the case waits with the head of the team."""
    act.hand_to(role=Role.TEAM_HEAD)


def take_back(act: Act, data: inputs.TakeBack) -> None:
    act.hand_to(act.matter.case.officer)


EFFECTS: Mapping[str, Effect] = {
    "discover": discover,
    **{action.key: adopt for action in ADOPTION},
    "inspect": inspect,
    "request_recusal": request_recusal,
    "rule_on_recusal": rule_on_recusal,
    "order_correction": order_correction,
    "inform": inform,
    "hear": hear,
    "decide": decide,
    "collect": collect,
    "record_payment": record_payment,
    "hand_in": hand_in,
    "deposit": deposit,
    "file_record": file_record,
    "close": close,
    "exempt": exempt,
    "convert": convert,
    "take_back": take_back,
}
