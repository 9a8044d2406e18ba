"""Who may take an act: a role that covers the matter, the person it lies with, or the house."""

from collections.abc import Iterable

from chengguan.core.org.kinds import Role
from chengguan.core.work import confidentiality
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter
from chengguan.law.procedure import Action

HANDLER = "handler"
"""The person on whose desk the matter lies."""

SYSTEM = "system"
"""The house itself: a flow that carries a result from one matter to another."""

ROLES = (*(str(role) for role in Role), HANDLER, SYSTEM)


def may_act(action: Action, by: Actor, matter: Matter, desk: Iterable[Assignment]) -> bool:
    """Whether the act is in this actor's hands. Asks nothing of the database.

    Standing above is enough for ordinary matters only; any other wants a role in the very organ.
    """
    if by.is_system:
        return SYSTEM in action.by
    if HANDLER in action.by and any(
        held.person_id == by.person_id and held.until is None for held in desk
    ):
        return True
    if matter.organ_id is None:
        return any(scope.role in action.by for scope in by.scopes)
    if confidentiality.of(matter.confidentiality).is_ordinary:
        return any(by.holds(role, matter.organ, matter.field) for role in action.by)
    here = [s for s in by.scopes if s.organ_id == matter.organ_id and s.fits(matter.field)]
    return any(scope.role in action.by for scope in here)
