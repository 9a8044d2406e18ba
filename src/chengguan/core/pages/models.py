"""The one row that a demonstration takes for the time of day."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

START = datetime(2026, 9, 15, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ONLY = 1


class DemonstrationClockManager(models.Manager["DemonstrationClock"]):
    def current(self) -> datetime:
        moment = self.filter(pk=ONLY).values_list("moment", flat=True).first()
        return moment or START

    def advance(self, length: timedelta) -> datetime:
        """Two clicks at once move twice: the addition happens in the database."""
        self.get_or_create(pk=ONLY)
        self.filter(pk=ONLY).update(moment=F("moment") + length)
        return self.current()


class DemonstrationClock(models.Model):
    """演示时钟: frozen, moved only by its buttons."""

    moment = models.DateTimeField(_("时刻"), default=START)

    objects = DemonstrationClockManager()

    class Meta:
        verbose_name = _("演示时钟")
        verbose_name_plural = _("演示时钟")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=ONLY), name="demonstration_clock_only_row")
        ]
