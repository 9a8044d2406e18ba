"""小区物业指标: the published figures of renovations, findings and reports, each with its rows.

All are counted for the office that managed the estate then: one path tells company and office.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figures import Asked, Figure, Per, Selection, Weighed
from chengguan.core.work.models import Matter, MatterClock
from chengguan.enforcement.estates.models import (
    Brought,
    PatrolFinding,
    PropertyReport,
    RenovationPatrol,
    ReportReceipt,
)
from chengguan.enforcement.estates.procedures import unplaced, voided
from chengguan.enforcement.estates.procedures_finding import withdrawn
from chengguan.enforcement.estates.queries import FINDING, RENOVATION, REPORT_CLOCK

HOUR = 3600


def rounds(asked: Asked) -> Selection:
    """A round falls into the day for which it was owed. What was entered after the end of its day
    was missed that day, whatever it says."""
    rows = RenovationPatrol.objects.filter(asked.within("yellow_at"), cancelled_at=None)
    return Selection(
        rows,
        "yellow_at",
        Q(visited_at__isnull=False, recorded_at__lt=F("red_at")),
        matter="project__matter",
        organ="office",
    )


def registered(asked: Asked) -> Selection:
    rows = Matter.objects.filter(asked.within("opened_at"), kind=RENOVATION)
    rows = rows.exclude(state__in=[unplaced.key, voided.key])
    declared = Q(renovation__brought=Brought.DECLARED)
    return Selection(rows, "opened_at", declared, organ="renovation__office")


def dissuaded(asked: Asked) -> Selection:
    rows = PatrolFinding.objects.filter(asked.within("dissuaded_at"))
    rows = rows.exclude(matter__state=withdrawn.key)
    return Selection(
        rows, "dissuaded_at", Q(corrected_at__isnull=False), matter="matter", organ="office"
    )


def owed_reports(asked: Asked) -> Selection:
    """What had to be reported, also where it never was; what was corrected in time owes none."""
    rows = MatterClock.objects.filter(
        asked.within("due_at"), ref=REPORT_CLOCK, matter__kind=FINDING
    )
    in_time = Q(stopped_at__lte=F("due_at"))
    corrected = in_time & Q(matter__finding__report=None)
    rows = rows.exclude(corrected).exclude(matter__state=withdrawn.key)
    return Selection(rows, "due_at", in_time, matter="matter", organ="matter__finding__office")


def answered(asked: Asked) -> Selection:
    rows = PropertyReport.objects.filter(asked.within("reported_at"))
    return Selection(
        rows,
        "reported_at",
        Q(answered_at__isnull=False),
        matter="finding__matter",
        organ="finding__office",
    )


def taken_over(asked: Asked) -> Selection:
    """The signature of the very body that was asked to act."""
    rows = ReportReceipt.objects.filter(
        asked.within("report__reported_at"),
        organ=F("report__competent"),
        acknowledged_at__isnull=False,
    )
    return Selection(
        rows,
        "report__reported_at",
        matter="report__finding__matter",
        organ="report__finding__office",
    )


def hours(keys: Iterable[Any], at: datetime) -> Mapping[Any, Weighed]:
    """From the report to the signature."""
    rows = ReportReceipt.objects.filter(pk__in=list(keys), acknowledged_at__isnull=False)
    moments = rows.values_list("pk", "reached_at", "acknowledged_at")
    return {
        pk: Weighed(Fraction(1), Fraction(int((signed - reached).total_seconds()), HOUR))
        for pk, reached, signed in moments
        if signed is not None
    }


FIGURES = (
    Figure(
        "patrol_rate",
        _("日巡查率"),
        counts=_("期内应做的巡查，取消的不计"),
        meets=_("当日巡查并记录"),
        by=_("应巡查时间"),
        selects=rounds,
        per=Per.DAILY,
        note=_("每日：已巡查的在施装修 ÷ 在施装修；一段时间取每日比例的平均。"),
    ),
    Figure(
        "renovation_registration_rate",
        _("装修登记率"),
        counts=_("期内登记的装修，不含地址待核和作废"),
        meets=_("事先申报，不是发现未申报后补登"),
        by=_("登记时间"),
        selects=registered,
    ),
    Figure(
        "dissuasion_rate",
        _("劝阻成功率"),
        counts=_("期内劝阻的发现，撤回的不计"),
        meets=_("劝阻后已经改正"),
        by=_("劝阻时间"),
        selects=dissuaded,
    ),
    Figure(
        "report_ontime_rate",
        _("按时报告率"),
        counts=_("报告期限在期内届满、应当报告的发现，期限内改正的不计"),
        meets=_("在期限内报告"),
        by=_("到期时间"),
        selects=owed_reports,
    ),
    Figure(
        "report_transfer_hours",
        _("移送平均时长"),
        counts=_("期内报告、主管部门已经签收的"),
        meets=_("从送达到签收的小时数"),
        by=_("报告时间"),
        selects=taken_over,
        per=Per.HOURS,
        is_low_better=True,
        weighs=hours,
    ),
    Figure(
        "report_answer_rate",
        _("报告办结率"),
        counts=_("期内的报告"),
        meets=_("主管部门已经答复"),
        by=_("报告时间"),
        selects=answered,
    ),
)
