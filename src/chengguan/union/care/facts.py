"""What guards may know of a relief matter."""

from dataclasses import dataclass
from datetime import date

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.union.care.models import ReliefCase, ReliefPayment, ReliefVisit


@dataclass(frozen=True)
class ReliefFacts:
    """A relief matter as its records tell it. People and organs are numbers; ``visitors`` are
    those of the visit that was named last, ``proposed_by`` and ``approved_on`` those of the
    payment that is in hand."""

    person: int
    union: int
    today: date
    kind: str
    applied_on: date
    occurred_on: date
    cause_mark: str
    visitors: frozenset[int] = frozenset()
    visited_on: date | None = None
    proposed_by: int | None = None
    approved_on: date | None = None
    paid_on: date | None = None
    hands: Hands = UNHELD

    @property
    def is_own(self) -> bool:
        """Whether the actor, or in whose name he stands, is the applicant himself."""
        return self.person in self.hands.names


def relief_facts(matter: Matter, at: At, by: Actor) -> ReliefFacts:
    """Effects find the rows as ``matter.relief``, ``matter.visit`` and ``matter.payment``."""
    relief = ReliefCase.objects.select_related("person").get(pk=matter.pk)
    matter.relief = relief
    visit = ReliefVisit.objects.filter(relief=relief).order_by("-pk").first()
    payment = ReliefPayment.objects.filter(relief=relief).order_by("-pk").first()
    matter.__dict__["visit"], matter.__dict__["payment"] = visit, payment
    return ReliefFacts(
        person=relief.person_id,
        union=matter.organ_id,
        today=at.occurred.astimezone(ZONE).date(),
        kind=relief.kind,
        applied_on=relief.applied_on,
        occurred_on=relief.occurred_on,
        cause_mark=relief.cause_mark,
        visitors=frozenset({visit.first_id, visit.second_id} if visit else ()),
        visited_on=visit.visited_on if visit else None,
        proposed_by=payment.proposed_by_id if payment else None,
        approved_on=payment.approved_on if payment else None,
        paid_on=payment.paid_on if payment else None,
        hands=hands_of(matter, at, by),
    )
