"""The role cards of the demonstration's sign-in page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, UNION_ROLES, Role
from chengguan.core.org.models import Grant
from chengguan.core.org.ports import todo
from chengguan.core.org.queries import in_force

ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True)
class RoleCard:
    """One click signs this person in; `todo` is None while nobody counts."""

    account_id: int
    role: str
    organ: str
    name: str
    todo: int | None


def role_cards(on: date) -> list[tuple[str, list[RoleCard]]]:
    """Three groups; of each role in each organ the first person with an account."""
    groups: dict[str, list[RoleCard]] = {
        gettext("执法"): [],
        gettext("协同"): [],
        gettext("工会"): [],
    }
    for grant in _shown(on):
        groups[_group(grant.role)].append(_card(grant, on))
    return [(title, cards) for title, cards in groups.items() if cards]


def _shown(on: date) -> list[Grant]:
    """Somebody with several grants is shown once, by the first of his roles."""
    grants = Grant.objects.filter(in_force(on), person__account__is_active=True)
    found = grants.select_related("person__account", "organ")
    seats: dict[tuple[str, int], Grant] = {}
    people: set[int] = set()
    for grant in sorted(found, key=lambda grant: (ORDER[Role(grant.role)], grant.pk)):
        seat = (grant.role, grant.organ_id)
        if seat not in seats and grant.person_id not in people:
            seats[seat] = grant
            people.add(grant.person_id)
    return list(seats.values())


def _group(role: str) -> str:
    if role in ENFORCEMENT_ROLES:
        return gettext("执法")
    return gettext("工会") if role in UNION_ROLES else gettext("协同")


def _card(grant: Grant, on: date) -> RoleCard:
    return RoleCard(
        account_id=grant.person.account.pk,
        role=str(Role(grant.role).label),
        organ=grant.organ.short_name,
        name=grant.person.name,
        todo=todo.count(grant.person_id, on),
    )
