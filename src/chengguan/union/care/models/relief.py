"""帮扶事项: what somebody applied for and what the union did; every word of it sealed.

Plain are the kind, days, amounts and states, which lists filter and rules read.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Person
from chengguan.core.work.models import Matter
from chengguan.law.spending import Form, Fund


def sealed(title: object) -> "models.ForeignKey[SealedValue | None, SealedValue | None]":
    return models.ForeignKey(
        SealedValue,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=title,  # type: ignore[arg-type]  # a promise of a text
    )


class Kind(models.TextChoices):
    """The keys are those of the items of the rule book (经费项目)."""

    HARDSHIP = "hardship", _("困难")
    ILLNESS = "illness", _("患病住院")
    MARRIAGE = "marriage", _("结婚")
    BEREAVEMENT = "bereavement", _("丧事")
    BIRTH = "birth", _("生育")
    RETIREMENT = "retirement", _("退休")


class Source(models.TextChoices):
    OWN = "own", _("本人申请")
    SWEEP = "sweep", _("季度排摸")
    PERSONNEL = "personnel", _("人事信息")


class ReliefCase(Governed):
    """帮扶事项. ``cause_mark`` tells one cause from another and says nothing of it: a keyed digest
    of the illness or the deceased, else the kind or the number of the matter."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="relief"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="relief_cases", verbose_name=_("帮扶对象")
    )
    kind = models.CharField(_("帮扶类别"), max_length=12, choices=Kind)
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    applied_on = models.DateField(_("申请日期"))
    occurred_on = models.DateField(_("事由日期"))
    cause = sealed(_("帮扶事由"))
    cause_mark = models.CharField(_("事由摘要"), max_length=64)
    words = sealed(_("情况说明"))
    missing = sealed(_("待补材料"))
    supplement = sealed(_("补充说明"))
    refusal = sealed(_("不予受理理由"))
    closing = sealed(_("办结情况"))

    governed_fields = (
        "matter",
        "person",
        "kind",
        "source",
        "applied_on",
        "occurred_on",
        "cause",
        "cause_mark",
        "words",
        "missing",
        "supplement",
        "refusal",
        "closing",
    )

    class Meta:
        verbose_name = _("帮扶事项")


class ReliefVisit(Governed):
    """走访: by two different people; where and what was said are sealed.

    A row begins when the two are named; ``visited_on`` is empty until they went.
    """

    relief = models.ForeignKey(
        ReliefCase, models.PROTECT, related_name="visits", verbose_name=_("帮扶事项")
    )
    first = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("走访人"))
    second = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("同行走访人")
    )
    named_on = models.DateField(_("指派日期"))
    visited_on = models.DateField(_("走访日期"), null=True)
    place = sealed(_("走访地点"))
    words = sealed(_("走访情况"))

    governed_fields = ("relief", "first", "second", "named_on", "visited_on", "place", "words")

    class Meta:
        verbose_name = _("走访记录")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="relief_visit_by_two"),
        ]


class ReliefPayment(Governed):
    """慰问金: proposed by one, approved by another, paid under a real name.

    ``held`` is the number under which the money is kept (``core.work.funds``).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待审批")
        APPROVED = "approved", _("待发放")
        PAID = "paid", _("已发放")
        REJECTED = "rejected", _("未同意")
        DROPPED = "dropped", _("已取消")
        RETURNED = "returned", _("已退回")

    class FundName(models.TextChoices):
        UNION = Fund.UNION.value, _("工会经费")
        DUES = Fund.DUES.value, _("会费")
        GRANT = Fund.GRANT.value, _("上级补助")
        ADMINISTRATION = Fund.ADMINISTRATION.value, _("行政经费")

    class FormName(models.TextChoices):
        TRANSFER = Form.TRANSFER.value, _("转账到本人")
        CASH = Form.CASH.value, _("现金")
        GOODS = Form.GOODS.value, _("实物")

    relief = models.ForeignKey(
        ReliefCase, models.PROTECT, related_name="payments", verbose_name=_("帮扶事项")
    )
    held = models.PositiveBigIntegerField(_("占用编号"))
    amount = models.PositiveBigIntegerField(_("慰问金额"))
    fund = models.CharField(_("经费来源"), max_length=16, choices=FundName)
    form = models.CharField(_("发放形式"), max_length=16, choices=FormName)
    state = models.CharField(_("慰问金状态"), max_length=12, choices=State)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_on = models.DateField(_("提出日期"))
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    approved_on = models.DateField(_("审批日期"), null=True)
    paid_on = models.DateField(_("发放日期"), null=True)
    received_by = sealed(_("实际领取人"))
    remark = sealed(_("慰问金说明"))
    outcome = sealed(_("未发放理由"))

    governed_fields = (
        "relief",
        "held",
        "amount",
        "fund",
        "form",
        "state",
        "proposed_by",
        "proposed_on",
        "approved_by",
        "approved_on",
        "paid_on",
        "received_by",
        "remark",
        "outcome",
    )

    class Meta:
        verbose_name = _("慰问金")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="relief_payment_by_two",
            ),
        ]


class FollowUp(Governed):
    """回访: when, by whom; what was said is sealed."""

    relief = models.ForeignKey(
        ReliefCase, models.PROTECT, related_name="follow_ups", verbose_name=_("帮扶事项")
    )
    on = models.DateField(_("回访日期"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    words = sealed(_("回访情况"))

    governed_fields = ("relief", "on", "by", "words")

    class Meta:
        verbose_name = _("回访记录")
