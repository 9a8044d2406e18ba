"""What is recorded from the notice to the decision: one row an act, none overwritten."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.cases.kinds import (
    DiscussionPurpose,
    ReviewAspect,
    ServiceMethod,
    Signature,
)
from chengguan.enforcement.cases.models.case import Case


class AdvanceNotice(Governed):
    """处罚事先（听证）告知: a further notice stands beside the earlier ones and replaces none."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="advance_notices", verbose_name=_("案件")
    )
    notified_at = models.DateTimeField(_("告知时间"))
    served_at = models.DateTimeField(_("送达时间"))
    method = models.CharField(_("送达方式"), max_length=14, choices=ServiceMethod)
    receiver = models.CharField(_("签收人"), max_length=100, blank=True)
    relation = models.CharField(_("与当事人关系"), max_length=40, blank=True)
    witness = models.CharField(_("见证人"), max_length=100, blank=True)
    note = models.CharField(_("送达说明"), max_length=300, blank=True)
    is_warning = models.BooleanField(_("拟警告"))
    fine = models.PositiveBigIntegerField(_("拟罚款"))
    confiscation = models.PositiveBigIntegerField(_("拟没收金额"))
    confiscated = models.TextField(_("拟没收物品"), blank=True)
    confiscated_value = models.PositiveBigIntegerField(_("拟没收物品价值"), default=0)
    suspends_business = models.BooleanField(_("拟责令停产停业"))
    revokes_licence = models.BooleanField(_("拟吊销许可证件"))
    may_request_hearing = models.BooleanField(_("告知听证权"))
    facts = models.TextField(_("事实"))
    reasons = models.TextField(_("理由"))
    basis = models.TextField(_("依据"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "notified_at",
        "served_at",
        "method",
        "receiver",
        "relation",
        "witness",
        "note",
        "is_warning",
        "fine",
        "confiscation",
        "confiscated",
        "confiscated_value",
        "suspends_business",
        "revokes_licence",
        "may_request_hearing",
        "facts",
        "reasons",
        "basis",
    )

    class Meta:
        verbose_name = _("处罚事先（听证）告知")


class HearingRequest(Governed):
    """听证申请; it is not undone by a later notice."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="hearing_requests", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("申请时间"))
    is_in_time = models.BooleanField(_("在期限内"))
    said = models.TextField(_("申请内容"), blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "is_in_time",
        "said",
    )

    class Meta:
        verbose_name = _("听证申请")


class HearingWaiver(Governed):
    """放弃听证: in writing."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="hearing_waivers", verbose_name=_("案件")
    )
    waived_at = models.DateTimeField(_("放弃时间"))
    said = models.TextField(_("放弃内容"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "waived_at",
        "said",
    )

    class Meta:
        verbose_name = _("放弃听证")


class HearingNotice(Governed):
    """听证通知: when, where, by whom."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="hearing_notices", verbose_name=_("案件")
    )
    notified_at = models.DateTimeField(_("通知时间"))
    hold_at = models.DateTimeField(_("听证时间"))
    place = models.CharField(_("听证地点"), max_length=200)
    host = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("主持人"))
    recorder = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    is_public = models.BooleanField(_("公开举行"))
    private_reason = models.CharField(_("不公开理由"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "notified_at",
        "hold_at",
        "place",
        "host",
        "recorder",
        "is_public",
        "private_reason",
    )

    class Meta:
        verbose_name = _("听证通知")


class Hearing(Governed):
    """听证: held, with its minutes."""

    notice = models.OneToOneField(
        HearingNotice,
        models.PROTECT,
        primary_key=True,
        related_name="hearing",
        verbose_name=_("听证通知"),
    )
    held_at = models.DateTimeField(_("举行时间"))
    is_attended = models.BooleanField(_("当事人到场"))
    minutes = models.TextField(_("听证笔录"))
    signature = models.CharField(_("签名情况"), max_length=10, choices=Signature)
    signature_note = models.CharField(_("签名说明"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "notice",
        "held_at",
        "is_attended",
        "minutes",
        "signature",
        "signature_note",
    )

    class Meta:
        verbose_name = _("听证")


class HearingReport(Governed):
    """听证报告: what the host finds after the hearing."""

    hearing = models.OneToOneField(
        Hearing, models.PROTECT, primary_key=True, related_name="report", verbose_name=_("听证")
    )
    reported_at = models.DateTimeField(_("报告时间"))
    report = models.TextField(_("听证报告"))
    opinion = models.TextField(_("处理意见"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "hearing",
        "reported_at",
        "report",
        "opinion",
    )

    class Meta:
        verbose_name = _("听证报告")


class LegalReview(Governed):
    """法制审核: sent, and passed or returned with marked points.

    ``draft_version``: of the decision's draft that lay before the reviewer; a later one was not
    reviewed.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="legal_reviews", verbose_name=_("案件")
    )
    submitted_at = models.DateTimeField(_("送审时间"))
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("送审人")
    )
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人")
    )
    ruled_at = models.DateTimeField(_("审核时间"), null=True)
    is_passed = models.BooleanField(_("审核通过"), null=True)
    opinion = models.TextField(_("审核意见"), blank=True)
    draft_version = models.PositiveSmallIntegerField(_("审核的决定书稿次"), default=0)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "submitted_at",
        "submitted_by",
        "reviewer",
        "ruled_at",
        "is_passed",
        "opinion",
        "draft_version",
    )

    class Meta:
        verbose_name = _("法制审核")


class ReviewPoint(Governed):
    """审核意见点: what has to be mended, and how it was."""

    review = models.ForeignKey(
        LegalReview, models.PROTECT, related_name="points", verbose_name=_("法制审核")
    )
    position = models.PositiveIntegerField(_("序号"))
    aspect = models.CharField(_("方面"), max_length=14, choices=ReviewAspect)
    text = models.TextField(_("意见"))
    answer = models.TextField(_("修改说明"), blank=True)
    answered_at = models.DateTimeField(_("修改时间"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "review",
        "position",
        "aspect",
        "text",
        "answer",
        "answered_at",
    )

    class Meta:
        verbose_name = _("审核意见点")


class CollectiveDiscussion(Governed):
    """集体讨论记录."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="discussions", verbose_name=_("案件")
    )
    purpose = models.CharField(_("讨论事项"), max_length=10, choices=DiscussionPurpose)
    held_at = models.DateTimeField(_("讨论时间"))
    place = models.CharField(_("地点"), max_length=100)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("主持人"))
    minutes = models.TextField(_("讨论记录"))
    conclusion = models.TextField(_("讨论结论"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "purpose",
        "held_at",
        "place",
        "chair",
        "minutes",
        "conclusion",
    )

    class Meta:
        verbose_name = _("集体讨论记录")


class Discussant(Governed):
    """参加讨论的负责人: one leader and what he said."""

    discussion = models.ForeignKey(
        CollectiveDiscussion, models.PROTECT, related_name="discussants", verbose_name=_("集体讨论")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("参加人"))
    opinion = models.CharField(_("意见"), max_length=300)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "discussion",
        "person",
        "opinion",
    )

    class Meta:
        verbose_name = _("参加讨论的负责人")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["discussion", "person"], name="leader_once_at_discussion"
            )
        ]


class DecisionRequest(Governed):
    """报请决定: the penalty as the officers propose it after everything was heard."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="decision_requests", verbose_name=_("案件")
    )
    requested_at = models.DateTimeField(_("报请时间"))
    requested_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("报请人")
    )
    opinion = models.TextField(_("承办意见"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "case",
        "requested_at",
        "requested_by",
        "opinion",
    )

    class Meta:
        verbose_name = _("报请决定")
