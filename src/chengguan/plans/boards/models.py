"""通报: the records as they stood on their day; and period reports on their way to a file."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter


class Bulletin(Governed):
    """进度通报: how a plan stood at one moment. Its rows are written once, with the bulletin.

    ``reached`` of ``weights`` is what the progress is made of; both are exact to eight places.
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="bulletin"
    )
    plan = models.ForeignKey(Matter, models.PROTECT, related_name="+", verbose_name=_("年度计划"))
    issued_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("通报签发人")
    )
    stood_at = models.DateTimeField(_("通报截至"))
    remark = models.TextField(_("通报说明"), max_length=2000, default="")
    reached = models.DecimalField(max_digits=18, decimal_places=8)
    weights = models.PositiveIntegerField()
    tasks = models.PositiveIntegerField()
    tasks_late = models.PositiveIntegerField()

    governed_fields = (
        "matter",
        "plan",
        "issued_by",
        "stood_at",
        "remark",
        "reached",
        "weights",
        "tasks",
        "tasks_late",
    )

    class Meta:
        verbose_name = _("进度通报")


class BulletinUnit(Governed):
    """通报单位行: what one unit had, counted from the rows of the same bulletin.

    ``weights`` and ``reached`` are its portion of the plan's: the units together have the plan's.
    """

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="units")
    place = models.PositiveSmallIntegerField()
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    items = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    closed_late = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    at_risk = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    reached = models.DecimalField(max_digits=18, decimal_places=8)
    weights = models.DecimalField(max_digits=18, decimal_places=8)

    governed_fields = (
        "bulletin",
        "place",
        "organ",
        "name",
        "items",
        "closed",
        "closed_late",
        "late",
        "at_risk",
        "missing",
        "reached",
        "weights",
    )

    class Meta:
        verbose_name = _("通报单位行")


class BulletinLine(Governed):
    """通报任务行: one item in the words of the day; ``rule`` says how its progress was counted."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    path = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=120)
    state = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    is_late = models.BooleanField()
    was_late = models.BooleanField()
    is_at_risk = models.BooleanField()
    missing = models.PositiveIntegerField()
    progress = models.DecimalField(max_digits=5, decimal_places=2)
    rule = models.CharField(max_length=200)

    governed_fields = (
        "bulletin",
        "place",
        "item",
        "number",
        "path",
        "title",
        "unit",
        "state",
        "due_on",
        "is_late",
        "was_late",
        "is_at_risk",
        "missing",
        "progress",
        "rule",
    )

    class Meta:
        verbose_name = _("通报任务行")


class BulletinFigure(Governed):
    """通报指标行: a published figure as it was, with what it was counted from."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="figures")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    period = models.CharField(max_length=10)
    value = models.CharField(max_length=40)
    met = models.IntegerField()
    counted = models.PositiveIntegerField()

    governed_fields = ("bulletin", "place", "code", "title", "period", "value", "met", "counted")

    class Meta:
        verbose_name = _("通报指标行")


class BulletinReceipt(Governed):
    """通报签收: one addressed unit's receipt, signed by whoever answers for the unit."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="bulletin_receipt"
    )
    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="receipts")
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("签收人")
    )
    signed_at = models.DateTimeField(_("签收时间"), null=True)

    governed_fields = ("matter", "bulletin", "signed_by", "signed_at")

    class Meta:
        verbose_name = _("通报签收")


class ReportState(models.TextChoices):
    """How far a report has come; each stage leaves the next one to the worker."""

    GATHERING = "gathering", _("汇总中")
    TYPESETTING = "typesetting", _("排版中")
    DONE = "done", _("已生成")
    FAILED = "failed", _("没有办成")


class PeriodReport(models.Model):
    """阶段报告: a month, quarter, half-year or year of one plan, as a PDF and a Word document.

    ``content`` is canonical JSON: what both files say, frozen when it was gathered. ``key`` is of
    the form that asked: the same form sent twice asks once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Matter, models.PROTECT, related_name="+", verbose_name=_("年度计划"))
    period = models.CharField(_("报告期"), max_length=10)
    key = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    state = models.CharField(
        _("状态"), max_length=12, choices=ReportState, default=ReportState.GATHERING
    )
    made_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("结束时间"), null=True)
    content = models.TextField(default="")
    pdf = models.ForeignKey(FileUse, models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(FileUse, models.PROTECT, null=True, related_name="+")
    problem = models.CharField(_("原因"), max_length=300, default="")

    class Meta:
        verbose_name = _("阶段报告")
        indexes: ClassVar = [models.Index(fields=["plan", "-made_at"], name="report_of_plan")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "key", "plan", "period"], name="report_once")
        ]
