"""违建指标: the published figures of illegal structures, each with the rows it counts.

What is due counts once its limit has passed; a voided entry owes nothing. Areas are weighed in
square metres: what a row weighs is its area, what is reached of it came down.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figures import Asked, Figure, Per, Selection, Weighed
from chengguan.core.work.models import Matter, MatterClock
from chengguan.enforcement.structures.kinds import CampaignKind, Origin, OwnerNature, Way
from chengguan.enforcement.structures.models import (
    BaselineLine,
    DemolitionPlanLine,
    DemolitionRecord,
    HazardItem,
    PilotConsent,
    Regrowth,
)
from chengguan.enforcement.structures.queries import KIND
from chengguan.enforcement.structures.states import SETTLE, VISIT, VISIT_ACTIVE, voided

MATTER = "structure__matter"
PART = 10_000


def found(asked: Asked) -> Selection:
    """By the moment of the find; what grew again is no new entry."""
    rows = Matter.objects.filter(asked.within("opened_at"), kind=KIND, structure__origin=Origin.NEW)
    return Selection(rows.exclude(state=voided.key), "opened_at")


def visited(asked: Asked) -> Selection:
    rows = _due(asked, (VISIT.ref, VISIT_ACTIVE.ref))
    return Selection(rows, "due_at", Q(stopped_at__lte=F("due_at")), matter="matter")


def settled(asked: Asked) -> Selection:
    rows = _due(asked, (SETTLE.ref,))
    return Selection(rows, "due_at", Q(stopped_at__lte=F("due_at")), matter="matter")


def _due(asked: Asked, refs: tuple[str, ...]) -> QuerySet[MatterClock]:
    rows = MatterClock.objects.filter(asked.within("due_at"), ref__in=refs, matter__kind=KIND)
    return rows.exclude(matter__state=voided.key)


def removed(asked: Asked) -> Selection:
    rows = _demolished(asked).filter(structure__origin=Origin.NEW)
    return Selection(rows, "demolished_at", matter=MATTER)


def by_the_party(asked: Asked) -> Selection:
    return Selection(_demolished(asked), "demolished_at", Q(way=Way.SELF), matter=MATTER)


def regrown(asked: Asked) -> Selection:
    """Each demolition once: whether the round after it has begun."""
    next_round = Regrowth.objects.filter(
        structure=OuterRef("structure"), round=OuterRef("round") + 1, found_at__lte=asked.at
    )
    rows = _demolished(asked)
    return Selection(rows, "demolished_at", Q(Exists(next_round)), matter=MATTER)


def _demolished(asked: Asked) -> QuerySet[DemolitionRecord]:
    return DemolitionRecord.objects.filter(asked.within("demolished_at"), is_partial=False)


def stock(asked: Asked) -> Selection:
    return Selection(
        _stock(asked), "baseline__locked_at", _gone(asked.at, "counted_from"), matter=MATTER
    )


def of_public_units(asked: Asked) -> Selection:
    rows = _stock(asked).filter(structure__owner_nature=OwnerNature.PUBLIC_UNIT)
    gone = _gone(asked.at, "counted_from")
    return Selection(rows, "baseline__locked_at", gone, matter=MATTER)


def _stock(asked: Asked) -> QuerySet[BaselineLine]:
    return BaselineLine.objects.filter(asked.within("baseline__locked_at"), is_counted=True)


def planned(asked: Asked) -> Selection:
    rows = DemolitionPlanLine.objects.filter(asked.within("plan__issued_at"))
    return Selection(rows, "plan__issued_at", _gone(asked.at, "planned_at"), matter=MATTER)


def _gone(at: datetime, since: str) -> Q:
    """Taken down whole since it was counted or planned; what grew again after that was down too."""
    down = DemolitionRecord.objects.filter(
        structure=OuterRef("structure"),
        is_partial=False,
        demolished_at__gte=OuterRef(since),
        demolished_at__lte=at,
    )
    return Q(Exists(down))


def done(asked: Asked) -> Selection:
    """What stood in a plan and came down in the period."""
    in_plan = DemolitionPlanLine.objects.filter(
        structure=OuterRef("structure"), planned_at__lte=OuterRef("demolished_at")
    )
    return Selection(_demolished(asked).filter(Exists(in_plan)), "demolished_at", matter=MATTER)


def hazards(asked: Asked) -> Selection:
    rows = HazardItem.objects.filter(asked.within("reported_at"))
    return Selection(rows, "reported_at", Q(closed_at__lte=asked.at), matter=MATTER)


def consents(asked: Asked) -> Selection:
    rows = PilotConsent.objects.filter(
        asked.within("asked_at"), pilot__campaign__kind=CampaignKind.COURTYARD
    )
    return Selection(rows, "asked_at", Q(is_given=True), matter=MATTER)


# -- areas ---------------------------------------------------------------------------------


def planned_area(keys: Iterable[Any], at: datetime) -> Mapping[Any, Weighed]:
    return _areas(DemolitionPlanLine.objects.all(), keys, at, "planned_at")


def stock_area(keys: Iterable[Any], at: datetime) -> Mapping[Any, Weighed]:
    return _areas(BaselineLine.objects.all(), keys, at, "counted_from")


def _areas(
    rows: QuerySet[Any], keys: Iterable[Any], at: datetime, since: str
) -> Mapping[Any, Weighed]:
    """In parts: a database takes only so many keys in one question."""
    wanted, found = list(keys), {}
    told = rows.annotate(is_down=_gone(at, since)).values_list("pk", "area", "is_down")
    for begin in range(0, len(wanted), PART):
        for pk, area, is_down in told.filter(pk__in=wanted[begin : begin + PART]):
            found[pk] = Weighed(Fraction(area), Fraction(area) if is_down else Fraction(0))
    return found


LOCKED, ISSUED = _("基数锁定时间"), _("计划下达时间")

FIGURES = (
    Figure(
        "structures_found",
        _("新增违建发现数"),
        counts=_("期内登记的新增违建，不含作废"),
        by=_("发现时间"),
        selects=found,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "structure_visit_rate",
        _("违建按时到场率"),
        counts=_("到场期限在期内届满的发现和反弹，不含作废"),
        meets=_("在两小时或者二十四小时内到场取证"),
        by=_("到期时间"),
        selects=visited,
    ),
    Figure(
        "structures_removed",
        _("新增违建拆除数"),
        counts=_("期内全部拆除的新增违建"),
        by=_("拆除时间"),
        selects=removed,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "new_illegal_zero_rate",
        _("新增清零率"),
        counts=_("处置期限在期内届满的新增违建，不含作废"),
        meets=_("在期限内拆除、补办、没收或者移送"),
        by=_("到期时间"),
        selects=settled,
    ),
    Figure(
        "structure_stock",
        _("违建存量基数"),
        counts=_("期内锁定的基数中的违建，含批准调入，不含批准调出"),
        by=LOCKED,
        selects=stock,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "structures_planned",
        _("拆违计划数"),
        counts=_("期内下达的计划中的违建"),
        by=ISSUED,
        selects=planned,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "structures_done",
        _("拆违完成数"),
        counts=_("列入计划、期内全部拆除的违建"),
        by=_("拆除时间"),
        selects=done,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "demolition_plan_rate",
        _("拆违计划完成率"),
        counts=_("期内下达的计划中的违建"),
        meets=_("至统计时已经全部拆除"),
        by=ISSUED,
        selects=planned,
    ),
    Figure(
        "demolition_plan_area_rate",
        _("拆违计划面积完成率"),
        counts=_("期内下达的计划中的违建，按列入时的面积"),
        meets=_("至统计时已经全部拆除的面积"),
        by=ISSUED,
        selects=planned,
        per=Per.WEIGHT,
        weighs=planned_area,
        note=_("权重为平方米数。"),
    ),
    Figure(
        "stock_reduction_rate",
        _("违建存量减少率"),
        counts=_("期内锁定的基数中的违建，按锁定时的面积"),
        meets=_("至统计时已经全部拆除的面积"),
        by=LOCKED,
        selects=stock,
        per=Per.WEIGHT,
        weighs=stock_area,
        note=_("权重为平方米数。"),
    ),
    Figure(
        "self_demolition_rate",
        _("违建自拆率"),
        counts=_("期内全部拆除的违建"),
        meets=_("由当事人自行拆除"),
        by=_("拆除时间"),
        selects=by_the_party,
    ),
    Figure(
        "rebound_rate",
        _("违建反弹率"),
        counts=_("期内全部拆除的违建，每次拆除计一次"),
        meets=_("至统计时又发现反弹"),
        by=_("拆除时间"),
        selects=regrown,
        is_low_better=True,
    ),
    Figure(
        "structure_hazard_rate",
        _("违建隐患整改率"),
        counts=_("期内发现的安全隐患"),
        meets=_("至统计时已经销号"),
        by=_("隐患发现时间"),
        selects=hazards,
    ),
    Figure(
        "public_unit_rate",
        _("公共属性单位清理率"),
        counts=_("期内锁定的基数中公共属性单位的违建"),
        meets=_("至统计时已经全部拆除"),
        by=LOCKED,
        selects=of_public_units,
    ),
    Figure(
        "courtyard_consent_rate",
        _("天井试点同意率"),
        counts=_("期内在天井试点中征询的违建"),
        meets=_("同意拆除"),
        by=_("征询时间"),
        selects=consents,
    ),
)
