"""会员: one record a membership, and what happened to it, each thing a row of its own.

From when to when somebody belonged where stands in ``org.Membership`` alone. Numbers that
identify somebody are sealed under the key of the matter.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.work.models import Matter


class Sex(models.TextChoices):
    FEMALE = "female", _("女")
    MALE = "male", _("男")


def _sealed(title: object) -> "models.ForeignKey[SealedValue | None, SealedValue | None]":
    return models.ForeignKey(
        SealedValue,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=title,  # type: ignore[arg-type]  # a promise of a text
    )


class MemberRecord(Governed):
    """会员登记: who, in which union and group, by which spans.

    ``group`` is where he applied or belongs; ``span`` and ``group_span`` are the spans that run
    now, or ran last. Of the card the last digits alone are plain.
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="member"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="member_records", verbose_name=_("会员")
    )
    sex = models.CharField(_("性别"), max_length=8, choices=Sex)
    born_on = models.DateField(_("出生日期"))
    id_number = _sealed(_("身份证号码"))
    phone = _sealed(_("手机号"))
    card = _sealed(_("会员服务卡号"))
    card_tail = models.CharField(_("卡号末四位"), max_length=4, default="")
    card_issued_on = models.DateField(_("发证日期"), null=True)
    card_withdrawn_on = models.DateField(_("收回会员证日期"), null=True)
    model_worker = models.CharField(_("劳模称号"), max_length=60, default="")
    group = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("工会小组")
    )
    applied_on = models.DateField(_("申请日期"))
    joined_on = models.DateField(_("入会日期"), null=True)
    span = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", verbose_name=_("会籍")
    )
    group_span = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", verbose_name=_("小组所属")
    )
    leaving_told_on = models.DateField(_("提出退会日期"), null=True)

    governed_fields = (
        "matter",
        "person",
        "sex",
        "born_on",
        "id_number",
        "phone",
        "card",
        "card_tail",
        "card_issued_on",
        "card_withdrawn_on",
        "model_worker",
        "group",
        "applied_on",
        "joined_on",
        "span",
        "group_span",
        "leaving_told_on",
    )

    class Meta:
        verbose_name = _("会员登记")


class GroupOpinion(Governed):
    """小组意见: on an admission or on an expulsion."""

    class About(models.TextChoices):
        ADMISSION = "admission", _("入会")
        EXPULSION = "expulsion", _("除名")

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="opinions", verbose_name=_("会员登记")
    )
    about = models.CharField(_("讨论事由"), max_length=12, choices=About)
    met_on = models.DateField(_("讨论日期"))
    is_agreed = models.BooleanField(_("小组同意"))
    words = models.CharField(_("小组意见"), max_length=500, default="")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("记录人"))

    governed_fields = ("record", "about", "met_on", "is_agreed", "words", "by")

    class Meta:
        verbose_name = _("小组讨论")


class CommitteeDecision(Governed):
    """委员会决定: admission, announcing a leave, deemed exit, expulsion."""

    class About(models.TextChoices):
        ADMISSION = "admission", _("批准入会")
        REFUSAL = "refusal", _("不批准入会")
        LEAVING = "leaving", _("宣布退会")
        DEEMED_EXIT = "deemed_exit", _("视为自动退会")
        EXPULSION = "expulsion", _("决定除名")

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="decisions", verbose_name=_("会员登记")
    )
    about = models.CharField(_("决定事由"), max_length=12, choices=About)
    decided_on = models.DateField(_("决定日期"))
    words = models.CharField(_("决定内容"), max_length=500, default="")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    revoked_on = models.DateField(_("撤销决定日期"), null=True)

    governed_fields = ("record", "about", "decided_on", "words", "by", "revoked_on")

    class Meta:
        verbose_name = _("委员会决定")


class Transfer(Governed):
    """会员关系转移: from one union to another on one day; outside bodies stand as words."""

    class Kind(models.TextChoices):
        WITHIN = "within", _("平台内转移")
        OUT = "out", _("转出")
        IN = "in", _("转入")

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="transfers", verbose_name=_("会员登记")
    )
    kind = models.CharField(_("转移类别"), max_length=8, choices=Kind)
    on = models.DateField(_("转移日期"))
    source = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("转出工会")
    )
    target = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("转入工会")
    )
    elsewhere = models.CharField(_("平台外工会"), max_length=100, default="")

    governed_fields = ("record", "kind", "on", "source", "target", "elsewhere")

    class Meta:
        verbose_name = _("会员关系转移")


class Retention(Governed):
    """保留会籍: retired or out of work, half-open; no dues are owed meanwhile."""

    class Cause(models.TextChoices):
        RETIRED = "retired", _("退休")
        UNEMPLOYED = "unemployed", _("失业")

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="retentions", verbose_name=_("会员登记")
    )
    cause = models.CharField(_("保留原因"), max_length=12, choices=Cause)
    since = models.DateField(_("保留起始"))
    until = models.DateField(_("保留终止"), null=True)

    governed_fields = ("record", "cause", "since", "until")

    class Meta:
        verbose_name = _("保留会籍")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="retention_until_after_since",
            ),
            models.UniqueConstraint(
                fields=["record"], condition=Q(until=None), name="retention_one_runs"
            ),
        ]


class Lapse(Governed):
    """停缴会费、不参加组织生活: since when; it ends when he pays or takes part again."""

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="lapses", verbose_name=_("会员登记")
    )
    since = models.DateField(_("停缴起始"))
    words = models.CharField(_("停缴情况"), max_length=500)
    until = models.DateField(_("恢复日期"), null=True)

    governed_fields = ("record", "since", "words", "until")

    class Meta:
        verbose_name = _("停缴停参")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(until=None), name="lapse_one_runs"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="lapse_until_after_since"
            ),
        ]


class Education(Governed):
    """教育谈话: with whom, when, and whether he refused."""

    lapse = models.ForeignKey(
        Lapse, models.PROTECT, related_name="educations", verbose_name=_("停缴停参")
    )
    talked_on = models.DateField(_("教育日期"))
    words = models.CharField(_("教育情况"), max_length=500)
    is_refused = models.BooleanField(_("拒不改正"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("教育人"))

    governed_fields = ("lapse", "talked_on", "words", "is_refused", "by")

    class Meta:
        verbose_name = _("教育记录")


class Judgment(Governed):
    """刑事判决: its day; its number is sealed, its text is a file of the matter."""

    record = models.ForeignKey(
        MemberRecord, models.PROTECT, related_name="judgments", verbose_name=_("会员登记")
    )
    judged_on = models.DateField(_("判决生效日期"))
    number = _sealed(_("判决书号"))

    governed_fields = ("record", "judged_on", "number")

    class Meta:
        verbose_name = _("刑事判决")


class UpperFiling(Governed):
    """上级备案: the union above has taken an expulsion on record."""

    decision = models.OneToOneField(
        CommitteeDecision, models.PROTECT, related_name="filing", verbose_name=_("委员会决定")
    )
    filed_on = models.DateField(_("备案日期"))
    number = models.CharField(_("备案号"), max_length=60)

    governed_fields = ("decision", "filed_on", "number")

    class Meta:
        verbose_name = _("上级备案")
