"""What is recorded of verification and investigation: one row an act, none overwritten."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.cases.kinds import (
    AppraisalKind,
    DiscretionBand,
    DocketingOutcome,
    EndingWay,
    EvidenceKind,
    Interviewee,
    LimitationGround,
    PreservationDisposal,
    Proposal,
    Signature,
)
from chengguan.enforcement.cases.models.case import Case, CorrectionOrder


class DocketingRequest(Governed):
    """报请立案: what speaks for a case, and what the officers propose."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="docketing_requests", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    requested_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报请人")
    )
    evidence = models.TextField(_("初步证据"))
    proposal = models.TextField(_("处理建议"))
    limitation_ground = models.CharField(
        _("超过两年仍可以处罚的情形"), max_length=10, choices=LimitationGround, blank=True
    )
    conduct_ended_on = models.DateField(_("违法行为终了日"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "requested_by",
        "evidence",
        "proposal",
        "limitation_ground",
        "conduct_ended_on",
    )

    class Meta:
        verbose_name = _("报请立案")


class DocketingRuling(Governed):
    """立案审批: the head dockets, declines or returns."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="docketing_rulings", verbose_name=_("案件")
    )
    ruled_at = models.DateTimeField(_("审批时间"))
    ruled_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    outcome = models.CharField(_("审批结果"), max_length=10, choices=DocketingOutcome)
    opinion = models.TextField(_("审批意见"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "ruled_at",
        "ruled_by",
        "outcome",
        "opinion",
    )

    class Meta:
        verbose_name = _("立案审批")


class CaseOfficer(Governed):
    """办案人员: who handles the case from when until when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="officers", verbose_name=_("案件"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("办案人员"))
    since = models.DateTimeField(_("自"))
    until = models.DateTimeField(_("至"), null=True)
    reason = models.CharField(_("变更理由"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "person",
        "since",
        "until",
        "reason",
    )

    class Meta:
        verbose_name = _("办案人员")


class Interview(Governed):
    """询问笔录."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="interviews", verbose_name=_("案件")
    )
    began_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("结束时间"))
    place = models.CharField(_("询问地点"), max_length=200)
    interviewee = models.CharField(_("被询问人"), max_length=100)
    role = models.CharField(_("被询问人身份"), max_length=14, choices=Interviewee)
    certificates_shown_at = models.DateTimeField(_("出示执法证件时间"), null=True)
    rights_told_at = models.DateTimeField(_("告知权利义务时间"), null=True)
    record = models.TextField(_("笔录"))
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "began_at",
        "ended_at",
        "place",
        "interviewee",
        "role",
        "certificates_shown_at",
        "rights_told_at",
        "record",
        "signature",
        "signature_note",
    )

    class Meta:
        verbose_name = _("询问笔录")


class InterviewOfficer(Governed):
    """询问人: one officer at one interview, once."""

    interview = models.ForeignKey(
        Interview, models.PROTECT, related_name="officers", verbose_name=_("询问笔录")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))
    was_certified = models.BooleanField(_("当时持有执法证"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "interview",
        "person",
        "was_certified",
    )

    class Meta:
        verbose_name = _("询问人")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["interview", "person"], name="officer_once_at_interview"
            )
        ]


class Evidence(Governed):
    """证据: one of the eight kinds (行政处罚法 46), where it comes from, and what it shows."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence", verbose_name=_("案件"))
    kind = models.CharField(_("证据种类"), max_length=16, choices=EvidenceKind)
    title = models.CharField(_("证据名称"), max_length=120)
    shows = models.TextField(_("证明内容"))
    source = models.CharField(_("来源"), max_length=200)
    collected_at = models.DateTimeField(_("取得时间"))
    requirement = models.CharField(_("证据标准"), max_length=40, blank=True)
    use = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("文件")
    )
    voided_at = models.DateTimeField(_("排除时间"), null=True)
    void_reason = models.CharField(_("排除理由"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "kind",
        "title",
        "shows",
        "source",
        "collected_at",
        "requirement",
        "use",
        "voided_at",
        "void_reason",
    )

    class Meta:
        verbose_name = _("证据")


class EvidenceOfficer(Governed):
    """取证人: one officer at one piece of evidence, once."""

    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="officers", verbose_name=_("证据")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))
    was_certified = models.BooleanField(_("当时持有执法证"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "evidence",
        "person",
        "was_certified",
    )

    class Meta:
        verbose_name = _("取证人")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "person"], name="officer_once_at_evidence")
        ]


