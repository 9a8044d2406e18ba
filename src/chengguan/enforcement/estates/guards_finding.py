"""What must be true of a finding, its report and a referral of a missed duty."""

from chengguan.core.work.acting import At
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.facts import FindingFacts, ReferralFacts
from chengguan.enforcement.estates.inputs import Find, Propose, Withdraw
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook


@guard("ES07")
def withdrawn_by_another(facts: FindingFacts, said: Withdraw, law: RuleBook) -> Reason | None:
    """Nobody takes back what he found himself, and nobody without a reason."""
    if facts.found_by in {facts.by, *facts.hands.names}:
        return Reason("finding.own_finding")
    return None if said.reason.strip() else Reason("finding.no_reason")


@guard("ES08")
def my_organ_has_not_signed(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """Each organ that the report reached signs for it once."""
    return None if facts.unsigned else Reason("finding.nothing_to_sign")


@guard("ES09")
def my_organ_is_competent(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """The body to which the report was handed acts on it (沪物业规定 59)."""
    return None if facts.is_competent else Reason("finding.not_competent")


@guard("ES10")
def not_returned_yet(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """A report goes to the other body once."""
    return Reason("finding.returned_before") if facts.returns or facts.is_ruled else None


@guard("ES10")
def returned_and_not_ruled(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """The field section rules on what went there and back, once."""
    if not facts.returns:
        return Reason("finding.return_it_first")
    return Reason("finding.ruled_before") if facts.is_ruled else None


@guard("ES11")
def concerns_an_authority(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """A mere breach of the agreement is no matter of an authority."""
    return Reason("finding.breach_only") if facts.is_breach_only else None


@guard("ES11")
def is_a_breach_only(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """What breaks a law is not settled by agreement."""
    return None if facts.is_breach_only else Reason("finding.not_breach")


@guard("ES12")
def duty_was_missed(at: At, said: Propose, law: RuleBook) -> Reason | None:
    """Reported late, or not at all when it should have been; and referred once."""
    if queries.is_referred(said.finding):
        return Reason("referral.referred_before")
    return None if queries.missed_duty(said.finding, at.recorded) else Reason("referral.no_ground")


@guard("ES13")
def sent_by_another(facts: ReferralFacts, law: RuleBook) -> Reason | None:
    """Who proposes a referral does not send it himself."""
    own = facts.proposed_by in {facts.by, *facts.hands.names}
    return Reason("referral.own_proposal") if own else None


@guard("ES15")
def building_was_visited(facts: FindingFacts, law: RuleBook) -> Reason | None:
    """A building is looked at before the report of it is answered (沪拆违规定 7)."""
    return Reason("finding.not_visited") if facts.must_be_visited else None


@guard("ES16")
def works_are_on_record(_at: At, said: Find, law: RuleBook) -> Reason | None:
    """What is found lies in works that have not ended, in a known estate."""
    project = said.project
    is_known = project.estate_id is not None and project.matter.is_open
    return None if is_known else Reason("finding.works_ended")
