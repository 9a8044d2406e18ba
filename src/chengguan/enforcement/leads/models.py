"""A lead and what happens to it: attempts to call, site checks, returns, extensions, call-backs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter


class LeadSource(models.TextChoices):
    """案源: where a lead comes from."""

    HOTLINE_12345 = "hotline_12345", _("12345市民服务热线")
    GRID = "grid", _("网格/一网统管")
    PATROL = "patrol", _("巡查")
    PROPERTY_REPORT = "property_report", _("物业报告")
    DEPT_TRANSFER = "dept_transfer", _("部门移送")
    STREET_HANDOVER = "street_handover", _("回收事项移送")
    CITY_ASSIGN = "city_assign", _("市局交办")
    PETITION = "petition", _("信访")
    MEDIA = "media", _("媒体")
    VIDEO = "video", _("非现场发现")
    CAMPAIGN = "campaign", _("专项发现")
    SELF = "self", _("主动挖掘")
    INSPECTION = "inspection", _("督查发现")


class AppealKind(models.TextChoices):
    """诉求类型: decides within which period an order is to be closed."""

    CONSULT = "consult", _("咨询")
    SUGGESTION = "suggestion", _("意见建议")
    HELP = "help", _("求助")
    COMPLAINT = "complaint", _("投诉")
    REPORT = "report", _("举报")
    RECHECK = "recheck", _("督办、回访复核")


class Result(models.TextChoices):
    """办理结果: only 实际解决 counts as solved."""

    SOLVED = "solved", _("实际解决")
    EXPLAINED = "explained", _("解释说明")
    PLANNED = "planned", _("列入计划")
    UNRESOLVABLE = "unresolvable", _("诉求过高/无法解决")
    IN_CASE = "in_case", _("立案查处中")
    UNFOUNDED = "unfounded", _("不属实")
    UNREACHABLE = "unreachable", _("无法联系")
    ABNORMAL = "abnormal", _("恶意/异常投诉")


ONCE_PER_SOURCE = "order_once_per_source"
NEED_PROOF = frozenset({Result.UNFOUNDED, Result.UNREACHABLE, Result.ABNORMAL})


class Lead(Governed):
    """线索: what was said, by whom, about where, and what became of it."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="lead"
    )
    source = models.CharField(_("案源"), max_length=20, choices=LeadSource)
    # None where the source numbers nothing; unique otherwise, so that no order comes in twice.
    external_no = models.CharField(_("来源编号"), max_length=60, null=True)
    appeal_kind = models.CharField(_("诉求类型"), max_length=12, choices=AppealKind)
    caller_name = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("诉求人/来电人")
    )
    caller_phone = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("来电号码")
    )
    is_anonymous = models.BooleanField(_("匿名"), default=False)
    wants_feedback = models.BooleanField(_("要求反馈"), default=True)
    address_text = models.CharField(_("地址"), max_length=200)
    subdistrict = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("所属街镇")
    )
    description = models.TextField(_("诉求内容"), max_length=4000)
    item_code = models.CharField(_("执法事项"), max_length=40, default="")
    intake_organ = models.ForeignKey(
        Organ, models.PROTECT, related_name="+", verbose_name=_("受理单位")
    )
    dispatched_at = models.DateTimeField(_("派单时间"), null=True)
    signed_at = models.DateTimeField(_("签收时间"), null=True)
    handler = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("承办人")
    )
    contacted_at = models.DateTimeField(_("先行联系时间"), null=True)
    is_reached = models.BooleanField(_("已接通"), default=False)
    return_count = models.PositiveSmallIntegerField(_("退单次数"), default=0)
    ruled_at = models.DateTimeField(_("终审时间"), null=True)
    result = models.CharField(_("办理结果"), max_length=12, choices=Result, default="")
    found = models.TextField(_("核查情况"), max_length=2000, default="")
    done = models.TextField(_("处置措施"), max_length=2000, default="")
    law_basis = models.TextField(_("法律依据"), max_length=1000, default="")
    next_step = models.TextField(_("后续安排"), max_length=1000, default="")
    proof = models.TextField(_("证明材料说明"), max_length=1000, default="")
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("提交人")
    )
    answer = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("答复内容")
    )
    answer_channel = models.CharField(_("答复方式"), max_length=12, default="")
    resolved_at = models.DateTimeField(_("答复时间"), null=True)
    redo_round = models.PositiveSmallIntegerField(_("重办次数"), default=0)
    is_warned = models.BooleanField(_("预警工单"), default=False)
    case_result = models.TextField(_("案件结果"), max_length=2000, default="")

    governed_fields = (
        "matter",
        "source",
        "external_no",
        "appeal_kind",
        "caller_name",
        "caller_phone",
        "is_anonymous",
        "wants_feedback",
        "address_text",
        "subdistrict",
        "description",
        "item_code",
        "intake_organ",
        "dispatched_at",
        "signed_at",
        "handler",
        "contacted_at",
        "is_reached",
        "return_count",
        "ruled_at",
        "result",
        "found",
        "done",
        "law_basis",
        "next_step",
        "proof",
        "submitted_by",
        "answer",
        "answer_channel",
        "resolved_at",
        "redo_round",
        "is_warned",
        "case_result",
    )

    class Meta:
        verbose_name = _("线索")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_no"], name=ONCE_PER_SOURCE)
        ]
        indexes = [models.Index(fields=["address_text", "item_code"], name="lead_of_address")]


