"""Whether a fine and the band of the discretion standard fit: one question each."""

from chengguan.core.lawbook.items import item
from chengguan.enforcement.cases.ordinary import discretion, weighing
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.guards_decision import ranges_of
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

Weighed = finding.Conclude | inputs.Decide
"""What names a band: the report that proposes a fine, and the decision."""


@guard("HS09")
def fine_lies_in_its_band(case: OrdinaryFacts, decision: Weighed, law: RuleBook) -> Reason | None:
    """The band is the own choice of who proposes or decides: the fine lies in it, under one of the
    ranges that can apply (行政处罚法 34)."""
    spans = ranges_of(item(decision.item_code), case)
    if not (decision.band and decision.fine and spans):
        return None
    ends = [weighing.band_ends(decision.band, span, law, case.on) for span in spans]
    if any(low <= decision.fine <= high for low, high in ends):
        return None
    return Reason("decision.outside_its_band", fine=decision.fine, low=ends[0][0], high=ends[0][1])


@guard("HS09")
def departing_band_has_its_reason(
    case: OrdinaryFacts, decision: Weighed, law: RuleBook
) -> Reason | None:
    """Who departs from the band that the record proposes says why, in other words than those of
    the proposal (行政处罚法 34)."""
    said = decision.discretion.strip()
    found = case.proposed() if decision.band else None
    if found is None or decision.band == found.band:
        return None
    if said and said != discretion.ground(found):
        return None
    return Reason("decision.departs_without_reason")
