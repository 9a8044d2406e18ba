"""批示、督办: what a leader asked of whom by when, and what each of them answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter


class LeaderInstruction(Governed):
    """批示: the leader's own words, with their term and what they are about.

    The matters it is about are links; of a figure it keeps code, period and organ, so that its
    list can be opened again, and the value as the leader saw it.
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="instruction"
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("批示人"))
    words = models.TextField(_("批示内容"), max_length=2000)
    due_on = models.DateField(_("答复期限"))
    figure = models.CharField(_("统计指标"), max_length=60, default="")
    figure_period = models.CharField(_("统计期"), max_length=10, default="")
    figure_organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("统计单位")
    )
    figure_value = models.CharField(_("批示时的数值"), max_length=60, default="")

    governed_fields = (
        "matter",
        "given_by",
        "words",
        "due_on",
        "figure",
        "figure_period",
        "figure_organ",
        "figure_value",
    )

    class Meta:
        verbose_name = _("批示")


class SupervisedTask(Governed):
    """督办事项: one addressee's part. A unit is addressed by the role that answers for it, a
    person by name."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="supervised_task"
    )
    instruction = models.ForeignKey(
        LeaderInstruction, models.PROTECT, related_name="tasks", verbose_name=_("批示")
    )
    role = models.CharField(_("督办对象"), max_length=32, default="")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("督办到人")
    )
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("签收人")
    )
    signed_at = models.DateTimeField(_("签收时间"), null=True)
    # Written once and never wiped: finishing late stays finishing late.
    first_replied_at = models.DateTimeField(_("首次反馈时间"), null=True)
    signed_off_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("销号人")
    )
    signed_off_at = models.DateTimeField(_("销号时间"), null=True)
    sign_off_remark = models.CharField(_("销号意见"), max_length=500, default="")

    governed_fields = (
        "matter",
        "instruction",
        "role",
        "person",
        "signed_by",
        "signed_at",
        "first_replied_at",
        "signed_off_by",
        "signed_off_at",
        "sign_off_remark",
    )

    class Meta:
        verbose_name = _("督办事项")


class TaskReply(Governed):
    """反馈: one answer; where it was sent back, by whom and why stands beside it."""

    task = models.ForeignKey(
        SupervisedTask, models.PROTECT, related_name="replies", verbose_name=_("督办事项")
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("反馈人"))
    replied_at = models.DateTimeField(_("反馈时间"))
    text = models.TextField(_("反馈内容"), max_length=4000)
    returned_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("退回人")
    )
    returned_at = models.DateTimeField(_("退回时间"), null=True)
    return_reason = models.CharField(_("退回理由"), max_length=500, default="")

    governed_fields = (
        "task",
        "by",
        "replied_at",
        "text",
        "returned_by",
        "returned_at",
        "return_reason",
    )

    class Meta:
        verbose_name = _("反馈")


class TaskExtension(Governed):
    """督办延期: asked by the unit, decided by the office that instructed."""

    task = models.ForeignKey(
        SupervisedTask, models.PROTECT, related_name="extensions", verbose_name=_("督办事项")
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.CharField(_("延期理由"), max_length=500)
    wanted_on = models.DateField(_("延至"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    is_granted = models.BooleanField(_("同意延期"), null=True)
    remark = models.CharField(_("审批意见"), max_length=500, default="")

    governed_fields = (
        "task",
        "asked_by",
        "asked_at",
        "reason",
        "wanted_on",
        "decided_by",
        "decided_at",
        "is_granted",
        "remark",
    )

    class Meta:
        verbose_name = _("督办延期")


class TaskReminder(Governed):
    """催办: by a person with his words; or by the house, because the term has long passed."""

    task = models.ForeignKey(
        SupervisedTask, models.PROTECT, related_name="reminders", verbose_name=_("督办事项")
    )
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("催办人")
    )
    reminded_at = models.DateTimeField(_("催办时间"))
    words = models.CharField(_("催办内容"), max_length=500, default="")
    is_escalation = models.BooleanField(_("逾期上报"), default=False)

    governed_fields = ("task", "by", "reminded_at", "words", "is_escalation")

    class Meta:
        verbose_name = _("催办")
