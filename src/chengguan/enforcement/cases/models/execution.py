"""What is recorded from service to the archive: one row an act, none overwritten."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.cases.kinds import (
    Channel,
    ClosingWay,
    DeferralKind,
    ExecutionEnd,
    ReceiptPurpose,
    RemedyKind,
    RemedyResult,
    Retention,
    ServedPaper,
    ServiceMethod,
)
from chengguan.enforcement.cases.models.case import Case


class Service(Governed):
    """送达: what was served, how, to whom, and from when it counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="services", verbose_name=_("案件"))
    paper = models.CharField(_("送达文书"), max_length=12, choices=ServedPaper)
    method = models.CharField(_("送达方式"), max_length=14, choices=ServiceMethod)
    served_at = models.DateTimeField(_("送达时间"))
    receiver = models.CharField(_("收件人"), max_length=100, blank=True)
    relation = models.CharField(_("与当事人关系"), max_length=40, blank=True)
    witness = models.CharField(_("见证人"), max_length=100, blank=True)
    note = models.CharField(_("送达说明"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "paper",
        "method",
        "served_at",
        "receiver",
        "relation",
        "witness",
        "note",
    )

    class Meta:
        verbose_name = _("送达")


class PublicNotice(Governed):
    """公告送达: why nothing else reaches the party, where it was posted."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="public_notices", verbose_name=_("案件")
    )
    paper = models.CharField(_("公告的文书"), max_length=12, choices=ServedPaper)
    published_at = models.DateTimeField(_("公告时间"))
    reason = models.TextField(_("公告送达的原因和经过"))
    places = models.CharField(_("公告载体"), max_length=200)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "paper",
        "published_at",
        "reason",
        "places",
    )

    class Meta:
        verbose_name = _("公告送达")


class TreasuryReceipt(Governed):
    """缴款: one receipt of the treasury or the bank."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="receipts", verbose_name=_("案件"))
    paid_at = models.DateTimeField(_("缴款时间"))
    amount = models.PositiveBigIntegerField(_("缴款金额"))
    purpose = models.CharField(_("款项"), max_length=12, choices=ReceiptPurpose)
    channel = models.CharField(_("缴款方式"), max_length=12, choices=Channel)
    receipt_number = models.CharField(_("票据号码"), max_length=60)
    treasury_account = models.CharField(_("国库或者代收账户"), max_length=60, blank=True)
    reversed_at = models.DateTimeField(_("冲正时间"), null=True)
    reverse_reason = models.CharField(_("冲正理由"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "paid_at",
        "amount",
        "purpose",
        "channel",
        "receipt_number",
        "treasury_account",
        "reversed_at",
        "reverse_reason",
    )

    class Meta:
        verbose_name = _("缴款")
        constraints: ClassVar = [
            # A receipt that was reversed by mistake can be recorded again.
            models.UniqueConstraint(
                fields=["receipt_number"],
                condition=models.Q(reversed_at=None),
                name="treasury_receipt_once",
            )
        ]


class Refund(Governed):
    """退还款项: what was paid above what is owed goes back, on a voucher of the treasury."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="refunds", verbose_name=_("案件"))
    refunded_at = models.DateTimeField(_("退还时间"))
    amount = models.PositiveBigIntegerField(_("退还金额"))
    purpose = models.CharField(_("款项"), max_length=12, choices=ReceiptPurpose)
    voucher = models.CharField(_("退库凭证号"), max_length=60)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "refunded_at",
        "amount",
        "purpose",
        "voucher",
        "note",
    )

    class Meta:
        verbose_name = _("退还款项")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voucher"], name="refund_voucher_once")
        ]


class Deferral(Governed):
    """延期、分期缴纳: asked for, and ruled on."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deferrals", verbose_name=_("案件"))
    requested_at = models.DateTimeField(_("申请时间"))
    kind = models.CharField(_("方式"), max_length=12, choices=DeferralKind)
    hardship = models.TextField(_("经济困难情况"))
    ruled_at = models.DateTimeField(_("审批时间"), null=True)
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    is_granted = models.BooleanField(_("批准"), null=True)
    opinion = models.TextField(_("审批意见"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "kind",
        "hardship",
        "ruled_at",
        "ruled_by",
        "is_granted",
        "opinion",
    )

    class Meta:
        verbose_name = _("延期、分期缴纳")


class Instalment(Governed):
    """分期: what is due by when; a deferral has one."""

    deferral = models.ForeignKey(
        Deferral, models.PROTECT, related_name="instalments", verbose_name=_("延期、分期缴纳")
    )
    position = models.PositiveIntegerField(_("期次"))
    due_on = models.DateField(_("缴款日"))
    amount = models.PositiveBigIntegerField(_("金额"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "deferral",
        "position",
        "due_on",
        "amount",
    )

    class Meta:
        verbose_name = _("分期")


class AddedFine(Governed):
    """加处罚款: computed from what was unpaid, day by day, never above the fine."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="added_fines", verbose_name=_("案件")
    )
    imposed_at = models.DateTimeField(_("加处时间"))
    since_on = models.DateField(_("自"))
    until_on = models.DateField(_("至"))
    days = models.PositiveIntegerField(_("日数"))
    amount = models.PositiveBigIntegerField(_("金额"))
    is_capped = models.BooleanField(_("已达上限"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "imposed_at",
        "since_on",
        "until_on",
        "days",
        "amount",
        "is_capped",
    )

    class Meta:
        verbose_name = _("加处罚款")


class Remedy(Governed):
    """复议、诉讼: filed against the decision, and how it ended.

    Where it was changed, the sums that stand in place of those of the decision. Money in fen.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="remedies", verbose_name=_("案件"))
    kind = models.CharField(_("类别"), max_length=16, choices=RemedyKind)
    filed_at = models.DateTimeField(_("受理时间"))
    body = models.CharField(_("受理机关"), max_length=100)
    number = models.CharField(_("案号"), max_length=80, blank=True)
    stays_execution = models.BooleanField(_("停止执行"))
    ended_at = models.DateTimeField(_("终结时间"), null=True)
    result = models.CharField(_("结果"), max_length=20, choices=RemedyResult, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    result_number = models.CharField(_("决定、裁判文书号"), max_length=80, blank=True)
    changed_fine = models.PositiveBigIntegerField(_("变更后的罚款"), null=True)
    changed_confiscation = models.PositiveBigIntegerField(_("变更后的没收金额"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "kind",
        "filed_at",
        "body",
        "number",
        "stays_execution",
        "ended_at",
        "result",
        "note",
        "result_number",
        "changed_fine",
        "changed_confiscation",
    )

    class Meta:
        verbose_name = _("复议、诉讼")


class Reminder(Governed):
    """催告: served on the party before the court is asked."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reminders", verbose_name=_("案件"))
    urged_at = models.DateTimeField(_("催告时间"))
    amount = models.PositiveBigIntegerField(_("催缴金额"))
    demands = models.TextField(_("催告内容"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "urged_at",
        "amount",
        "demands",
    )

    class Meta:
        verbose_name = _("催告")


class CourtRequest(Governed):
    """报请申请法院强制执行: asked for by the officers, signed by the head (行政强制法 55)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="court_requests", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    requested_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报请人")
    )
    court = models.CharField(_("法院"), max_length=100)
    late_reason = models.TextField(_("逾期申请的正当理由"), blank=True)
    ruled_at = models.DateTimeField(_("审批时间"), null=True)
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    is_approved = models.BooleanField(_("同意"), null=True)
    opinion = models.TextField(_("审批意见"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "requested_by",
        "court",
        "late_reason",
        "ruled_at",
        "ruled_by",
        "is_approved",
        "opinion",
    )

    class Meta:
        verbose_name = _("报请申请法院强制执行")


class CourtApplication(Governed):
    """申请法院强制执行."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="court_applications", verbose_name=_("案件")
    )
    applied_at = models.DateTimeField(_("申请时间"))
    court = models.CharField(_("法院"), max_length=100)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    amount = models.PositiveBigIntegerField(_("申请执行金额"))
    late_reason = models.TextField(_("逾期申请的正当理由"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "applied_at",
        "court",
        "number",
        "amount",
        "late_reason",
    )

    class Meta:
        verbose_name = _("申请法院强制执行")


class ConfiscationDisposal(Governed):
    """没收财物的处理."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="disposals", verbose_name=_("案件"))
    disposed_at = models.DateTimeField(_("处理时间"))
    things = models.TextField(_("处理物品"))
    way = models.CharField(_("处理方式"), max_length=100)
    voucher = models.CharField(_("凭证号"), max_length=80)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "disposed_at",
        "things",
        "way",
        "voucher",
    )

    class Meta:
        verbose_name = _("没收财物的处理")


class Disclosure(Governed):
    """公示: published, and withdrawn where the decision falls."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="disclosures", verbose_name=_("案件")
    )
    disclosed_at = models.DateTimeField(_("公示时间"))
    where = models.CharField(_("公示载体"), max_length=200)
    retracted_at = models.DateTimeField(_("撤回时间"), null=True)
    retract_reason = models.CharField(_("撤回说明"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "disclosed_at",
        "where",
        "retracted_at",
        "retract_reason",
    )

    class Meta:
        verbose_name = _("公示")


class PaperCorrection(Governed):
    """更正文书: what stood wrong, what it should say."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="paper_corrections", verbose_name=_("案件")
    )
    corrected_at = models.DateTimeField(_("更正时间"))
    paper = models.CharField(_("文书"), max_length=60)
    wrong = models.TextField(_("原文"))
    right = models.TextField(_("更正为"))
    reason = models.CharField(_("更正理由"), max_length=300)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "corrected_at",
        "paper",
        "wrong",
        "right",
        "reason",
    )

    class Meta:
        verbose_name = _("更正文书")


class ClosingRequest(Governed):
    """报请结案: how it ended."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="closing_requests", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    requested_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报请人")
    )
    way = models.CharField(_("结案方式"), max_length=16, choices=ClosingWay)
    ground = models.CharField(_("终结执行的情形"), max_length=10, choices=ExecutionEnd, blank=True)
    summary = models.TextField(_("执行情况"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "requested_by",
        "way",
        "ground",
        "summary",
    )

    class Meta:
        verbose_name = _("报请结案")


class ClosingRuling(Governed):
    """结案审批."""

    request = models.OneToOneField(
        ClosingRequest,
        models.PROTECT,
        primary_key=True,
        related_name="ruling",
        verbose_name=_("报请结案"),
    )
    ruled_at = models.DateTimeField(_("审批时间"))
    ruled_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    is_approved = models.BooleanField(_("同意"))
    opinion = models.TextField(_("审批意见"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "request",
        "ruled_at",
        "ruled_by",
        "is_approved",
        "opinion",
    )

    class Meta:
        verbose_name = _("结案审批")


class Archive(Governed):
    """归档: number, retention, and what the file holds."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="archive", verbose_name=_("案件")
    )
    archived_at = models.DateTimeField(_("归档时间"))
    number = models.CharField(_("档案号"), max_length=40)
    retention = models.CharField(_("保管期限"), max_length=10, choices=Retention)
    title = models.CharField(_("案卷题名"), max_length=200)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "archived_at",
        "number",
        "retention",
        "title",
    )

    class Meta:
        verbose_name = _("归档")
