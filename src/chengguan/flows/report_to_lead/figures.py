"""物业报告与线索之间的指标: what spans both, counted where both are known."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.registers.models import PlaceKind
from chengguan.core.work.figures import Asked, Figure, Selection
from chengguan.enforcement.leads.figures import received
from chengguan.enforcement.leads.models import LeadSource

IN_FRONT = (LeadSource.PROPERTY_REPORT, LeadSource.PATROL)
DEEP = 4
"""A room lies in a unit, that in a building, that in an estate."""


def in_an_estate() -> Q:
    """Matters whose place is an estate or lies in one."""
    found = Q()
    for depth in range(DEEP):
        found |= Q(**{f"place__{'parent__' * depth}kind": PlaceKind.ESTATE})
    return found


def found_in_front(asked: Asked) -> Selection:
    rows = received(asked).rows.filter(in_an_estate())
    return Selection(rows, "opened_at", Q(lead__source__in=IN_FRONT))


FIGURES = (
    Figure(
        "front_rate",
        _("前端发现率"),
        counts=_("期内受理的小区线索"),
        meets=_("物业报告或者巡查发现"),
        by=_("受理时间"),
        selects=found_in_front,
    ),
)
