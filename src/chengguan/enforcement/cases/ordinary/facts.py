"""The facts of an ordinary case: what every case says, and the three stretches of its way.

``leaders`` are those who lead the organ or one above it on the day; ``takes_in``
asks the record whether this one may go into the case of a number; ``is_qualified_to_review`` says
it of whoever acts while a legal review is open; ``collecting_bank`` names
where fines are paid, empty where nothing is set; ``proposed`` asks the record for the
band that it proposes.

Everything comes from the book of the case; beside it are asked what other cases and the organ say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from chengguan.core.lawbook.queries import collecting_bank as bank_on
from chengguan.core.org import queries as org
from chengguan.core.org.models import Grant, Organ
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import hands_of
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import facts as cases
from chengguan.enforcement.cases.models import (
    Case,
    CorrectionOrder,
    Defence,
    Inspection,
    InspectionOfficer,
    RecusalRequest,
)
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary import discretion
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.facts_decision import Deciding
from chengguan.enforcement.cases.ordinary.facts_decision import read as deciding
from chengguan.enforcement.cases.ordinary.facts_execution import Execution
from chengguan.enforcement.cases.ordinary.facts_execution import read as execution
from chengguan.enforcement.cases.ordinary.facts_investigation import Investigation
from chengguan.enforcement.cases.ordinary.facts_investigation import read as investigation
from chengguan.enforcement.cases.ordinary.facts_transfer import Transfer, scene_after
from chengguan.enforcement.cases.ordinary.facts_transfer import read as transfer
from chengguan.enforcement.cases.ordinary.proofs import has_photo, lawful_inspections
from chengguan.enforcement.cases.ordinary.states import BEFORE_DECISION, HEADS, hearing, suspended
from chengguan.enforcement.cases.ordinary.weighing import Measure, measure_of
from chengguan.law.discretion import Proposal


def _none(_number: str) -> bool:
    return False


def _nothing() -> Proposal | None:
    return None


@dataclass(frozen=True, kw_only=True)
class OrdinaryFacts(cases.CaseFacts):
    """One ordinary case at the moment of an act."""

    discovered_at: datetime
    investigation: Investigation
    deciding: Deciding
    execution: Execution
    transfer: Transfer
    execution_suspended_since: datetime | None = None
    leaders: frozenset[int] = frozenset()
    takes_in: Callable[[str], bool] = _none
    is_qualified_to_review: bool = False
    collecting_bank: str = ""
    proposed: Callable[[], Proposal | None] = _nothing

    @property
    def is_own(self) -> bool:
        """Whether whoever acts has had a hand in the case, or whoever he stands in for."""
        return not self.investigation.ever_officers.isdisjoint({self.by, *self.hands.names})

    @property
    def measure(self) -> Measure:
        return measure_of(self.item.code, self.party_kind, self.deciding.latest, self.on)


BEFORE_A_DECISION = tuple(state.key for state in BEFORE_DECISION)
"""Stages in which the leaders may discuss the case."""


def facts(matter: Matter, at: At, by: Actor) -> OrdinaryFacts:
    """What happened after the moment of the act was not there yet."""
    case, book = cases.row_of(matter, Case.objects.all()), books.of(matter)
    on = at.occurred.astimezone(rules.ZONE).date()
    is_identified = case.matter.party.identifier_id is not None
    found = investigation(book, at.occurred, is_identified=is_identified)
    crime = transfer(book, at.occurred)
    scene = _scene(book, at.occurred, cases.certified_in(case.matter.organ, on))
    is_undecided = matter.state in BEFORE_A_DECISION
    known = OrdinaryFacts(
        discovered_at=case.discovered_at,
        investigation=found,
        deciding=deciding(book, at.occurred),
        execution=execution(book, at.occurred),
        transfer=crime,
        execution_suspended_since=(
            matter.state_since if matter.state == "execution_suspended" else None
        ),
        takes_in=lambda number: _takes_in(case.matter, number),
        leaders=_leaders(case.matter.organ, on) if is_undecided else frozenset(),
        is_qualified_to_review=(
            matter.state == "reviewing"
            and by.person_id is not None
            and org.is_qualified_to_review(by.person_id, on)
        ),
        hands=hands_of(matter, at, by),
        collecting_bank=bank_on(on) if matter.state == "to_decide" else "",
        scene=scene_after(scene, book, crime),
        hearing=_hearing(book),
        correction=_correction(book, at.occurred),
        **cases.common(case, at, by, has_refused=found.is_refused),
        **(cases.earlier(case, by) if is_undecided else {}),
    )
    return replace(known, proposed=lambda: discretion.proposed(known, matter.party_id))


def _scene(book: Book, moment: datetime, certified: Mapping[int, str]) -> cases.Scene:
    seen = book.until(Inspection, "inspected_at", moment)
    proved = lawful_inspections(book, moment)
    there = {found.pk for found in seen}
    ages = [found.party_age for found in seen if found.party_age is not None]
    return cases.Scene(
        officers=frozenset(
            row.person_id for row in book.all(InspectionOfficer) if row.inspection_id in there
        ),
        certified=certified,
        recusal_granted=frozenset(
            asked.officer_id for asked in book.of(RecusalRequest, is_granted=True)
        ),
        recusal_open=recusal_open(book),
        certificates_shown=bool(proved),
        has_record=bool(proved),
        has_photo=bool(proved) and has_photo(book),
        harm=seen[-1].harm if seen else "",
        party_age=min(ages, default=None),
        is_incapable=any(found.is_incapable for found in seen),
        is_crime_suspected=any(found.crime_suspicion.strip() for found in seen),
    )


def _hearing(book: Book) -> cases.Hearing:
    return cases.Hearing(heard_at=max((row.heard_at for row in book.all(Defence)), default=None))


def _correction(book: Book, moment: datetime) -> cases.Correction:
    orders = [row for row in book.all(CorrectionOrder) if row.ordered_at <= moment]
    corrected = [row.corrected_at for row in orders if row.corrected_at]
    return cases.Correction(
        is_ordered=bool(orders),
        requirement=orders[-1].requirement if orders else "",
        corrected_at=min(corrected, default=None),
        ordered_at=min((row.ordered_at for row in orders), default=None),
    )


def recusal_open(book: Book) -> frozenset[int]:
    """Officers about whom no ruling has been made."""
    return frozenset(asked.officer_id for asked in book.of(RecusalRequest, is_granted=None))


def _leaders(organ: Organ, on: date) -> frozenset[int]:
    grants = Grant.objects.filter(org.in_force(on), role__in=HEADS, organ__in=organ.ancestor_ids)
    return frozenset(grants.values_list("person", flat=True))


def _takes_in(matter: Matter, number: str) -> bool:
    """Whether another case of the same organ and party is docketed and not decided."""
    rows = Matter.objects.filter(
        number=number,
        organ=matter.organ_id,
        party=matter.party_id,
        procedure=matter.procedure,
        state__in=(*BEFORE_A_DECISION, suspended.key, hearing.key),
    )
    return rows.exclude(pk=matter.pk).exists()
