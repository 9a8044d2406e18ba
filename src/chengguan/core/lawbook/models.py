"""What the bureau keeps about the law: its dated changes, and the texts it has loaded.

The rules themselves are shipped data; nothing here alters them, a confirmed change lies above.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person


class ChangeKind(models.TextChoices):
    AMOUNT = "amount", _("数额、比例等参数")
    CLOCK = "clock", _("期限长度")
    FORCE = "force", _("条件不满足时阻断还是提醒")
    CONFLICT = "conflict", _("冲突的裁定")
    COMPETENCE = "competence", _("事项的执法主体")
    BANK = "bank", _("罚款代收机构")
    HOLIDAYS = "holidays", _("放假通知")


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("不予确认")


class RuleChange(Governed):
    """规则变更: one dated change of one row, proposed by one and decided by another person.

    `target` is the amount's key, the period's or condition's number, the conflict's key or the
    item's code. `number` is the new value in the unit of its row. It holds for what begins on or
    after `since`: a period that runs on that day is counted to its end as it was begun. Of the
    bank that collects fines `ruling` says name and address. Of a holiday notice `target` is the
    year and `since` the day it was issued: it is law at once, and running periods follow it.
    """

    governed_fields = (
        "key",
        "kind",
        "target",
        "party_kind",
        "number",
        "force",
        "organ_kind",
        "ruling",
        "since",
        "source",
        "reason",
        "state",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
        "decision_note",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("变更种类"), max_length=16, choices=ChangeKind)
    target = models.CharField(_("变更对象"), max_length=60)
    party_kind = models.CharField(_("当事人类别"), max_length=16, blank=True)
    number = models.BigIntegerField(_("新值"), null=True)
    force = models.CharField(_("新效力"), max_length=16, blank=True)
    organ_kind = models.CharField(_("新执法主体"), max_length=32, blank=True)
    ruling = models.TextField(_("裁定"), blank=True)
    since = models.DateField(_("生效日"))
    source = models.CharField(_("来源"), max_length=200)
    reason = models.TextField(_("理由"))
    state = models.CharField(_("状态"), max_length=16, choices=ChangeState)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("确认人")
    )
    decided_at = models.DateTimeField(_("确认时间"), null=True)
    decision_note = models.TextField(_("确认意见"), blank=True)

    class Meta:
        verbose_name = _("规则变更")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="rule_change_by_two",
            ),
            models.UniqueConstraint(
                fields=["kind", "target", "party_kind", "since"],
                condition=models.Q(state="confirmed"),
                name="rule_change_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.since.isoformat()}"


class HolidayDay(Governed):
    """放假安排的一天: one day of a holiday notice that is not what its weekday says."""

    governed_fields = ("change", "on", "name", "is_workday")

    change = models.ForeignKey(RuleChange, models.PROTECT, related_name="holiday_days")
    on = models.DateField(_("日期"))
    name = models.CharField(_("节日"), max_length=20)
    is_workday = models.BooleanField(_("调休上班"))

    class Meta:
        verbose_name = _("放假安排的一天")
        constraints = [
            models.UniqueConstraint(fields=["change", "on"], name="holiday_day_once_a_notice")
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.name}"


class Statute(models.Model):
    """A text somebody has loaded from a folder: a copy to read beside the rules, no record.

    `is_doubtful`: from a folder of texts that are known or thought to be superseded.
    """

    title = models.CharField(_("法规名称"), max_length=120, db_index=True)
    edition = models.CharField(_("版本"), max_length=60, blank=True)
    repealed_on = models.DateField(_("废止日"), null=True)
    is_doubtful = models.BooleanField(_("可能已被取代"), default=False)
    source_name = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("法规文本")

    def __str__(self) -> str:
        return self.title


class StatuteArticle(models.Model):
    """One article; `sub` is the number after 之, nought where there is none."""

    statute = models.ForeignKey(Statute, models.CASCADE, related_name="articles")
    number = models.PositiveSmallIntegerField()
    sub = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()

    class Meta:
        verbose_name = _("法规条文")
        constraints = [
            models.UniqueConstraint(fields=["statute", "number", "sub"], name="article_once")
        ]
