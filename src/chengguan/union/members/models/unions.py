"""工会组织: what is on file of a union, its committees with their term, its assemblies."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person


class UnionFile(Governed):
    """工会档案: one to one with its organ; its register stream has its own key.

    A union stands formally from the approval of the union above, whose document is on file.
    """

    class Form(models.TextChoices):
        COMMITTEE = "committee", _("单独建立委员会")
        JOINT = "joint", _("联合建立委员会")
        ORGANISER = "organiser", _("组织员")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.OneToOneField(
        Organ, models.PROTECT, related_name="union_file", verbose_name=_("工会")
    )
    form = models.CharField(_("组织形式"), max_length=16, choices=Form, default=Form.COMMITTEE)
    serves = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("所在单位")
    )
    founded_on = models.DateField(_("成立日期"), null=True)
    approval_number = models.CharField(_("批准文号"), max_length=60, default="")
    approval = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("批准文件")
    )
    staff_count = models.PositiveIntegerField(_("职工人数"), null=True)
    staff_counted_on = models.DateField(_("职工人数截至"), null=True)
    legal_number = models.CharField(_("法人资格证书号"), max_length=60, default="")
    legal_since = models.DateField(_("取得法人资格日期"), null=True)

    governed_fields = (
        "organ",
        "form",
        "serves",
        "founded_on",
        "approval_number",
        "approval",
        "staff_count",
        "staff_counted_on",
        "legal_number",
        "legal_since",
    )

    class Meta:
        verbose_name = _("工会档案")


class Committee(Governed):
    """届次: one term of the committee of an organ: a union, its 经审委 or its 女工委.

    The term is half-open. An early or late election rests on the approval of the union above:
    an extension without its document moves nothing. ``ended_on`` is the day the next one began.
    """

    organ = models.ForeignKey(
        Organ, models.PROTECT, related_name="committees", verbose_name=_("所属工会组织")
    )
    ordinal = models.PositiveSmallIntegerField(_("届数"))
    elected_on = models.DateField(_("选举日期"))
    term_years = models.PositiveSmallIntegerField(_("任期年数"))
    since = models.DateField(_("任期起始"))
    until = models.DateField(_("任期届满"))
    approval_number = models.CharField(_("选举结果批复文号"), max_length=60, default="")
    extended_until = models.DateField(_("延期至"), null=True)
    extension_number = models.CharField(_("延期批复文号"), max_length=60, default="")
    extension = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("延期批复")
    )
    ended_on = models.DateField(_("卸任日期"), null=True)

    governed_fields = (
        "organ",
        "ordinal",
        "elected_on",
        "term_years",
        "since",
        "until",
        "approval_number",
        "extended_until",
        "extension_number",
        "extension",
        "ended_on",
    )

    class Meta:
        verbose_name = _("届次")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "ordinal"], name="committee_term_once"),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="committee_until_after_since"
            ),
        ]

    @property
    def lasts_until(self) -> date:
        """The day its term ends, an approved extension counted."""
        return self.extended_until or self.until


class Seat(Governed):
    """委员席位: who sits in a committee, or is a delegate for its term; half-open."""

    class Post(models.TextChoices):
        CHAIR = "chair", _("主席")
        VICE_CHAIR = "vice_chair", _("副主席")
        MEMBER = "member", _("委员")
        DELEGATE = "delegate", _("会员代表")

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="seats", verbose_name=_("届次")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    post = models.CharField(_("工会职务"), max_length=16, choices=Post)
    is_full_time = models.BooleanField(_("专职"), default=False)
    since = models.DateField(_("任职起始"))
    until = models.DateField(_("任职终止"), null=True)
    declaration = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("近亲属声明")
    )

    governed_fields = (
        "committee",
        "person",
        "post",
        "is_full_time",
        "since",
        "until",
        "declaration",
    )

    class Meta:
        verbose_name = _("委员席位")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["committee", "person", "post"],
                condition=Q(until=None),
                name="seat_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_until_after_since"
            ),
        ]


class Assembly(Governed):
    """会员大会、会员代表大会: that it met, and with how many of how many."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("会员大会")
        DELEGATES = "delegates", _("会员代表大会")

    union = models.ForeignKey(
        Organ, models.PROTECT, related_name="assemblies", verbose_name=_("工会")
    )
    kind = models.CharField(_("会议类别"), max_length=16, choices=Kind)
    held_on = models.DateField(_("召开日期"))
    due = models.PositiveIntegerField(_("应到人数"))
    present = models.PositiveIntegerField(_("实到人数"))
    is_extra = models.BooleanField(_("临时召开"), default=False)
    minutes = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("会议纪要")
    )

    governed_fields = ("union", "kind", "held_on", "due", "present", "is_extra", "minutes")

    class Meta:
        verbose_name = _("会议记录")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["union", "kind", "held_on"], name="assembly_once_a_day")
        ]


class UnionDays(Governed):
    """工会工作占用工时: working days of a month that somebody who is not full-time gave."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="days", verbose_name=_("委员席位"))
    month = models.DateField(_("月份"))
    half_days = models.PositiveSmallIntegerField(_("半个工作日数"))
    consent = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("单位同意文件")
    )

    governed_fields = ("seat", "month", "half_days", "consent")

    class Meta:
        verbose_name = _("工会工作占用工时")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "month"], name="union_days_once_a_month")
        ]
