"""Demolition and what follows: things taken out, cleaning, acceptance, look-backs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.structures.kinds import Way
from chengguan.enforcement.structures.models.structure import (
    of_structure,
    round_field,
    square_metres,
)


class DemolitionRecord(Governed):
    """拆除记录: what came down, how, at what cost (fen), where the waste went."""

    structure = of_structure("demolitions")
    round = round_field()
    demolished_at = models.DateTimeField(_("拆除时间"))
    way = models.CharField(_("拆除方式"), max_length=12, choices=Way)
    is_partial = models.BooleanField(_("部分拆除"), default=False)
    area = square_metres(_("拆除面积"))
    cost = models.PositiveBigIntegerField(_("拆除费用"), default=0)
    waste_to = models.CharField(_("垃圾去向"), max_length=200)
    is_urgent = models.BooleanField(_("情况紧急"), default=False)
    urgency = models.CharField(_("紧急情况"), max_length=200, default="")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("记录人")
    )

    governed_fields = (
        "structure",
        "round",
        "demolished_at",
        "way",
        "is_partial",
        "area",
        "cost",
        "waste_to",
        "is_urgent",
        "urgency",
        "recorded_by",
    )

    class Meta:
        verbose_name = _("拆除记录")
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "round"],
                condition=models.Q(is_partial=False),
                name="one_demolition_a_round",
            )
        ]
        indexes = [models.Index(fields=["demolished_at"], name="demolished_when")]


class DemolitionOfficer(Governed):
    """实施人员: one of those who carried out a demolition."""

    record = models.ForeignKey(
        DemolitionRecord, models.PROTECT, related_name="officers", verbose_name=_("拆除记录")
    )
    officer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("实施人员")
    )

    governed_fields = ("record", "officer")

    class Meta:
        verbose_name = _("实施人员")
        constraints = [
            models.UniqueConstraint(fields=["record", "officer"], name="officer_once_a_demolition")
        ]


class PropertyNotice(Governed):
    """取走财物通知: before things are pulled down they may be taken out (沪拆违规定 12.1)."""

    structure = of_structure("property_notices")
    round = round_field()
    given_at = models.DateTimeField(_("通知时间"))
    take_until = models.DateField(_("取走期限"))
    is_empty = models.BooleanField(_("内无财物"), default=False)

    governed_fields = ("structure", "round", "given_at", "take_until", "is_empty")

    class Meta:
        verbose_name = _("取走财物通知")


class KeptThing(Governed):
    """代为保管的财物: what nobody took out, until claimed or dealt with (沪拆违规定 12.1)."""

    structure = of_structure("kept_things")
    round = round_field()
    name = models.CharField(_("财物名称"), max_length=100)
    quantity = models.CharField(_("财物数量"), max_length=40)
    kept_at = models.CharField(_("保管地点"), max_length=100)
    # Empty only where what had happened was taken down as it happened.
    claim_until = models.DateField(_("领取期限"), null=True)
    claimed_at = models.DateTimeField(_("领取时间"), null=True)
    claimed_by = models.CharField(_("领取人"), max_length=60, default="")
    disposed_at = models.DateTimeField(_("处置时间"), null=True)
    disposal = models.CharField(_("处置方式"), max_length=300, default="")

    governed_fields = (
        "structure",
        "round",
        "name",
        "quantity",
        "kept_at",
        "claim_until",
        "claimed_at",
        "claimed_by",
        "disposed_at",
        "disposal",
    )

    class Meta:
        verbose_name = _("代为保管的财物")


class CleaningNotice(Governed):
    """清理通知: by when the party clears the rubble (沪拆违规定 13)."""

    structure = of_structure("cleaning_notices")
    round = round_field()
    given_at = models.DateTimeField(_("通知时间"))
    due_on = models.DateField(_("清理期限"))

    governed_fields = ("structure", "round", "given_at", "due_on")

    class Meta:
        verbose_name = _("清理通知")


class Acceptance(Governed):
    """复核销项: one looks and another confirms, with photos from the view of before."""

    structure = of_structure("acceptances")
    round = round_field()
    inspected_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("复核人")
    )
    inspected_at = models.DateTimeField(_("复核时间"))
    is_cleared = models.BooleanField(_("垃圾已清理"))
    remark = models.CharField(_("复核情况"), max_length=500)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("再核人")
    )
    confirmed_at = models.DateTimeField(_("再核时间"), null=True)
    returned_at = models.DateTimeField(_("退回时间"), null=True)
    return_reason = models.CharField(_("退回理由"), max_length=500, default="")

    governed_fields = (
        "structure",
        "round",
        "inspected_by",
        "inspected_at",
        "is_cleared",
        "remark",
        "confirmed_by",
        "confirmed_at",
        "returned_at",
        "return_reason",
    )

    class Meta:
        verbose_name = _("复核销项")


class LookBack(Governed):
    """回头看: that somebody went again, for which of the three looks, and what he saw."""

    structure = of_structure("look_backs")
    round = round_field()
    ref = models.CharField(_("第几次回头看"), max_length=20)
    looked_at = models.DateTimeField(_("回头看时间"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("回头看人员"))
    found = models.CharField(_("回头看情况"), max_length=500)

    governed_fields = ("structure", "round", "ref", "looked_at", "by", "found")

    class Meta:
        verbose_name = _("回头看")
        constraints = [
            models.UniqueConstraint(fields=["structure", "round", "ref"], name="one_look_a_term")
        ]
