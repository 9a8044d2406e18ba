"""An item of a plan: proposed beside the text, a matter from the day the plan is issued."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter, MatterClock
from chengguan.plans.annual.models.document import AnnualPlan, PlanSentence


class Rhythm(models.TextChoices):
    """报告频次"""

    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    NONE = "none", _("不定期报告")


class Share(models.TextChoices):
    """What a unit has to do with an item."""

    LEAD = "lead", _("牵头")
    CO = "co", _("共同负责")
    PARTNER = "partner", _("配合")


class WindowKind(models.TextChoices):
    """What a window asks for: the whole of it, once in it, in either, in each."""

    WHOLE = "whole", _("全程")
    ONE = "one", _("须在窗口内完成")
    EITHER = "either", _("任一窗口完成即可")
    EACH = "each", _("每个窗口都须完成")


class PlanItem(Governed):
    """工作任务. Without a matter it is only proposed; ``parent`` is the item it takes apart.

    ``first_due_at`` is the first day that was set and ``first_finished_at`` the first time it was
    reported as done: both are written once and never wiped.
    """

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="items")
    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, null=True, related_name="plan_item"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    place = models.PositiveIntegerField()
    path = models.CharField(max_length=60)
    text = models.TextField()
    lead = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.MONTHLY)
    measure = models.CharField(max_length=200, default="")
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    target_unit = models.CharField(max_length=20, default="")
    figure = models.CharField(max_length=60, default="")
    weight = models.PositiveIntegerField(default=1)
    is_dropped = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    first_finished_at = models.DateTimeField(null=True)

    governed_fields = (
        "plan",
        "matter",
        "parent",
        "place",
        "path",
        "text",
        "lead",
        "rhythm",
        "measure",
        "target",
        "target_unit",
        "figure",
        "weight",
        "is_dropped",
        "confirmed_by",
        "confirmed_at",
        "first_due_at",
        "first_finished_at",
    )

    class Meta:
        verbose_name = _("工作任务")
        indexes: ClassVar = [
            models.Index(fields=["plan", "place"], name="item_in_order"),
        ]

    @property
    def reference(self) -> str:
        """Its place in the plan as people say it: 3.4.1, without the key of the document."""
        return self.path.rpartition("/")[2]


class ItemSentence(Governed):
    """任务出处: the sentence or row an item was made of."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="sentences")
    sentence = models.ForeignKey(PlanSentence, models.PROTECT, related_name="items")

    governed_fields = ("item", "sentence")

    class Meta:
        verbose_name = _("任务出处")


class ItemOwner(Governed):
    """责任单位: an organ, or a name outside the house; the lead stands first."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="owners")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    share = models.CharField(max_length=10, choices=Share)
    is_dropped = models.BooleanField(default=False)

    governed_fields = ("item", "place", "name", "organ", "share", "is_dropped")

    class Meta:
        verbose_name = _("责任单位")


class PlanWindow(Governed):
    """时间窗口: both days included. Windows of one ``group`` are one term: done in one of them, the
    term is met. ``first_until`` never changes; ``clock`` stands on the last window of its term."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="windows")
    group = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=WindowKind)
    since = models.DateField(null=True)
    until = models.DateField()
    first_until = models.DateField()
    words = models.CharField(max_length=80, default="")
    clock = models.ForeignKey(MatterClock, models.PROTECT, null=True, related_name="+")
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_dropped = models.BooleanField(default=False)

    governed_fields = (
        "item",
        "group",
        "kind",
        "since",
        "until",
        "first_until",
        "words",
        "clock",
        "met_at",
        "met_by",
        "is_dropped",
    )

    class Meta:
        verbose_name = _("时间窗口")


class ItemCapability(Governed):
    """对应能力: the line of the map of capabilities that an item asks for."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="capabilities")
    key = models.CharField(max_length=12)

    governed_fields = ("item", "key")

    class Meta:
        verbose_name = _("对应能力")


class Milestone(Governed):
    """节点: a step of an item with its day; it is reached with evidence."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    reached_at = models.DateTimeField(null=True)
    reached_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    governed_fields = ("item", "title", "due_on", "reached_at", "reached_by")

    class Meta:
        verbose_name = _("节点")
