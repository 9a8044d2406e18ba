"""What must be true before an act on an illegal structure; the words stand in
law/data/guards_structures.toml."""

from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.earliest import Earliest, earliest
from chengguan.enforcement.structures.facts import OrderFacts, StructureFacts
from chengguan.enforcement.structures.kinds import Verdict, Way
from chengguan.law import periods
from chengguan.law.calendars import WorkCalendar
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

# -- find and site ---------------------------------------------------------------------------


@guard("ST01")
def structure_place_is_named(_at: At, said: inputs.Described, law: RuleBook) -> Reason | None:
    """An entry says where: a place of the register, or an address in words."""
    return None if said.address.strip() else Reason("structure.no_place")


@guard("ST20")
def entry_has_a_whole_position(_at: At, said: inputs.Described, law: RuleBook) -> Reason | None:
    """A position has both its numbers, or none."""
    return half_a_position(said)


def half_a_position(said: inputs.Described | inputs.Locate) -> Reason | None:
    is_half = (said.longitude is None) != (said.latitude is None)
    return Reason("structure.half_a_position") if is_half else None


@guard("GD03")
def two_certified_officers(
    facts: StructureFacts,
    said: inputs.CheckOnSite | inputs.Pause | inputs.OrderStop | inputs.OrderDemolition,
    law: RuleBook,
) -> Reason | None:
    """At least two different officers with certificates act together (沪城管执法条例 16)."""
    return _too_few(facts, said.officers, law)


@guard("GD03")
def two_certified_officers_demolish(
    facts: StructureFacts, said: inputs.ForceDemolition, law: RuleBook
) -> Reason | None:
    """At least two different officers with certificates carry out a forced demolition."""
    return _too_few(facts, said.officers, law)


def _too_few(facts: StructureFacts, officers: tuple, law: RuleBook) -> Reason | None:
    there = facts.certified({officer.pk for officer in officers})
    least = law.amount("officers.least", on=facts.today)
    if len(there) >= least:
        return None
    return Reason("structure.too_few_officers", n=len(there), least=least)


@guard("ST02")
def photos_have_a_view(
    facts: StructureFacts, said: inputs.CheckOnSite | inputs.AddView, law: RuleBook
) -> Reason | None:
    """Evidence of the site has photos, and they say from which view they were taken."""
    if not said.photos:
        return Reason("structure.no_photos")
    return None if said.view.strip() else Reason("structure.no_view")


@guard("ST02")
def photos_of_the_same_view(
    facts: StructureFacts, said: inputs.Inspect, law: RuleBook
) -> Reason | None:
    """What is gone is shown from a view that shows it standing."""
    if not said.photos:
        return Reason("structure.no_photos")
    known = facts.views()
    if said.view.strip() in known:
        return None
    return Reason("structure.other_view", views="、".join(sorted(known)) or "—")


