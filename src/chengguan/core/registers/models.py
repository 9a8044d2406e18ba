"""Parties and places. Written only by services."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person


class PartyKind(models.TextChoices):
    PERSON = "person", _("公民")
    INDIVIDUAL_BUSINESS = "individual_business", _("个体工商户")
    LEGAL_PERSON = "legal_person", _("法人")
    ORGANISATION = "organisation", _("其他组织")


NATURAL = frozenset({PartyKind.PERSON, PartyKind.INDIVIDUAL_BUSINESS})
"""A natural person in business stays a natural person (民法典 54)."""


class IdentifierKind(models.TextChoices):
    USCC = "uscc", _("统一社会信用代码")
    ID_CARD = "id_card", _("居民身份证号")
    OTHER = "other", _("其他证件号")


class Flaw(models.TextChoices):
    """What is wrong with a number as it was given."""

    LENGTH = "length", _("位数不对")
    SPREADSHEET = "spreadsheet", _("表格软件改成了科学计数，号码已不完整")
    OLD_REGISTRATION = "old_registration", _("15 位旧工商注册号")
    OLD_ID_CARD = "old_id_card", _("15 位旧身份证号，没有校验位")
    LETTERS = "letters", _("含有不该有的字符")
    COMPONENT = "component", _("出生日期或行政区划不存在")
    CHECK_DIGIT = "check_digit", _("校验位不符")


class Imported(models.Model):
    """A record that an outer system keeps too, under a number of its own."""

    external_source = models.CharField(_("来源系统"), max_length=60, blank=True)
    external_no = models.CharField(_("来源编号"), max_length=100, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_no"],
                condition=~models.Q(external_no=""),
                name="%(class)s_once_per_source",
            )
        ]


class Party(Imported, Governed):
    """当事人: whom an act is addressed to. Number and phone are sealed under `subject`."""

    governed_fields = (
        "subject",
        "kind",
        "name",
        "id_kind",
        "id_title",
        "identifier",
        "is_identifier_valid",
        "identifier_flaw",
        "phone",
        "address",
        "legal_rep",
        "external_source",
        "external_no",
    )

    # The key of its sealed values and of its register stream.
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The subject of the record it is merged into, else its own: one equality finds the whole
    # party. Follows from `PartyMerge`; `verify` works it out anew.
    group = models.UUIDField(db_index=True, editable=False)
    kind = models.CharField(_("当事人类别"), max_length=20, choices=PartyKind)
    name = models.CharField(_("姓名或名称"), max_length=100)
    # Without spaces, brackets and width: what is compared when a duplicate is suspected.
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    id_kind = models.CharField(_("证件类别"), max_length=16, choices=IdentifierKind, blank=True)
    # What "other" is: 护照, 港澳居民来往内地通行证 …
    id_title = models.CharField(_("证件名称"), max_length=40, blank=True)
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
    identifier_flaw = models.CharField(_("号码问题"), max_length=20, choices=Flaw, blank=True)
    phone = models.ForeignKey(
        "journal.SealedValue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("联系电话"),
    )
    address = models.CharField(_("住所"), max_length=200, blank=True)
    address_key = models.CharField(max_length=200, db_index=True, editable=False, blank=True)
    legal_rep = models.CharField(_("法定代表人"), max_length=60, blank=True)

    class Meta(Imported.Meta):
        verbose_name = _("当事人")

    def __str__(self) -> str:
        return self.name

    @property
    def is_merged(self) -> bool:
        return self.group != self.subject

    @property
    def fined_as(self) -> str:
        """Which half of an amount applies: `person` or `organisation` (行政处罚法 51)."""
        return "person" if self.kind in NATURAL else "organisation"


class AliasKind(models.TextChoices):
    SIGNBOARD = "signboard", _("字号、招牌")
    FORMER = "former", _("曾用名")
    OTHER = "other", _("其他名称")


class PartyAlias(Governed):
    """别名: another name, shop sign or former name of a party, with its days where known."""

    governed_fields = ("party", "kind", "name", "since", "until")

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="aliases", verbose_name=_("当事人")
    )
    kind = models.CharField(
        _("名称类别"), max_length=16, choices=AliasKind, default=AliasKind.OTHER
    )
    name = models.CharField(_("曾用名或字号"), max_length=100)
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    since = models.DateField(_("起始日期"), null=True, blank=True)
    until = models.DateField(_("终止日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("别名")
        constraints = [
            models.UniqueConstraint(fields=["party", "name_key"], name="alias_once_per_party"),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="alias_until_after_since",
            ),
        ]


class PartyMerge(Governed):
    """合并: one record of a party declared to be another's, and where so, taken back again.

    Both records stay; matters keep the one they name.
    """

    governed_fields = (
        "party",
        "into",
        "reason",
        "by",
        "at",
        "undone_by",
        "undone_at",
        "undone_reason",
    )

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="merges", verbose_name=_("重复记录")
    )
    into = models.ForeignKey(
        Party, models.PROTECT, related_name="absorbed", verbose_name=_("保留记录")
    )
    reason = models.CharField(_("合并理由"), max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("合并时间"))
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("撤销时间"), null=True)
    undone_reason = models.CharField(_("撤销理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("当事人合并")
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=models.Q(undone_at=None),
                name="merged_into_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(party=models.F("into")), name="merged_into_another"
            ),
        ]


class PlaceKind(models.TextChoices):
    ROAD = "road", _("道路")
    ESTATE = "estate", _("小区/物业管理区域")
    BUILDING = "building", _("楼幢")
    UNIT = "unit", _("单元（门栋）")
    ROOM = "room", _("房屋室号")
    GRID = "grid", _("单元网格")
    POINT = "point", _("点位")


ABOVE: dict[PlaceKind, frozenset[PlaceKind]] = {
    PlaceKind.ROAD: frozenset(),
    PlaceKind.ESTATE: frozenset(),
    PlaceKind.GRID: frozenset(),
    PlaceKind.BUILDING: frozenset({PlaceKind.ESTATE, PlaceKind.ROAD}),
    PlaceKind.UNIT: frozenset({PlaceKind.BUILDING}),
    PlaceKind.ROOM: frozenset({PlaceKind.BUILDING, PlaceKind.UNIT}),
    PlaceKind.POINT: frozenset({PlaceKind.ROAD, PlaceKind.ESTATE, PlaceKind.BUILDING}),
}
"""Under what a place may lie: room under unit or building, building under estate or road."""

NEVER_ALONE = frozenset({PlaceKind.UNIT, PlaceKind.ROOM})


class FoundBy(models.TextChoices):
    """How the subdistrict of a place was found, or why it was not: the queue 地点待定."""

    GIVEN = "given", _("人工指定")
    PARENT = "parent", _("随上级地点")
    POSITION = "position", _("按坐标落在界内")
    NO_POSITION = "no_position", _("没有坐标")
    OUTSIDE = "outside", _("坐标不在任何街镇界内")
    BORDER = "border", _("坐标落在界线上或者界线重叠处")


class Place(Imported, Governed):
    """地点: from a road down to a room; the subdistrict decides who is called. Positions WGS 84."""

    governed_fields = (
        "key",
        "kind",
        "name",
        "address",
        "parent",
        "subdistrict",
        "found_by",
        "residents_committee",
        "grid",
        "latitude",
        "longitude",
        "registered_at",
        "external_source",
        "external_no",
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
    # None: nobody knows yet who is called; such a place stands in the queue 地点待定.
    subdistrict = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属街镇")
    )
    found_by = models.CharField(_("街镇认定"), max_length=16, choices=FoundBy)
    residents_committee = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("居委会")
    )
    # The code of the unit grid cell, 15 digits where it follows the standard.
    grid = models.CharField(_("单元网格"), max_length=20, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    registered_at = models.DateTimeField(_("登记时间"))

    class Meta(Imported.Meta):
        verbose_name = _("地点")
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | ~models.Q(kind__in=sorted(NEVER_ALONE)),
                name="room_lies_in_a_building",
            ),
        ]
        indexes = [
            models.Index(
                fields=["registered_at"],
                condition=models.Q(subdistrict=None),
                name="place_without_subdistrict",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """From the uppermost known place down: estate, building, unit, room (parents loaded)."""
        above = self.parent.full_name + " " if self.parent else ""
        return above + self.name


class PlaceAlias(Governed):
    """地点别名: what people also call a place."""

    governed_fields = ("place", "name")

    place = models.ForeignKey(Place, models.PROTECT, related_name="aliases", verbose_name=_("地点"))
    name = models.CharField(_("地点别名"), max_length=100)
    name_key = models.CharField(max_length=100, db_index=True, editable=False)

    class Meta:
        verbose_name = _("地点别名")
        constraints = [
            models.UniqueConstraint(fields=["place", "name_key"], name="alias_once_per_place")
        ]


class Boundary(Governed):
    """街镇界线: the polygons of one subdistrict, as imported; positions WGS 84."""

    governed_fields = ("key", "organ", "code", "shape", "imported_at")

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.OneToOneField(Organ, models.PROTECT, related_name="+", verbose_name=_("街镇"))
    code = models.CharField(_("区划代码"), max_length=12, blank=True)
    # The coordinates of a GeoJSON MultiPolygon, as text: read whole, never searched.
    shape = models.TextField(_("界线"))
    imported_at = models.DateTimeField(_("导入时间"))

    class Meta:
        verbose_name = _("街镇界线")
