"""What time it is: the real moment, or in a demonstration the frozen one its buttons move."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from chengguan.core.pages.models import DemonstrationClock

STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


class NoDemonstration(Exception):
    """The clock of a real installation is moved by nobody."""


def is_demonstration() -> bool:
    return bool(getattr(settings, "CHENGGUAN_DEMONSTRATION", False))


def now() -> datetime:
    """The moment at which acts happen (one small query in a demonstration)."""
    if not is_demonstration():
        return timezone.now()
    return DemonstrationClock.objects.current()


def advance(step: str) -> datetime:
    """Move the demonstration by a day or a week; outside a demonstration refuse."""
    if not is_demonstration():
        raise NoDemonstration
    return DemonstrationClock.objects.advance(STEPS[step])
