"""What guards may know of a round and of a claim."""

from dataclasses import dataclass
from datetime import date

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import ClaimHelp, Enrolment, InsuranceRound
from chengguan.union.benefits.models.insurance import Fate

STATE = Enrolment.State


@dataclass(frozen=True)
class RoundFacts:
    """A round as its rows tell it. ``snapshot`` is the newest check, ``enrols`` how many of it."""

    today: date
    product: str = ""
    cut_off: date | None = None
    begins: date | None = None
    last_day: date | None = None
    snapshot: int | None = None
    enrols: int = 0
    unanswered: int = 0
    accepted: int = 0
    hands: Hands = UNHELD


def round_facts(matter: Matter, at: At, by: Actor) -> RoundFacts:
    """Effects find the row as ``matter.insurance_round``."""
    round_ = InsuranceRound.objects.get(pk=matter.pk)
    round_.matter = matter
    matter.insurance_round = round_
    newest = queries.newest(round_)
    states = list(round_.enrolments.values_list("state", flat=True))
    return RoundFacts(
        today=queries.today(at.occurred),
        product=round_.product,
        cut_off=round_.cut_off,
        begins=round_.begins,
        last_day=round_.last_day,
        snapshot=newest.pk if newest else None,
        enrols=newest.lines.filter(fate=Fate.ENROL).count() if newest else 0,
        unanswered=states.count(STATE.LISTED),
        accepted=states.count(STATE.ACCEPTED),
        hands=hands_of(matter, at, by),
    )


@dataclass(frozen=True)
class ClaimFacts:
    """A claim. ``left`` is what its cover still pays beside this claim, None without a cap."""

    today: date
    person: int
    event_on: date
    has_cover: bool
    left: int | None
    submitted_on: date | None = None
    hands: Hands = UNHELD


def claim_facts(matter: Matter, at: At, by: Actor) -> ClaimFacts:
    claim = ClaimHelp.objects.select_related("enrolment__round").get(pk=matter.pk)
    matter.claim_help = claim
    cover = claim.enrolment
    return ClaimFacts(
        today=queries.today(at.occurred),
        person=claim.person_id,
        event_on=claim.event_on,
        has_cover=cover is not None,
        left=queries.left_of(cover, beside=matter.pk) if cover else None,
        submitted_on=claim.submitted_on,
        hands=hands_of(matter, at, by),
    )
