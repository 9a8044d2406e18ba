"""What must be true of a renovation; the words stand in law/data/guards_estates.toml."""

from chengguan.core.registers.models import Place
from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.facts import RenovationFacts
from chengguan.enforcement.estates.inputs import (
    Begin,
    CheckCompletion,
    Complete,
    Extend,
    IssuePass,
    Patrol,
    PlaceIt,
    Register,
    RestrictEntry,
    SignAgreement,
)
from chengguan.enforcement.estates.models import Brought
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

# -- registration ------------------------------------------------------------------------------


@guard("GD63")
def materials_are_there(_at: At, said: Register, law: RuleBook) -> Reason | None:
    """A plan; a design where the structure changes; the owner's consent where another renovates.
    Works that were found begun are registered at once and bring their papers afterwards; so does
    what was found at an address that is not settled."""
    if said.brought == Brought.FOUND and (said.begun_on or said.estate is None):
        return None
    if not said.plan:
        return Reason("renovation.no_plan")
    if said.changes_structure and not said.design:
        return Reason("renovation.no_design")
    return None if said.is_owner or said.consent else Reason("renovation.no_consent")


@guard("ES01")
def estate_is_known(_at: At, said: Register, law: RuleBook) -> Reason | None:
    """What lies in no known estate waits in the queue of addresses instead."""
    if said.estate is None:
        return Reason("renovation.no_estate")
    return _room_lies_in(said.room, said.estate.place)


@guard("ES01")
def room_lies_in_the_estate(_facts: RenovationFacts, said: PlaceIt, law: RuleBook) -> Reason | None:
    """The dwelling found for an address lies in the estate found for it."""
    return _room_lies_in(said.room, said.estate.place)


def _room_lies_in(room: Place | None, estate: Place) -> Reason | None:
    above = room
    while above is not None and above.pk != estate.pk:
        above = above.parent
    if room is not None and above is None:
        return Reason("renovation.room_elsewhere", room=room.name, estate=estate.name)
    return None


@guard("ES01")
def address_is_said(_at: At, said: Register, law: RuleBook) -> Reason | None:
    """Where the place is unknown, the address stands in words."""
    return None if said.address_text.strip() else Reason("renovation.no_address")


@guard("ES02")
def period_runs_forwards(_at: At, said: Register, law: RuleBook) -> Reason | None:
    """The works end on the day on which they begin, or later."""
    if said.planned_until < said.planned_from:
        return Reason("renovation.ends_before", since=said.planned_from, until=said.planned_until)
    return None


@guard("ES02")
def begun_works_are_said_to_be(at: At, said: Register, law: RuleBook) -> Reason | None:
    """Works that have begun began today or before, and were not declared beforehand."""
    today = at.recorded.astimezone(ZONE).date()
    if said.begun_on is None:
        return None
    if said.begun_on > today:
        return Reason("renovation.not_begun_yet", on=said.begun_on)
    if said.begun_on < today and said.brought == Brought.DECLARED:
        return Reason("renovation.begun_is_not_declared", on=said.begun_on)
    return None


# -- the agreement and the works ---------------------------------------------------------------


@guard("GD60")
def forbidden_acts_are_told(
    _facts: RenovationFacts, said: SignAgreement, law: RuleBook
) -> Reason | None:
    """The company tells what is forbidden, and where waste is laid."""
    if not said.forbidden_told.strip():
        return Reason("renovation.nothing_told")
    return None if said.waste_place.strip() else Reason("renovation.no_waste_place")


@guard("GD58")
def agreement_is_signed_first(facts: RenovationFacts, said: Begin, law: RuleBook) -> Reason | None:
    """No works before the agreement; those that began before their registration are what they
    are."""
    began_before = facts.begun_on is not None
    return None if facts.agreed_on or began_before else Reason("renovation.no_agreement")


