"""Stops of the tour: matters of the demonstration that stand where a step wants them now."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Account, Grant
from chengguan.core.org.queries import in_force
from chengguan.core.pages.registry import TourStop
from chengguan.core.work import lateness, steps, visibility
from chengguan.core.work.acting import Actor, actor_of
from chengguan.core.work.models import Matter
from chengguan.core.work.queries import is_visible

LOOKED_AT = 40
"""Matters that are tried for one step at most."""

Address = Callable[[Matter], str]
Links = tuple[tuple[Any, str], ...]
Seat = tuple[Account, Actor]


def page_of(matter: Matter) -> str:
    return reverse("work:matter", args=[matter.pk])


def no_more(_matter: Matter) -> Links:
    return ()


def to_do(
    rows: QuerySet[Matter],
    act: str,
    now: datetime,
    by: Role | None = None,
    address: Address = page_of,
) -> TourStop | None:
    """The newest of some matters that this act moves on next, at somebody whose act it is.

    Rather at somebody with the role ``by``. What is late already comes last: there is more to
    see while a clock still runs.
    """
    newest = rows.filter(is_open=True).select_related("organ").order_by("-opened_at")
    matters = list(newest[:LOOKED_AT])
    steps.load(matters, now)
    owed = [m for m in matters if act in (steps.step_of(m).action, steps.step_of(m).decision)]
    owed.sort(key=lambda m: lateness.is_late(m, now))
    seats = seats_at(now) if owed else []
    found = (
        (matter, account, actor)
        for matter in owed
        for account, actor in seats
        if steps.act_of(matter, actor, visibility.open_desk(matter)) == act
    )
    other = None
    for matter, account, actor in found:
        stop = _stop(account, actor, address(matter))
        if by is None or by in actor.roles:
            return stop
        other = other or stop
    return other


def to_see(
    matters: Iterable[Matter],
    roles: Iterable[str],
    now: datetime,
    address: Address = page_of,
    more: Callable[[Matter], Links] = no_more,
) -> TourStop | None:
    """The first of some matters that somebody with one of these roles may find."""
    wanted = frozenset(roles)
    seats = [(account, actor) for account, actor in seats_at(now) if actor.roles & wanted]
    for matter in matters:
        for account, actor in seats:
            if is_visible(actor, matter.pk):
                return _stop(account, actor, address(matter), more(matter))
    return None


def _stop(account: Account, actor: Actor, url: str, more: Links = ()) -> TourStop:
    return TourStop(account.pk, actor.name, Role(actor.scopes[0].role).label, url, more)


def seats_at(now: datetime) -> list[Seat]:
    """Everybody who can sign in, with the rights of the day; one statement."""
    on = timezone.localdate(now)
    rows = Grant.objects.filter(in_force(on), person__account__is_active=True)
    held: dict[int, list[Grant]] = defaultdict(list)
    for grant in rows.select_related("person__account", "delegated_by").order_by("pk"):
        held[grant.person_id].append(grant)
    people = [grants[0].person for grants in held.values()]
    return [(person.account, actor_of(person, now, held[person.pk])) for person in people]
