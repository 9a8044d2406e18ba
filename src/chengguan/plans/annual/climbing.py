"""For the worker: reports that did not come climb the line; windows that open are told of."""

from datetime import datetime, timedelta

from django.urls import reverse

from chengguan.core.notices.models import Notice
from chengguan.core.notices.services import notify
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.models import Assignment
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.core.work.tasks import people_of
from chengguan.law import periods
from chengguan.plans.annual import inputs, queries
from chengguan.plans.annual.issuing import HOUSE
from chengguan.plans.annual.models import PlanWindow, ReportDuty

BATCH = 100
LEVELS = (("head", "PLAN_CLIMB_HEAD"), ("leader", "PLAN_CLIMB_LEADER"))
AHEAD = "plan.window_ahead"


def climb_missing(now: datetime) -> int:
    """Tell head and leader of every report that is long missing, each once; how many."""
    law, climbed = rules.current(), 0
    for level, ref in LEVELS:
        untold = ReportDuty.objects.filter(queries.missing(now), **{f"{level}_told_at": None})
        for duty in untold.select_related("item").order_by("due_at", "pk")[:BATCH]:
            climbs_at = periods.due(law, ref, duty.due_at).moment
            if climbs_at is not None and climbs_at < now:
                perform(
                    matter=duty.item.matter_id,  # type: ignore[arg-type]  # duties have a matter
                    action="climb",
                    by=HOUSE,
                    at=At.once(now),
                    data=inputs.Climb(duty.pk, level),
                    key=f"climb:{duty.pk}:{level}",
                    version=None,
                )
                climbed += 1
    return climbed


def tell_of_windows(now: datetime) -> int:
    """Tell whoever owes it of a window that opens soon, once. Of its end the clock tells."""
    law, on = rules.current(), now.astimezone(ZONE).date()
    until = on + timedelta(days=law.amount(AHEAD, on=on))
    rows = PlanWindow.objects.filter(
        item__matter__state__in=queries.UNDER_WAY,
        is_dropped=False,
        met_at=None,
        since__gt=on,
        since__lte=until,
    )
    count = 0
    for window in rows.select_related("item__matter__organ")[:BATCH]:
        matter = window.item.matter
        assert matter is not None, "items under way have a matter"
        held = Assignment.objects.filter(matter=matter, until=None)
        people = {f"window:{window.pk}:{who}": who for who in people_of(matter, held, now)}
        told = Notice.objects.filter(source__in=people).values_list("source", flat=True)
        untold = sorted(set(people) - {str(source) for source in told})
        for source in untold:
            notify(
                person_id=people[source],
                title=f"时间窗口 {window.since:%m-%d} 开始：{matter}"[:120],
                link=reverse("work:matter", args=[matter.pk]),
                matter=matter.pk,
                at=now,
                source=source,
            )
        count += bool(untold)
    return count
