"""物业报告与线索之间的指标: what spans both, counted where both are known."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.registers.models import PlaceKind
from chengguan.core.work.figures import Asked, Figure, Per, Selection
from chengguan.enforcement.leads.figures import received
from chengguan.enforcement.leads.models import AppealKind, LeadSource
from chengguan.enforcement.leads.procedures import voided
from chengguan.enforcement.leads.queries import KIND as LEAD

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


COMPLAINED = (AppealKind.COMPLAINT, AppealKind.REPORT)
COMPLAINTS = (
    Q(kind=LEAD, lead__appeal_kind__in=COMPLAINED)
    & ~Q(lead__source__in=IN_FRONT)
    & ~Q(state=voided.key)
)
"""What people complained of; what the company or a patrol found itself is no complaint."""


def complained(asked: Asked) -> Selection:
    rows = received(asked).rows.filter(COMPLAINTS).filter(in_an_estate())
    return Selection(rows, "opened_at")


FIGURES = (
    Figure(
        "estate_complaints",
        _("小区投诉数"),
        counts=_("期内受理的小区投诉、举报，不含物业报告、巡查发现和作废"),
        by=_("受理时间"),
        selects=complained,
        per=Per.COUNT,
        is_low_better=True,
        note=_("同比为上年同期的件数；各小区的同比见“小区投诉同比”。"),
    ),
    Figure(
        "front_rate",
        _("前端发现率"),
        counts=_("期内受理的小区线索"),
        meets=_("物业报告或者巡查发现"),
        by=_("受理时间"),
        selects=found_in_front,
    ),
)
