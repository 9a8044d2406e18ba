"""装修违规: what was found, who was told of it, and what each of them did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates.models.register import Estate, organ_field
from chengguan.enforcement.estates.models.renovation import (
    RenovationPatrol,
    RenovationProject,
    person_field,
)


class Point(models.TextChoices):
    """巡查要点: the twelve things a round looks at."""

    LOAD_BEARING = "load_bearing", _("承重墙/梁/柱")
    SLAB = "slab", _("楼板开洞")
    FACADE = "facade", _("外立面/门窗")
    BUILDING = "building", _("违法搭建")
    COURTYARD = "courtyard", _("天井/露台")
    GAS = "gas", _("燃气管移位")
    WATERPROOF = "waterproof", _("防水/卫生间移位")
    POWER = "power", _("电动车/施工用电")
    HOT_WORK = "hot_work", _("动火")
    HOURS = "hours", _("施工时间与噪声")
    WASTE = "waste", _("垃圾堆放")
    PEOPLE = "people", _("人员与材料登记")


STRUCTURE = frozenset({Point.LOAD_BEARING, Point.SLAB})
"""Damage to the bearing structure."""


class Outcome(models.TextChoices):
    """处理结果: what came of a report."""

    CORRECTED = "corrected", _("已责令改正并改正")
    ORDERED = "ordered", _("已责令限期改正")
    CASE = "case", _("已立案查处")
    UNFOUNDED = "unfounded", _("不属实")
    ADVISED = "advised", _("已约谈教育")


class PatrolFinding(Governed):
    """巡查发现问题: one thing wrong in one dwelling as it was found; never wiped."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="finding")
    project = models.ForeignKey(
        RenovationProject, models.PROTECT, related_name="findings", verbose_name=_("装修登记")
    )
    estate = models.ForeignKey(
        Estate, models.PROTECT, related_name="findings", verbose_name=_("小区")
    )
    # None where it was found outside a round.
    patrol = models.ForeignKey(
        RenovationPatrol,
        models.PROTECT,
        null=True,
        related_name="findings",
        verbose_name=_("日巡查"),
    )
    office = organ_field(_("物业管理处"))
    point = models.CharField(_("巡查要点"), max_length=20, choices=Point)
    description = models.TextField(_("发现情况"), max_length=2000)
    is_in_progress = models.BooleanField(_("正在进行"), default=False)
    found_by = person_field(_("发现人"))
    dissuaded_at = models.DateTimeField(_("劝阻时间"), null=True)
    refused_at = models.DateTimeField(_("拒不改正时间"), null=True)
    refusal = models.CharField(_("拒不改正情况"), max_length=500, default="")
    corrected_at = models.DateTimeField(_("改正时间"), null=True)
    settled_at = models.DateTimeField(_("了结时间"), null=True)

    governed_fields = (
        "matter",
        "project",
        "estate",
        "patrol",
        "office",
        "point",
        "description",
        "is_in_progress",
        "found_by",
        "dissuaded_at",
        "refused_at",
        "refusal",
        "corrected_at",
        "settled_at",
    )

    class Meta:
        verbose_name = _("巡查发现问题")

    def __str__(self) -> str:
        return self.point


class FollowUp(Governed):
    """跟进记录: how an open finding stood when the next round looked at it."""

    finding = models.ForeignKey(
        PatrolFinding, models.PROTECT, related_name="follow_ups", verbose_name=_("巡查发现问题")
    )
    patrol = models.ForeignKey(
        RenovationPatrol, models.PROTECT, related_name="follow_ups", verbose_name=_("日巡查")
    )
    seen_at = models.DateTimeField(_("跟进时间"))
    is_gone = models.BooleanField(_("已经消除"))
    note = models.CharField(_("跟进情况"), max_length=300, default="")

    governed_fields = ("finding", "patrol", "seen_at", "is_gone", "note")

    class Meta:
        verbose_name = _("跟进记录")


