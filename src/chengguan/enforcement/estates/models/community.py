"""城管进社区: which officer is linked to which residents' committee, and his weekly visits.

A visit is owed from the assignment on, week by week; it counts only by what was received and done.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.enforcement.estates.models.register import organ_field
from chengguan.enforcement.estates.models.renovation import person_field


class LiaisonAssignment(Governed):
    """联络人: one officer for one residents' committee, for a time; his phone is public."""

    governed_fields = ("key", "officer", "committee", "team", "phone", "since", "until")

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    officer = person_field(_("联络队员"))
    committee = organ_field(_("居委会"))
    team = organ_field(_("街镇执法队"))
    phone = models.CharField(_("联络电话"), max_length=30)
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("终止日期"), null=True)

    class Meta:
        verbose_name = _("联络人")
        constraints = [
            models.UniqueConstraint(
                fields=["committee"],
                condition=models.Q(until=None),
                name="one_liaison_a_committee",
            )
        ]


class CommunityStudio(Governed):
    """社区工作室: where officers sit in a residents' committee."""

    governed_fields = ("key", "committee", "name", "address", "opened_on", "closed_on")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = organ_field(_("居委会"))
    name = models.CharField(_("工作室名称"), max_length=100)
    address = models.CharField(_("地址"), max_length=200)
    opened_on = models.DateField(_("启用日期"))
    closed_on = models.DateField(_("停用日期"), null=True)

    class Meta:
        verbose_name = _("社区工作室")


class DutyVisit(Governed):
    """进社区值守: the visit owed in one week. Without anything received it has not counted."""

    governed_fields = ("assignment", "week", "visited_at", "received", "handled", "note")

    assignment = models.ForeignKey(
        LiaisonAssignment, models.PROTECT, related_name="visits", verbose_name=_("联络人")
    )
    # The Monday of the week.
    week = models.DateField(_("应到周"))
    visited_at = models.DateTimeField(_("到访时间"), null=True)
    received = models.PositiveSmallIntegerField(_("收到事项"), default=0)
    handled = models.PositiveSmallIntegerField(_("办理事项"), default=0)
    note = models.CharField(_("值守情况"), max_length=500, default="")

    class Meta:
        verbose_name = _("进社区值守")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "week"], name="one_visit_a_week")
        ]

    @property
    def items(self) -> int:
        """What was received and what was done, together."""
        return self.received + self.handled
