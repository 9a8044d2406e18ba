"""案件指标: the published figures of cases. None reads what was fined or paid, only whether
something was done: 行政处罚法 74 forbids tying money to appraisal.
"""

from typing import Any

from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figures import Asked, Figure, Per, Selection
from chengguan.core.work.models import Matter, MatterClock
from chengguan.enforcement.cases.kinds import UNDONE, ClosingWay, RemedyResult
from chengguan.enforcement.cases.models import ClosingRuling, PenaltyDecision, Remedy
from chengguan.enforcement.cases.ordinary.clocks import DECIDE, PAY, PLAN
from chengguan.enforcement.cases.queries import KIND

LOST = (
    RemedyResult.CHANGED,
    RemedyResult.REVOKED,
    RemedyResult.UNLAWFUL,
    RemedyResult.VOID,
)
UNPERFORMED = (
    ClosingWay.TERMINATED,
    ClosingWay.GIVEN_UP,
    ClosingWay.REVOKED,
    ClosingWay.NO_PENALTY,
)
PAYING = (PAY.ref, PLAN)


def filed() -> QuerySet[Any]:
    """Filed cases with ``filed_at``: an ordinary one is docketed, whereby its period for deciding
    begins; a summary one is decided on the spot."""
    own = MatterClock.objects.filter(matter=OuterRef("pk"), ref=DECIDE.ref).order_by()
    docketed = own.values("matter").annotate(first=Min("started_at")).values("first")
    decided = Case(When(procedure="case.summary", then=F("case__decision__decided_at")))
    rows = Matter.objects.filter(kind=KIND).annotate(filed_at=Coalesce(Subquery(docketed), decided))
    return rows.filter(filed_at__isnull=False)


def filed_within(asked: Asked) -> Selection:
    return Selection(filed().filter(asked.within("filed_at")), "filed_at")


def decided_in_time(asked: Asked) -> Selection:
    """A period that stopped for something else than a decision fell due for nobody."""
    decided = Q(matter__case__decision__decided_at__lte=F("due_at")) | Q(
        matter__case__exemption__exempted_at__lte=F("due_at")
    )
    in_time = Case(When(decided, then=Value(True)), default=Value(False))
    rows = MatterClock.objects.filter(asked.within("due_at"), ref=DECIDE.ref, matter__kind=KIND)
    rows = rows.annotate(decided_in_time=in_time)
    rows = rows.exclude(
        stopped_at__isnull=False, stopped_at__lte=F("due_at"), decided_in_time=False
    )
    return Selection(rows, "due_at", Q(decided_in_time=True), matter="matter")


def ended_of_running(asked: Asked) -> Selection:
    """What was open when the period began, and what was filed in it."""
    ruled = ClosingRuling.objects.filter(request__case=OuterRef("pk"), is_approved=True)
    approved = ruled.order_by("ruled_at").values("ruled_at")[:1]
    rows = filed().annotate(ended_at=Coalesce(Subquery(approved), F("closed_at")))
    begun = Q(filed_at__lt=asked.period.until, filed_at__lte=asked.at)
    rows = rows.filter(begun).exclude(ended_at__isnull=False, ended_at__lt=asked.period.since)
    return Selection(rows, "filed_at", asked.within("ended_at"))


def executed(asked: Asked) -> Selection:
    """By the last day for paying: an approved plan moves it, and what fell is owed by nobody."""
    limits = MatterClock.objects.filter(matter=OuterRef("pk"), ref__in=PAYING).order_by()
    last = limits.values("matter").annotate(last=Max("due_at")).values("last")
    fell = Remedy.objects.filter(case=OuterRef("pk"), result__in=UNDONE)
    rows = PenaltyDecision.objects.annotate(pay_by=Subquery(last)).exclude(Exists(fell))
    unpaid = limits.filter(stopped_at=None)
    left = ClosingRuling.objects.filter(
        request__case=OuterRef("pk"), is_approved=True, request__way__in=UNPERFORMED
    )
    return Selection(
        rows.filter(asked.within("pay_by")),
        "pay_by",
        ~Q(Exists(unpaid)) & ~Q(Exists(left)),
        matter="case__matter",
    )


def corrected(asked: Asked) -> Selection:
    rows = Remedy.objects.filter(asked.within("ended_at"))
    return Selection(rows, "ended_at", Q(result__in=LOST), matter="case__matter")


FIGURES = (
    Figure(
        "cases_filed",
        _("立案数"),
        counts=_("期内批准立案或者当场决定处罚的案件"),
        by=_("立案时间"),
        selects=filed_within,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "case_ontime_rate",
        _("案件按期率"),
        counts=_("办案期限在期内届满的案件，含批准的延长，不含届满前未作决定即结束或者移送的"),
        meets=_("不晚于期限作出处罚或者不予处罚决定"),
        by=_("到期时间"),
        selects=decided_in_time,
    ),
    Figure(
        "case_closing_rate",
        _("结案率"),
        counts=_("期初未结和期内立案的案件"),
        meets=_("期内结案"),
        by=_("立案时间"),
        selects=ended_of_running,
    ),
    Figure(
        "execution_rate",
        _("执行率"),
        counts=_("缴款期限在期内届满的处罚决定，延期、分期的按最后一期，不含被撤销的"),
        meets=_("已经全部履行"),
        by=_("到期时间"),
        selects=executed,
        is_ranked=False,
        note=_("只统计件数，与罚没金额无关；不参加单位排名（行政处罚法 74）。"),
    ),
    Figure(
        "litigation_loss_rate",
        _("复议诉讼纠错率"),
        counts=_("期内终结的复议、诉讼"),
        meets=_("被变更、撤销、确认违法或者无效"),
        by=_("终结时间"),
        selects=corrected,
        is_low_better=True,
    ),
)
