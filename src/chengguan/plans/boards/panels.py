"""The page of a bulletin: its rows as they stood, whoever has signed for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from chengguan.core.documents.models import CasePaper
from chengguan.core.work.figure_words import percent_words
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.requests import moment_of
from chengguan.plans.boards import telling
from chengguan.plans.boards.models import Bulletin


def of_bulletin(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    return _shown(matter.pk, moment_of(request))


def of_receipt(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    """Whoever may open the receipt reads the bulletin: it was addressed to him."""
    return _shown(matter.bulletin_receipt.bulletin_id, moment_of(request))


def _shown(pk: Any, now: datetime) -> dict[str, Any]:
    bulletin = Bulletin.objects.select_related("issued_by", "matter").get(pk=pk)
    paper = CasePaper.objects.filter(matter=bulletin.matter).first()
    units = [
        (unit, percent_words(telling.kept_share(unit.reached, unit.weights)))
        for unit in bulletin.units.order_by("place")
    ]
    running = MatterClock.objects.filter(matter=OuterRef("matter"), stopped_at=None)
    receipts = bulletin.receipts.select_related("matter__organ", "signed_by").annotate(
        is_late=Exists(running.filter(due_at__lt=now))
    )
    return {
        "bulletin": bulletin,
        "progress": percent_words(telling.kept_share(bulletin.reached, bulletin.weights)),
        "units": units,
        "lines": list(bulletin.lines.order_by("place")),
        "figures": list(bulletin.figures.order_by("place")),
        "receipts": list(receipts.order_by("matter__organ__path")),
        "paper": reverse("documents:paper", args=[paper.pk]) if paper else "",
    }
