"""What moves a membership on: the opinion, the decision, and what has been begun and not ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.union.members.models import CommitteeDecision, MemberRecord


def membership_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them. Nobody owes an act on his own membership."""
    expelled = CommitteeDecision.objects.filter(
        record=OuterRef("pk"), about=CommitteeDecision.About.EXPULSION, revoked_on=None
    )
    rows = MemberRecord.objects.filter(pk__in=[m.pk for m in matters]).annotate(
        state=F("matter__state"), is_expelled=Exists(expelled)
    )
    told = rows.values_list("pk", "state", "person", "leaving_told_on", "is_expelled")
    return {
        pk: step(state, person, leaving is not None, is_expelled)
        for pk, state, person, leaving, is_expelled in told
    }


def step(state: str, person: int, is_leaving: bool, is_expelled: bool) -> Step:
    action = {"applied": "consider", "considered": "approve"}.get(state, "")
    if state in ("active", "retained"):
        action = "file_expulsion" if is_expelled else "announce_leaving" if is_leaving else ""
    return Step(action, asked_by={action: person} if action else {})
