"""Whose spans of membership somebody reads: those of the unions whose members he keeps.

A span opens to those to whom the matters of its union open: the readers of the class in the very
union, in the unions above it, and in the very group. It is read by organ, because a union knows
who belonged to it on a day also when he has gone since.
"""

from collections.abc import Iterable

from django.db.models import Q

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.work.acting import Actor
from chengguan.union.classes import MEMBERSHIP
from chengguan.union.members.offices import COMMITTEES, KEEPERS, READERS, UNIONS

BESIDE = (*COMMITTEES, OrganKind.UNION_GROUP)


def seats_of(actor: Actor) -> list[Organ]:
    """The unions and groups whose members somebody keeps by a role in them."""
    own = {scope.organ_id for scope in actor.scopes if scope.role in MEMBERSHIP.readers}
    kinds = (*UNIONS, OrganKind.UNION_GROUP)
    return list(Organ.objects.filter(pk__in=own, kind__in=kinds).order_by("path")) if own else []


def unions_read(actor: Actor) -> list[Organ]:
    """The unions whose members somebody reads whole, the uppermost first."""
    return [one for one in _below(seats_of(actor)) if one.kind in UNIONS]


def groups_read(actor: Actor) -> list[Organ]:
    return [one for one in _below(seats_of(actor)) if one.kind == OrganKind.UNION_GROUP]


def _below(seats: Iterable[Organ]) -> list[Organ]:
    where = Q(pk__in=())
    for seat in seats:
        where |= Q(path__startswith=seat.path)
    return list(
        Organ.objects.filter(where, kind__in=(*UNIONS, OrganKind.UNION_GROUP)).order_by("path")
    )


def readers_above(union: Organ) -> list[Organ]:
    """The unions above a union: they take part in its memberships, so that their staff reads
    them; acts stay with the union itself."""
    above = union.ancestor_ids[:-1]
    return list(Organ.objects.filter(pk__in=above, kind__in=UNIONS).order_by("path"))


def unions_open_to(actor: Actor) -> list[Organ]:
    """The unions whose file, committees and figures somebody reads: an ordinary class, so from the
    own union downwards; who audits, or sits for women, reads the union beside which he stands."""
    own = {scope.organ_id for scope in actor.scopes if scope.role in READERS}
    seats = Organ.objects.filter(pk__in=own).select_related("parent")
    where = Q(pk__in=())
    for seat in seats:
        top = seat.parent if seat.kind in BESIDE and seat.parent else seat
        where |= Q(path__startswith=top.path)
    return list(Organ.objects.filter(where, kind__in=UNIONS, until=None).order_by("path"))


def may_keep(actor: Actor, union: Organ) -> bool:
    """Whether somebody writes down what concerns a union: its keepers, and those above it."""
    return any(actor.holds(role, union, "") for role in KEEPERS)
