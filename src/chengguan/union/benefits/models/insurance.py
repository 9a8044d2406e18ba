"""参保: rounds, the members checked for each, who is covered from when to when, help with claims.

A cover is half-open as every span is: ``until`` is the day after its last day, which belongs to it.
Numbers of identity stay where the membership keeps them sealed; a line names the sealed value.
"""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter

DAY = timedelta(days=1)


class Product(models.TextChoices):
    """The item of the rule book under which its fee is kept."""

    INSURANCE = "insurance", _("会员专享基本保障")
    MUTUAL_AID = "mutual_aid", _("职工互助保障")


class InsuranceRound(Governed):
    """参保批次: who was a valid member on the cut-off day is covered from ``begins``.

    ``fee`` is what a cover costs, ``share`` what the organising union pays of it, ``cap`` the most
    that the carrier pays one person within one cover; all in fen.
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="insurance_round"
    )
    product = models.CharField(_("保障项目"), max_length=20, choices=Product)
    key = models.CharField(_("批次"), max_length=20)
    cut_off = models.DateField(_("参保截止日"))
    begins = models.DateField(_("保障起始"))
    until = models.DateField(_("保障终止"))
    carrier = models.CharField(_("承保单位"), max_length=100)
    fee = models.PositiveBigIntegerField(_("每人保费"))
    share = models.PositiveBigIntegerField(_("工会承担"))
    cap = models.PositiveBigIntegerField(_("每人赔付上限"), null=True)
    sent_on = models.DateField(_("报送日期"), null=True)

    governed_fields = (
        "matter",
        "product",
        "key",
        "cut_off",
        "begins",
        "until",
        "carrier",
        "fee",
        "share",
        "cap",
        "sent_on",
    )

    class Meta:
        verbose_name = _("参保批次")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("begins")), name="round_until_after"),
            models.CheckConstraint(condition=Q(share__lte=F("fee")), name="round_share_in_fee"),
        ]

    @property
    def last_day(self) -> date:
        return self.until - DAY


class Snapshot(Governed):
    """核对名单: the members of the cut-off day, looked at once; a later one takes its place."""

    round = models.ForeignKey(
        InsuranceRound, models.PROTECT, related_name="snapshots", verbose_name=_("参保批次")
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("核对人"))
    at = models.DateTimeField(_("核对时间"))

    governed_fields = ("round", "by", "at")

    class Meta:
        verbose_name = _("核对名单")


class Fate(models.TextChoices):
    """What is to become of a member in a round."""

    ENROL = "enrol", _("参保")
    COVERED = "covered", _("已有保障")
    NO_CARD = "no_card", _("没有会员服务卡")
    RETAINED = "retained", _("保留会籍")
    NO_NUMBER = "no_number", _("没有登记身份证号码")
    BAD_NUMBER = "bad_number", _("身份证号码有误")
    DOUBLE = "double", _("身份证号码重复")
    ELSEWHERE = "elsewhere", _("已随另一工会参保")


BACK = (Fate.NO_CARD, Fate.NO_NUMBER, Fate.BAD_NUMBER, Fate.DOUBLE, Fate.ELSEWHERE)
"""Goes back to the union of the member, with the reason."""


class SnapshotLine(Governed):
    """名单行: one member of one union on the cut-off day, and how he stands against the round
    before."""

    class Change(models.TextChoices):
        NEW = "new", _("新增")
        CHANGED = "changed", _("变化")
        KEPT = "kept", _("续保")
        NONE = "none", _("不参保")

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="lines", verbose_name=_("核对名单")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("会员"))
    union = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("工会"))
    number = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("身份证号码")
    )
    fate = models.CharField(_("核对结果"), max_length=12, choices=Fate)
    change = models.CharField(_("与上一批次相比"), max_length=8, choices=Change)

    governed_fields = ("snapshot", "person", "union", "number", "fate", "change")

    class Meta:
        verbose_name = _("名单行")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "person", "union"], name="snapshot_line_once"
            ),
            models.UniqueConstraint(
                fields=["snapshot", "person"],
                condition=Q(fate="enrol"),
                name="snapshot_enrols_once",
            ),
        ]


class Enrolment(Governed):
    """参保: one person in one round, from confirmation to the carrier's answer.

    ``held`` is the number under which his share of the fee is kept.
    """

    class State(models.TextChoices):
        LISTED = "listed", _("待承保")
        ACCEPTED = "accepted", _("已承保")
        REJECTED = "rejected", _("未承保")
        REMOVED = "removed", _("已移出")

    round = models.ForeignKey(
        InsuranceRound, models.PROTECT, related_name="enrolments", verbose_name=_("参保批次")
    )
    product = models.CharField(_("保障项目"), max_length=20, choices=Product)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="enrolments", verbose_name=_("会员")
    )
    union = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("工会"))
    number = models.ForeignKey(
        SealedValue, models.PROTECT, related_name="+", verbose_name=_("身份证号码")
    )
    begins = models.DateField(_("保障起始"))
    until = models.DateField(_("保障终止"))
    held = models.BigIntegerField(_("占用编号"))
    state = models.CharField(_("参保情况"), max_length=12, choices=State)
    policy = models.CharField(_("保单号"), max_length=60, default="")
    answered_on = models.DateField(_("回执日期"), null=True)
    said = models.CharField(_("回执说明"), max_length=200, default="")

    governed_fields = (
        "round",
        "product",
        "person",
        "union",
        "number",
        "begins",
        "until",
        "held",
        "state",
        "policy",
        "answered_on",
        "said",
    )

    class Meta:
        verbose_name = _("参保")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "person", "begins"],
                condition=Q(state__in=("listed", "accepted")),
                name="enrolment_one_policy",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "product", "until"], name="enrolment_of_person"),
            models.Index(fields=["round", "state"], name="enrolment_in_round"),
        ]

    @property
    def last_day(self) -> date:
        """The cover holds through this day."""
        return self.until - DAY


STANDING = (Enrolment.State.LISTED, Enrolment.State.ACCEPTED)


class ClaimHelp(Governed):
    """理赔协助: for whom, of which cover, what happened on which day. What happened is sealed."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="claim_help"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="claim_helps", verbose_name=_("会员")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, related_name="claims", verbose_name=_("参保")
    )
    event_on = models.DateField(_("出险日期"))
    words = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("情况说明")
    )
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("协助人")
    )
    asked = models.PositiveBigIntegerField(_("申请金额"), null=True)
    submitted_on = models.DateField(_("报送日期"), null=True)
    paid = models.PositiveBigIntegerField(_("赔付金额"), null=True)
    answered_on = models.DateField(_("答复日期"), null=True)

    governed_fields = (
        "matter",
        "person",
        "enrolment",
        "event_on",
        "words",
        "helper",
        "asked",
        "submitted_on",
        "paid",
        "answered_on",
    )

    class Meta:
        verbose_name = _("理赔协助")
