"""小区登记: which estate is managed by whom, and whom a report of it must reach."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ
from chengguan.core.registers.models import Place


def organ_field(words: Any, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=words, **more)


class PropertyCompany(Governed):
    """物业服务企业: what is registered of a company beside its organ."""

    governed_fields = ("key", "organ", "credit_code", "phone")

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.OneToOneField(
        Organ, models.PROTECT, related_name="+", verbose_name=_("物业服务企业")
    )
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18)
    phone = models.CharField(_("企业电话"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("物业服务企业")


class Estate(Governed):
    """小区: the place of kind estate with its management office and those who must be told.

    ``bureau_team`` acts where the item belongs to the district bureau, ``street_team`` where it
    belongs to the street. ``covenant_*`` hold what the owners' covenant says more strictly than
    the rules; the times are those between which work with noise is allowed.
    """

    governed_fields = (
        "key",
        "place",
        "office",
        "managed_since",
        "street_team",
        "bureau_team",
        "housing_office",
        "residents_committee",
        "owners_committee",
        "households",
        "service_phone",
        "covenant_entry_clause",
        "covenant_work_opens",
        "covenant_work_closes",
        "covenant_no_weekends",
    )

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.OneToOneField(
        Place, models.PROTECT, related_name="+", verbose_name=_("小区/物业管理区域")
    )
    office = organ_field(_("物业管理处"))
    managed_since = models.DateField(_("接管日期"))
    street_team = organ_field(_("街镇执法队"))
    bureau_team = organ_field(_("区局承办队伍"))
    housing_office = organ_field(_("房屋行政管理部门"))
    residents_committee = organ_field(_("居委会"))
    owners_committee = organ_field(_("业委会"), null=True, blank=True)
    households = models.PositiveIntegerField(_("户数"), default=0)
    service_phone = models.CharField(_("物业服务电话"), max_length=30, blank=True)
    covenant_entry_clause = models.CharField(_("规约限制进场条款"), max_length=200, blank=True)
    covenant_work_opens = models.TimeField(_("规约施工开始时间"), null=True, blank=True)
    covenant_work_closes = models.TimeField(_("规约施工停止时间"), null=True, blank=True)
    covenant_no_weekends = models.BooleanField(_("规约周末禁止施工"), default=False)

    class Meta:
        verbose_name = _("小区")

    def __str__(self) -> str:
        return self.place.name

    @property
    def told(self) -> tuple[Organ, ...]:
        """Whom one report reaches at once beside the office that makes it."""
        known = (
            self.street_team,
            self.bureau_team,
            self.housing_office,
            self.residents_committee,
            self.owners_committee,
        )
        return tuple({organ.pk: organ for organ in known if organ is not None}.values())


class FormerManagement(Governed):
    """曾管物业: an office that managed the estate before."""

    governed_fields = ("estate", "office", "since", "until")

    estate = models.ForeignKey(
        Estate, models.PROTECT, related_name="former", verbose_name=_("小区")
    )
    office = organ_field(_("物业管理处"))
    since = models.DateField(_("接管日期"))
    until = models.DateField(_("撤出日期"))

    class Meta:
        verbose_name = _("曾管物业")