class Channel(models.TextChoices):
    """联系方式."""

    PHONE = "phone", _("电话")
    MESSAGE = "message", _("短信")
    VISIT = "visit", _("上门")
    WRITING = "writing", _("书面")


class ContactResult(models.TextChoices):
    """联系结果."""

    CONNECTED = "connected", _("接通")
    NO_ANSWER = "no_answer", _("未接")
    REJECTED = "rejected", _("拒接")
    WRONG_NUMBER = "wrong_number", _("号码错")


class ContactAttempt(Governed):
    """联系记录: one attempt to reach the complainant, also a vain one."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="attempts", verbose_name=_("线索"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("联系人"))
    attempted_at = models.DateTimeField(_("联系时间"))
    channel = models.CharField(_("联系方式"), max_length=12, choices=Channel)
    result = models.CharField(_("联系结果"), max_length=12, choices=ContactResult)
    said = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("联系内容")
    )

    governed_fields = ("lead", "by", "attempted_at", "channel", "result", "said")

    class Meta:
        verbose_name = _("联系记录")


class SiteCheck(Governed):
    """现场核查: what was found where, on what day."""

    lead = models.ForeignKey(
        Lead, models.PROTECT, related_name="site_checks", verbose_name=_("线索")
    )
    checked_at = models.DateTimeField(_("核查时间"))
    # 执法检查 where an item was checked; otherwise somebody only looked.
    item_code = models.CharField(_("检查的执法事项"), max_length=40, default="", blank=True)
    found = models.TextField(_("核查情况"), max_length=2000)
    is_place_confirmed = models.BooleanField(_("地点属实"), default=True)

    governed_fields = ("lead", "checked_at", "item_code", "found", "is_place_confirmed")

    class Meta:
        verbose_name = _("现场核查")


class SiteCheckOfficer(Governed):
    """核查人员: one of those who were on site."""

    check_made = models.ForeignKey(
        SiteCheck, models.PROTECT, related_name="officers", verbose_name=_("现场核查")
    )
    officer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("核查人员")
    )

    governed_fields = ("check_made", "officer")

    class Meta:
        verbose_name = _("核查人员")
        constraints = [
            models.UniqueConstraint(fields=["check_made", "officer"], name="officer_once_a_check")
        ]


class DispatchOrder(Governed):
    """派单: one sending of an order to a unit, also after a return or a ruling."""

    lead = models.ForeignKey(
        Lead, models.PROTECT, related_name="dispatches", verbose_name=_("线索")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("承办单位"))
    dispatched_at = models.DateTimeField(_("派单时间"))

    governed_fields = ("lead", "organ", "dispatched_at")

    class Meta:
        verbose_name = _("派单")


class ReturnReason(models.TextChoices):
    """退单原因."""

    WRONG_PLACE = "wrong_place", _("属地不符")
    WRONG_DUTY = "wrong_duty", _("职能不符")
    INCOMPLETE = "incomplete", _("信息不全")
    DUPLICATE = "duplicate", _("重复")


class OrderReturn(Governed):
    """退单: who sent an order back, why, on which law; it stays on the order for ever."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="returns", verbose_name=_("线索"))
    dispatch = models.OneToOneField(
        DispatchOrder, models.PROTECT, related_name="sent_back", verbose_name=_("派单")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("退单单位"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("退单人"))
    returned_at = models.DateTimeField(_("退单时间"))
    reason = models.CharField(_("退单原因"), max_length=12, choices=ReturnReason)
    basis = models.CharField(_("退单依据"), max_length=500)
    evidence = models.CharField(_("证明材料说明"), max_length=1000, default="")

    governed_fields = (
        "lead",
        "dispatch",
        "organ",
        "by",
        "returned_at",
        "reason",
        "basis",
        "evidence",
    )

    class Meta:
        verbose_name = _("退单")


class ArbiterRuling(Governed):
    """终审: the arbiter says finally who handles the order."""

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="ruling", verbose_name=_("线索"))
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("承办单位"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("裁定人"))
    ruled_at = models.DateTimeField(_("终审时间"))
    reason = models.CharField(_("终审理由"), max_length=500)

    governed_fields = ("lead", "organ", "by", "ruled_at", "reason")

    class Meta:
        verbose_name = _("终审")


