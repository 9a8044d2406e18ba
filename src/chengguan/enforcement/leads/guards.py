"""What must be true of an act on a lead; the words stand in law/data/guards_leads.toml."""

from chengguan.core.org.kinds import OrganKind
from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.facts import LeadFacts
from chengguan.enforcement.leads.inputs import (
    AnswerBack,
    CheckOnSite,
    Dispatch,
    Receive,
    Redispatch,
    Return,
    ReturnSubmission,
    Rule,
    Submit,
    Void,
)
from chengguan.enforcement.leads.models import (
    NEED_PROOF,
    AppealKind,
    Paragraph,
    Result,
    Satisfaction,
)
from chengguan.enforcement.leads.proposal import proposed_organ
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

HANDLING_ORGANS = frozenset(
    {
        OrganKind.DISTRICT_BUREAU,
        OrganKind.SECTION,
        OrganKind.BRIGADE,
        OrganKind.SPECIAL_TEAM,
        OrganKind.STREET_TEAM,
        OrganKind.SQUAD,
    }
)


@guard("LD01")
def place_is_named(_at: At, received: Receive, law: RuleBook) -> Reason | None:
    """A lead says where: a place of the register or an address in words."""
    if received.place is None and not received.address_text.strip():
        return Reason("lead.no_place")
    return None


@guard("LD02")
def organ_handles_orders(
    lead: LeadFacts, sent: Dispatch | Redispatch | Rule, law: RuleBook
) -> Reason | None:
    """An order goes to a unit of the enforcement system; others are reached by transfer."""
    if sent.organ.is_external or sent.organ.kind not in HANDLING_ORGANS:
        return Reason("lead.organ_outside", organ=sent.organ.name)
    return None


@guard("LD03")
def competent_organ_or_reason(
    lead: LeadFacts, sent: Dispatch | Redispatch, law: RuleBook
) -> Reason | None:
    """Whoever sends an order to another organ than the competent one says why."""
    proposal = proposed_organ(sent.item_code or lead.item_code, lead.opened_at)
    if proposal is None or proposal.fits(sent.organ) or sent.reason.strip():
        return None
    return Reason("lead.not_competent", proposed=proposal.title, source=proposal.source)