class Sampling(Governed):
    """抽样取证."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="samplings", verbose_name=_("案件"))
    sampled_at = models.DateTimeField(_("抽样时间"))
    things = models.TextField(_("抽样物品"))
    quantity = models.CharField(_("抽样数量"), max_length=100)
    method = models.CharField(_("抽样方法"), max_length=200)
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)
    resulted_at = models.DateTimeField(_("结果登记时间"), null=True)
    institution = models.CharField(_("检验机构"), max_length=120, blank=True)
    result = models.TextField(_("抽样结果"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "sampled_at",
        "things",
        "quantity",
        "method",
        "signature",
        "signature_note",
        "resulted_at",
        "institution",
        "result",
    )

    class Meta:
        verbose_name = _("抽样取证")


class SamplingOfficer(Governed):
    """抽样人: one officer at one sampling, once."""

    sampling = models.ForeignKey(
        Sampling, models.PROTECT, related_name="officers", verbose_name=_("抽样取证")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "sampling",
        "person",
    )

    class Meta:
        verbose_name = _("抽样人")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sampling", "person"], name="officer_once_at_sampling")
        ]


class Preservation(Governed):
    """先行登记保存: asked for, approved by the head, carried out, dealt with."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="preservations", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    reason = models.TextField(_("保存理由"))
    approved_at = models.DateTimeField(_("批准时间"), null=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("批准人")
    )
    preserved_at = models.DateTimeField(_("保存时间"), null=True)
    place = models.CharField(_("保存地点"), max_length=200, blank=True)
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature, blank=True)
    disposal = models.CharField(
        _("处理方式"), max_length=12, choices=PreservationDisposal, blank=True
    )
    disposed_at = models.DateTimeField(_("处理时间"), null=True)
    disposal_note = models.CharField(_("处理说明"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "reason",
        "approved_at",
        "approved_by",
        "preserved_at",
        "place",
        "signature",
        "disposal",
        "disposed_at",
        "disposal_note",
    )

    class Meta:
        verbose_name = _("先行登记保存")


class PreservationOfficer(Governed):
    """保存人: one officer at one preservation, once."""

    preservation = models.ForeignKey(
        Preservation, models.PROTECT, related_name="officers", verbose_name=_("先行登记保存")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "preservation",
        "person",
    )

    class Meta:
        verbose_name = _("保存人")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["preservation", "person"], name="officer_once_at_preservation"
            )
        ]


