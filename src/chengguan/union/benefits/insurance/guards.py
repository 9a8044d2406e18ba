"""What must be true of a round and of a claim; the words stand in law/data/guards_benefits.toml."""

from typing import Protocol

from chengguan.core.work.acting import At
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.insurance.facts import ClaimFacts, RoundFacts
from chengguan.union.benefits.models import Enrolment, InsuranceRound, Product


class NamesOne(Protocol):
    @property
    def enrolment(self) -> int: ...


# -- rounds ----------------------------------------------------------------------------------------


@guard("BN01")
def fee_is_the_one_known(at: At, given: inputs.OpenRound, law: RuleBook) -> Reason | None:
    """The fee of the terms that were read is an old one: another is told, not refused (沪会员专享
    条款 4)."""
    row = law.cover_rounds.get(given.key)
    if given.product != Product.INSURANCE or row is None:
        return None
    if (given.fee, given.share) == (row.fee, row.share):
        return None
    return Reason("benefit.other_fee", amount=given.fee, limit=row.fee)


@guard("BN02")
def no_round_is_running(at: At, given: inputs.OpenRound, law: RuleBook) -> Reason | None:
    """One round of a cover at a time; who was left out comes into a follow-up (会员福利口径)."""
    number = queries.running_round(given.organ.pk, given.product)
    return Reason("benefit.round_runs", number=number) if number else None


@guard("BN03")
def cut_off_has_come(facts: RoundFacts, law: RuleBook) -> Reason | None:
    """Who is a valid member on the cut-off day shows when that day is there (沪会员专享条款 1)."""
    early = facts.cut_off is not None and facts.today < facts.cut_off
    return Reason("benefit.before_cut_off", on=facts.cut_off) if early else None


@guard("BN04")
def list_was_checked(facts: RoundFacts, law: RuleBook) -> Reason | None:
    """Nothing is written before the differences were shown (会员福利口径)."""
    if facts.snapshot is None:
        return Reason("benefit.not_checked")
    return None if facts.enrols else Reason("benefit.nobody_to_enrol")


@guard("BN04")
def list_is_the_one_shown(
    facts: RoundFacts, given: inputs.ConfirmList, law: RuleBook
) -> Reason | None:
    """What is confirmed is the list that was shown last (会员福利口径)."""
    return None if given.snapshot == facts.snapshot else Reason("benefit.other_list")


@guard("BN05")
def one_policy_a_person(
    facts: RoundFacts, given: inputs.ConfirmList, law: RuleBook
) -> Reason | None:
    """One policy a person; further ones are void, also from two unions (沪会员专享条款 5)."""
    if not given.lines or given.snapshot != facts.snapshot:
        return None
    round_ = InsuranceRound.objects.get(snapshots=given.snapshot)
    doubles = queries.double_now(given.lines, round_)
    return Reason("benefit.covered_since", n=doubles) if doubles else None


@guard("BN06")
def everybody_is_answered(facts: RoundFacts, law: RuleBook) -> Reason | None:
    """A round ends when the carrier has answered for everybody (会员福利口径)."""
    n = facts.unanswered
    return Reason("benefit.unanswered", n=n) if n else None


@guard("BN07")
def nobody_is_covered_yet(facts: RoundFacts, law: RuleBook) -> Reason | None:
    """What the carrier has accepted is not called off here (会员福利口径)."""
    return Reason("benefit.accepted", n=facts.accepted) if facts.accepted else None


@guard("BN08")
def is_on_the_list(facts: RoundFacts, given: NamesOne, law: RuleBook) -> Reason | None:
    """Taken off the list is who stands on it and was not answered (会员福利口径)."""
    rows = Enrolment.objects.filter(pk=given.enrolment, state=Enrolment.State.LISTED)
    return None if rows.exists() else Reason("benefit.not_listed")


@guard("BN08")
def answers_are_for_the_list(
    facts: RoundFacts, given: inputs.TakeReceipt, law: RuleBook
) -> Reason | None:
    """An answer is for somebody on the list, once (会员福利口径)."""
    named = {one.enrolment for one in given.answers}
    rows = Enrolment.objects.filter(pk__in=named, state=Enrolment.State.LISTED)
    complete = rows.count() == len(named) == len(given.answers)
    return None if complete else Reason("benefit.not_listed")


@guard("BN09")
def sent_after_the_cut_off(
    facts: RoundFacts, given: inputs.SendList, law: RuleBook
) -> Reason | None:
    """A list is sent after its cut-off day and not in the future (会员福利口径)."""
    if given.sent_on > facts.today:
        return Reason("benefit.in_the_future", on=given.sent_on)
    early = facts.cut_off is not None and given.sent_on < facts.cut_off
    return Reason("benefit.before_cut_off", on=facts.cut_off) if early else None


# -- claims ----------------------------------------------------------------------------------------


@guard("BN11")
def was_covered_on_that_day(at: At, given: inputs.AskHelp, law: RuleBook) -> Reason | None:
    """Judged on the day of the event, whose cover may have ended since; the last day belongs to
    the cover (沪会员专享条款 3)."""
    if given.event_on > queries.today(at.occurred):
        return None
    found = queries.cover_at(given.person.pk, given.product, given.event_on)
    return None if found else Reason("benefit.no_cover", on=given.event_on)


@guard("BN12")
def cap_is_kept(facts: ClaimFacts, given: inputs.Submit, law: RuleBook) -> Reason | None:
    """Not more is asked for than the cover still pays within its own time (会员福利口径)."""
    return _over(facts, given.asked)


@guard("BN12")
def payment_keeps_the_cap(
    facts: ClaimFacts, given: inputs.NotePaid, law: RuleBook
) -> Reason | None:
    """Not more is paid than the cover still pays within its own time (会员福利口径)."""
    return _over(facts, given.paid)


def _over(facts: ClaimFacts, amount: int) -> Reason | None:
    if facts.left is None or amount <= facts.left:
        return None
    return Reason("benefit.over_the_cap", amount=amount, left=facts.left)


@guard("BN13")
def it_has_happened(at: At, given: inputs.AskHelp, law: RuleBook) -> Reason | None:
    """Help is asked for what has happened (会员福利口径)."""
    late = given.event_on > queries.today(at.occurred)
    return Reason("benefit.in_the_future", on=given.event_on) if late else None


@guard("BN13")
def submitted_after_it_happened(
    facts: ClaimFacts, given: inputs.Submit, law: RuleBook
) -> Reason | None:
    """The papers go out after the event and not in the future (会员福利口径)."""
    return _days(facts, given.submitted_on, facts.event_on)


@guard("BN13")
def answered_after_it_was_submitted(
    facts: ClaimFacts, given: "inputs.NotePaid | inputs.NoteRefused", law: RuleBook
) -> Reason | None:
    """The carrier answers after the papers came and not in the future (会员福利口径)."""
    return _days(facts, given.answered_on, facts.submitted_on or facts.event_on)


def _days(facts: ClaimFacts, said: object, first: object) -> Reason | None:
    if said > facts.today:  # type: ignore[operator]  # both are days
        return Reason("benefit.in_the_future", on=said)
    if said < first:  # type: ignore[operator]  # both are days
        return Reason("benefit.too_early", on=said, first=first)
    return None
