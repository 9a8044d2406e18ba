"""What moves a bulletin or a receipt on next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step


def bulletin_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    words = {"out": _("送达单位签收")}
    return {m.pk: Step(waits_for=words.get(m.state, "")) for m in matters}


def receipt_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    acts = {"waiting": "receive_bulletin"}
    return {m.pk: Step(acts.get(m.state, "")) for m in matters}
