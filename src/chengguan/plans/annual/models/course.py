"""What became of an item: reports and their duties, adjustments, proposals to close."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.plans.annual.models.item import PlanItem, PlanWindow


class ProgressReport(Governed):
    """进展报告, in three parts; ``figure_value`` is the figure as it stood when it was sent."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="reports")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    done = models.TextField()
    problems = models.TextField(default="")
    next_steps = models.TextField(default="")
    figure_value = models.CharField(max_length=80, default="")

    governed_fields = (
        "item",
        "by",
        "reported_at",
        "done",
        "problems",
        "next_steps",
        "figure_value",
    )

    class Meta:
        verbose_name = _("进展报告")


class ReportDuty(Governed):
    """报告责任: of the unit that leads the item, for one period. It is there before anybody
    reports, so that a report that never came is a row.

    ``is_released`` where the item ended before its day.
    """

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="duties")
    period_from = models.DateField()
    period_until = models.DateField()
    due_at = models.DateTimeField()
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="duties")
    is_released = models.BooleanField(default=False)
    head_told_at = models.DateTimeField(null=True)
    leader_told_at = models.DateTimeField(null=True)

    governed_fields = (
        "item",
        "period_from",
        "period_until",
        "due_at",
        "report",
        "is_released",
        "head_told_at",
        "leader_told_at",
    )

    class Meta:
        verbose_name = _("报告责任")
        indexes: ClassVar = [
            models.Index(fields=["report", "is_released", "due_at"], name="duty_missing"),
        ]

    @property
    def was_late(self) -> bool:
        """Its report came when its day was over; with ``report`` read along."""
        return self.report is not None and self.report.reported_at > self.due_at


class Adjustment(Governed):
    """任务调整: asked by the unit with a reason, decided by the keeper of the plan. What held
    before stands beside what was asked."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="adjustments")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    window = models.ForeignKey(PlanWindow, models.PROTECT, null=True, related_name="+")
    until_before = models.DateField(null=True)
    wanted_until = models.DateField(null=True)
    text_before = models.TextField(default="")
    wanted_text = models.TextField(default="")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)
    remark = models.CharField(max_length=500, default="")

    governed_fields = (
        "item",
        "asked_by",
        "asked_at",
        "reason",
        "window",
        "until_before",
        "wanted_until",
        "text_before",
        "wanted_text",
        "decided_by",
        "decided_at",
        "is_granted",
        "remark",
    )

    class Meta:
        verbose_name = _("任务调整")


class ClosingProposal(Governed):
    """销号申请: who says it is done, and what another decided."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="closings")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    summary = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(null=True)
    remark = models.CharField(max_length=500, default="")

    governed_fields = (
        "item",
        "proposed_by",
        "proposed_at",
        "summary",
        "decided_by",
        "decided_at",
        "is_agreed",
        "remark",
    )

    class Meta:
        verbose_name = _("销号申请")