class PropertyReport(Governed):
    """报告单: the company's one report, the body it went to, and the answer."""

    finding = models.OneToOneField(
        PatrolFinding,
        models.PROTECT,
        primary_key=True,
        related_name="report",
        verbose_name=_("巡查发现问题"),
    )
    reported_at = models.DateTimeField(_("报告时间"))
    by = person_field(_("报告人"))
    text = models.TextField(_("报告内容"), max_length=2000)
    competent = organ_field(_("主管部门"))
    handed_by_rule = models.CharField(_("主管依据"), max_length=200, default="")
    arrived_at = models.DateTimeField(_("到场时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    outcome = models.CharField(_("处理结果"), max_length=12, choices=Outcome, default="")
    answer = models.TextField(_("答复内容"), max_length=2000, default="")
    # What the enforcement lead that came of it was answered with.
    lead_result = models.CharField(_("线索办理结果"), max_length=500, default="")

    governed_fields = (
        "finding",
        "reported_at",
        "by",
        "text",
        "competent",
        "handed_by_rule",
        "arrived_at",
        "answered_at",
        "outcome",
        "answer",
        "lead_result",
    )

    class Meta:
        verbose_name = _("报告单")


class ReportReceipt(Governed):
    """报告回执: that the report reached one organ, and that somebody there took note of it."""

    report = models.ForeignKey(
        PropertyReport, models.PROTECT, related_name="receipts", verbose_name=_("报告单")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("接收单位"))
    reached_at = models.DateTimeField(_("送达时间"))
    acknowledged_at = models.DateTimeField(_("签收时间"), null=True)
    acknowledged_by = person_field(_("签收人"), null=True)

    governed_fields = ("report", "organ", "reached_at", "acknowledged_at", "acknowledged_by")

    class Meta:
        verbose_name = _("报告回执")
        constraints = [
            models.UniqueConstraint(fields=["report", "organ"], name="one_receipt_an_organ"),
        ]


class ReportReturn(Governed):
    """退转: a body that said it was not its matter, to whom it went, or who ruled."""

    report = models.ForeignKey(
        PropertyReport, models.PROTECT, related_name="returns", verbose_name=_("报告单")
    )
    organ = organ_field(_("退转单位"))
    to = organ_field(_("转往单位"), null=True)
    by = person_field(_("退转人"))
    returned_at = models.DateTimeField(_("退转时间"))
    reason = models.CharField(_("退转理由"), max_length=500)
    ruled_at = models.DateTimeField(_("裁定时间"), null=True)
    ruled_by = person_field(_("裁定人"), null=True)
    ruling = models.CharField(_("裁定理由"), max_length=500, default="")

    governed_fields = (
        "report",
        "organ",
        "to",
        "by",
        "returned_at",
        "reason",
        "ruled_at",
        "ruled_by",
        "ruling",
    )

    class Meta:
        verbose_name = _("退转")


class DutyReferral(Governed):
    """物业履职移送: a missed duty, proposed to the housing department (沪物业规定 87)."""

    class Ground(models.TextChoices):
        LATE = "late", _("逾期报告")
        UNREPORTED = "unreported", _("劝阻无效后没有报告")

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="referral")
    finding = models.OneToOneField(
        PatrolFinding, models.PROTECT, related_name="referral", verbose_name=_("巡查发现问题")
    )
    company = organ_field(_("物业管理处"))
    ground = models.CharField(_("移送事由"), max_length=12, choices=Ground)
    facts = models.TextField(_("事实"), max_length=2000)
    proposed_by = person_field(_("提出人"))
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answer = models.TextField(_("答复内容"), max_length=2000, default="")

    governed_fields = (
        "matter",
        "finding",
        "company",
        "ground",
        "facts",
        "proposed_by",
        "sent_at",
        "answered_at",
        "answer",
    )

    class Meta:
        verbose_name = _("物业履职移送")