@guard("LD04")
def may_still_be_returned(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """An order comes back twice at most; the third time it goes to the arbiter."""
    if lead.return_count >= _returns_allowed(lead, law):
        return Reason("lead.returned_twice", count=lead.return_count)
    return None


@guard("LD04")
def was_returned_twice(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """Only an order returned twice goes to the arbiter."""
    limit = _returns_allowed(lead, law)
    if lead.return_count < limit:
        return Reason("lead.not_for_arbiter", count=lead.return_count, least=limit)
    return None


def _returns_allowed(lead: LeadFacts, law: RuleBook) -> int:
    """By the rule of the day the lead came in."""
    return law.amount("leads.returns_allowed", on=lead.opened_at.astimezone(ZONE).date())


@guard("LD05")
def ruling_is_final(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """After the arbiter's ruling nobody returns the order any more."""
    return Reason("lead.ruled") if lead.is_ruled else None


@guard("LD06")
def return_is_reasoned(lead: LeadFacts, returned: Return, law: RuleBook) -> Reason | None:
    """A return names its legal basis and brings evidence, as text or as a file."""
    if not returned.basis.strip():
        return Reason("lead.return_without_basis")
    if not (returned.evidence.strip() or returned.documents):
        return Reason("lead.return_without_evidence")
    return None


@guard("GD03")
def checked_by_two_certified_officers(
    lead: LeadFacts, check: CheckOnSite, law: RuleBook
) -> Reason | None:
    """An enforcement check is made by two different officers, both with a certificate in force."""
    if not check.is_enforcement:
        return None
    officers = {officer.pk: officer.name for officer in check.officers}
    if len(officers) < 2:
        return Reason("lead.one_officer", count=len(officers))
    certified = lead.certified(officers)
    without = [name for pk, name in officers.items() if pk not in certified]
    return Reason("lead.not_certified", names=without) if without else None


@guard("LD07")
def not_yet_extended(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """An ordinary order is extended once; one request is decided before the next is made."""
    if lead.extension_asked_by is not None:
        return Reason("lead.extension_pending")
    if lead.is_extended:
        return Reason("lead.extended_before")
    return None if lead.has_ordinary_clock else Reason("lead.not_extendable")


@guard("LD07")
def extension_was_asked(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """Only what was asked for can be decided."""
    return Reason("lead.no_extension_asked") if lead.extension_asked_by is None else None


@guard("LD08")
def decided_by_another(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """Nobody decides on the extension he asked for himself."""
    return Reason("lead.own_extension") if lead.by == lead.extension_asked_by else None


@guard("LD09")
def lateness_stays(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """Neither extending nor holding makes a late order punctual; it stays late on the record."""
    return Reason("lead.already_overdue") if lead.is_overdue else None


@guard("LD10")
def statute_does_not_wait(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """An order with a running statutory period towards a reporter is not put on account."""
    return Reason("lead.statutory_clock") if lead.has_statutory_clock else None


@guard("LD11")
def closing_text_is_whole(lead: LeadFacts, submitted: Submit, law: RuleBook) -> Reason | None:
    """The closing text says what was found, what was done, and what comes next."""
    said = (submitted.found, submitted.done, submitted.next_step)
    parts = zip((Paragraph.FOUND, Paragraph.DONE, Paragraph.NEXT_STEP), said, strict=True)
    missing = [part.label for part, text in parts if not text.strip()]
    return Reason("lead.text_incomplete", parts=missing) if missing else None


@guard("LD12")
def looked_or_called(lead: LeadFacts, submitted: Submit, law: RuleBook) -> Reason | None:
    """Except for a mere question, an order closes with a site photo or a call on record."""
    if lead.appeal_kind == AppealKind.CONSULT or lead.has_site_photo or lead.is_contacted:
        return None
    return Reason("lead.neither_looked_nor_called")


@guard("LD13")
def denial_is_proven(lead: LeadFacts, submitted: Submit, law: RuleBook) -> Reason | None:
    """不属实, 无法联系 and 异常投诉 carry their proof; unreachable needs the attempts on record."""
    if submitted.result not in NEED_PROOF:
        return None
    if submitted.result == Result.UNREACHABLE and (lead.is_reached or not lead.is_contacted):
        return Reason("lead.not_unreachable")
    if submitted.proof.strip() or submitted.documents:
        return None
    return Reason("lead.unproven")


@guard("LD14")
def case_is_linked(lead: LeadFacts, submitted: Submit, law: RuleBook) -> Reason | None:
    """立案查处中 is said only of a lead that a case was opened on."""
    if submitted.result == Result.IN_CASE and not lead.has_case:
        return Reason("lead.no_case")
    return None


@guard("LD15")
def approved_by_another(lead: LeadFacts, law: RuleBook) -> Reason | None:
    """Nobody approves what he submitted himself, nor in the name of whoever submitted it."""
    own = lead.submitted_by in {lead.by, *lead.hands.names}
    return Reason("lead.own_submission") if own else None


@guard("LD16")
def return_carries_marks(
    lead: LeadFacts, returned: ReturnSubmission, law: RuleBook
) -> Reason | None:
    """A submission goes back with at least one remark on a paragraph."""
    if any(mark.remark.strip() for mark in returned.marks):
        return None
    return Reason("lead.no_marks")


@guard("LD17")
def dissatisfaction_is_answered(
    lead: LeadFacts, called: AnswerBack, law: RuleBook
) -> Reason | None:
    """A dissatisfied order is done again, or it is said why not."""
    if called.satisfaction == Satisfaction.DISSATISFIED and not called.reason.strip():
        return Reason("lead.dissatisfied")
    return None


@guard("LD18")
def report_is_answered_first(lead: LeadFacts, voided: Void, law: RuleBook) -> Reason | None:
    """Whoever reported a violation is told what came of it, be it under the order that is kept."""
    if lead.has_statutory_clock and not voided.duplicate_of:
        return Reason("lead.report_unanswered")
    return None
