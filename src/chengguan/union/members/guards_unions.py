"""Organisation and term; the words stand in law/data/guards_members.toml, MB31 to MB41."""

from datetime import timedelta

from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.union.members.models import Assembly, UnionFile
from chengguan.union.members.standing import UnionFacts
from chengguan.union.members.terms import months_after

DAY = timedelta(days=1)
YEAR = 12


@guard("MB31")
def form_agrees_with_members(union: UnionFacts, law: RuleBook) -> Reason | None:
    """Twenty-five members and more have a committee of their own (工会法 11)."""
    least = law.amount("union.committee_members", on=union.today)
    if union.members >= least and union.form == UnionFile.Form.ORGANISER:
        return Reason("union.form_differs", members=union.members)
    return None


@guard("MB32")
def women_have_their_committee(union: UnionFacts, law: RuleBook) -> Reason | None:
    """A women's committee, or below the threshold a woman who sits for them (沪工会条例 13)."""
    if not union.women or union.has_women_committee:
        return None
    if union.women >= law.amount("union.women_committee_members", on=union.today):
        return Reason("union.no_women_committee", women=union.women)
    return None if union.has_woman_seated else Reason("union.no_womens_officer", women=union.women)


@guard("MB33")
def founding_was_approved(union: UnionFacts, law: RuleBook) -> Reason | None:
    """A union stands when the one above has approved it (工会法 12)."""
    if not union.has_file:
        return Reason("union.no_file")
    lacks = union.is_founded and not union.is_approved
    return Reason("union.not_approved") if lacks else None


@guard("MB34")
def term_is_three_or_five_years(union: UnionFacts, law: RuleBook) -> Reason | None:
    """A committee holds office for three years or for five (工会法 16)."""
    if union.term_years is None:
        return None
    on = union.today
    known = {law.amount(f"union.term_{length}", on=on) for length in ("short", "long")}
    return None if union.term_years in known else Reason("union.term_years", years=union.term_years)


@guard("MB35")
def election_is_not_overdue(union: UnionFacts, law: RuleBook) -> Reason | None:
    """A term that ends is followed by an election, unless the union above extended it (章程 26)."""
    if not union.has_committee:
        return Reason("union.no_committee")
    until = union.lasts_until
    if until is None or union.today < until:
        return None
    return Reason("union.term_over", on=until, days=(union.today - until) // DAY)


@guard("MB36")
def assembly_met_within_a_year(union: UnionFacts, law: RuleBook) -> Reason | None:
    """The assembly meets at least once a year (章程 26)."""
    if union.last_met_on is None:
        return Reason("union.never_met")
    is_over = union.today > months_after(union.last_met_on, YEAR)
    return Reason("union.no_assembly", last=union.last_met_on) if is_over else None


@guard("MB37")
def few_members_meet_themselves(union: UnionFacts, law: RuleBook) -> Reason | None:
    """Fewer than a hundred members meet as members, not as delegates (章程 26)."""
    few = union.members < law.amount("union.assembly_members", on=union.today)
    if few and union.last_met_as == Assembly.Kind.DELEGATES:
        return Reason("union.delegates_met", members=union.members)
    return None


@guard("MB38")
def delegates_still_belong(union: UnionFacts, law: RuleBook) -> Reason | None:
    """A delegate who has left the union is followed by another (章程 26)."""
    gone = union.delegates_left
    return Reason("union.delegate_left", names=list(gone)) if gone else None


@guard("MB39")
def may_have_a_full_time_chair(union: UnionFacts, law: RuleBook) -> Reason | None:
    """Two hundred staff may have a full-time chair; a hint alone (工会法 14)."""
    least = law.amount("union.full_time_staff", on=union.today)
    if union.staff is not None and union.staff >= least and not union.has_full_time_chair:
        return Reason("union.full_time_chair", staff=union.staff)
    return None


@guard("MB40")
def more_days_have_consent(union: UnionFacts, law: RuleBook) -> Reason | None:
    """Beyond three working days a month the unit has consented (工会法 41, 沪工会条例 40)."""
    most = law.amount("union.paid_days", on=union.today)
    names = [name for name, half, agreed in union.days if half > 2 * most and not agreed]
    if not names:
        return None
    return Reason("union.days_without_consent", names=list(dict.fromkeys(names)), days=most)


@guard("MB41")
def near_kin_declared(union: UnionFacts, law: RuleBook) -> Reason | None:
    """Members of the committee declare that they are no near kin of the head (工会法 10)."""
    names = list(union.undeclared)
    return Reason("union.no_declaration", names=names) if names else None


ALL = (
    form_agrees_with_members,
    women_have_their_committee,
    founding_was_approved,
    term_is_three_or_five_years,
    election_is_not_overdue,
    assembly_met_within_a_year,
    few_members_meet_themselves,
    delegates_still_belong,
    may_have_a_full_time_chair,
    more_days_have_consent,
    near_kin_declared,
)
AT_ONCE = (founding_was_approved, term_is_three_or_five_years)
"""Asked before a file or a committee is written down."""
