"""What must be true from verification to the end of the investigation: one question each.

What binds every penalty (two certified officers, shown certificates, competence) is asked by the
guards of all cases; here stands what the ordinary procedure adds.
"""

from datetime import date, datetime, time

from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.enforcement.cases.kinds import Harm, LimitationGround, Proposal
from chengguan.enforcement.cases.occasion import occasion, shown_out_of_place
from chengguan.enforcement.cases.ordinary import inputs_investigation as inputs
from chengguan.enforcement.cases.ordinary.clocks import DECIDE, VERIFY
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.proofs import lacking
from chengguan.law import periods
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

# -- docketing -----------------------------------------------------------------------------


@guard("GD08")
def there_is_first_evidence(
    case: OrdinaryFacts, asked: inputs.RequestDocketing, law: RuleBook
) -> Reason | None:
    """A case is docketed on first evidence, recorded and named (住建部令55 15)."""
    if not case.investigation.has_any_evidence:
        return Reason("docketing.no_evidence")
    return None if asked.evidence.strip() else Reason("docketing.evidence_not_named")


@guard("GD08")
def conduct_is_not_time_barred(
    case: OrdinaryFacts, asked: inputs.RequestDocketing, law: RuleBook
) -> Reason | None:
    """What was not found within two years is not punished any more, within five where it harmed
    life, health or financial safety; lasting conduct counts from its end (行政处罚法 36)."""
    is_grave = asked.limitation_ground == LimitationGround.GRAVE
    if is_grave and case.scene.harm != Harm.REAL:
        return Reason("docketing.no_harm_recorded")
    moments = {"from": _midnight(case.conduct_on)}
    if asked.conduct_ended_on and asked.limitation_ground == LimitationGround.LASTING:
        moments["ended"] = _midnight(asked.conduct_ended_on)
    until = periods.due(law, "CK17b" if is_grave else "CK17a", moments).moment
    if until is None or case.discovered_at <= until:
        return None
    return Reason("docketing.time_barred", until=until)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), rules.ZONE)


@guard("HS01")
def conduct_ended_before_it_was_found(
    case: OrdinaryFacts, asked: inputs.RequestDocketing, law: RuleBook
) -> Reason | None:
    """Lasting conduct ended after it began and by the day it was found (行政处罚法 36, 47)."""
    if asked.limitation_ground != LimitationGround.LASTING:
        return None
    ended = asked.conduct_ended_on
    found_on = case.discovered_at.astimezone(rules.ZONE).date()
    if ended and case.conduct_on <= ended <= found_on:
        return None
    return Reason("docketing.end_out_of_order")


@guard("GD07")
def declining_says_why(
    case: OrdinaryFacts, ruling: inputs.RuleOnDocketing, law: RuleBook
) -> Reason | None:
    """What meets the conditions is docketed: with evidence on the record, declining says why
    (行政处罚法 54)."""
    if case.investigation.has_any_evidence and not ruling.opinion.strip():
        return Reason("docketing.declined_without_reason")
    return None


@guard("HS02")
def verification_is_extended_within_the_rule(
    case: OrdinaryFacts, asked: inputs.ExtendVerification, law: RuleBook
) -> Reason | None:
    """Verification is extended once, by at most the days of the rule (住建部令55 15)."""
    return _beyond(VERIFY.ref, asked.days, case, law)


@guard("HS02")
def case_is_extended_within_the_rule(
    case: OrdinaryFacts, asked: inputs.Extend, law: RuleBook
) -> Reason | None:
    """The period for deciding is extended twice at most, each time by at most the days of the
    rule (住建部令55)."""
    return _beyond(DECIDE.ref, asked.days, case, law)