@guard("GD58")
def agreement_is_still_missing(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """An agreement is signed once."""
    return Reason("renovation.agreed_before") if facts.agreed_on else None


@guard("GD58")
def board_follows_the_agreement(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """The board says what was agreed; without an agreement there is none to issue again."""
    return None if facts.agreed_on else Reason("renovation.no_agreement")


@guard("ES17")
def passes_follow_the_agreement(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """Whoever has signed no agreement sends no workers in."""
    return None if facts.agreed_on else Reason("renovation.no_agreement")


@guard("ES17")
def passes_end_with_the_works(
    facts: RenovationFacts, said: IssuePass, law: RuleBook
) -> Reason | None:
    """A pass holds for the works it was issued for."""
    if not facts.day <= said.until <= facts.planned_until:
        return Reason("renovation.pass_until", since=facts.day, until=facts.planned_until)
    return None


@guard("ES02")
def works_have_begun(facts: RenovationFacts, said: Begin, law: RuleBook) -> Reason | None:
    """The day on which works began is today or before."""
    if said.begun_on > facts.day:
        return Reason("renovation.not_begun_yet", on=said.begun_on)
    return None


@guard("ES02")
def longer_than_before(facts: RenovationFacts, said: Extend, law: RuleBook) -> Reason | None:
    """More time means a later day."""
    if said.planned_until <= facts.planned_until:
        return Reason("renovation.not_longer", until=facts.planned_until)
    return None


@guard("ES02")
def completed_after_begin(facts: RenovationFacts, said: Complete, law: RuleBook) -> Reason | None:
    """Works end after they began and not in the future."""
    begun = facts.begun_on or facts.planned_from
    if not begun <= said.completed_on <= facts.day:
        return Reason("renovation.completed_when", since=begun, until=facts.day)
    return None


# -- patrols -----------------------------------------------------------------------------------


@guard("ES03")
def round_is_owed(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """A round belongs to its day and is made once."""
    if facts.patrol is None:
        return Reason("renovation.no_round", on=facts.day)
    return Reason("renovation.visited_before", on=facts.day) if facts.patrol else None


@guard("ES04")
def open_findings_are_followed_up(
    facts: RenovationFacts, said: Patrol, law: RuleBook
) -> Reason | None:
    """Whoever makes the round looks at what was found before; nothing is passed over."""
    seen = {one.finding.pk for one in said.follow_ups}
    missed = facts.open_findings - seen
    return Reason("renovation.not_followed_up", count=len(missed)) if missed else None


# -- entry, completion, closing ----------------------------------------------------------------


@guard("ES05")
def covenant_allows_it(facts: RenovationFacts, said: RestrictEntry, law: RuleBook) -> Reason | None:
    """Only without an agreement, and only where the covenant says so."""
    if facts.agreed_on is not None:
        return Reason("renovation.agreed_enter")
    if not (facts.covenant_clause or said.clause.strip()):
        return Reason("renovation.no_clause")
    return None


@guard("ES18")
def entry_is_not_restricted_yet(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """What is restricted already is not restricted again."""
    return Reason("renovation.restricted_before") if facts.is_restricted else None


@guard("ES05")
def entry_is_restricted(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """Only what was restricted is lifted."""
    return None if facts.is_restricted else Reason("renovation.not_restricted")


@guard("ES06")
def everything_has_ended(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """Looked at, mended, and nothing found is open."""
    if not facts.is_checked:
        return Reason("renovation.not_checked")
    if facts.has_damage:
        return Reason("renovation.not_repaired")
    if facts.open_findings:
        return Reason("renovation.findings_open", count=len(facts.open_findings))
    return None


@guard("ES06")
def damage_is_on_record(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """Only what was damaged is mended."""
    return None if facts.has_damage else Reason("renovation.no_damage")


@guard("ES06")
def repair_has_its_day(
    facts: RenovationFacts, said: CheckCompletion, law: RuleBook
) -> Reason | None:
    """Damage is mended by a day that was said and has not gone by."""
    if not said.damage.strip():
        return None
    if said.repair_by is None:
        return Reason("renovation.no_repair_day")
    if said.repair_by < facts.day:
        return Reason("renovation.repair_before", on=facts.day)
    return None


@guard("ES14")
def nothing_has_begun(facts: RenovationFacts, law: RuleBook) -> Reason | None:
    """What has begun, or where something was found, is not made undone."""
    if not facts.is_placed:
        return None
    if facts.open_findings:
        return Reason("renovation.findings_open", count=len(facts.open_findings))
    return Reason("renovation.begun_is_not_void") if facts.begun_on else None
