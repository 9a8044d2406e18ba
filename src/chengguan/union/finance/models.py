"""Heads of the unions' budgets, and the money that matters keep, pay and give back."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter
from chengguan.law.spending import Form, Fund, Recipient, UseState


class HeadState(models.TextChoices):
    ENTERED = "entered", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("不予确认")


class BudgetHead(Governed):
    """预算科目: what a union may spend in a year under one expense head, for one plan item.

    Entered by one of its staff, confirmed by another person; nothing is spent before. ``head`` is
    the key of the expense head in the rule book. What is reserved and paid is summed from the
    reservations, never kept.
    """

    governed_fields = (
        "key",
        "organ",
        "year",
        "head",
        "plan_item",
        "amount",
        "state",
        "entered_by",
        "entered_at",
        "decided_by",
        "decided_at",
        "decision_note",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("工会"))
    year = models.PositiveSmallIntegerField(_("预算年度"))
    head = models.CharField(_("支出科目"), max_length=20)
    plan_item = models.CharField(_("计划项目"), max_length=120, blank=True)
    amount = models.PositiveBigIntegerField(_("预算数"))
    state = models.CharField(_("状态"), max_length=12, choices=HeadState)
    entered_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("录入人")
    )
    entered_at = models.DateTimeField(_("录入时间"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("确认人")
    )
    decided_at = models.DateTimeField(_("确认时间"), null=True)
    decision_note = models.CharField(_("确认意见"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("预算科目")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "head", "plan_item"],
                condition=~models.Q(state="refused"),
                name="budget_head_once_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("entered_by")),
                name="budget_head_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.head} {self.plan_item}".strip()


class Reservation(Governed):
    """经费占用: money that a matter keeps for one person, until it is paid or given back.

    ``on`` is the day of the event. ``cause`` is a keyed digest of what the event is: that two are
    the same shows, what they are does not; only a festival stands as its word. ``head`` is empty
    where no union's budget pays.
    """

    governed_fields = (
        "matter",
        "head",
        "union",
        "person",
        "item",
        "on",
        "amount",
        "fund",
        "form",
        "recipient",
        "cause",
        "days",
        "meals",
        "state",
        "reserved_at",
        "paid_at",
        "released_at",
    )

    class State(models.TextChoices):
        RESERVED = UseState.RESERVED.value, _("已占用")
        PAID = UseState.PAID.value, _("已支付")
        RELEASED = UseState.RELEASED.value, _("已释放")

    class FundName(models.TextChoices):
        DUES = Fund.DUES.value, _("会费")
        UNION = Fund.UNION.value, _("工会经费")
        GRANT = Fund.GRANT.value, _("上级补助")
        ADMINISTRATION = Fund.ADMINISTRATION.value, _("行政经费")
        OWN = Fund.OWN.value, _("个人自付")

    class FormName(models.TextChoices):
        GOODS = Form.GOODS.value, _("实物")
        PICKUP_VOUCHER = Form.PICKUP_VOUCHER.value, _("提货券")
        SINGLE_VOUCHER = Form.SINGLE_VOUCHER.value, _("单一功能凭证")
        SERVICE = Form.SERVICE.value, _("活动、服务")
        TRANSFER = Form.TRANSFER.value, _("转账到本人")
        CASH = Form.CASH.value, _("现金")
        SHOPPING_CARD = Form.SHOPPING_CARD.value, _("购物卡")

    class RecipientName(models.TextChoices):
        MEMBER = Recipient.MEMBER.value, _("会员")
        RETIRED = Recipient.RETIRED.value, _("退休人员")
        RELATIVE = Recipient.RELATIVE.value, _("家属")
        OTHER = Recipient.OTHER.value, _("其他人员")

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="reservations", verbose_name=_("事项")
    )
    head = models.ForeignKey(
        BudgetHead,
        models.PROTECT,
        null=True,
        related_name="reservations",
        verbose_name=_("预算科目"),
    )
    union = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("付款工会"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("受益人"))
    item = models.CharField(_("经费项目"), max_length=30)
    on = models.DateField(_("事件日期"))
    amount = models.PositiveBigIntegerField(_("占用金额"))
    fund = models.CharField(_("经费来源"), max_length=16, choices=FundName)
    form = models.CharField(_("发放形式"), max_length=16, choices=FormName)
    recipient = models.CharField(_("受益人身份"), max_length=12, choices=RecipientName)
    cause = models.CharField(_("事由摘要"), max_length=64, blank=True)
    days = models.PositiveSmallIntegerField(_("天数"), default=1)
    meals = models.PositiveBigIntegerField(_("其中餐费"), default=0)
    state = models.CharField(_("占用状态"), max_length=12, choices=State)
    reserved_at = models.DateTimeField(_("占用时间"))
    paid_at = models.DateTimeField(_("支付时间"), null=True)
    released_at = models.DateTimeField(_("释放时间"), null=True)

    class Meta:
        verbose_name = _("经费占用")
        indexes = [
            models.Index(fields=["person", "item"], name="reservation_of_person"),
            models.Index(fields=["head", "state"], name="reservation_on_head"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.on.isoformat()} {self.amount}"
