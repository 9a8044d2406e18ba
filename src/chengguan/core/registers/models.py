"""Parties and places. Written only by services."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ


class PartyKind(models.TextChoices):
    PERSON = "person", _("个人")
    ORGANISATION = "organisation", _("单位")


class IdentifierKind(models.TextChoices):
    USCC = "uscc", _("统一社会信用代码")
    ID_CARD = "id_card", _("居民身份证号")
    OTHER = "other", _("其他证件号")


class Party(Governed):
    """当事人: a person or an organisation. Number and phone are sealed under `subject`."""

    governed_fields = (
        "subject",
        "kind",
        "name",
        "id_kind",
        "identifier",
        "is_identifier_valid",
        "phone",
        "address",
        "legal_rep",
    )

    # The key of its sealed values and of its register stream.
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("当事人类别"), max_length=16, choices=PartyKind)
    name = models.CharField(_("姓名或名称"), max_length=100)
    # Without spaces, brackets and width: what is compared when a duplicate is suspected.
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    id_kind = models.CharField(_("证件类别"), max_length=16, choices=IdentifierKind, blank=True)
    identifier = models.ForeignKey(
        "journal.SealedValue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证件号码"),
    )
    # A number that fails its check digit is what the party gave: kept, and flagged.
    is_identifier_valid = models.BooleanField(_("证件号码校验通过"), null=True, blank=True)
    phone = models.ForeignKey(
        "journal.SealedValue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("联系电话"),
    )
    address = models.CharField(_("住所"), max_length=200, blank=True)
    legal_rep = models.CharField(_("法定代表人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("当事人")

    def __str__(self) -> str:
        return self.name


class PartyAlias(Governed):
    """曾用名: another name, shop sign or former name of a party."""

    governed_fields = ("party", "name")

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="aliases", verbose_name=_("当事人")
    )
    name = models.CharField(_("曾用名或字号"), max_length=100)
    name_key = models.CharField(max_length=100, db_index=True, editable=False)

    class Meta:
        verbose_name = _("曾用名")
        constraints = [
            models.UniqueConstraint(fields=["party", "name_key"], name="alias_once_per_party")
        ]


class PlaceKind(models.TextChoices):
    ROAD = "road", _("道路")
    ESTATE = "estate", _("小区/物业管理区域")
    BUILDING = "building", _("楼幢")
    ROOM = "room", _("房屋室号")
    GRID = "grid", _("单元网格")
    POINT = "point", _("点位")


class Place(Governed):
    """地点: from a road down to a room; the subdistrict decides who is called."""

    governed_fields = (
        "key",
        "kind",
        "name",
        "address",
        "parent",
        "subdistrict",
        "latitude",
        "longitude",
    )

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("地点类别"), max_length=16, choices=PlaceKind)
    name = models.CharField(_("地点名称"), max_length=100)
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级地点"),
    )
    subdistrict = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属街镇")
    )
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = _("地点")

    def __str__(self) -> str:
        return self.name
