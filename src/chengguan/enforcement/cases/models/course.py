"""What is recorded of the course of a case: suspended, sent to the police, taken over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.cases.kinds import Objection, SuspendedStretch
from chengguan.enforcement.cases.models.case import Case


class Suspension(Governed):
    """中止和恢复: of the investigation or of the execution, from when until when, and why."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="suspensions", verbose_name=_("案件")
    )
    stretch = models.CharField(_("中止的环节"), max_length=14, choices=SuspendedStretch)
    since = models.DateTimeField(_("中止时间"))
    suspended_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("批准中止人")
    )
    reason = models.TextField(_("中止理由"))
    resumed_at = models.DateTimeField(_("恢复时间"), null=True)
    resumed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("批准恢复人")
    )
    resume_reason = models.TextField(_("恢复理由"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "stretch",
        "since",
        "suspended_by",
        "reason",
        "resumed_at",
        "resumed_by",
        "resume_reason",
    )

    class Meta:
        verbose_name = _("中止和恢复")


class CrimeTransfer(Governed):
    """涉罪移送: reported in writing, reviewed, approved or not by the leader (移送规定 5)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="crime_transfers", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    requested_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报请人")
    )
    offence = models.CharField(_("涉嫌罪名"), max_length=100)
    facts = models.TextField(_("涉嫌犯罪的事实"))
    reviewed_at = models.DateTimeField(_("审核时间"), null=True)
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人")
    )
    review = models.TextField(_("审核意见"), blank=True)
    ruled_at = models.DateTimeField(_("审批时间"), null=True)
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    is_approved = models.BooleanField(_("批准移送"), null=True)
    opinion = models.TextField(_("审批意见"), blank=True)
    recalled_at = models.DateTimeField(_("撤回时间"), null=True)
    handed_at = models.DateTimeField(_("移送时间"), null=True)
    body = models.CharField(_("接收的公安机关"), max_length=60, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "requested_by",
        "offence",
        "facts",
        "reviewed_at",
        "reviewed_by",
        "review",
        "ruled_at",
        "ruled_by",
        "is_approved",
        "opinion",
        "recalled_at",
        "handed_at",
        "body",
    )

    class Meta:
        verbose_name = _("涉罪移送")


class PoliceAnswer(Governed):
    """公安机关的答复: taken on or declined, and what was said against that (移送规定 8–10)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="police_answers", verbose_name=_("案件")
    )
    received_at = models.DateTimeField(_("收到通知书的时间"))
    is_taken = models.BooleanField(_("立案"))
    number = models.CharField(_("通知书文号"), max_length=80)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    objected_at = models.DateTimeField(_("提出异议的时间"), null=True)
    objection = models.CharField(_("异议方式"), max_length=16, choices=Objection, blank=True)
    objection_reason = models.TextField(_("异议理由"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "received_at",
        "is_taken",
        "number",
        "note",
        "objected_at",
        "objection",
        "objection_reason",
    )

    class Meta:
        verbose_name = _("公安机关的答复")


class CrimeTransferOfficer(Governed):
    """专案人员: one officer of those who verified the suspicion, once."""

    transfer = models.ForeignKey(
        CrimeTransfer, models.PROTECT, related_name="officers", verbose_name=_("涉罪移送")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))

    governed_fields: ClassVar[tuple[str, ...]] = ("transfer", "person")

    class Meta:
        verbose_name = _("专案人员")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["transfer", "person"], name="officer_once_at_crime_transfer"
            )
        ]


class AdoptedDebt(Governed):
    """接收的应缴款项: what another system said was decided and paid. Money in fen.

    ``told_paid`` counts as nothing until a receipt is recorded here.
    """

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="adopted_debt", verbose_name=_("案件")
    )
    fine = models.PositiveBigIntegerField(_("原决定罚款"))
    confiscation = models.PositiveBigIntegerField(_("原决定没收金额"), default=0)
    told_paid = models.PositiveBigIntegerField(_("原系统记载已缴"), default=0)

    governed_fields: ClassVar[tuple[str, ...]] = ("case", "fine", "confiscation", "told_paid")

    class Meta:
        verbose_name = _("接收的应缴款项")


class AdoptedDecision(Governed):
    """补录的原决定: the decision another system made, as its papers in the file show it.

    ``served_at`` is empty where it is served here. Money in fen.
    """

    case = models.OneToOneField(
        Case,
        models.PROTECT,
        primary_key=True,
        related_name="adopted_decision",
        verbose_name=_("案件"),
    )
    brought_at = models.DateTimeField(_("补录时间"))
    number = models.CharField(_("原决定文号"), max_length=80)
    decided_at = models.DateTimeField(_("决定时间"))
    served_at = models.DateTimeField(_("送达时间"), null=True)
    fine = models.PositiveBigIntegerField(_("原决定罚款"))
    confiscation = models.PositiveBigIntegerField(_("原决定没收金额"))
    confiscated = models.TextField(_("没收物品"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "brought_at",
        "number",
        "decided_at",
        "served_at",
        "fine",
        "confiscation",
        "confiscated",
    )

    class Meta:
        verbose_name = _("补录的原决定")
