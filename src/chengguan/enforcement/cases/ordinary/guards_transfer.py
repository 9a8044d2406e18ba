"""What must be true before a case goes to the police: one question of law each (移送规定 5, 6)."""

from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook


@guard("GD47b")
def enough_officers_verified_it(
    case: OrdinaryFacts, asked: inputs.RequestTransfer, law: RuleBook
) -> Reason | None:
    """Two officers at least are named to verify the suspicion (移送规定 5.1)."""
    certified = frozenset(asked.officers) & case.scene.certified.keys()
    least = law.amount("crime_transfer.officers", on=case.on)
    if len(certified) >= least:
        return None
    return Reason("transfer.too_few_officers", count=len(certified), least=least)


@guard("GD47b")
def report_says_what_is_suspected(
    case: OrdinaryFacts, asked: inputs.RequestTransfer, law: RuleBook
) -> Reason | None:
    """The report is in writing: which offence, on which facts (移送规定 5.1)."""
    if asked.offence.strip() and asked.facts.strip():
        return None
    return Reason("transfer.report_empty")


@guard("HS03")
def a_transfer_is_asked_for(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is reviewed, approved or refused is a report that stands (移送规定 5.1)."""
    return None if case.transfer.open else Reason("transfer.not_asked")


@guard("HS03")
def transfer_is_not_reviewed_yet(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A report is reviewed once (行政处罚法 58)."""
    return Reason("transfer.reviewed_already") if case.transfer.is_reviewed else None


@guard("GD23")
def transfer_was_reviewed(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """The city's list wants a legal review of what goes to the police (沪重大执法审核办法 3)."""
    return None if case.transfer.is_reviewed else Reason("transfer.review_due")


@guard("GD47b")
def refusal_to_transfer_says_why(
    case: OrdinaryFacts, ruling: inputs.RuleOnTransfer, law: RuleBook
) -> Reason | None:
    """A leader who does not approve puts his reasons on the record (移送规定 5.2)."""
    return None if ruling.opinion.strip() else Reason("transfer.declined_without_reason")


@guard("GD47b")
def transfer_was_approved(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Nothing goes to the police before the leader of the organ has approved it (移送规定 5)."""
    return None if case.transfer.approved else Reason("transfer.not_approved")


@guard("HS05")
def recall_says_why(
    case: OrdinaryFacts, back: inputs.RecallTransfer, law: RuleBook
) -> Reason | None:
    """Whoever takes an approved transfer back says why (行政处罚法 27)."""
    return None if back.reason.strip() else Reason("course.no_reason")


# -- what the police say -----------------------------------------------------------------------


@guard("HS03")
def answer_comes_in_its_order(
    case: OrdinaryFacts, said: inputs.RecordPoliceAnswer, law: RuleBook
) -> Reason | None:
    """The police answer after the case went to them; again only where they had declined and that
    was objected to (移送规定 8, 9)."""
    found = case.transfer
    if said.received_at > case.recorded or (found.handed_at and said.received_at < found.handed_at):
        return Reason("transfer.answer_out_of_order")
    if found.answer and (found.is_taken or not found.is_objected):
        return Reason("transfer.answered_already")
    return None


@guard("GD47c")
def answer_is_shown(
    case: OrdinaryFacts, said: inputs.RecordPoliceAnswer, law: RuleBook
) -> Reason | None:
    """The police answer in writing, either way (移送规定 8)."""
    if said.number.strip() and said.notices:
        return None
    return Reason("transfer.answer_unwritten")


@guard("HS03")
def police_have_declined(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Objected to and dealt with here is what the police have declined (移送规定 9, 10)."""
    return None if case.transfer.is_taken is False else Reason("transfer.not_declined")


@guard("HS03")
def nothing_was_objected_yet(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """An answer is objected to once (移送规定 9)."""
    return Reason("transfer.objected_already") if case.transfer.is_objected else None


@guard("GD47c")
def objection_says_why(
    case: OrdinaryFacts, said: inputs.ObjectToPolice, law: RuleBook
) -> Reason | None:
    """Whoever objects says why the police should have taken it on (移送规定 9)."""
    return None if said.reason.strip() else Reason("course.no_reason")


@guard("HS03")
def police_have_taken_it(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Things and papers are handed over when the police have taken the case on (移送规定 12)."""
    return None if case.transfer.is_taken else Reason("transfer.not_taken")


@guard("GD47c")
def handing_over_is_receipted(
    case: OrdinaryFacts, over: inputs.HandOverToPolice, law: RuleBook
) -> Reason | None:
    """The handing over is completed on paper (移送规定 12)."""
    return None if over.receipts else Reason("transfer.no_receipt")


@guard("HS05")
def resuming_says_why(
    case: OrdinaryFacts, back: inputs.ResumeFromPolice, law: RuleBook
) -> Reason | None:
    """What the police declined is dealt with here, and the record says so (移送规定 10)."""
    return None if back.reason.strip() else Reason("course.no_reason")
