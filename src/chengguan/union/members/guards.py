"""What must be true of a membership; the words stand in law/data/guards_members.toml."""

from datetime import date
from typing import Any, Protocol

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.union.members import inputs, queries
from chengguan.union.members.facts import MembershipFacts
from chengguan.union.members.identities import flaw_of
from chengguan.union.members.offices import UNIONS
from chengguan.union.members.terms import months_after


class Joining(Protocol):
    """What every act says by which a membership begins."""

    person: Person
    union: Organ
    group: Organ | None
    sex: str
    born_on: date
    id_number: str


def _day(at: At) -> date:
    return at.occurred.astimezone(ZONE).date()


# -- beginning -----------------------------------------------------------------------------------


@guard("MB01")
def applies_of_his_own_will(at: At, given: inputs.Apply, law: RuleBook) -> Reason | None:
    """Who enters another's application has it signed before him (章程 2)."""
    is_own = given.entered_by == given.person.pk
    return None if is_own or given.application else Reason("member.not_signed")


@guard("MB02")
def is_no_member_yet(at: At, given: Joining, law: RuleBook) -> Reason | None:
    """One person is a member once; a change of work is a transfer."""
    began = getattr(given, "joined_on", None) or getattr(given, "on", None) or _day(at)
    held = queries.standing_of(given.person.pk, began)
    return Reason("member.known", where=held) if held else None


@guard("MB03")
def union_stands(at: At, given: Joining, law: RuleBook) -> Reason | None:
    """A member belongs to a union that stands, and to a group of that union."""
    return _union_fault(given.union, given.group, _day(at))


def _union_fault(union: Organ, group: Organ | None, on: date) -> Reason | None:
    if union.kind not in UNIONS or not _stands(union, on):
        return Reason("member.no_union", name=union.name)
    if group is None:
        return None
    is_group = group.kind == OrganKind.UNION_GROUP and group.parent_id == union.pk
    if is_group and _stands(group, on):
        return None
    return Reason("member.other_group", name=group.name, union=union.name)


def _stands(organ: Organ, on: date) -> bool:
    return organ.since <= on and (organ.until is None or organ.until > on)


@guard("MB06")
def number_is_right(at: At, given: Joining, law: RuleBook) -> Reason | None:
    """A number of identity passes its check, agrees with sex and birthday, and is nobody else's."""
    return _number_fault(given, frozenset())


@guard("MB18")
def began_by_today(at: At, given: Any, law: RuleBook) -> Reason | None:
    """Nobody joins, applies or moves on a day that is still to come."""
    told = next(d for n in ("applied_on", "joined_on", "on") if (d := getattr(given, n, None)))
    return Reason("member.in_the_future", on=told) if told > _day(at) else None


@guard("MB08")
def kept_since_he_joined(at: At, given: inputs.Enrol, law: RuleBook) -> Reason | None:
    """Who is enrolled with his membership kept says since when: not before he joined (章程 8)."""
    since = given.retained_since
    if not given.retained:
        return None
    if since is None or not given.joined_on <= since <= _day(at):
        return Reason("member.kept_when")
    return None


def _number_fault(given: Any, own: frozenset[int]) -> Reason | None:
    if not given.id_number:
        return None
    if flaw := flaw_of(given.id_number, given.sex, given.born_on):
        return Reason(flaw)
    other = queries.holder_of_number(given.id_number, own)
    return Reason("member.number_taken") if other else None


# -- from application to membership --------------------------------------------------------------