def _beyond(ref: str, days: int, case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    # The rule of the day the period began: what is set later moves no running case.
    begun = case.investigation.begun.get(ref, case.moment).astimezone(rules.ZONE).date()
    allowed = law.clock_version(ref, begun).extensions
    round_ = case.investigation.rounds.get(ref, 0)
    if round_ >= len(allowed):
        return Reason("extension.no_further", count=round_)
    if not 0 < days <= allowed[round_]:
        return Reason("extension.too_long", days=days, most=allowed[round_])
    return None


@guard("HS02b")
def second_extension_was_discussed(
    case: OrdinaryFacts, asked: inputs.Extend, law: RuleBook
) -> Reason | None:
    """Before the second extension the leaders discuss it together (住建部令55)."""
    is_second = case.investigation.rounds.get(DECIDE.ref, 0) > 0
    if is_second and not case.investigation.is_extension_discussed:
        return Reason("extension.not_discussed")
    return None


@guard("GD01")
def two_certified_officers_handle(
    case: OrdinaryFacts, named: inputs.Docket | inputs.ChangeOfficers, law: RuleBook
) -> Reason | None:
    """At least two certified officers handle a case (行政处罚法 42)."""
    certified = frozenset(named.officers) & case.scene.certified.keys()
    if len(certified) >= law.amount("officers.least", on=case.on):
        return None
    return Reason("officers.fewer_than_two", count=len(certified))


@guard("GD01")
def two_fit_officers_handle(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Two certified officers who were not told to withdraw stand behind a report, a notice and a
    decision (行政处罚法 42, 43)."""
    fit = (case.investigation.officers & case.scene.certified.keys()) - case.scene.recusal_granted
    if len(fit) >= law.amount("officers.least", on=case.on):
        return None
    return Reason("officers.fewer_than_two_fit", count=len(fit))


@guard("HS04")
def approver_names_not_himself(
    case: OrdinaryFacts, named: inputs.Docket, law: RuleBook
) -> Reason | None:
    """Whoever approves that a case is docketed does not give it to himself (行政处罚法 43, 54)."""
    return Reason("approval.names_himself") if case.by in named.officers else None


@guard("HS04")
def approver_is_no_investigator(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Nobody approves in a case that is his own, by identity (行政处罚法 43, 57)."""
    return Reason("approval.own_case") if case.is_own else None


@guard("GD06")
def actor_was_not_recused(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Who was told to withdraw has no further hand in the case (行政处罚法 43)."""
    is_out = case.by is not None and case.by in case.scene.recusal_granted
    return Reason("officers.recused", count=1) if is_out else None


@guard("GD06")
def recusals_are_ruled_on(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A request to withdraw stops no investigation, but is ruled on before the decision
    (行政处罚法 43)."""
    waiting = case.scene.recusal_open
    return Reason("officers.recusal_open", count=len(waiting)) if waiting else None


# -- evidence ------------------------------------------------------------------------------


@guard("GD02")
def certificates_are_shown_before_questions(
    case: OrdinaryFacts, asked: inputs.Interview, law: RuleBook
) -> Reason | None:
    """Officers show their certificates before they ask (行政处罚法 55)."""
    shown = asked.certificates_shown_at
    if shown is None:
        return Reason("inspection.certificates_not_shown")
    return shown_out_of_place(shown, case.moment, law)


@guard("GD02")
def interview_has_record(
    case: OrdinaryFacts, asked: inputs.Interview, law: RuleBook
) -> Reason | None:
    """An interview is taken down, and the interviewee was told his rights on that occasion
    (行政处罚法 55)."""
    told = asked.rights_told_at
    if not asked.record.strip():
        return Reason("interview.no_record")
    if told is None:
        return Reason("interview.rights_not_told")
    if occasion(case.moment, law) <= told <= asked.ended_at:
        return None
    return Reason("interview.rights_told_elsewhere")


@guard("HS03")
def interview_ends_after_it_began(
    case: OrdinaryFacts, asked: inputs.Interview, law: RuleBook
) -> Reason | None:
    """An interview ends after it began and before it is recorded (行政处罚法 47)."""
    if case.moment < asked.ended_at <= case.recorded:
        return None
    return Reason("interview.times_out_of_order")


@guard("GD32")
def evidence_says_what_it_shows(
    case: OrdinaryFacts, piece: inputs.CollectEvidence, law: RuleBook
) -> Reason | None:
    """Evidence names where it comes from and what it shows (行政处罚法 46)."""
    if piece.source.strip() and piece.shows.strip():
        return None
    return Reason("evidence.incomplete")


@guard("GD32")
def what_serves_the_standard_has_its_original(
    case: OrdinaryFacts, piece: inputs.CollectEvidence, law: RuleBook
) -> Reason | None:
    """A point of the standard rests on the piece itself, never on words about it
    (行政处罚法 40, 46)."""
    if piece.requirement and not piece.originals:
        return Reason("evidence.no_original")
    return None


@guard("HS03")
def some_evidence_stands(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is evidence on the record that can be excluded (行政处罚法 46)."""
    return None if case.investigation.evidence else Reason("evidence.none")


@guard("HS03")
def evidence_stands_in_the_file(
    case: OrdinaryFacts, void: inputs.VoidEvidence, law: RuleBook
) -> Reason | None:
    """Only evidence that stands is excluded, and with a reason (行政处罚法 46)."""
    if void.evidence not in case.investigation.evidence:
        return Reason("evidence.unknown")
    return None if void.reason.strip() else Reason("evidence.no_reason")


@guard("HS03")
def a_sample_awaits_its_result(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a sample that was taken and has no result (行政处罚法 56)."""
    return None if case.investigation.samples_open else Reason("sampling.unknown")


@guard("HS03")
def sampling_has_no_result_yet(
    case: OrdinaryFacts, said: inputs.RecordSamplingResult, law: RuleBook
) -> Reason | None:
    """A result belongs to a sample that was taken, once (行政处罚法 56)."""
    return None if said.sampling in case.investigation.samples_open else Reason("sampling.unknown")


@guard("GD32")
def sampling_result_is_said(
    case: OrdinaryFacts, said: inputs.RecordSamplingResult, law: RuleBook
) -> Reason | None:
    """A result names who found it and what was found (行政处罚法 46)."""
    if said.institution.strip() and said.result.strip():
        return None
    return Reason("sampling.no_result")


@guard("HS03")
def a_preservation_is_asked_for(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a preservation for the head to approve (行政处罚法 56)."""
    waiting = case.investigation.preservations_requested
    return None if waiting else Reason("preservation.not_requested")


@guard("GD35")
def preservation_is_requested(
    case: OrdinaryFacts, asked: inputs.ApprovePreservation, law: RuleBook
) -> Reason | None:
    """What is approved was asked for and is still open (行政处罚法 56)."""
    if asked.preservation in case.investigation.preservations_requested:
        return None
    return Reason("preservation.not_requested")


@guard("GD35")
def a_preservation_was_approved(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a preservation that the head has approved (行政处罚法 56)."""
    approved = case.investigation.preservations_approved
    return None if approved else Reason("preservation.not_approved")


@guard("GD35")
def preservation_is_approved(
    case: OrdinaryFacts, asked: inputs.Preserve, law: RuleBook
) -> Reason | None:
    """Nothing is preserved before the head has approved it (行政处罚法 56)."""
    if asked.preservation in case.investigation.preservations_approved:
        return None
    return Reason("preservation.not_approved")


@guard("GD35")
def preservation_names_things(
    case: OrdinaryFacts, asked: inputs.RequestPreservation, law: RuleBook
) -> Reason | None:
    """A preservation lists what is preserved (行政处罚法 56)."""
    return None if asked.things else Reason("preservation.no_things")


@guard("HS03")
def something_is_preserved(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is something preserved to deal with (行政处罚法 56)."""
    return None if case.investigation.preservations_open else Reason("preservation.not_open")


@guard("HS03")
def preservation_is_open(
    case: OrdinaryFacts, asked: inputs.ReleasePreservation, law: RuleBook
) -> Reason | None:
    """Only what is preserved is dealt with, and once (行政处罚法 56)."""
    if asked.preservation in case.investigation.preservations_open:
        return None
    return Reason("preservation.not_open")


@guard("HS03")
def an_opinion_is_awaited(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a commission that is out (行政处罚法 46)."""
    return None if case.investigation.appraisals_open else Reason("appraisal.not_commissioned")


@guard("HS03")
def appraisal_is_out(
    case: OrdinaryFacts, asked: inputs.ReceiveAppraisal, law: RuleBook
) -> Reason | None:
    """An opinion comes in on a commission that is out (行政处罚法 46)."""
    if asked.appraisal in case.investigation.appraisals_open:
        return None
    return Reason("appraisal.not_commissioned")


@guard("HS02")
def appraisal_is_told_in_time(
    case: OrdinaryFacts, asked: inputs.CommissionAppraisal, law: RuleBook
) -> Reason | None:
    """A commission told only when the period for deciding is over would take back a lateness that
    has come about: it is taken down as it happened, with the finding (行政处罚法 60)."""
    until = case.investigation.ended_before_told(case.moment, case.recorded)
    is_left_out = law.amount("decide.appraisal_is_left_out", on=case.on)
    return Reason("appraisal.told_too_late", until=until) if is_left_out and until else None


@guard("HS03")
def late_told_commission_has_its_letter(
    case: OrdinaryFacts, asked: inputs.CommissionAppraisal, law: RuleBook
) -> Reason | None:
    """A commission of today goes out as a paper; one of an earlier day is there as the letter that
    went out (行政处罚法 46, 60)."""
    is_told_late = At(case.moment, case.recorded).is_late_entry
    return Reason("appraisal.no_letter") if is_told_late and not asked.letters else None


@guard("HS03")
def correction_was_ordered_before(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Whether something was put right is checked after it was ordered (行政处罚法 28)."""
    return None if case.correction.is_ordered else Reason("correction.not_ordered")


# -- the course of the case ----------------------------------------------------------------


@guard("HS05")
def reasons_are_given(case: OrdinaryFacts, said: inputs.EndOrPause, law: RuleBook) -> Reason | None:
    """Whoever suspends, ends or withdraws a case says why (行政处罚法 54)."""
    return None if said.reason.strip() else Reason("course.no_reason")


@guard("HS05")
def target_takes_it_in(case: OrdinaryFacts, said: inputs.Join, law: RuleBook) -> Reason | None:
    """A case goes into another of the same organ and party on which nothing is decided yet
    (行政处罚法 54)."""
    if case.takes_in(said.number):
        return None
    return Reason("course.cannot_join", number=said.number)


@guard("HS05")
def no_appraisal_is_out(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Days of an appraisal are left out already; a case is suspended for something else."""
    return Reason("course.appraisal_out") if case.investigation.appraisals_open else None


@guard("GD35")
def nothing_preserved_is_open(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What was preserved has been dealt with before the investigation ends (行政处罚法 56)."""
    return Reason("preservation.open") if case.investigation.preservations_open else None


@guard("GD32")
def appraisals_have_come_in(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """An investigation ends when the opinions asked for have come in (行政处罚法 46)."""
    return Reason("appraisal.open") if case.investigation.appraisals_open else None


@guard("GD32")
def evidence_meets_the_standard(
    case: OrdinaryFacts, report: inputs.Conclude, law: RuleBook
) -> Reason | None:
    """Every point of the item's evidence standard rests on an act or a file (行政处罚法 40, 46)."""
    if report.proposal != Proposal.PENALTY:
        return None
    found = case.investigation
    missing = tuple(point.title for point in lacking(case.item.code, found.served, found.held))
    return Reason("evidence.below_standard", missing=missing) if missing else None


@guard("GD47")
def no_crime_is_left_here(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What may be a crime goes to the police: it ends neither with a fine nor with nothing, until
    the leader refused to transfer it or the police to take it (行政处罚法 27, 57.1(4), 82)."""
    is_suspected = case.scene.is_crime_suspected
    return Reason("case.crime_suspected_ordinary") if is_suspected else None


@guard("GD25")
def penalty_follows_an_order_to_correct(
    case: OrdinaryFacts, report: inputs.Conclude, law: RuleBook
) -> Reason | None:
    """Whoever punishes also orders correction (行政处罚法 28)."""
    if report.proposal != Proposal.PENALTY or case.correction.is_ordered:
        return None
    return Reason("correction.not_ordered")


@guard("GD25")
def refusal_is_on_the_record(
    case: OrdinaryFacts, report: inputs.Conclude, law: RuleBook
) -> Reason | None:
    """Where only the refusal to correct is fined, an order and a reinspection that found it
    uncorrected are on the record (行政处罚法 28 and the item's own article)."""
    if report.fine and case.item.is_fine_first_after_refusal and not case.investigation.is_refused:
        return Reason("correction.no_refusal")
    return None


@guard("GD02")
def the_party_was_asked(
    case: OrdinaryFacts, report: inputs.Conclude, law: RuleBook
) -> Reason | None:
    """The party was interviewed or visited before the investigation ends (行政处罚法 54, 55)."""
    has_asked = case.investigation.is_party_interviewed or case.scene.has_record
    return None if has_asked else Reason("interview.party_not_asked")


@guard("HS03")
def report_proposes_something(
    case: OrdinaryFacts, report: inputs.Conclude, law: RuleBook
) -> Reason | None:
    """A report proposes a penalty with its kinds, or none at all (行政处罚法 57)."""
    kinds = (
        report.is_warning,
        report.fine,
        report.confiscation,
        report.confiscated.strip(),
        report.suspends_business,
        report.revokes_licence,
    )
    if report.proposal == Proposal.PENALTY:
        return None if any(kinds) else Reason("decision.no_penalty_ordinary")
    return Reason("report.penalty_without_proposal") if any(kinds) else None


@guard("HS03")
def a_report_is_open(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is approved or returned is a report (行政处罚法 57)."""
    return None if case.investigation.report else Reason("report.none")
