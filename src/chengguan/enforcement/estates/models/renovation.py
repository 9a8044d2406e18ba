"""装修: one dwelling's works from registration to closing, with the rounds owed for them."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Person
from chengguan.core.registers.models import Place
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates.models.register import Estate, organ_field


def person_field(words: Any, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=words, **more)


class Brought(models.TextChoices):
    """登记来源: whether the renovator came, or the works were found."""

    DECLARED = "declared", _("事先申报")
    FOUND = "found", _("发现未申报")


class RenovationProject(Governed):
    """装修登记: where, by whom, from when until when, and what became of it.

    Without an ``estate`` its address has not been matched yet. Name and phone of the renovator
    are sealed; ``token`` is the address of the public notice board and says nothing of them.
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="renovation"
    )
    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, related_name="renovations", verbose_name=_("小区")
    )
    # Who managed the estate when the works were registered there.
    office = organ_field(_("物业管理处"), null=True)
    room = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", verbose_name=_("房屋")
    )
    address_text = models.CharField(_("地址"), max_length=200)
    brought = models.CharField(_("登记来源"), max_length=10, choices=Brought)
    renovator_name = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("装修人")
    )
    renovator_phone = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("装修人电话")
    )
    is_owner = models.BooleanField(_("装修人是业主"), default=True)
    firm = models.CharField(_("装饰装修单位"), max_length=100)
    planned_from = models.DateField(_("施工开始"))
    planned_until = models.DateField(_("施工结束"))
    changes_structure = models.BooleanField(_("变动承重结构"), default=False)
    # The day on which works began; before the registration where they began without it.
    begun_on = models.DateField(_("实际开工"), null=True)
    agreed_on = models.DateField(_("协议签订"), null=True)
    forbidden_told = models.TextField(_("已告知的禁止行为"), max_length=2000, default="")
    waste_place = models.CharField(_("垃圾堆放点"), max_length=200, default="")
    completed_on = models.DateField(_("完工"), null=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    governed_fields = (
        "matter",
        "estate",
        "office",
        "room",
        "address_text",
        "brought",
        "renovator_name",
        "renovator_phone",
        "is_owner",
        "firm",
        "planned_from",
        "planned_until",
        "changes_structure",
        "begun_on",
        "agreed_on",
        "forbidden_told",
        "waste_place",
        "completed_on",
        "token",
    )

    class Meta:
        verbose_name = _("装修登记")
        indexes = [models.Index(fields=["estate", "planned_until"], name="renovation_of_estate")]

    def __str__(self) -> str:
        return self.address_text


class WorkerPass(Governed):
    """出入证: one worker's pass for the time of the works."""

    project = models.ForeignKey(
        RenovationProject, models.PROTECT, related_name="passes", verbose_name=_("装修登记")
    )
    number = models.CharField(_("证号"), max_length=40, unique=True)
    worker = models.CharField(_("施工人员"), max_length=60)
    issued_on = models.DateField(_("发证日期"))
    until = models.DateField(_("有效期至"))

    governed_fields = ("project", "number", "worker", "issued_on", "until")

    class Meta:
        verbose_name = _("出入证")


class RenovationPatrol(Governed):
    """日巡查: the round that is owed on one day. It stands before its day; without ``visited_at``
    it was not made, and that is a fact too. What fell away has ``cancelled_at`` with a reason."""

    project = models.ForeignKey(
        RenovationProject, models.PROTECT, related_name="patrols", verbose_name=_("装修登记")
    )
    # Who owes it: whoever manages the estate on that day.
    office = organ_field(_("物业管理处"), db_index=False)
    day = models.DateField(_("应巡查日期"))
    yellow_at = models.DateTimeField(_("提醒时间"))
    red_at = models.DateTimeField(_("漏查时间"))
    visited_at = models.DateTimeField(_("巡查时间"), null=True)
    recorded_at = models.DateTimeField(_("记录时间"), null=True)
    by = person_field(_("巡查人"), null=True)
    note = models.CharField(_("巡查情况"), max_length=500, default="")
    cancelled_at = models.DateTimeField(_("取消时间"), null=True)
    cancel_reason = models.CharField(_("取消理由"), max_length=200, default="")

    governed_fields = (
        "project",
        "office",
        "day",
        "yellow_at",
        "red_at",
        "visited_at",
        "recorded_at",
        "by",
        "note",
        "cancelled_at",
        "cancel_reason",
    )

    class Meta:
        verbose_name = _("日巡查")
        constraints = [
            models.UniqueConstraint(fields=["project", "day"], name="one_patrol_a_day"),
        ]
        indexes = [
            models.Index(
                fields=["yellow_at"],
                condition=models.Q(cancelled_at=None),
                name="patrol_by_day",
            )
        ]


class EntryRestriction(Governed):
    """限制进场记录: that the company kept workers out under the covenant. Evidence, no gate."""

    project = models.ForeignKey(
        RenovationProject, models.PROTECT, related_name="restrictions", verbose_name=_("装修登记")
    )
    begun_at = models.DateTimeField(_("开始时间"))
    clause = models.CharField(_("规约条款"), max_length=200)
    reason = models.CharField(_("限制理由"), max_length=500)
    by = person_field(_("记录人"))
    lifted_at = models.DateTimeField(_("解除时间"), null=True)
    lift_reason = models.CharField(_("解除理由"), max_length=500, default="")

    governed_fields = ("project", "begun_at", "clause", "reason", "by", "lifted_at", "lift_reason")

    class Meta:
        verbose_name = _("限制进场记录")


class CompletionCheck(Governed):
    """完工验看: whether common parts were damaged, and when that was mended."""

    project = models.ForeignKey(
        RenovationProject, models.PROTECT, related_name="checks", verbose_name=_("装修登记")
    )
    checked_at = models.DateTimeField(_("验看时间"))
    by = person_field(_("验看人"))
    damage = models.CharField(_("共用部位损坏"), max_length=500, default="")
    repair_by = models.DateField(_("修复期限"), null=True)
    repaired_at = models.DateTimeField(_("修复时间"), null=True)

    governed_fields = ("project", "checked_at", "by", "damage", "repair_by", "repaired_at")

    class Meta:
        verbose_name = _("完工验看")
