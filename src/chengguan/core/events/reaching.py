"""Who comes upon an event: the tokens of its organ, as with matters, and those whom it invites."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from chengguan.core.events.models import Event, EventToken, SignUp
from chengguan.core.events.offices import EVENTS, ORGANISERS
from chengguan.core.org import queries as org
from chengguan.core.org.models import Membership, Organ
from chengguan.core.org.queries import in_force
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor

INVITED = 254
"""In the place of the field of law: a token of those who belong to an organ or below it."""


def write_tokens(event: Event) -> None:
    """Put the tokens of an event in place, new or after its audience changed."""
    event.tokens.all().delete()
    held = {visibility.token(o, visibility.ANY_FIELD, EVENTS.number) for o in _line(event.organ)}
    invited = visibility.token(event.audience_id, INVITED, EVENTS.number)
    EventToken.objects.bulk_create(
        EventToken(event=event, token=token) for token in sorted({*held, invited})
    )


def _line(organ: Organ) -> tuple[int, ...]:
    return organ.ancestor_ids if EVENTS.is_ordinary else (organ.pk,)


def tokens_of(actor: Actor, at: datetime) -> list[int]:
    """What somebody may come upon: by office, and as one who belongs to an organ today."""
    by_office = set(visibility.tokens_of(actor))
    if actor.person_id is not None:
        mine = org.memberships_of(actor.person_id, timezone.localdate(at))
        above = {organ for one in mine for organ in one.organ.ancestor_ids}
        by_office |= {visibility.token(organ, INVITED, EVENTS.number) for organ in above}
    return sorted(by_office)


def visible(actor: Actor, at: datetime) -> QuerySet[Event]:
    """The events that somebody comes upon; those for which he signed up stay his."""
    tokens = EventToken.objects.filter(event=OuterRef("pk"), token__in=tokens_of(actor, at))
    own = SignUp.objects.filter(event=OuterRef("pk"), person=actor.person_id)
    return Event.objects.filter(Exists(tokens) | Exists(own))


def is_invited(person_id: int, at: datetime) -> Exists:
    """As a condition on events: whether the person belongs to the audience or below it today."""
    on = timezone.localdate(at)
    below = Membership.objects.filter(
        in_force(on), person=person_id, organ__path__startswith=OuterRef("audience__path")
    )
    return Exists(below)


def organises(actor: Actor, event: Event) -> bool:
    """Whether somebody runs this event and sees the names: by office in its very organ."""
    return any(s.role in ORGANISERS and s.organ_id == event.organ_id for s in actor.scopes)


def own_organs(actor: Actor) -> QuerySet[Organ]:
    """The organs for which somebody opens events."""
    mine = {scope.organ_id for scope in actor.scopes if scope.role in ORGANISERS}
    return Organ.objects.filter(until=None, pk__in=mine).order_by("pk")