class Extension(Governed):
    """延期: asked by one, decided by another."""

    lead = models.ForeignKey(
        Lead, models.PROTECT, related_name="extensions", verbose_name=_("线索")
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.CharField(_("延期理由"), max_length=500)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    is_granted = models.BooleanField(_("同意延期"), null=True)
    remark = models.CharField(_("审批意见"), max_length=500, default="")

    governed_fields = (
        "lead",
        "asked_by",
        "asked_at",
        "reason",
        "decided_by",
        "decided_at",
        "is_granted",
        "remark",
    )

    class Meta:
        verbose_name = _("延期")


class Paragraph(models.TextChoices):
    """所指段落: the parts of a submission that a remark can name."""

    FOUND = "found", _("核查情况")
    DONE = "done", _("处置措施")
    LAW_BASIS = "law_basis", _("法律依据")
    NEXT_STEP = "next_step", _("后续安排")
    RESULT = "result", _("办理结果")


class SubmissionMark(Governed):
    """退回意见: a remark on one paragraph of what was submitted."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="marks", verbose_name=_("线索"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("退回人"))
    made_at = models.DateTimeField(_("退回时间"))
    paragraph = models.CharField(_("所指段落"), max_length=20, choices=Paragraph)
    remark = models.CharField(_("退回意见"), max_length=500)

    governed_fields = ("lead", "by", "made_at", "paragraph", "remark")

    class Meta:
        verbose_name = _("退回意见")


class Satisfaction(models.TextChoices):
    """满意度."""

    SATISFIED = "satisfied", _("满意")
    FAIRLY = "fairly", _("基本满意")
    FAIR = "fair", pgettext_lazy("satisfaction", "一般")
    DISSATISFIED = "dissatisfied", _("不满意")
    NOT_RATED = "not_rated", _("未评价")


class CallBack(Governed):
    """回访: what the complainant thinks of it."""

    lead = models.ForeignKey(
        Lead, models.PROTECT, related_name="call_backs", verbose_name=_("线索")
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    called_at = models.DateTimeField(_("回访时间"))
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction)
    said = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("回访内容")
    )
    reason = models.CharField(_("不再重办的理由"), max_length=500, default="")
    redo_round = models.PositiveSmallIntegerField(_("重办次数"))

    governed_fields = ("lead", "by", "called_at", "satisfaction", "said", "reason", "redo_round")

    class Meta:
        verbose_name = _("回访")


class ComplaintCluster(Governed):
    """重复投诉: leads of one caller, or about one thing in one place."""

    begun_at = models.DateTimeField(_("首次重复时间"))

    governed_fields = ("begun_at",)

    class Meta:
        verbose_name = _("重复投诉")


class ClusterMember(Governed):
    """重复件: a lead in a cluster, and the how-manieth it was. A row of its own, so that joining
    touches no other lead."""

    cluster = models.ForeignKey(
        ComplaintCluster, models.PROTECT, related_name="members", verbose_name=_("重复投诉")
    )
    lead = models.OneToOneField(Lead, models.PROTECT, related_name="repeat", verbose_name=_("线索"))
    position = models.PositiveSmallIntegerField(_("第几次"))

    governed_fields = ("cluster", "lead", "position")

    class Meta:
        verbose_name = _("重复件")


class LeadPrint(models.Model):
    """The digest of what a lead says, for finding the same text again. Derived, never governed."""

    lead = models.OneToOneField(
        Lead, models.CASCADE, primary_key=True, related_name="print", verbose_name=_("线索")
    )
    digest = models.CharField(max_length=64, db_index=True)


class LeadBand(models.Model):
    """One band of the minima of a lead's text: leads that share one may say nearly the same."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="bands", verbose_name=_("线索"))
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band", "lead"], name="lead_of_band")]


class LeadLikeness(models.Model):
    """疑似重复: two leads that say the same or nearly so. A suggestion; a person decides."""

    first = models.ForeignKey(Lead, models.CASCADE, related_name="+", verbose_name=_("线索"))
    second = models.ForeignKey(Lead, models.CASCADE, related_name="+", verbose_name=_("线索"))
    share = models.PositiveSmallIntegerField(_("相同文字"))
    is_same = models.BooleanField(_("文字相同"))
    found_at = models.DateTimeField(_("发现时间"))

    class Meta:
        verbose_name = _("疑似重复")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once_a_pair")
        ]
        indexes = [models.Index(fields=["second"], name="likeness_of_second")]
