"""存量: the baseline of a year, its changes by approval, and the plan of what comes down."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Place
from chengguan.enforcement.structures.kinds import CampaignKind, Quarter, StockChange
from chengguan.enforcement.structures.models.structure import (
    IllegalStructure,
    of_structure,
    square_metres,
)


class Baseline(Governed):
    """存量基数: what stood in a district when the year began; locked once, for the whole year."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("区局"))
    locked_at = models.DateTimeField(_("基数锁定时间"))
    locked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("基数锁定人")
    )

    governed_fields = ("key", "year", "organ", "locked_at", "locked_by")

    class Meta:
        verbose_name = _("存量基数")
        constraints = [
            models.UniqueConstraint(fields=["year", "organ"], name="one_baseline_a_year")
        ]


class BaselineLine(Governed):
    """基数明细: one structure with its area on the day of locking, or since it was taken in."""

    baseline = models.ForeignKey(
        Baseline, models.PROTECT, related_name="lines", verbose_name=_("存量基数")
    )
    structure = of_structure("baseline_lines")
    area = square_metres(_("违建面积"))
    counted_from = models.DateTimeField(_("计入时间"))
    is_counted = models.BooleanField(_("计入基数"), default=True)

    governed_fields = ("baseline", "structure", "area", "counted_from", "is_counted")

    class Meta:
        verbose_name = _("基数明细")
        constraints = [
            models.UniqueConstraint(fields=["baseline", "structure"], name="once_in_a_baseline")
        ]


class BaselineChange(Governed):
    """基数变更: asked for with its reason by one, decided by another."""

    baseline = models.ForeignKey(
        Baseline, models.PROTECT, related_name="changes", verbose_name=_("存量基数")
    )
    structure = of_structure("baseline_changes")
    kind = models.CharField(_("基数变更类别"), max_length=8, choices=StockChange)
    reason = models.CharField(_("基数变更理由"), max_length=500)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    is_approved = models.BooleanField(_("同意"), null=True)

    governed_fields = (
        "baseline",
        "structure",
        "kind",
        "reason",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
        "is_approved",
    )

    class Meta:
        verbose_name = _("基数变更")
        constraints = [
            models.UniqueConstraint(
                fields=["baseline", "structure"],
                condition=models.Q(decided_at=None),
                name="one_change_waits",
            )
        ]


class DemolitionPlan(Governed):
    """拆违计划: what a district means to bring down in a year."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("区局"))
    issued_at = models.DateTimeField(_("计划下达时间"))
    issued_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("计划下达人")
    )

    governed_fields = ("key", "year", "organ", "issued_at", "issued_by")

    class Meta:
        verbose_name = _("拆违计划")
        constraints = [
            models.UniqueConstraint(fields=["year", "organ"], name="one_demolition_plan_a_year")
        ]


class DemolitionPlanLine(Governed):
    """拆违计划明细: one structure, the quarter in which it is to come down, its area then."""

    plan = models.ForeignKey(
        DemolitionPlan, models.PROTECT, related_name="lines", verbose_name=_("拆违计划")
    )
    structure = of_structure("plan_lines")
    quarter = models.CharField(_("计划季度"), max_length=1, choices=Quarter)
    area = square_metres(_("违建面积"))
    planned_at = models.DateTimeField(_("列入计划时间"))

    governed_fields = ("plan", "structure", "quarter", "area", "planned_at")

    class Meta:
        verbose_name = _("拆违计划明细")
        constraints = [models.UniqueConstraint(fields=["plan", "structure"], name="once_in_a_plan")]


class StructureCampaign(Governed):
    """违建整治: a campaign against one kind of structure."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("整治类别"), max_length=12, choices=CampaignKind)
    name = models.CharField(_("整治名称"), max_length=100)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("牵头单位"))
    starts_on = models.DateField(_("整治开始"))
    ends_on = models.DateField(_("整治结束"))
    aim = models.CharField(_("整治目标"), max_length=500)

    governed_fields = ("key", "kind", "name", "organ", "starts_on", "ends_on", "aim")

    class Meta:
        verbose_name = _("违建整治")


class PilotEstate(Governed):
    """试点小区: where a way is tried, what the party branch does, what was learnt."""

    campaign = models.ForeignKey(
        StructureCampaign, models.PROTECT, related_name="pilots", verbose_name=_("违建整治")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地点"))
    method = models.CharField(_("试点办法"), max_length=500)
    party_steps = models.CharField(_("党建引领做法"), max_length=500)
    lesson = models.CharField(_("试点经验"), max_length=1000, default="")

    governed_fields = ("campaign", "place", "method", "party_steps", "lesson")

    class Meta:
        verbose_name = _("试点小区")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "place"], name="once_a_campaign")
        ]


class PilotConsent(Governed):
    """试点征询: whether whoever has the structure agreed; the newest answer holds."""

    pilot = models.ForeignKey(
        PilotEstate, models.PROTECT, related_name="consents", verbose_name=_("试点小区")
    )
    structure = models.ForeignKey(
        IllegalStructure, models.PROTECT, related_name="consents", verbose_name=_("违法建筑")
    )
    asked_at = models.DateTimeField(_("征询时间"))
    is_given = models.BooleanField(_("同意"))
    remark = models.CharField(_("征询情况"), max_length=300, default="")

    governed_fields = ("pilot", "structure", "asked_at", "is_given", "remark")

    class Meta:
        verbose_name = _("试点征询")
        constraints = [
            models.UniqueConstraint(fields=["pilot", "structure"], name="asked_once_a_pilot")
        ]
