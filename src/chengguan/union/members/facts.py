"""What guards may know of a membership."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.union.members.models import (
    CommitteeDecision,
    Education,
    GroupOpinion,
    Judgment,
    Lapse,
    MemberRecord,
    Retention,
)

ADMISSION, EXPULSION = GroupOpinion.About.ADMISSION, GroupOpinion.About.EXPULSION


@dataclass(frozen=True)
class MembershipFacts:
    """A membership as its records tell it. People and organs are numbers; days are those of the
    newest record of their kind. ``since`` is the day from which he belongs to union and group.
    """

    person: int
    opened_by: int | None
    names: frozenset[int]
    today: date
    applied_on: date
    union: int
    group: int | None
    sex: str
    born_on: date
    id_numbers: frozenset[int] = frozenset()
    since: date | None = None
    opined_on: date | None = None
    has_card: bool = False
    retained_since: date | None = None
    left_on: date | None = None
    leaving_told_on: date | None = None
    lapse_since: date | None = None
    talked_on: date | None = None
    is_refused: bool | None = None
    judged_on: date | None = None
    discussed_on: date | None = None
    expelled_on: date | None = None
    hands: Hands = UNHELD

    @property
    def is_own(self) -> bool:
        """Whether the actor, or in whose name he stands, is the member himself."""
        return self.person in self.names


def membership_facts(matter: Matter, at: At, by: Actor) -> MembershipFacts:
    """One statement; effects find the row as ``matter.member``."""
    record = _rows().get(pk=matter.pk)
    matter.member = record
    hands = hands_of(matter, at, by)
    span = record.span
    spans = [one for one in (span, record.group_span) if one is not None]
    return MembershipFacts(
        person=record.person_id,
        opened_by=matter.opened_by_id,
        names=hands.names,
        today=at.occurred.astimezone(ZONE).date(),
        applied_on=record.applied_on,
        union=matter.organ_id,
        group=record.group_id,
        sex=record.sex,
        born_on=record.born_on,
        id_numbers=frozenset({record.id_number_id} - {None}),
        since=max((one.since for one in spans), default=None),
        opined_on=record.opined_on,
        has_card=record.card_id is not None and record.card_withdrawn_on is None,
        retained_since=record.retained_since,
        left_on=span.until if span else None,
        leaving_told_on=record.leaving_told_on,
        lapse_since=record.lapse_since,
        talked_on=record.talked_on,
        is_refused=record.is_refused,
        judged_on=record.judged_on,
        discussed_on=record.discussed_on,
        expelled_on=record.expelled_on,
        hands=hands,
    )


def _rows() -> QuerySet[Any]:
    own = OuterRef("pk")
    opinions = GroupOpinion.objects.filter(record=own).order_by("-pk")
    lapses = Lapse.objects.filter(record=own, until=None)
    talks = Education.objects.filter(lapse__record=own, lapse__until=None).order_by("-pk")
    kept = Retention.objects.filter(record=own, until=None)
    judgments = Judgment.objects.filter(record=own).order_by("-pk")
    expelled = CommitteeDecision.objects.filter(
        record=own, about=CommitteeDecision.About.EXPULSION, revoked_on=None
    )
    return MemberRecord.objects.select_related("span", "group_span", "person").annotate(
        opined_on=Subquery(opinions.filter(about=ADMISSION).values("met_on")[:1]),
        discussed_on=Subquery(opinions.filter(about=EXPULSION).values("met_on")[:1]),
        retained_since=Subquery(kept.values("since")[:1]),
        lapse_since=Subquery(lapses.values("since")[:1]),
        talked_on=Subquery(talks.values("talked_on")[:1]),
        is_refused=Subquery(talks.values("is_refused")[:1]),
        judged_on=Subquery(judgments.values("judged_on")[:1]),
        expelled_on=Subquery(expelled.values("decided_on")[:1]),
    )
