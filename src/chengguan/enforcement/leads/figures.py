"""线索指标: the published figures of leads, each with the rows it counts.

What is due counts once its limit has passed, so that nothing is late before it is; a voided
order owes nothing.
"""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figures import Asked, Figure, Per, Selection
from chengguan.core.work.models import Matter, MatterClock
from chengguan.enforcement.leads.models import (
    AppealKind,
    CallBack,
    DispatchOrder,
    OrderReturn,
    Result,
    Satisfaction,
)
from chengguan.enforcement.leads.procedures import (
    EXTENDED,
    FIRST_CONTACT,
    ORDINARY,
    QUICK,
    RECHECK,
    REDO,
    closed,
    voided,
)
from chengguan.enforcement.leads.queries import KIND, repeated

CLOSING = tuple(clock.ref for clock in (ORDINARY, EXTENDED, QUICK, RECHECK, REDO))
"""The periods within which an order is to be answered; one of them runs at a time."""

SCORES = {
    Satisfaction.SATISFIED: 100,
    Satisfaction.FAIRLY: 80,
    Satisfaction.FAIR: 60,
    Satisfaction.DISSATISFIED: 0,
}
RATED_WELL = (Satisfaction.SATISFIED, Satisfaction.FAIRLY)


def received(asked: Asked) -> Selection:
    return Selection(Matter.objects.filter(asked.within("opened_at"), kind=KIND), "opened_at")


def first_contact(asked: Asked) -> Selection:
    in_time = Q(matter__lead__contacted_at__lte=F("due_at"))
    rows = _due(asked, (FIRST_CONTACT.ref,))
    return Selection(rows, "due_at", in_time, matter="matter")


def ontime_close(asked: Asked) -> Selection:
    """The period that an approved extension replaced is none any more."""
    longer = MatterClock.objects.filter(matter=OuterRef("matter"), ref=EXTENDED.ref)
    replaced = Q(ref=ORDINARY.ref) & Q(Exists(longer))
    rows = _due(asked, CLOSING).exclude(replaced)
    return Selection(rows, "due_at", Q(stopped_at__lte=F("due_at")), matter="matter")


def _due(asked: Asked, refs: tuple[str, ...]) -> QuerySet[MatterClock]:
    rows = MatterClock.objects.filter(asked.within("due_at"), ref__in=refs, matter__kind=KIND)
    return rows.exclude(matter__state=voided.key)


def resolved(asked: Asked) -> Selection:
    ended = Matter.objects.filter(asked.within("closed_at"), kind=KIND, state=closed.key)
    rows = ended.exclude(lead__appeal_kind=AppealKind.CONSULT).exclude(
        lead__result=Result.UNFOUNDED
    )
    return Selection(rows, "closed_at", Q(lead__result=Result.SOLVED))


def satisfied(asked: Asked) -> Selection:
    rows = _rated(asked)
    return Selection(
        rows, "called_at", Q(satisfaction__in=RATED_WELL), _score(), matter="lead__matter"
    )


def _rated(asked: Asked) -> QuerySet[CallBack]:
    return CallBack.objects.filter(asked.within("called_at"), satisfaction__in=list(SCORES))


def _score() -> Case:
    known = [When(satisfaction=answer, then=Value(points)) for answer, points in SCORES.items()]
    return Case(*known, output_field=IntegerField())


def is_repeat(asked: Asked) -> Selection:
    rows = received(asked).rows
    return Selection(rows, "opened_at", repeated(asked.actor, 2))


def returned(asked: Asked) -> Selection:
    rows = DispatchOrder.objects.filter(asked.within("dispatched_at"))
    sent_back = Q(Exists(OrderReturn.objects.filter(dispatch=OuterRef("pk"))))
    return Selection(rows, "dispatched_at", sent_back, matter="lead__matter", organ="organ")


def overruled(asked: Asked) -> Selection:
    """The arbiter sent the order back to the very unit that had returned it."""
    rows = OrderReturn.objects.filter(asked.within("returned_at"))
    same = Q(lead__ruling__organ=F("organ"))
    return Selection(rows, "returned_at", same, matter="lead__matter", organ="organ")


FIGURES = (
    Figure(
        "leads_received",
        _("线索受理数"),
        counts=_("期内受理的线索"),
        by=_("受理时间"),
        selects=received,
        per=Per.COUNT,
        is_ranked=False,
    ),
    Figure(
        "first_contact_rate",
        _("先行联系率"),
        counts=_("先行联系期限在期内届满的诉件，不含作废"),
        meets=_("在期限内联系上，或者按规定次数联系"),
        by=_("到期时间"),
        selects=first_contact,
    ),
    Figure(
        "ontime_close_rate",
        _("按时办结率"),
        counts=_("办结期限在期内届满的诉件，含批准的延期，重办另计，不含作废、挂账"),
        meets=_("不晚于期限答复"),
        by=_("到期时间"),
        selects=ontime_close,
    ),
    Figure(
        "resolve_rate",
        _("实际解决率"),
        counts=_("期内办结的诉件，不含咨询和不属实"),
        meets=_("办理结果为实际解决"),
        by=_("办结时间"),
        selects=resolved,
    ),
    Figure(
        "satisfaction_rate",
        _("满意率"),
        counts=_("期内作出评价的回访"),
        meets=_("评价为满意或者基本满意"),
        by=_("回访时间"),
        selects=satisfied,
    ),
    Figure(
        "satisfaction_score",
        _("满意度得分"),
        counts=_("期内作出评价的回访"),
        meets=_("评价为满意或者基本满意"),
        by=_("回访时间"),
        selects=satisfied,
        per=Per.MEAN,
        note=_("满意 100 分，基本满意 80 分，一般 60 分，不满意 0 分，取平均。"),
    ),
    Figure(
        "repeat_rate",
        _("重复投诉率"),
        counts=_("期内受理的线索"),
        meets=_("同一组重复投诉中的第二件起"),
        by=_("受理时间"),
        selects=is_repeat,
        is_low_better=True,
        note=_("不掌握诉求人信息的人员，只统计同一地点同一事项的重复。"),
    ),
    Figure(
        "return_rate",
        _("退单率"),
        counts=_("期内的派单，改派和终审后的派单另计，按接单单位统计"),
        meets=_("被退回或者提请终审"),
        by=_("派单时间"),
        selects=returned,
        is_low_better=True,
    ),
    Figure(
        "overrule_rate",
        _("推诿率"),
        counts=_("期内的退单，按退单单位统计"),
        meets=_("终审仍由退单单位承办"),
        by=_("退单时间"),
        selects=overruled,
        is_low_better=True,
    ),
)
