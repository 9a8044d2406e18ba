"""What is recorded of a case: one row an act, never overwritten by the next."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.kinds import (
    Channel,
    CollectionGround,
    DiscretionBand,
    ExemptionGround,
    Harm,
    LighterGround,
    Signature,
)


class Case(Governed):
    """案件: what is said to have been done, when, where, and under which enforcement item.

    ``former_number``: under which it was found before docketing gave it the number of a case.
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="case", verbose_name=_("事项")
    )
    officer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("发现人"))
    item_code = models.CharField(_("案由"), max_length=30)
    conduct_on = models.DateField(_("违法行为发生日"))
    discovered_at = models.DateTimeField(_("发现时间"))
    spot = models.CharField(_("违法地点"), max_length=200)
    fact = models.TextField(_("违法事实"))
    former_number = models.CharField(_("立案前编号"), max_length=60, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter",
        "officer",
        "item_code",
        "conduct_on",
        "discovered_at",
        "spot",
        "fact",
        "former_number",
    )

    class Meta:
        verbose_name = _("案件")
        indexes: ClassVar = [
            models.Index(fields=["item_code", "conduct_on"], name="case_same_conduct")
        ]


class Inspection(Governed):
    """现场检查. Of the party's age only the full years on the day of conduct are taken down."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="inspections", verbose_name=_("案件")
    )
    inspected_at = models.DateTimeField(_("检查时间"))
    certificates_shown_at = models.DateTimeField(_("出示执法证件时间"), null=True)
    record = models.TextField(_("现场检查笔录"))
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)
    harm = models.CharField(_("危害后果"), max_length=10, choices=Harm)
    party_age = models.PositiveSmallIntegerField(_("行为时周岁"), null=True)
    is_incapable = models.BooleanField(_("不能辨认或者控制行为"), default=False)
    crime_suspicion = models.TextField(_("涉嫌犯罪的情况"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "inspected_at",
        "certificates_shown_at",
        "record",
        "signature",
        "signature_note",
        "harm",
        "party_age",
        "is_incapable",
        "crime_suspicion",
    )

    class Meta:
        verbose_name = _("现场检查")


class InspectionOfficer(Governed):
    """检查人员: one officer at one inspection, once."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="officers", verbose_name=_("现场检查")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))
    was_certified = models.BooleanField(_("当时持有执法证"))

    governed_fields: ClassVar[tuple[str, ...]] = ("inspection", "person", "was_certified")

    class Meta:
        verbose_name = _("检查人员")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "person"], name="officer_once_at_scene")
        ]


class PenaltyNotice(Governed):
    """行政处罚告知. A further notice stands beside the earlier ones and replaces none."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices", verbose_name=_("案件"))
    informed_at = models.DateTimeField(_("告知时间"))
    is_warning = models.BooleanField(_("拟警告"))
    fine = models.PositiveBigIntegerField(_("拟罚款"))
    reasons = models.TextField(_("事实和理由"))
    basis = models.TextField(_("依据"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "informed_at",
        "is_warning",
        "fine",
        "reasons",
        "basis",
    )

    class Meta:
        verbose_name = _("行政处罚告知")


class Defence(Governed):
    """陈述申辩: what the party said and what came of it, or that the party waived it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="defences", verbose_name=_("案件"))
    heard_at = models.DateTimeField(_("听取时间"))
    is_waived = models.BooleanField(_("放弃陈述申辩"))
    statement = models.TextField(_("陈述申辩内容"), blank=True)
    review = models.TextField(_("复核情况"), blank=True)
    is_adopted = models.BooleanField(_("采纳"), default=False)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "heard_at",
        "is_waived",
        "statement",
        "review",
        "is_adopted",
    )

    class Meta:
        verbose_name = _("陈述申辩")


