"""Who can be named in an act: leaders, reviewers and recorders above and around an organ."""

from datetime import date

from chengguan.core.org import queries as org
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person


def holders_around(organ: Organ, roles: tuple[Role, ...], on: date) -> dict[int, str]:
    """Those who hold one of the roles in the organ or above it, by number: name."""
    rows = Person.objects.filter(
        org.in_force(on, "grants__"),
        grants__role__in=roles,
        grants__organ_id__in=organ.ancestor_ids,
    )
    return dict(rows.distinct().order_by("pk").values_list("pk", "name"))
