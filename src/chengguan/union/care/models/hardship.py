"""困难职工档案: a household, its income and its proofs; in force until its day, reviewed yearly."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person

from .relief import sealed


class HardshipFile(Governed):
    """困难职工档案. ``key`` is its stream and the key of its sealed values.

    In force from ``since`` until the day before ``until``; a review moves ``until`` or ends it.
    """

    governed_fields = ("key", "person", "union", "since", "until", "ended_on", "opened_by", "words")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="hardship_files", verbose_name=_("困难职工")
    )
    union = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("工会"))
    since = models.DateField(_("建档日期"))
    until = models.DateField(_("有效期至"))
    ended_on = models.DateField(_("撤档日期"), null=True)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("建档人")
    )
    words = sealed(_("困难情况"))

    class Meta:
        verbose_name = _("困难职工档案")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="hardship_until_after"),
            models.UniqueConstraint(
                fields=["person", "union"], condition=Q(ended_on=None), name="hardship_one_stands"
            ),
        ]


class FamilyMember(Governed):
    """家庭成员: name and monthly income are sealed."""

    class Relation(models.TextChoices):
        SELF = "self", _("本人")
        SPOUSE = "spouse", _("配偶")
        CHILD = "child", _("子女")
        PARENT = "parent", _("父母")
        OTHER = "other", _("其他家属")

    governed_fields = ("file", "relation", "name", "income")

    file = models.ForeignKey(
        HardshipFile, models.PROTECT, related_name="family", verbose_name=_("困难职工档案")
    )
    relation = models.CharField(_("家属关系"), max_length=8, choices=Relation)
    name = sealed(_("家属姓名"))
    income = sealed(_("月收入"))

    class Meta:
        verbose_name = _("家庭成员")


class HardshipProof(Governed):
    """收支证明: a file of the household's income and costs."""

    governed_fields = ("file", "use")

    file = models.ForeignKey(
        HardshipFile, models.PROTECT, related_name="proofs", verbose_name=_("困难职工档案")
    )
    use = models.ForeignKey(FileUse, models.PROTECT, related_name="+", verbose_name=_("证明文件"))

    class Meta:
        verbose_name = _("收支证明")


class HardshipReview(Governed):
    """年度复核: somebody looked again whether the file still stands."""

    governed_fields = ("file", "on", "by", "is_kept", "until")

    file = models.ForeignKey(
        HardshipFile, models.PROTECT, related_name="reviews", verbose_name=_("困难职工档案")
    )
    on = models.DateField(_("复核日期"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("年度复核人"))
    is_kept = models.BooleanField(_("继续保留"))
    until = models.DateField(_("有效期至"))

    class Meta:
        verbose_name = _("年度复核")
