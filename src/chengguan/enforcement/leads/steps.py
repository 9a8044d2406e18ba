"""What moves a lead on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterLink
from chengguan.core.work.registry import Step
from chengguan.enforcement.leads.facts import CASE
from chengguan.enforcement.leads.models import AppealKind, Extension, Lead, SiteCheck

BY_STATE = {
    "received": "dispatch",
    "dispatched": "sign",
    "returned": "redispatch",
    "arbitration": "rule",
    "answering": "answer",
    "answered": "call_back",
}
"""Where the state alone says it."""


def steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them."""
    return {lead.pk: step(lead, lead.state) for lead in _read([m.pk for m in matters])}


def step(lead: Any, state: str) -> Step:
    """First the call, then the look, then the result; a case that was opened is waited for."""
    if state == "handling":
        return _handling(lead)
    if state == "held":
        return Step("resume", waits_for=_("挂账事由消除"))
    if state == "review":
        return Step("approve_submission", asked_by={"approve_submission": lead.submitted_by_id})
    return Step(BY_STATE.get(state, ""))


def _handling(lead: Any) -> Step:
    asked = lead.extension_asked_by
    decision = "grant_extension" if asked else ""
    asked_by = {"grant_extension": asked} if asked else {}
    if lead.contacted_at is None:
        return Step("contact", decision=decision, asked_by=asked_by)
    if lead.has_case:
        waits_for = "" if lead.case_result else _("案件办理结果")
        return Step("submit", waits_for, decision, asked_by)
    looks = lead.appeal_kind != AppealKind.CONSULT and not lead.was_checked
    return Step("check_on_site" if looks else "submit", "", decision, asked_by)


def decisions(by: Actor) -> Mapping[str, Q]:
    """Results to be reviewed and extensions to be decided that somebody else asked for."""
    asked = Extension.objects.filter(decided_at=None).exclude(asked_by=by.person_id)
    submitted = Lead.objects.exclude(submitted_by=by.person_id)
    return {
        "approve_submission": Q(state="review", pk__in=submitted.values("pk")),
        "grant_extension": Q(state="handling", pk__in=asked.values("lead")),
    }


def _read(keys: list[UUID]) -> QuerySet:
    own = OuterRef("pk")
    linked = Q(source=own, target__kind=CASE) | Q(target=own, source__kind=CASE)
    # What was looked at before a redo was ordered is looked at again.
    since = Q(lead__resolved_at=None) | Q(checked_at__gt=F("lead__resolved_at"))
    return Lead.objects.filter(pk__in=keys).annotate(
        state=F("matter__state"),
        has_case=Exists(MatterLink.objects.filter(linked)),
        was_checked=Exists(SiteCheck.objects.filter(since, lead=own)),
        extension_asked_by=Subquery(
            Extension.objects.filter(lead=own, decided_at=None).values("asked_by")[:1]
        ),
    )
