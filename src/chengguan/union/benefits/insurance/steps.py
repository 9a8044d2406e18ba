"""What moves a round and a claim on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import ClaimHelp, Enrolment, InsuranceRound


def round_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them."""
    listed = Count("enrolments", filter=Q(enrolments__state=Enrolment.State.LISTED))
    checked = Count("snapshots", distinct=True)
    rows = InsuranceRound.objects.filter(pk__in=[m.pk for m in matters])
    told = rows.annotate(waiting=listed, checks=checked)
    today = queries.today(now)
    states = {matter.pk: matter.state for matter in matters}
    return {
        row.pk: _round(states[row.pk], today >= row.cut_off, row.checks, row.waiting)
        for row in told
    }


def _round(state: str, is_due: bool, checks: int, waiting: int) -> Step:
    if state == "prepared" and not is_due:
        return Step("take_snapshot", waits_for=_("参保截止日"))
    if state == "prepared":
        return Step("confirm_list" if checks else "take_snapshot")
    if state == "listed":
        return Step("send_list")
    if state == "sent" and waiting:
        return Step("take_receipt", waits_for=_("承保单位"))
    return Step("close") if state == "sent" else Step()


def claim_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement; nobody owes an act on his own claim."""
    rows = ClaimHelp.objects.filter(pk__in=[m.pk for m in matters]).values_list("pk", "person")
    states = {matter.pk: matter.state for matter in matters}
    acts = {"asked": "take_up", "helping": "submit", "submitted": "note_paid"}
    return {
        pk: Step(act, asked_by={act: person}) if (act := acts.get(states[pk], "")) else Step()
        for pk, person in rows
    }
