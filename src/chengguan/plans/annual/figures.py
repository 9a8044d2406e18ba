"""计划进度: the published figure of plans. Trees and windows are no sums of a database, so what its
items weigh is told by their standing, the same that board and plan show.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Case, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figures import Asked, Figure, Per, Selection, Weighed
from chengguan.core.work.models import MatterClock
from chengguan.plans.annual.bound import PLAN_PROGRESS
from chengguan.plans.annual.facts import WINDOW
from chengguan.plans.annual.models import PlanItem
from chengguan.plans.annual.standing import plan_standings


def falling_due(asked: Asked) -> Selection:
    """Items of the plans of the year by the end of their last window, over or still to come.

    What ends outside the year of its plan, or never, belongs to the nearest day of that year: the
    year has every item of its plans, and its months together have as many.
    """
    year = Period(Span.YEAR, asked.period.year)
    first, last = year.since, year.until - timedelta(seconds=1)
    clocks = MatterClock.objects.filter(matter=OuterRef("matter"), ref=WINDOW).order_by()
    ends = clocks.values("matter").annotate(last=Max("due_at")).values("last")
    of_year = Q(plan__year=year.year) | Q(plan__year=None, plan__issued_on__year=year.year)
    rows = PlanItem.objects.filter(of_year, is_dropped=False, matter__opened_at__lte=asked.at)
    rows = rows.exclude(matter__state="cancelled").annotate(
        ends_at=Coalesce(Subquery(ends), Value(last))
    )
    within = Case(
        When(ends_at__lt=first, then=Value(first)),
        When(ends_at__gt=last, then=Value(last)),
        default=F("ends_at"),
    )
    rows = rows.annotate(falls_due_at=within).filter(
        falls_due_at__gte=asked.period.since, falls_due_at__lt=asked.period.until
    )
    return Selection(rows, "falls_due_at", matter="matter")


def weighed(keys: Iterable[Any], at: datetime) -> Mapping[Any, Weighed]:
    """Items by their share of their plan, and how much of that they have reached."""
    wanted = set(keys)
    plans = PlanItem.objects.filter(pk__in=wanted).values_list("plan", flat=True).distinct()
    found = plan_standings(plans, at).values() if wanted else ()
    return {
        pk: Weighed(one.share, one.share * (one.progress.value or Fraction(0)) / 100)
        for plan in found
        for pk, one in plan.by_item.items()
        if pk in wanted
    }


FIGURES = (
    Figure(
        PLAN_PROGRESS,
        _("计划进度"),
        counts=_("期内到期的计划任务的权重之和，含尚未到期日的，不含已取消的"),
        meets=_("各项任务的权重乘以进度之和"),
        by=_("最后一个时间窗口的届满时间"),
        selects=falling_due,
        per=Per.WEIGHT,
        note=_(
            "按任务当前的进度计算。分解的任务分摊上级任务的权重，上级任务不重复计；没有时间窗口"
            "或者跨年的任务计入计划年度的年末。"
        ),
        weighs=weighed,
    ),
)
