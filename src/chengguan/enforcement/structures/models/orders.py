"""The orders of the chain: pause and stop, demolition, remedies, the government's decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person
from chengguan.enforcement.structures.kinds import RemedyKind, RemedyResult, ServiceWay
from chengguan.enforcement.structures.models.structure import of_structure, round_field


class StopOrder(Governed):
    """责令停止建设: paused on the spot, ordered in writing, obeyed or refused (沪拆违规定 11)."""

    structure = of_structure("stops")
    round = round_field()
    paused_at = models.DateTimeField(_("责令暂停时间"))
    ordered_at = models.DateTimeField(_("责令停止时间"), null=True)
    due_on = models.DateField(_("自拆期限"), null=True)
    held_tools = models.CharField(_("暂扣的工具和材料"), max_length=500, default="")
    refused_at = models.DateTimeField(_("拒不停止或者拒拆的时间"), null=True)
    refusal = models.CharField(_("拒不停止或者拒拆的情况"), max_length=1000, default="")

    governed_fields = (
        "structure",
        "round",
        "paused_at",
        "ordered_at",
        "due_on",
        "held_tools",
        "refused_at",
        "refusal",
    )

    class Meta:
        verbose_name = _("责令停止建设")
        constraints = [
            models.UniqueConstraint(fields=["structure", "round"], name="one_stop_a_round")
        ]


class OrderOfficer(Governed):
    """办理人员: one of those in whose hands an order was."""

    structure = of_structure("order_officers")
    round = round_field()
    action = models.CharField(max_length=40)
    officer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("办理人员")
    )

    governed_fields = ("structure", "round", "action", "officer")

    class Meta:
        verbose_name = _("办理人员")


class OrderReview(Governed):
    """限拆决定法制审核: what a qualified reviewer says before the order."""

    structure = of_structure("reviews")
    round = round_field()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("审核人"))
    reviewed_at = models.DateTimeField(_("审核时间"))
    is_agreed = models.BooleanField(_("同意"))
    opinion = models.CharField(_("审核意见"), max_length=1000)

    governed_fields = ("structure", "round", "by", "reviewed_at", "is_agreed", "opinion")

    class Meta:
        verbose_name = _("限拆决定法制审核")


class DemolitionOrder(Governed):
    """责令限期拆除决定: decided, served, announced; then urged by the government (沪拆违规定 8–10).

    Where the party is unknown or cannot be reached, a notice with its last day stands in for
    service. An order that was revoked stays, with its day.
    """

    structure = of_structure("orders")
    round = round_field()
    decided_at = models.DateTimeField(_("限拆决定时间"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("决定人")
    )
    due_on = models.DateField(_("限拆期限"))
    served_at = models.DateTimeField(_("送达时间"), null=True)
    serve_way = models.CharField(
        _("限拆决定送达方式"), max_length=12, choices=ServiceWay, default=""
    )
    receiver = models.CharField(_("签收人或者见证人"), max_length=60, default="")
    announced_at = models.DateTimeField(_("公告时间"), null=True)
    announced_where = models.CharField(_("公告地点"), max_length=200, default="")
    notice_from = models.DateTimeField(_("通告发布时间"), null=True)
    notice_until = models.DateField(_("通告期限"), null=True)
    notice_reason = models.CharField(_("采用通告的理由"), max_length=300, default="")
    urged_at = models.DateTimeField(_("催告时间"), null=True)
    urged_until = models.DateField(_("催告期限"), null=True)
    urge_no = models.CharField(_("催告书文号"), max_length=60, default="")
    revoked_at = models.DateTimeField(_("撤销时间"), null=True)
    revoke_reason = models.CharField(_("撤销理由"), max_length=500, default="")

    governed_fields = (
        "structure",
        "round",
        "decided_at",
        "decided_by",
        "due_on",
        "served_at",
        "serve_way",
        "receiver",
        "announced_at",
        "announced_where",
        "notice_from",
        "notice_until",
        "notice_reason",
        "urged_at",
        "urged_until",
        "urge_no",
        "revoked_at",
        "revoke_reason",
    )

    class Meta:
        verbose_name = _("责令限期拆除决定")
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "round"],
                condition=models.Q(revoked_at=None),
                name="one_order_a_round_stands",
            )
        ]


def of_order(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        DemolitionOrder, models.PROTECT, related_name=name, verbose_name=_("责令限期拆除决定")
    )


class Statement(Governed):
    """当事人陈述申辩: what the party said, and what became of it (沪拆违规定 10.3)."""

    order = of_order("statements")
    heard_at = models.DateTimeField(_("陈述时间"))
    said = models.TextField(_("陈述内容"), max_length=2000)
    reviewed = models.TextField(_("复核意见"), max_length=2000)
    is_adopted = models.BooleanField(_("采纳"))

    governed_fields = ("order", "heard_at", "said", "reviewed", "is_adopted")

    class Meta:
        verbose_name = _("当事人陈述申辩")


class OrderRemedy(Governed):
    """对限拆决定的救济: a reconsideration or a lawsuit, pending until it has ended."""

    order = of_order("remedies")
    kind = models.CharField(_("救济类别"), max_length=16, choices=RemedyKind)
    number = models.CharField(_("救济案号"), max_length=60, default="")
    filed_at = models.DateTimeField(_("申请或者起诉时间"))
    ended_at = models.DateTimeField(_("救济终结时间"), null=True)
    result = models.CharField(_("救济结果"), max_length=10, choices=RemedyResult, default="")

    governed_fields = ("order", "kind", "number", "filed_at", "ended_at", "result")

    class Meta:
        verbose_name = _("对限拆决定的救济")


class ForcedDecision(Governed):
    """强制拆除决定: the district government's word (沪拆违规定 10.4)."""

    order = models.OneToOneField(
        DemolitionOrder,
        models.PROTECT,
        related_name="forced",
        verbose_name=_("责令限期拆除决定"),
    )
    decided_at = models.DateTimeField(_("强拆决定时间"))
    number = models.CharField(_("强拆决定文号"), max_length=60)
    authority = models.CharField(_("决定机关"), max_length=100)
    announced_at = models.DateTimeField(_("强拆公告时间"), null=True)

    governed_fields = ("order", "decided_at", "number", "authority", "announced_at")

    class Meta:
        verbose_name = _("强制拆除决定")


class ServantNotice(Governed):
    """国家工作人员违建告知: written to the unit or the supervisory organ (沪拆违规定 22)."""

    structure = of_structure("servant_notices")
    round = round_field()
    unit = models.CharField(_("所在单位或者监察机关"), max_length=100)
    sent_at = models.DateTimeField(_("告知时间"))
    suggestion = models.CharField(_("处分建议"), max_length=500)

    governed_fields = ("structure", "round", "unit", "sent_at", "suggestion")

    class Meta:
        verbose_name = _("国家工作人员违建告知")
