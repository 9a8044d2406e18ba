"""What must be true of relief; the words stand in law/data/guards_care.toml."""

from datetime import date

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.union.care import inputs, queries
from chengguan.union.care.facts import ReliefFacts
from chengguan.union.care.models import Kind, Source
from chengguan.union.care.offices import UNIONS

NAMED_CAUSES = (Kind.ILLNESS, Kind.BEREAVEMENT)
"""Kinds that one person may have several times a year: the cause tells them apart."""


# -- beginning -------------------------------------------------------------------------------


@guard("CA01")
def was_a_member_then(at: At, given: inputs.Apply, law: RuleBook) -> Reason | None:
    """Who asks was a member on the day it happened, not today (工会帮扶口径)."""
    union: Organ = given.union
    if union.kind in UNIONS and queries.is_member(given.person.pk, union.pk, given.occurred_on):
        return None
    return Reason("care.no_member", union=union.name, on=given.occurred_on)


@guard("CA02")
def has_happened_by_today(at: At, given: inputs.Apply, law: RuleBook) -> Reason | None:
    """Relief is for what has happened (工会帮扶口径)."""
    return _not_after(given.occurred_on, at.occurred.astimezone(ZONE).date())


@guard("CA03")
def cause_is_named(at: At, given: inputs.Apply, law: RuleBook) -> Reason | None:
    """Of an illness and of a death it is said which: one is helped with once (工会帮扶口径)."""
    return Reason("care.no_cause") if given.kind in NAMED_CAUSES and not given.cause else None


@guard("CA04")
def is_entered_with_its_source(at: At, given: inputs.Apply, law: RuleBook) -> Reason | None:
    """One's own application is one's own; what staff enters says from where (工会帮扶口径)."""
    is_own = given.entered_by == given.person.pk
    return None if is_own or given.source != Source.OWN else Reason("care.source_unsaid")


# -- handling --------------------------------------------------------------------------------


@guard("CA05")
def not_his_own_relief(facts: ReliefFacts, law: RuleBook) -> Reason | None:
    """Nobody handles, visits, approves or pays in his own matter (工会帮扶口径)."""
    return Reason("care.own_matter") if facts.is_own else None


@guard("CA06")
def is_his_own_relief(facts: ReliefFacts, law: RuleBook) -> Reason | None:
    """Only the applicant takes his application back or completes it (工会帮扶口径)."""
    return None if facts.is_own else Reason("care.not_his_own")


@guard("CA07")
def two_others_visit(
    facts: ReliefFacts, named: inputs.NameVisitors, law: RuleBook
) -> Reason | None:
    """Two different people visit, and neither is the applicant (工会帮扶口径)."""
    if named.first.pk == named.second.pk:
        return Reason("care.same_visitor", name=named.first.name)
    if facts.person in (named.first.pk, named.second.pk):
        return Reason("care.visits_himself")
    return None


@guard("CA08")
def visited_himself(facts: ReliefFacts, law: RuleBook) -> Reason | None:
    """A visit is written down by one of the two who were named for it (工会帮扶口径)."""
    is_visitor = bool(facts.hands.names & facts.visitors)
    return None if is_visitor else Reason("care.no_visitor")


@guard("CA09")
def visit_lies_between(
    facts: ReliefFacts, told: inputs.RecordVisit, law: RuleBook
) -> Reason | None:
    """A visit comes after the application, and not after today (工会帮扶口径)."""
    return _within(told.visited_on, facts.applied_on, facts.today)


# -- money -----------------------------------------------------------------------------------


@guard("CA10")
def money_is_for_this_matter(
    facts: ReliefFacts, paid: inputs.Propose, law: RuleBook
) -> Reason | None:
    """What is proposed is for this person and cause, that day, of this union (工会帮扶口径)."""
    asked = (paid.person, paid.union, paid.item, paid.on, paid.cause)
    known = (facts.person, facts.union, facts.kind, facts.occurred_on, facts.cause_mark)
    if asked != known or paid.amount <= 0:
        return Reason("care.other_matter")
    is_as = paid.recipient == queries.recipient_of(facts.person, facts.union, facts.occurred_on)
    return None if is_as else Reason("care.other_recipient")


@guard("CA11")
def hardship_has_its_file(facts: ReliefFacts, paid: inputs.Propose, law: RuleBook) -> Reason | None:
    """Hardship aid stands on a hardship file in force on the day (皖工经费办法, 工会帮扶口径)."""
    if facts.kind != Kind.HARDSHIP:
        return None
    stands = queries.has_hardship_file(facts.person, facts.union, facts.occurred_on)
    return None if stands and paid.has_hardship_file else Reason("care.no_hardship_file")


@guard("CA12")
def another_approves(facts: ReliefFacts, law: RuleBook) -> Reason | None:
    """Who proposed a payment does not approve it (皖工经费办法)."""
    same = facts.proposed_by in facts.hands.names
    return Reason("care.same_approver") if same else None


@guard("CA13")
def receipt_is_on_file(facts: ReliefFacts, paid: inputs.Pay, law: RuleBook) -> Reason | None:
    """Paid under a real name, against a signature that lies on file (皖工经费办法)."""
    if not paid.receipt:
        return Reason("care.no_receipt")
    return None if paid.received_by.strip() else Reason("care.no_receiver")


@guard("CA14")
def paid_after_approval(facts: ReliefFacts, paid: inputs.Pay, law: RuleBook) -> Reason | None:
    """Money is paid after it was approved (皖工经费办法)."""
    return _within(paid.paid_on, facts.approved_on or facts.today, facts.today)


@guard("CA15")
def followed_after_payment(facts: ReliefFacts, told: inputs.Follow, law: RuleBook) -> Reason | None:
    """A follow-up comes after the payment, and not after today (工会帮扶口径)."""
    return _within(told.on, facts.paid_on or facts.today, facts.today)


def _not_after(on: date, last: date) -> Reason | None:
    return Reason("care.in_the_future", on=on) if on > last else None


def _within(on: date, first: date, last: date) -> Reason | None:
    if on < first:
        return Reason("care.too_early", on=on, first=first)
    return _not_after(on, last)