class PreservedThing(Governed):
    """保存物品: one line of the list."""

    preservation = models.ForeignKey(
        Preservation, models.PROTECT, related_name="things", verbose_name=_("先行登记保存")
    )
    name = models.CharField(_("物品名称"), max_length=100)
    quantity = models.CharField(_("数量"), max_length=40)
    features = models.CharField(_("特征"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "preservation",
        "name",
        "quantity",
        "features",
    )

    class Meta:
        verbose_name = _("保存物品")


class Appraisal(Governed):
    """鉴定、检测: commissioned and received; the days between may not count."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="appraisals", verbose_name=_("案件")
    )
    kind = models.CharField(_("类别"), max_length=12, choices=AppraisalKind)
    institution = models.CharField(_("受托机构"), max_length=120)
    question = models.TextField(_("委托事项"))
    commissioned_at = models.DateTimeField(_("委托时间"))
    received_at = models.DateTimeField(_("收到时间"), null=True)
    result = models.TextField(_("意见"), blank=True)
    party_told_at = models.DateTimeField(_("告知当事人时间"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "kind",
        "institution",
        "question",
        "commissioned_at",
        "received_at",
        "result",
        "party_told_at",
    )

    class Meta:
        verbose_name = _("鉴定、检测")


class Reinspection(Governed):
    """复查: whether what was ordered has been put right."""

    order = models.ForeignKey(
        CorrectionOrder, models.PROTECT, related_name="reinspections", verbose_name=_("责令改正")
    )
    reinspected_at = models.DateTimeField(_("复查时间"))
    is_corrected = models.BooleanField(_("已改正"))
    record = models.TextField(_("复查笔录"))
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "order",
        "reinspected_at",
        "is_corrected",
        "record",
        "signature",
        "signature_note",
    )

    class Meta:
        verbose_name = _("复查")


class ReinspectionOfficer(Governed):
    """复查人员: one officer at one reinspection, once."""

    reinspection = models.ForeignKey(
        Reinspection, models.PROTECT, related_name="officers", verbose_name=_("复查")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("执法人员"))
    was_certified = models.BooleanField(_("当时持有执法证"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "reinspection",
        "person",
        "was_certified",
    )

    class Meta:
        verbose_name = _("复查人员")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reinspection", "person"], name="officer_once_at_reinspection"
            )
        ]


class InvestigationReport(Governed):
    """调查终结报告: what was found, and what is proposed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports", verbose_name=_("案件"))
    reported_at = models.DateTimeField(_("提交时间"))
    reported_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报告人")
    )
    item_code = models.CharField(_("适用案由"), max_length=30)
    facts = models.TextField(_("查明的事实"))
    evidence = models.TextField(_("证据"))
    proposal = models.CharField(_("处理建议"), max_length=16, choices=Proposal)
    is_warning = models.BooleanField(_("拟警告"))
    fine = models.PositiveBigIntegerField(_("拟罚款"))
    confiscation = models.PositiveBigIntegerField(_("拟没收金额"))
    confiscated = models.TextField(_("拟没收物品"), blank=True)
    confiscated_value = models.PositiveBigIntegerField(_("拟没收物品价值"), default=0)
    suspends_business = models.BooleanField(_("拟责令停产停业"))
    revokes_licence = models.BooleanField(_("拟吊销许可证件"))
    band = models.CharField(_("裁量档次"), max_length=20, choices=DiscretionBand, blank=True)
    discretion = models.TextField(_("裁量理由"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "reported_at",
        "reported_by",
        "item_code",
        "facts",
        "evidence",
        "proposal",
        "is_warning",
        "fine",
        "confiscation",
        "confiscated",
        "confiscated_value",
        "suspends_business",
        "revokes_licence",
        "band",
        "discretion",
    )

    class Meta:
        verbose_name = _("调查终结报告")


class ReportRuling(Governed):
    """调查终结审批: approved for notice, or returned with what is missing."""

    report = models.OneToOneField(
        InvestigationReport,
        models.PROTECT,
        primary_key=True,
        related_name="ruling",
        verbose_name=_("调查终结报告"),
    )
    ruled_at = models.DateTimeField(_("审批时间"))
    ruled_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    is_approved = models.BooleanField(_("同意"))
    opinion = models.TextField(_("审批意见"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "report",
        "ruled_at",
        "ruled_by",
        "is_approved",
        "opinion",
    )

    class Meta:
        verbose_name = _("调查终结审批")


class Ending(Governed):
    """未经处罚决定而结束: declined, withdrawn, terminated, joined, or gone to the police."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="ending", verbose_name=_("案件")
    )
    ended_at = models.DateTimeField(_("结束时间"))
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("决定人"))
    way = models.CharField(_("结束方式"), max_length=14, choices=EndingWay)
    ground = models.CharField(_("情形"), max_length=60)
    reasons = models.TextField(_("理由"))
    other_number = models.CharField(_("相关编号"), max_length=60, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "ended_at",
        "ended_by",
        "way",
        "ground",
        "reasons",
        "other_number",
    )

    class Meta:
        verbose_name = _("未经处罚决定而结束")