class CorrectionOrder(Governed):
    """责令改正: what is to be put right and by when, and when it was."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="correction_orders", verbose_name=_("案件")
    )
    ordered_at = models.DateTimeField(_("责令时间"))
    requirement = models.TextField(_("改正要求"))
    correct_by = models.DateTimeField(_("改正期限"), null=True)
    corrected_at = models.DateTimeField(_("改正时间"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "ordered_at",
        "requirement",
        "correct_by",
        "corrected_at",
    )

    class Meta:
        verbose_name = _("责令改正")


class RecusalRequest(Governed):
    """回避申请, with the ruling of the head once there is one."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="recusal_requests", verbose_name=_("案件")
    )
    officer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("被申请回避人")
    )
    is_by_party = models.BooleanField(_("当事人申请"))
    reason = models.TextField(_("回避理由"))
    requested_at = models.DateTimeField(_("申请时间"))
    is_granted = models.BooleanField(_("准予回避"), null=True)
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    ruled_at = models.DateTimeField(_("决定时间"), null=True)
    ruling_reason = models.TextField(_("决定理由"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "officer",
        "is_by_party",
        "reason",
        "requested_at",
        "is_granted",
        "ruled_by",
        "ruled_at",
        "ruling_reason",
    )

    class Meta:
        verbose_name = _("回避申请")


class PenaltyDecision(Governed):
    """行政处罚决定. `item_code` is the item applied: the later one where it is lighter.

    Signatures are those of a decision on the spot; the head who decided and the further kinds of
    penalty those of the ordinary procedure. Money in fen.
    """

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="decision", verbose_name=_("案件")
    )
    decided_at = models.DateTimeField(_("决定时间"))
    item_code = models.CharField(_("适用案由"), max_length=30)
    is_warning = models.BooleanField(_("警告"))
    fine = models.PositiveBigIntegerField(_("罚款"))
    lighter_ground = models.CharField(
        _("从轻或者减轻情节"), max_length=12, choices=LighterGround, blank=True
    )
    lighter_note = models.CharField(_("情节说明"), max_length=300, blank=True)
    served_at = models.DateTimeField(_("交付时间"), null=True)
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature, blank=True)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    confiscation = models.PositiveBigIntegerField(_("没收金额"), default=0)
    confiscated = models.TextField(_("没收物品"), blank=True)
    confiscated_value = models.PositiveBigIntegerField(_("没收物品价值"), default=0)
    suspends_business = models.BooleanField(_("责令停产停业"), default=False)
    revokes_licence = models.BooleanField(_("吊销许可证件"), default=False)
    band = models.CharField(_("裁量档次"), max_length=20, choices=DiscretionBand, blank=True)
    discretion = models.TextField(_("裁量理由"), blank=True)
    law_choice = models.TextField(_("适用新旧规定的理由"), blank=True)
    is_public = models.BooleanField(_("应当公示"), default=False)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "decided_at",
        "decided_by",
        "item_code",
        "is_warning",
        "fine",
        "confiscation",
        "confiscated",
        "confiscated_value",
        "suspends_business",
        "revokes_licence",
        "band",
        "discretion",
        "law_choice",
        "is_public",
        "lighter_ground",
        "lighter_note",
        "served_at",
        "signature",
        "signature_note",
    )

    class Meta:
        verbose_name = _("行政处罚决定")


class DecisionOfficer(Governed):
    """签署人员: an officer who signed the decision."""

    decision = models.ForeignKey(
        PenaltyDecision, models.PROTECT, related_name="officers", verbose_name=_("行政处罚决定")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))

    governed_fields: ClassVar[tuple[str, ...]] = ("decision", "person")

    class Meta:
        verbose_name = _("签署人员")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="officer_signs_once")
        ]


class Exemption(Governed):
    """不予处罚: the ground, what it rests on, and the education given."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="exemption", verbose_name=_("案件")
    )
    exempted_at = models.DateTimeField(_("决定时间"))
    ground = models.CharField(_("不予处罚情形"), max_length=12, choices=ExemptionGround)
    reasons = models.TextField(_("事实和理由"))
    education = models.TextField(_("教育记录"))
    evidence_record = models.TextField(_("证据记录"), blank=True, default="")

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "exempted_at",
        "ground",
        "reasons",
        "education",
        "evidence_record",
    )

    class Meta:
        verbose_name = _("不予处罚")


class Payment(Governed):
    """缴款: the whole fine, paid to the bank or collected on the spot against a receipt."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="payment", verbose_name=_("案件")
    )
    paid_at = models.DateTimeField(_("缴款时间"))
    amount = models.PositiveBigIntegerField(_("缴款金额"))
    channel = models.CharField(_("缴款方式"), max_length=12, choices=Channel)
    receipt_number = models.CharField(_("票据号码"), max_length=60)
    treasury_account = models.CharField(_("国库或者代收账户"), max_length=60, blank=True)
    ground = models.CharField(
        _("当场收缴情形"), max_length=12, choices=CollectionGround, blank=True
    )
    ground_note = models.CharField(_("情形说明"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "paid_at",
        "amount",
        "channel",
        "receipt_number",
        "treasury_account",
        "ground",
        "ground_note",
    )

    class Meta:
        verbose_name = _("缴款")


class HandIn(Governed):
    """上缴机关: an officer gives the organ what was collected."""

    payment = models.OneToOneField(
        Payment, models.PROTECT, primary_key=True, related_name="hand_in", verbose_name=_("缴款")
    )
    handed_in_at = models.DateTimeField(_("上缴时间"))
    received_by = models.CharField(_("接收人"), max_length=60)
    voucher = models.CharField(_("接收凭证号"), max_length=60)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "payment",
        "handed_in_at",
        "received_by",
        "voucher",
    )

    class Meta:
        verbose_name = _("上缴机关")


class Deposit(Governed):
    """缴付银行: the organ pays what was collected to the bank."""

    payment = models.OneToOneField(
        Payment, models.PROTECT, primary_key=True, related_name="deposit", verbose_name=_("缴款")
    )
    deposited_at = models.DateTimeField(_("缴付时间"))
    bank_receipt = models.CharField(_("银行回单号"), max_length=60)

    governed_fields: ClassVar[tuple[str, ...]] = ("payment", "deposited_at", "bank_receipt")

    class Meta:
        verbose_name = _("缴付银行")


class RecordFiling(Governed):
    """备案: a later filing is kept beside the first; the first counts."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="record_filings", verbose_name=_("案件")
    )
    filed_at = models.DateTimeField(_("备案时间"))
    filed_with = models.CharField(_("备案部门"), max_length=100)

    governed_fields: ClassVar[tuple[str, ...]] = ("case", "filed_at", "filed_with")

    class Meta:
        verbose_name = _("备案")
