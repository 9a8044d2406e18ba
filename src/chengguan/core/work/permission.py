"""Who may take an act: a role that covers the matter, the person it lies with, or the house."""

from collections.abc import Iterable

from chengguan.core.org.kinds import Role
from chengguan.core.work import confidentiality
from chengguan.core.work.acting import Actor, Scope
from chengguan.core.work.models import Assignment, Matter
from chengguan.law.procedure import Action

HANDLER = "handler"
"""The person on whose desk the matter lies."""

ASKED = "asked"
"""The person who was asked for an opinion on the matter (加签、会签)."""

SYSTEM = "system"
"""The house itself: a flow that carries a result from one matter to another."""

ROLES = (*(str(role) for role in Role), HANDLER, ASKED, SYSTEM)


def may_act(action: Action, by: Actor, matter: Matter, desk: Iterable[Assignment]) -> bool:
    """Whether the act is in this actor's hands. Asks nothing of the database.

    Standing above is enough for ordinary matters only; any other wants a role in the very organ.
    """
    desk = list(desk)
    if by.is_system:
        return SYSTEM in action.by
    return _is_on_desk(action, by, desk) or bool(_scopes_for(action, by, matter, desk))


def acts_for(action: Action, by: Actor, matter: Matter, desk: Iterable[Assignment]) -> str:
    """In whose name somebody acts who may do so only because it was delegated to him; else none."""
    desk = list(desk)
    if by.is_system or _is_on_desk(action, by, desk):
        return ""
    found = _scopes_for(action, by, matter, desk)
    delegated = [scope.delegated_by.name for scope in found if scope.delegated_by]
    return delegated[0] if len(delegated) == len(found) and delegated else ""


def _is_on_desk(action: Action, by: Actor, desk: Iterable[Assignment]) -> bool:
    mine = [held for held in desk if held.person_id == by.person_id and held.until is None]
    return any((ASKED if held.is_asked else HANDLER) in action.by for held in mine)


def _scopes_for(
    action: Action, by: Actor, matter: Matter, desk: Iterable[Assignment]
) -> list[Scope]:
    """The rights by which an act is in somebody's hands: they cover the matter, or are of the
    role and the very organ it was handed to, which may be another than its own. A right that was
    delegated reaches no matter which its giver began: what is his own is not decided in his name.
    """
    found = [scope for scope in by.scopes if scope.role in action.by]
    if matter.organ_id is None:
        return found
    own = matter.opened_by_id
    found = [s for s in found if not (s.delegated_by and s.delegated_by.person_id == own)]
    handed = {(held.role, held.organ_id) for held in desk if held.role and held.until is None}
    return [s for s in found if _reaches(s, matter) or _is_handed_to(s, matter, handed)]


def _reaches(scope: Scope, matter: Matter) -> bool:
    if confidentiality.of(matter.confidentiality).is_ordinary:
        return scope.covers(matter.organ, matter.field)
    return scope.organ_id == matter.organ_id and scope.fits(matter.field)


def _is_handed_to(scope: Scope, matter: Matter, handed: set[tuple[str, int | None]]) -> bool:
    return (scope.role, scope.organ_id) in handed and scope.fits(matter.field)
