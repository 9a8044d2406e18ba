"""What must be true from the notice to the decision: one question of law each.

What the penalty itself must satisfy (range, lighter law, one fine for one act) is asked by the
guards of all cases; here stands what the ordinary procedure adds.
"""

from typing import Protocol

from chengguan.core.lawbook.items import Degree, EnforcementItem, FineRange, item
from chengguan.enforcement.cases.guards import exemption_has_its_ground
from chengguan.enforcement.cases.kinds import ExemptionGround, Proposal, Signature
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.enforcement.cases.ordinary import weighing
from chengguan.enforcement.cases.ordinary.clocks import REQUEST_HEARING
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.facts_investigation import Report
from chengguan.enforcement.cases.ordinary.serving import still_posted, unproved
from chengguan.enforcement.cases.ordinary.weighing import (
    Penalty,
    is_grave,
    is_large,
    is_mitigated,
    listed_grounds,
    reaches,
)
from chengguan.law import periods
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

# -- the notice ----------------------------------------------------------------------------


@guard("GD16")
def notice_says_everything(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """A notice names penalty, facts, reasons and basis (行政处罚法 44)."""
    said = (notice.facts, notice.reasons, notice.basis)
    if not all(text.strip() for text in said):
        return Reason("notice.says_too_little")
    return None if _has_kind(notice, notice.confiscated) else Reason("notice.no_penalty")


def _has_kind(penalty: Penalty, things: str) -> bool:
    by_kind = penalty.is_warning or penalty.suspends_business or penalty.revokes_licence
    return bool(by_kind or penalty.fine or penalty.confiscation or things.strip())


@guard("GD16c")
def notice_is_proved(case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook) -> Reason | None:
    """A notice is served like a decision, with the proof of its method (行政处罚法 44, 61)."""
    return unproved(notice, case.party_name)


@guard("GD16c")
def public_notice_of_it_has_run(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """Whom nothing else reaches is told when the public notice has run, not when it is put up
    (行政处罚法 44; 民事诉讼法 95)."""
    return still_posted(notice, case.deciding.posted_at, law)


@guard("GD16c")
def nothing_else_reaches_the_party_beforehand(
    case: OrdinaryFacts, posted: inputs.PublishNotice, law: RuleBook
) -> Reason | None:
    """Public notice comes last, with what was tried before on the record (民事诉讼法 95)."""
    return None if posted.reason.strip() else Reason("service.no_reason_for_notice")


@guard("GD18")
def hearing_right_is_told(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """Closing a business and taking a licence are announced with the right to a hearing
    (行政处罚法 63)."""
    return _offers_hearing_for_kind(notice)


@guard("GD18")
def hearing_right_was_told(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What was announced without the right to a hearing is announced again before it goes on,
    however it came to the record (行政处罚法 62, 63)."""
    latest = case.deciding.latest
    return _offers_hearing_for_kind(latest) if latest else None


class Offering(Penalty, Protocol):
    """A penalty as a notice announces it."""

    @property
    def may_request_hearing(self) -> bool: ...


def _offers_hearing_for_kind(notice: Offering) -> Reason | None:
    if notice.may_request_hearing or not is_grave(notice):
        return None
    return Reason("notice.hearing_right_missing_for_kind")


def _offers_hearing_at(notice: Offering, least: int) -> Reason | None:
    if notice.may_request_hearing or not reaches(notice, least):
        return None
    return Reason("notice.hearing_right_missing", least=least)


@guard("GD19")
def hearing_right_is_told_at_the_amount(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """A large fine or confiscation is announced with the right to a hearing; what is large, the
    city has set (行政处罚法 63.1; 沪听证规定)."""
    least = law.amount("hearing.threshold", case.party_kind, on=case.on)
    return _offers_hearing_at(notice, least)


@guard("GD19")
def hearing_right_was_told_at_the_amount(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A large sum that was announced without the right to a hearing is announced again before it
    goes on; what was large on the day of the notice (行政处罚法 62, 63.1; 沪听证规定)."""
    latest, by = case.deciding.latest, case.measure
    if latest is None:
        return None
    return _offers_hearing_at(latest, law.amount("hearing.threshold", by.party_kind, on=by.on))


@guard("HS08")
def notice_announces_what_was_approved(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """No kind and no sum is announced that the head has not approved (行政处罚法 57)."""
    report = case.investigation.report
    if report is None or report.approved_at is None:
        return Reason("notice.nothing_approved")
    return _beyond(notice, report, has_things=bool(notice.confiscated.strip()))


@guard("HS08")
def notice_announced_what_was_approved(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What was announced beyond what the head approved is announced again before it goes on,
    however it came to the record (行政处罚法 44, 57)."""
    report, latest = case.investigation.report, case.deciding.latest
    if latest is None:
        return None
    if report is None or report.approved_at is None:
        return Reason("notice.nothing_approved")
    return _beyond(latest, report, has_things=latest.has_things)


def _beyond(penalty: Penalty, report: Report, *, has_things: bool) -> Reason | None:
    if penalty.fine > report.fine or _new_kinds(penalty, report, has_things=has_things):
        return Reason("notice.beyond_the_report", fine=report.fine)
    return None


@guard("HS01")
def notice_is_served_in_its_order(
    case: OrdinaryFacts, notice: inputs.Inform, law: RuleBook
) -> Reason | None:
    """A notice is served after it was approved, by the time it is recorded as served, and after
    all that was announced, heard, reviewed or discussed before it was recorded: dated back, it
    would count as answered before anybody was told (行政处罚法 44, 45, 47, 62)."""
    report, last = case.investigation.report, case.deciding.last_step_at
    if notice.served_at > case.recorded:
        return Reason("notice.served_later")
    if report and report.approved_at and notice.served_at < report.approved_at:
        return Reason("notice.served_before_approval", approved=report.approved_at)
    if last is not None and notice.served_at < last:
        return Reason("notice.served_before_what_followed", last=last)
    return None


@guard("GD16")
def notice_was_served(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """The party was told beforehand what is intended, and of its rights (行政处罚法 44, 62)."""
    return None if case.deciding.notices else Reason("notice.none")


@guard("GD16")
def party_was_heard_on_the_notice(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """After the latest notice the party was heard, waived it expressly, or let the days it was
    given pass (行政处罚法 45, 62)."""
    latest, heard_at = case.deciding.latest, case.deciding.heard_at
    if latest is None:
        return Reason("notice.none")
    if heard_at is not None and heard_at >= latest.served_at:
        return None
    ends = periods.due(law, "CK08", latest.served_at).moment
    if ends is not None and case.moment > ends:
        return None
    return Reason("hearing.still_to_hear", until=ends)


# -- the hearing ---------------------------------------------------------------------------


@guard("GD18")
def hearing_was_offered(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A hearing is asked for or waived where a notice offered it (行政处罚法 63)."""
    offered = any(notice.may_request_hearing for notice in case.deciding.notices)
    return None if offered else Reason("hearing.not_offered")


@guard("HS02")
def hearing_request_is_told_in_time(
    case: OrdinaryFacts, asked: inputs.RequestHearing, law: RuleBook
) -> Reason | None:
    """The days of a hearing are left out: a request told only when the period for deciding is over
    would take back a lateness that has come about. It is taken down as it happened, with the
    finding (行政处罚法 60)."""
    until = case.investigation.ended_before_told(case.moment, case.recorded)
    return Reason("hearing.told_too_late", until=until) if until else None


@guard("HS03")
def late_told_request_has_its_paper(
    case: OrdinaryFacts, asked: inputs.RequestHearing, law: RuleBook
) -> Reason | None:
    """Where it leaves out days that are late already, the request is there as the application, or
    as what was taken down of it then (行政处罚法 47, 60, 64(1))."""
    is_late_already = case.investigation.ended_before_told(case.moment, case.recorded)
    return Reason("hearing.no_application") if is_late_already and not asked.papers else None


@guard("GD53b")
def waiver_is_in_writing(
    case: OrdinaryFacts, waiver: inputs.WaiveHearing, law: RuleBook
) -> Reason | None:
    """Who gives up a hearing says so in writing: what an officer types is none
    (行政处罚法 62, 64(1))."""
    return None if waiver.papers else Reason("hearing.waiver_unwritten")


@guard("GD53")
def time_to_ask_for_hearing_is_over(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """No decision while the party may still ask for a hearing and has not given it up
    (行政处罚法 62, 64(1))."""
    offers = [n for n in case.deciding.notices if n.may_request_hearing]
    if not offers:
        return None
    last = offers[-1].served_at
    said = (case.deciding.hearing_requested_at, case.deciding.hearing_waived_at)
    if any(moment is not None and moment >= last for moment in said):
        return None
    ends = periods.due(law, REQUEST_HEARING.ref, last).moment
    if ends is not None and case.moment <= ends:
        return Reason("hearing.may_still_be_asked_for", until=ends)
    return None


@guard("GD18")
def hearing_asked_for_was_held(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A hearing that was asked for is held; a later notice does not undo the request
    (行政处罚法 63, 65)."""
    return Reason("hearing.owed") if case.deciding.is_hearing_owed else None


@guard("GD20")
def host_is_no_investigator(
    case: OrdinaryFacts, notice: inputs.NotifyHearing, law: RuleBook
) -> Reason | None:
    """Whoever investigated does not preside, by identity (行政处罚法 64(4))."""
    if notice.host in case.investigation.ever_officers:
        return Reason("hearing.host_investigated")
    return Reason("hearing.host_is_recorder") if notice.host == notice.recorder else None


@guard("GD06")
def host_was_not_recused(
    case: OrdinaryFacts, notice: inputs.NotifyHearing, law: RuleBook
) -> Reason | None:
    """Who was told to withdraw does not preside (行政处罚法 43, 64(4))."""
    return _recused(notice.host, case)


@guard("GD06")
def host_named_was_not_recused(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Who was told to withdraw after the notice does not preside (行政处罚法 43, 64(4))."""
    return _recused(case.deciding.hearing_host, case)


def _recused(person: int | None, case: OrdinaryFacts) -> Reason | None:
    return Reason("hearing.host_recused") if person in case.scene.recusal_granted else None


@guard("GD20")
def privacy_has_its_reason(
    case: OrdinaryFacts, notice: inputs.NotifyHearing, law: RuleBook
) -> Reason | None:
    """A hearing is public but for secrets and privacy (行政处罚法 64(3))."""
    if notice.is_public or notice.private_reason.strip():
        return None
    return Reason("hearing.private_without_reason")


@guard("GD20b")
def hearing_is_notified_in_time(
    case: OrdinaryFacts, notice: inputs.NotifyHearing, law: RuleBook
) -> Reason | None:
    """The party learns of time and place seven working days before (行政处罚法 64(2), 85)."""
    latest = periods.due(law, "CK07", before=notice.hold_at).moment
    if latest is not None and case.moment > latest:
        return Reason("hearing.notified_late", latest=latest)
    return None


@guard("HS03")
def hearing_is_notified(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A hearing is held after its notice, once for each notice (行政处罚法 64(2))."""
    if case.deciding.is_hearing_held:
        return Reason("hearing.held_already")
    return None if case.deciding.hearing_at else Reason("hearing.not_notified")


@guard("HS03")
def hearing_is_held_as_notified(
    case: OrdinaryFacts, held: inputs.HoldHearing, law: RuleBook
) -> Reason | None:
    """Not before the hour of the notice (行政处罚法 64(2))."""
    planned = case.deciding.hearing_at
    if planned is not None and case.moment < planned:
        return Reason("hearing.before_its_hour", planned=planned)
    return None


@guard("GD20")
def hearing_has_minutes(
    case: OrdinaryFacts, held: inputs.HoldHearing, law: RuleBook
) -> Reason | None:
    """Minutes are taken, checked and signed; who refuses is noted (行政处罚法 64(8))."""
    if not held.minutes.strip():
        return Reason("hearing.no_minutes")
    if held.signature == Signature.REFUSED and not held.signature_note.strip():
        return Reason("paper.refusal_not_noted")
    return None


@guard("HS03")
def hearing_was_held(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A hearing is reported on after it was held (行政处罚法 65)."""
    return None if case.deciding.is_hearing_held else Reason("hearing.not_held")


# -- legal review --------------------------------------------------------------------------


def review_grounds(case: OrdinaryFacts, law: RuleBook) -> tuple[str, ...]:
    """Why a legal review is due, by codes; empty where none is (行政处罚法 58)."""
    is_requested = case.deciding.hearing_requested_at is not None
    return weighing.review_grounds(
        case.deciding.latest, case.measure, law, is_hearing_requested=is_requested
    )


@guard("GD21")
def review_is_passed_where_due(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What went through a hearing is not decided before a legal review of it is passed
    (行政处罚法 58)."""
    if case.deciding.is_review_passed or case.deciding.hearing_requested_at is None:
        return None
    return Reason("review.due")


@guard("GD23")
def listed_case_is_reviewed(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What stands in the city's list is not decided before a legal review of it is passed
    (行政处罚法 58; 沪重大执法审核办法 3)."""
    latest = case.deciding.latest
    if case.deciding.is_review_passed or latest is None:
        return None
    return Reason("review.due") if listed_grounds(latest, case.measure, law) else None


@guard("GD23")
def mitigation_was_reviewed(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """A fine that only the decision brings below the range is reviewed too
    (行政处罚法 58; 沪重大执法审核办法 3)."""
    if case.deciding.is_review_passed or not is_mitigated(decision, case.measure):
        return None
    return Reason("review.due")


@guard("HS03")
def a_review_is_open(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is passed or returned was sent for review (行政处罚法 58)."""
    return None if case.deciding.review_open else Reason("review.none_open")


@guard("GD22")
def reviewer_is_qualified(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Who reviews penalties is qualified as a lawyer, or did so before that was commanded
    (行政处罚法 58.2)."""
    return None if case.is_qualified_to_review else Reason("review.not_qualified")


@guard("HS04")
def reviewer_is_no_investigator(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Nobody reviews a case that was ever his own, by identity (行政处罚法 43, 58)."""
    return Reason("review.own_case") if case.is_own else None


@guard("HS07")
def returned_points_are_answered(
    case: OrdinaryFacts, sent: inputs.SubmitReview | inputs.SubmitDecision, law: RuleBook
) -> Reason | None:
    """Every point of a returned review is answered before it is sent on (行政处罚法 58)."""
    answered = {number for number, text in sent.answers if text.strip()}
    left = case.deciding.points_open - answered
    return Reason("review.points_unanswered", count=len(left)) if left else None


@guard("HS07")
def return_marks_its_points(
    case: OrdinaryFacts, back: inputs.ReturnReview, law: RuleBook
) -> Reason | None:
    """A review is returned with what has to be mended, point by point (行政处罚法 58)."""
    return None if any(text.strip() for _a, text in back.points) else Reason("review.no_points")


# -- collective discussion -----------------------------------------------------------------


@guard("GD24")
def discussion_is_real(case: OrdinaryFacts, held: inputs.Discuss, law: RuleBook) -> Reason | None:
    """Leaders discussed it: enough of them, each with his opinion, with minutes and a conclusion
    (行政处罚法 57.2)."""
    least = law.amount("discussion.leaders", on=case.on)
    spoke = {person for person, opinion in held.leaders if opinion.strip()}
    if len(spoke) < least:
        return Reason("discussion.too_few", count=len(spoke), least=least)
    if not (held.minutes.strip() and held.conclusion.strip()):
        return Reason("discussion.empty")
    return None if held.chair in spoke else Reason("discussion.chair_absent")


@guard("GD24")
def leaders_discuss(case: OrdinaryFacts, held: inputs.Discuss, law: RuleBook) -> Reason | None:
    """Those who discuss are leaders of the organ (行政处罚法 57.2)."""
    others = {person for person, _opinion in held.leaders} - case.leaders
    return Reason("discussion.no_leaders", count=len(others)) if others else None


@guard("GD24")
def grave_case_was_discussed(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """A grave or intricate case is decided after the leaders discussed it; which are, the bureau
    configures: here those at the amount for legal review (行政处罚法 57.2)."""
    if not is_large(decision, "legal_review.threshold", case.measure, law):
        return None
    held = case.deciding.discussion
    least = law.amount("discussion.leaders", on=case.on)
    if held and held.leaders >= least and held.has_minutes and held.has_conclusion:
        return None
    return Reason("discussion.due")


# -- the decision --------------------------------------------------------------------------


@guard("GD59a")
def decision_has_a_kind(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """A penalty is of some kind, and the item provides for it (行政处罚法 57, 59)."""
    if not _has_kind(decision, decision.confiscated):
        return Reason("decision.no_penalty_ordinary")
    applied = item(decision.item_code)
    if decision.is_warning and not applied.allows_warning:
        return Reason("decision.no_warning_in_item")
    highest = max((span.high for span in ranges_of(applied, case)), default=0)
    if not applied.reckoned and decision.fine > highest:
        return Reason("decision.above_item", fine=decision.fine, highest=highest)
    return None


def ranges_of(applied: EnforcementItem, case: OrdinaryFacts) -> list[FineRange]:
    """All ranges of the item that can apply to the party; how grave it was is for people to say,
    that it refused is on the record."""
    return [
        span
        for span in applied.fines
        if span.party_kind == case.party_kind
        and (span.degree != Degree.REFUSAL or case.investigation.is_refused)
    ]


@guard("GD16")
def penalty_kinds_were_announced(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """No kind of penalty is decided that the latest notice did not announce (行政处罚法 44, 62)."""
    latest = case.deciding.latest
    if latest is None:
        return Reason("notice.none")
    is_new = _new_kinds(decision, latest, has_things=bool(decision.confiscated.strip()))
    return Reason("notice.kind_not_announced") if is_new else None


@guard("GD17")
def no_kind_is_above_any_announced(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """Defence and hearing never make it heavier: no kind, and no more confiscated, than the least
    of all notices announced (行政处罚法 45)."""
    has_things = bool(decision.confiscated.strip())
    notices = case.deciding.notices
    is_heavier = any(_new_kinds(decision, one, has_things=has_things) for one in notices)
    return Reason("hearing.made_heavier") if is_heavier else None


class Bound(Penalty, Protocol):
    """A penalty beyond which another may not go."""

    @property
    def has_things(self) -> bool: ...


def _new_kinds(penalty: Penalty, bound: Bound, *, has_things: bool) -> bool:
    """Whether a penalty has a kind, or a confiscation above, what bounds it; a warning may always
    take the place of a fine."""
    is_instead = bound.fine and not penalty.fine
    return bool(
        (penalty.is_warning and not bound.is_warning and not is_instead)
        or (penalty.confiscation > bound.confiscation)
        or (penalty.confiscated_value > bound.confiscated_value)
        or (has_things and not bound.has_things)
        or (penalty.suspends_business and not bound.suspends_business)
        or (penalty.revokes_licence and not bound.revokes_licence)
    )


@guard("GD17")
def fine_is_not_above_any_announced(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """Defence and hearing never make it dearer: no fine above the lowest ever announced
    (行政处罚法 45)."""
    lowest = case.deciding.lowest_fine
    if lowest is not None and decision.fine > lowest:
        return Reason("hearing.made_dearer", fine=decision.fine, lowest=lowest)
    return None


@guard("GD31")
def discretion_is_explained(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """How the discretion standard was applied is said in the decision (行政处罚法 34)."""
    return None if decision.discretion.strip() else Reason("decision.discretion_not_explained")


@guard("GD25")
def refusal_came_before_the_fine(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """Where only the refusal to correct is fined, order and refusal are on the record
    (行政处罚法 28 and the item's own article)."""
    applied = item(decision.item_code)
    if not (decision.fine and applied.is_fine_first_after_refusal):
        return None
    return None if case.investigation.is_refused else Reason("correction.no_refusal")


@guard("GD29")
def no_penalty_has_its_ground(
    case: OrdinaryFacts, decision: inputs.DecideNoPenalty, law: RuleBook
) -> Reason | None:
    """No penalty where the law says so, with education, or where nothing was established
    (行政处罚法 30, 31, 33, 57)."""
    if decision.ground == ExemptionGround.NOT_ESTABLISHED:
        return None if decision.reasons.strip() else Reason("course.no_reason")
    return exemption_has_its_ground(case, decision, law)


@guard("HS03")
def report_proposes_no_penalty(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Without a notice only what ends without a penalty goes to the head (行政处罚法 44, 57)."""
    report = case.investigation.report
    if report is not None and report.proposal != Proposal.PENALTY:
        return None
    return Reason("report.proposes_penalty")


@guard("GD15b")
def bank_is_designated(
    case: OrdinaryFacts, decision: inputs.Decide, law: RuleBook
) -> Reason | None:
    """A decision that fines names the bank where it is paid (罚缴分离办法 7; 行政处罚法 67.3)."""
    return Reason("decision.no_bank") if decision.fine and not case.collecting_bank else None
