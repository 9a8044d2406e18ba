"""What must be true before an act that is owed as long as a structure stands; the words stand in
law/data/guards_structures.toml."""

from datetime import timedelta

from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.facts import StructureFacts
from chengguan.enforcement.structures.guards import half_a_position
from chengguan.enforcement.structures.kinds import Origin, Side
from chengguan.enforcement.structures.queries import named
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

EAST, NORTH = 180, 90

# -- safety ------------------------------------------------------------------------------------


@guard("ST06")
def next_check_in_time(
    facts: StructureFacts, said: inputs.CheckSafety, law: RuleBook
) -> Reason | None:
    """Grades A and B have a next check, not later than so many days from now."""
    if said.grade not in ("A", "B"):
        return None
    within = law.amount(f"structures.check_within_{said.grade.lower()}", on=facts.today)
    last = facts.today + timedelta(days=within)
    if said.next_on is not None and facts.today < said.next_on <= last:
        return None
    return Reason("structure.check_too_late", grade=said.grade, last=last)


@guard("ST07")
def hazard_closed_by_another(
    facts: StructureFacts, said: inputs.CloseHazard, law: RuleBook
) -> Reason | None:
    """Neither who found a hazard nor who said it was put right closes it."""
    found = facts.hazard(said.hazard)
    if found is None:
        return None
    own = facts.names & {found.reported_by_id, found.rectified_by_id}
    return Reason("structure.own_hazard") if own else None


@guard("ST16")
def hazard_is_open(
    facts: StructureFacts, said: inputs.RectifyHazard | inputs.CloseHazard, law: RuleBook
) -> Reason | None:
    """Put right is what was found, closed what was put right, each once."""
    found = facts.hazard(said.hazard)
    if found is None or found.closed_at:
        return Reason("structure.no_such_hazard")
    closes = isinstance(said, inputs.CloseHazard)
    if closes and found.rectified_at is None:
        return Reason("structure.hazard_not_rectified")
    return None


@guard("ST16")
def thing_is_kept(
    facts: StructureFacts, said: inputs.ClaimThing | inputs.DisposeThing, law: RuleBook
) -> Reason | None:
    """Only what is kept is claimed or dealt with, once."""
    thing = facts.kept(said.thing)
    gone = thing is None or thing.claimed_at or thing.disposed_at
    return Reason("structure.no_such_thing") if gone else None


@guard("ST16")
def side_is_assigned(
    facts: StructureFacts, said: inputs.SignSide | inputs.VisitSide, law: RuleBook
) -> Reason | None:
    """A sheet is signed, a visit paid, by a side that somebody answers for."""
    return None if said.side in facts.sides() else Reason("structure.no_such_side")


@guard("ST08")
def no_screening_is_open(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """One screening is decided before the next is proposed."""
    return Reason("structure.screening_waits") if facts.is_screening_open else None


@guard("ST08")
def a_screening_waits(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only what was proposed can be decided."""
    return None if facts.is_screening_open else Reason("structure.no_screening_waits")


@guard("ST08")
def screening_is_decided_by_another(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Nobody decides on what he proposed."""
    return Reason("structure.own_screening") if facts.screening_by in facts.names else None


@guard("ST08")
def may_be_retained(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Left standing is stock that an approved screening leaves standing; what is new, or there
    again, is settled."""
    if facts.origin != Origin.STOCK or facts.round > 1:
        return Reason("structure.new_is_not_retained")
    return None if facts.may_retain else Reason("structure.not_screened")


# -- days to come, sides, consent, position --------------------------------------------------------


@guard("ST22")
def next_day_is_not_over(
    facts: StructureFacts,
    said: inputs.ReportHazard | inputs.AssignSide | inputs.VisitSide,
    law: RuleBook,
) -> Reason | None:
    """The day by which a hazard is put right or a side is seen again is not over when it is set."""
    day = said.due_on if isinstance(said, inputs.ReportHazard) else said.next_visit_on
    return Reason("structure.term_is_over") if day < facts.today else None


@guard("ST21")
def every_side_has_its_name(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The sheet names all four who answer for it."""
    open_sides = tuple(side for side in Side.values if side not in facts.sides())
    return Reason("structure.sides_open", sides=named(open_sides)) if open_sides else None


@guard("ST23")
def consent_is_of_a_pilot(
    facts: StructureFacts, said: inputs.AskConsent, law: RuleBook
) -> Reason | None:
    """Consent is asked for in a pilot of a campaign that runs in the district."""
    return None if facts.has_pilot(said.pilot) else Reason("structure.no_such_pilot")


@guard("ST20")
def outline_encloses_something(
    facts: StructureFacts, said: inputs.Locate, law: RuleBook
) -> Reason | None:
    """A position is whole, and an outline is one: corners on the globe that enclose an area."""
    if not said.outline:
        return half_a_position(said)
    corners = [(one.longitude, one.latitude) for one in said.outline]
    if any(abs(x) > EAST or abs(y) > NORTH for x, y in corners):
        return Reason("structure.no_outline")
    around = zip(corners, [*corners[1:], corners[0]], strict=True)
    doubled = sum(x * v - u * y for (x, y), (u, v) in around)
    return half_a_position(said) if doubled else Reason("structure.no_outline")
