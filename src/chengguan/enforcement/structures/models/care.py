"""What is owed as long as it stands: safety rounds, hazards, the four responsible parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.structures.kinds import (
    HazardKind,
    SafetyGrade,
    ScreeningResult,
    Side,
)
from chengguan.enforcement.structures.models.structure import of_structure


class SafetyCheck(Governed):
    """安全排查: a round, the grade it gave, and the day of the next."""

    structure = of_structure("safety_checks")
    checked_at = models.DateTimeField(_("排查时间"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("排查人"))
    grade = models.CharField(_("安全等级"), max_length=1, choices=SafetyGrade)
    found = models.CharField(_("排查情况"), max_length=1000)
    appraisal = models.CharField(_("鉴定报告编号"), max_length=60, default="")
    next_on = models.DateField(_("下次排查日期"), null=True)

    governed_fields = (
        "structure",
        "checked_at",
        "by",
        "grade",
        "found",
        "appraisal",
        "next_on",
    )

    class Meta:
        verbose_name = _("安全排查")


class HazardItem(Governed):
    """安全隐患: from its report to its closing by somebody else."""

    structure = of_structure("hazards")
    kind = models.CharField(_("隐患类别"), max_length=12, choices=HazardKind)
    description = models.CharField(_("隐患情况"), max_length=500)
    reported_at = models.DateTimeField(_("隐患发现时间"))
    reported_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("隐患发现人")
    )
    due_on = models.DateField(_("隐患整改期限"))
    rectified_at = models.DateTimeField(_("隐患整改时间"), null=True)
    rectified_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("整改登记人")
    )
    rectification = models.CharField(_("隐患整改情况"), max_length=500, default="")
    closed_at = models.DateTimeField(_("隐患销号时间"), null=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("隐患销号人")
    )

    governed_fields = (
        "structure",
        "kind",
        "description",
        "reported_at",
        "reported_by",
        "due_on",
        "rectified_at",
        "rectified_by",
        "rectification",
        "closed_at",
        "closed_by",
    )

    class Meta:
        verbose_name = _("安全隐患")


class SideName(Governed):
    """责任方名称: what the bureau calls one of the four sides, where not by its usual name."""

    side = models.CharField(_("责任方"), max_length=12, choices=Side, unique=True)
    label = models.CharField(_("责任方名称"), max_length=40)

    governed_fields = ("side", "label")

    class Meta:
        verbose_name = _("责任方名称")


class ResponsibilityAssignment(Governed):
    """四方责任: who answers for it on one side, signed, and when he goes there."""

    structure = of_structure("responsibilities")
    side = models.CharField(_("责任方"), max_length=12, choices=Side)
    name = models.CharField(_("责任人"), max_length=60)
    duty = models.CharField(_("责任内容"), max_length=300)
    signed_on = models.DateField(_("签署日期"), null=True)
    last_visit_on = models.DateField(_("上次走访"), null=True)
    next_visit_on = models.DateField(_("下次走访"), null=True)
    until = models.DateField(_("责任终止"), null=True)

    governed_fields = (
        "structure",
        "side",
        "name",
        "duty",
        "signed_on",
        "last_visit_on",
        "next_visit_on",
        "until",
    )

    class Meta:
        verbose_name = _("四方责任")
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "side"],
                condition=models.Q(until=None),
                name="one_answers_for_a_side",
            )
        ]


class Screening(Governed):
    """甄别: what is to become of it, proposed by one and approved by another."""

    structure = of_structure("screenings")
    result = models.CharField(_("甄别结论"), max_length=10, choices=ScreeningResult)
    reason = models.CharField(_("甄别理由"), max_length=500)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    is_approved = models.BooleanField(_("同意"), null=True)
    remark = models.CharField(_("审批意见"), max_length=500, default="")

    governed_fields = (
        "structure",
        "result",
        "reason",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
        "is_approved",
        "remark",
    )

    class Meta:
        verbose_name = _("甄别")