@guard("MB04")
def not_his_own_matter(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """Nobody rules on his own membership."""
    return Reason("member.own_matter") if facts.is_own else None


@guard("MB16")
def his_own_application(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """An application is taken back by whoever made it."""
    is_mine = facts.is_own or facts.opened_by in facts.names
    return None if is_mine else Reason("member.not_his_own")


@guard("MB18")
def met_after_the_application(
    facts: MembershipFacts, given: inputs.Opine, law: RuleBook
) -> Reason | None:
    """The group meets when there is an application."""
    return _between(given.met_on, facts.applied_on, facts.today)


@guard("MB05")
def decided_after_the_group(
    facts: MembershipFacts, given: inputs.Approve | inputs.Refuse, law: RuleBook
) -> Reason | None:
    """The committee of the union decides, after the group has spoken (章程 2)."""
    return _between(given.decided_on, facts.opined_on or facts.applied_on, facts.today)


@guard("MB17")
def card_is_his_alone(
    facts: MembershipFacts, given: inputs.IssueCard, law: RuleBook
) -> Reason | None:
    """A card has a number of its own and is issued to a member."""
    if not given.card.strip():
        return Reason("member.no_card_number")
    if fault := _between(given.on, facts.since, facts.today):
        return fault
    return Reason("member.card_taken") if queries.holder_of_card(given.card) else None


@guard("MB06")
def amended_number_is_right(
    facts: MembershipFacts, given: inputs.Amend, law: RuleBook
) -> Reason | None:
    """An amended number passes the same check."""
    return _number_fault(given, facts.id_numbers)


# -- the membership follows the job --------------------------------------------------------------


@guard("MB07")
def moves_within_his_membership(
    facts: MembershipFacts, given: inputs.Move | inputs.MoveOut, law: RuleBook
) -> Reason | None:
    """The day of change lies within the membership and is not still to come (章程 5)."""
    return _between(given.on, facts.since, facts.today)


@guard("MB07")
def moves_somewhere_else(
    facts: MembershipFacts, given: inputs.Move, law: RuleBook
) -> Reason | None:
    """A transfer leads to another union, or to another group of the same (章程 5)."""
    here = (facts.union, facts.group)
    target = (given.union.pk, given.group.pk if given.group else None)
    return Reason("member.same_place") if here == target else None


@guard("MB03")
def receiving_union_stands(
    facts: MembershipFacts, given: inputs.Move | inputs.MoveBack, law: RuleBook
) -> Reason | None:
    """Who moves, moves to a union that stands on that day."""
    return _union_fault(given.union, given.group, given.on)


@guard("MB07")
def comes_back_after_he_left(
    facts: MembershipFacts, given: inputs.MoveBack, law: RuleBook
) -> Reason | None:
    """Who comes back does so on the day he left or later (章程 5)."""
    return _between(given.on, facts.left_on, facts.today)


@guard("MB02")
def is_member_nowhere_else(
    facts: MembershipFacts, given: inputs.MoveBack, law: RuleBook
) -> Reason | None:
    """Who has become a member anew meanwhile does not come back under the old record."""
    held = queries.standing_of(facts.person, given.on)
    return Reason("member.known", where=held) if held else None


# -- kept, left ----------------------------------------------------------------------------------


@guard("MB08")
def kept_within_his_membership(
    facts: MembershipFacts, given: inputs.Retain, law: RuleBook
) -> Reason | None:
    """A membership is kept from a day on which it stands (章程 8)."""
    return _between(given.since, facts.since, facts.today)


@guard("MB08")
def resumes_after_it_was_kept(
    facts: MembershipFacts, given: inputs.Resume, law: RuleBook
) -> Reason | None:
    """Who works again does so after his membership was kept (章程 8)."""
    return _between(given.on, facts.retained_since, facts.today)


@guard("MB09")
def no_leaving_is_told(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """A leaving is told once (章程 6)."""
    return Reason("member.leaving_told") if facts.leaving_told_on else None


@guard("MB09")
def leaving_is_told(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """A leaving is announced, or taken back, when it was told (章程 6)."""
    return None if facts.leaving_told_on else Reason("member.leaving_not_told")


@guard("MB18")
def told_within_his_membership(
    facts: MembershipFacts, given: inputs.TellLeaving, law: RuleBook
) -> Reason | None:
    """A member tells his leaving while he is one."""
    return _between(given.told_on, facts.since, facts.today)


@guard("MB09")
def leaving_was_told_before(
    facts: MembershipFacts, given: inputs.AnnounceLeaving, law: RuleBook
) -> Reason | None:
    """Told to the group first, then announced by the committee (章程 6)."""
    return _between(given.announced_on, facts.leaving_told_on, facts.today)


@guard("MB09")
def card_comes_back(
    facts: MembershipFacts, given: inputs.AnnounceLeaving, law: RuleBook
) -> Reason | None:
    """Whoever leaves gives his card back (章程 6)."""
    lacks = facts.has_card and given.card_withdrawn_on is None
    return Reason("member.card_not_back") if lacks else None


# -- deemed exit ---------------------------------------------------------------------------------


@guard("MB18")
def no_lapse_runs(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """A lapse is noted once; it ends before another begins."""
    return Reason("member.lapse_runs") if facts.lapse_since else None


@guard("MB18")
def a_lapse_runs(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """Education and its end speak of a lapse that is on the record."""
    return None if facts.lapse_since else Reason("member.no_lapse")


@guard("MB18")
def lapsed_within_his_membership(
    facts: MembershipFacts, given: inputs.NoteLapse, law: RuleBook
) -> Reason | None:
    """A lapse begins within the membership."""
    return _between(given.since, facts.since, facts.today)


@guard("MB18")
def happened_since_the_lapse(
    facts: MembershipFacts, given: inputs.Educate | inputs.EndLapse, law: RuleBook
) -> Reason | None:
    """What answers a lapse comes after it began."""
    told = given.talked_on if isinstance(given, inputs.Educate) else given.on
    return _between(told, facts.lapse_since, facts.today)


@guard("MB10")
def six_months_have_passed(
    facts: MembershipFacts, given: inputs.Deem, law: RuleBook
) -> Reason | None:
    """Six months running without dues and without taking part (章程 6)."""
    if facts.lapse_since is None:
        return Reason("member.no_lapse")
    months = law.amount("union.lapse_months", on=facts.today)
    full = months_after(facts.lapse_since, months)
    if given.decided_on < full:
        return Reason("member.lapse_too_short", months=months, on=full)
    return _between(given.decided_on, full, facts.today)


@guard("MB11")
def educated_and_refused(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """Only after education on record that was refused (章程 6)."""
    if facts.talked_on is None:
        return Reason("member.not_educated")
    return None if facts.is_refused else Reason("member.education_taken")


@guard("MB11")
def deemed_after_the_education(
    facts: MembershipFacts, given: inputs.Deem, law: RuleBook
) -> Reason | None:
    """Education comes before the decision, not after it (章程 6)."""
    if facts.talked_on is not None and given.decided_on < facts.talked_on:
        return Reason("member.not_educated")
    return None


# -- expulsion -----------------------------------------------------------------------------------


@guard("MB18")
def judged_by_today(
    facts: MembershipFacts, given: inputs.FileJudgment, law: RuleBook
) -> Reason | None:
    """A judgment that binds is of a day that has come."""
    is_late = given.judged_on > facts.today
    return Reason("member.in_the_future", on=given.judged_on) if is_late else None


@guard("MB12")
def judgment_has_its_text(
    facts: MembershipFacts, given: inputs.FileJudgment, law: RuleBook
) -> Reason | None:
    """The judgment itself lies on file, not only its mention (章程 7)."""
    return None if given.judgment else Reason("member.no_judgment_text")


@guard("MB12")
def judgment_is_on_file(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """Only criminal punishment leads to expulsion, and it is on file (章程 7)."""
    return None if facts.judged_on else Reason("member.no_judgment")


@guard("MB13")
def discussed_after_the_judgment(
    facts: MembershipFacts, given: inputs.Opine, law: RuleBook
) -> Reason | None:
    """The group discusses what was judged (章程 7)."""
    return _between(given.met_on, facts.judged_on, facts.today)


@guard("MB13")
def group_has_discussed(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """The group discusses before the committee decides (章程 7)."""
    return None if facts.discussed_on else Reason("member.not_discussed")


@guard("MB14")
def no_expulsion_is_decided(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """One decision waits for the union above at a time (章程 7)."""
    return Reason("member.expulsion_decided") if facts.expelled_on else None


@guard("MB15")
def expulsion_is_decided(facts: MembershipFacts, law: RuleBook) -> Reason | None:
    """What goes on record above, or is revoked, was decided (章程 7)."""
    return None if facts.expelled_on else Reason("member.no_expulsion")


@guard("MB14")
def decided_after_the_discussion(
    facts: MembershipFacts, given: inputs.Expel, law: RuleBook
) -> Reason | None:
    """The committee decides after the group, and its decision is on file (章程 7)."""
    if not given.resolution:
        return Reason("member.no_resolution")
    return _between(given.decided_on, facts.discussed_on, facts.today)


@guard("MB15")
def filed_after_the_decision(
    facts: MembershipFacts, given: inputs.FileExpulsion, law: RuleBook
) -> Reason | None:
    """The union above takes the decision on record (章程 7)."""
    if not given.number.strip():
        return Reason("member.no_filing_number")
    return _between(given.filed_on, facts.expelled_on, facts.today)


@guard("MB19")
def revoked_after_the_decision(
    facts: MembershipFacts, given: inputs.Revoke, law: RuleBook
) -> Reason | None:
    """A decision is revoked after it was made, with its reason."""
    if not given.reason.strip():
        return Reason("member.no_reason")
    return _between(given.on, facts.expelled_on, facts.today)


def _between(told: date, first: date | None, last: date) -> Reason | None:
    """Both days belong to it."""
    if first is not None and told < first:
        return Reason("member.too_early", on=told, first=first)
    return Reason("member.in_the_future", on=told) if told > last else None
