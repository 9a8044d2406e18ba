"""The plan and its text, as it was read from the file: nothing of it is lost or cut."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter


class AnnualPlan(Governed):
    """年度计划: one document with its own number, and the number under which it was issued."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="annual_plan"
    )
    key = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True)
    issuer = models.CharField(max_length=120, default="")
    written_number = models.CharField(max_length=60, default="")
    source = models.ForeignKey(FileUse, models.PROTECT, null=True, related_name="+")
    issued_number = models.CharField(max_length=60, default="")
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    governed_fields = (
        "matter",
        "key",
        "year",
        "issuer",
        "written_number",
        "source",
        "issued_number",
        "issued_on",
        "issued_by",
    )

    class Meta:
        verbose_name = _("年度计划")


class PlanParagraph(Governed):
    """计划段落: a numbered paragraph, or a table of tasks, under the heading of its section."""

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="paragraphs")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    section = models.CharField(max_length=200, default="")
    marker = models.CharField(max_length=20, default="")
    is_table = models.BooleanField(default=False)

    governed_fields = ("plan", "place", "key", "section", "marker", "is_table")

    class Meta:
        verbose_name = _("计划段落")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_paragraph_a_key"),
        ]


class PlanSentence(Governed):
    """计划语句: a sentence or a row of a table, word for word; ``told`` holds the other cells.

    ``holds_duty`` is proposed by the reader and judged by a person; who judged stands beside it.
    """

    paragraph = models.ForeignKey(PlanParagraph, models.PROTECT, related_name="sentences")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    text = models.TextField()
    told = models.CharField(max_length=400, default="")
    role = models.CharField(max_length=12)
    holds_duty = models.BooleanField(default=False)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    governed_fields = (
        "paragraph",
        "place",
        "key",
        "text",
        "told",
        "role",
        "holds_duty",
        "judged_by",
    )

    class Meta:
        verbose_name = _("计划语句")


class PlanReceipt(Governed):
    """计划签收: one addressed unit's receipt; a unit signs by whoever answers for it."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="plan_receipt"
    )
    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="receipts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    governed_fields = ("matter", "plan", "organ", "signed_by", "signed_at")

    class Meta:
        verbose_name = _("计划签收")