@guard("ST04")
def is_being_built(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only what is being erected is paused on the spot (沪拆违规定 11)."""
    return None if facts.is_under_construction else Reason("structure.is_finished")


@guard("ST04")
def is_finished(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The order with a term is for what is finished (沪拆违规定 8, 11)."""
    return Reason("structure.is_being_built") if facts.is_under_construction else None


# -- what it is in law -----------------------------------------------------------------------


@guard("GD54")
def must_be_demolished(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Demolition is ordered of what cannot be put right (城乡规划法 64)."""
    return _verdict_is(facts, Verdict.MUST_GO)


@guard("GD54")
def can_be_corrected(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """A permit after the fact is for what can be put right (城乡规划法 64)."""
    return _verdict_is(facts, Verdict.CORRECTABLE)


@guard("GD54")
def cannot_be_demolished(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only what cannot be taken down is confiscated (城乡规划法 64)."""
    return _verdict_is(facts, Verdict.CANNOT_GO)


def _verdict_is(facts: StructureFacts, wanted: Verdict) -> Reason | None:
    if facts.verdict == wanted:
        return None
    if not facts.verdict:
        return Reason("structure.not_identified")
    return Reason("structure.other_verdict", verdict=Verdict(facts.verdict).label)


@guard("GD23")
def order_was_reviewed(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """An order to demolish what is finished goes through legal review (沪重大执法审核办法 3)."""
    if facts.reviewed_by is None:
        return Reason("structure.not_reviewed")
    return None if facts.is_review_agreed else Reason("structure.review_refused")


@guard("GD23")
def reviewed_by_another(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Who reviewed does not decide (沪重大执法审核办法 3)."""
    return Reason("structure.own_review") if facts.reviewed_by in facts.names else None


@guard("ST10")
def partys_term_is_not_over(
    facts: StructureFacts,
    said: inputs.OrderStop | inputs.OrderDemolition | inputs.NotifyCleaning,
    law: RuleBook,
) -> Reason | None:
    """The last day that a party is given is not over when it is set."""
    return Reason("structure.term_is_over") if said.due_on < facts.today else None


@guard("ST10")
def urged_term_is_not_over(
    facts: StructureFacts, said: inputs.Urge, law: RuleBook
) -> Reason | None:
    """The last day that a letter of the government names is not over when it is written."""
    return Reason("structure.term_is_over") if said.until < facts.today else None


@guard("ST10")
def taking_out_is_not_over(
    facts: StructureFacts, said: inputs.NotifyProperty, law: RuleBook
) -> Reason | None:
    """There is time left to take things out."""
    return Reason("structure.term_is_over") if said.take_until < facts.today else None


# -- service and remedies ----------------------------------------------------------------------


@guard("ST12")
def notice_is_long_enough(
    facts: StructureFacts, said: inputs.PostNotice, law: RuleBook
) -> Reason | None:
    """A notice that stands in for service is up at least ten days (沪拆违规定 9)."""
    due = periods.due(law, "CK49", facts.moment).moment
    assert due is not None, "CK49 waits for no remedy"
    least = due.astimezone(ZONE).date()
    return Reason("structure.notice_too_short", least=least) if said.until < least else None


@guard("ST11")
def served_and_announced(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The order is served and announced before anything follows from it (沪拆违规定 9)."""
    order = facts.order()
    if order is None:
        return Reason("structure.no_order")
    if order.service is None or order.service > facts.moment:
        return Reason("structure.not_served")
    return Reason("structure.not_announced") if order.announcement is None else None


@guard("ST13")
def term_of_the_order_is_over(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The government urges who has not taken it down within the term (沪拆违规定 10.2)."""
    order = facts.order()
    if order is None or order.due_on < facts.today:
        return None
    return Reason("structure.term_still_runs", until=order.due_on)


@guard("ST13")
def urged_in_vain(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The government decides when the day it had named is over (沪拆违规定 10.2, 10.3)."""
    order = facts.order()
    if order is None or order.urged_until is None:
        return Reason("structure.not_urged")
    if order.urged_until < facts.today:
        return None
    return Reason("structure.term_still_runs", until=order.urged_until)


@guard("ST15")
def remedy_of_the_order_is_pending(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only what was sought can end (行政强制法 44)."""
    order = facts.order()
    return None if order and order.is_pending else Reason("structure.no_remedy_pending")


@guard("ST15")
def no_other_remedy_of_the_order_is_pending(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """One remedy ends before the next is recorded (行政强制法 44)."""
    order = facts.order()
    return Reason("structure.remedy_pending") if order and order.is_pending else None


# -- forced demolition -------------------------------------------------------------------------


def earliest_of(order: OrderFacts, law: RuleBook) -> Earliest:
    """The first lawful day of forced demolition under an order."""
    return earliest(
        law,
        served_at=order.service,
        announced_at=order.announcement,
        due_on=order.due_on,
        remedies=order.remedies,
    )


@guard("GD43")
def remedies_have_lapsed(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Of what is finished nothing is forced before both remedy periods have lapsed and a remedy
    that was sought has ended (行政强制法 44)."""
    if facts.is_under_construction:
        return None
    order = facts.order()
    if order is None:
        return Reason("structure.no_order")
    found = earliest_of(order, law)
    if found.lacks:
        code = "not_served" if "served" in found.lacks else "not_announced"
        return Reason(f"structure.{code}")
    if order.is_revoked_by_remedy:
        return Reason("structure.order_fell")
    if found.day is None:
        return Reason("structure.remedy_pending")
    return None if found.day <= facts.today else Reason("structure.too_early", day=found.day)


@guard("GD43")
def government_has_decided(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Of what is finished nothing is forced without the government's decision (行政强制法 44)."""
    if facts.is_under_construction or _forced(facts):
        return None
    return Reason("structure.no_forced_decision")


@guard("ST19")
def forced_was_announced(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The decision is announced before it is carried out (行政强制法 44; 沪拆违规定 10)."""
    forced = None if facts.is_under_construction else _forced(facts)
    if forced is None or forced.is_forced_announced:
        return None
    return Reason("structure.forced_not_announced")


def _forced(facts: StructureFacts) -> OrderFacts | None:
    """The order that stands, where the government has decided on it."""
    order = facts.order()
    return order if order and order.is_forced else None


@guard("GD55a")
def stop_was_refused(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """What is being erected is forced down at once where a written order to stop was refused
    (沪拆违规定 11)."""
    if not facts.is_under_construction:
        return None
    if not facts.is_stop_ordered:
        return Reason("structure.not_stopped")
    return None if facts.is_refused else Reason("structure.not_refused")


@guard("GD55b")
def at_once_is_doubtful(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The city's rule and the national statute differ: the legal section rules
    (沪拆违规定 11; 行政强制法 44)."""
    return Reason("structure.at_once_is_doubtful") if facts.is_under_construction else None


@guard("GD42")
def neither_night_nor_holiday(
    facts: StructureFacts, said: inputs.ForceDemolition, law: RuleBook
) -> Reason | None:
    """Nothing is enforced at night or on a statutory holiday, unless it is urgent
    (行政强制法 43)."""
    if said.is_urgent and said.urgency.strip():
        return None
    local = facts.moment.astimezone(ZONE)
    on, minute = local.date(), local.hour * 60 + local.minute
    night = law.amount("coercion.night_from", on=on), law.amount("coercion.night_until", on=on)
    if minute >= night[0] or minute < night[1]:
        return Reason("structure.at_night")
    day = WorkCalendar(law).day(on)
    return (
        Reason("structure.on_holiday", name=day.name) if day.name and not day.is_workday else None
    )


@guard("GD56")
def property_was_told(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Whoever has things in it is told to take them out (沪拆违规定 12.1)."""
    return None if facts.is_property_told else Reason("structure.property_not_told")


@guard("GD56")
def kept_things_have_a_term(
    facts: StructureFacts, said: inputs.ForceDemolition, law: RuleBook
) -> Reason | None:
    """What is kept has a day until which it may be claimed (沪拆违规定 12.1)."""
    if not said.kept or (said.claim_until and said.claim_until > facts.today):
        return None
    return Reason("structure.no_claim_term")


@guard("GD56")
def claim_term_is_over(
    facts: StructureFacts, said: inputs.DisposeThing, law: RuleBook
) -> Reason | None:
    """What was not claimed is dealt with after its day, with evidence kept (沪拆违规定 12.1)."""
    thing = facts.kept(said.thing)
    if thing is None:
        return None
    if thing.claim_until is None:
        return Reason("structure.no_claim_term")
    if thing.claim_until >= facts.today:
        return Reason("structure.term_still_runs", until=thing.claim_until)
    return None if said.documents else Reason("structure.no_evidence_kept")


@guard("GD57")
def servants_unit_was_told(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The unit of a public servant who would not take it down is told in writing
    (沪拆违规定 22)."""
    owed = facts.is_public_servant and facts.was_forced
    return Reason("structure.unit_not_told") if owed and not facts.is_servant_told else None


@guard("GD57")
def is_a_public_servant(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only of a public servant a unit is told (沪拆违规定 22)."""
    return None if facts.is_public_servant else Reason("structure.no_public_servant")


@guard("ST05")
def whole_area(
    facts: StructureFacts, said: inputs.Demolish | inputs.ForceDemolition, law: RuleBook
) -> Reason | None:
    """What is taken down whole is as large as what still stands."""
    if said.area == facts.area_left:
        return None
    return Reason("structure.other_area", left=facts.area_left)


@guard("ST18")
def way_is_the_partys(facts: StructureFacts, said: inputs.Demolish, law: RuleBook) -> Reason | None:
    """What is forced is recorded as such, with all its conditions (沪拆违规定 10.1)."""
    free = said.way in (Way.SELF, Way.ASSISTED, Way.SUBSTITUTE)
    return None if free else Reason("structure.forced_by_another_name")


@guard("ST05")
def part_of_the_area(facts: StructureFacts, said: inputs.Demolish, law: RuleBook) -> Reason | None:
    """A part is more than nothing and less than all that still stands."""
    if 0 < said.area < facts.area_left:
        return None
    return Reason("structure.no_part", left=facts.area_left)


# -- acceptance, look-backs, closing -----------------------------------------------------------


@guard("ST03")
def inspected_by_an_outsider(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Who took it down does not accept it, nor who stands for one of them."""
    return Reason("structure.own_demolition") if facts.names & facts.crew() else None


@guard("ST03")
def confirmed_by_another(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The second of the two is another person, also when he stands for somebody."""
    return Reason("structure.own_inspection") if facts.inspected_by in facts.names else None


@guard("ST09")
def look_has_photos(facts: StructureFacts, said: inputs.LookAgain, law: RuleBook) -> Reason | None:
    """Whoever looked again has a photo to show."""
    return None if said.photos else Reason("structure.no_photos")


@guard("ST09")
def a_look_is_owed(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Three looks are owed, and no more."""
    return None if facts.looks_owed else Reason("structure.no_look_owed")


@guard("ST09")
def all_looks_are_done(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """The record is archived when all looks are done."""
    return Reason("structure.looks_owed", n=facts.looks_owed) if facts.looks_owed else None


@guard("ST14")
def somebody_reported_it(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """Only who reported is answered, once (沪拆违规定 5.4)."""
    if not facts.is_reported:
        return Reason("structure.no_reporter")
    return Reason("structure.answered_already") if facts.is_answered else None


@guard("ST17")
def is_not_illegal(facts: StructureFacts, law: RuleBook) -> Reason | None:
    """What was checked and is illegal is not voided: it is dealt with."""
    free = facts.state in ("found", "listed") or facts.verdict == Verdict.NOT_ILLEGAL
    return None if free else Reason("structure.cannot_be_voided")
