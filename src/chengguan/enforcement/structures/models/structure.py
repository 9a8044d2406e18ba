"""违法建筑: the entry of the register, what was seen on site, and its photos by view."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter
from chengguan.enforcement.structures.kinds import (
    FoundBy,
    Material,
    Origin,
    OwnerNature,
    Phase,
    SafetyGrade,
    StructureKind,
    Use,
    Verdict,
)


def square_metres(label: object, **more: object) -> models.DecimalField:
    """Square metres, two places."""
    return models.DecimalField(label, max_digits=10, decimal_places=2, **more)  # type: ignore[arg-type]  # null alone


class IllegalStructure(Governed):
    """违法建筑: one thing that was built, for as long as it, or what grows again, is there.

    Who is responsible is the party of its matter, where it stands the matter's place. ``round``
    counts its lives: re-growth begins the next. ``area_left`` is what still stands.
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="structure"
    )
    origin = models.CharField(_("新增/存量"), max_length=8, choices=Origin)
    kind = models.CharField(_("违建类型"), max_length=12, choices=StructureKind)
    material = models.CharField(_("违建结构"), max_length=14, choices=Material)
    use = models.CharField(_("违建用途"), max_length=10, choices=Use)
    owner_nature = models.CharField(_("权属性质"), max_length=12, choices=OwnerNature)
    source = models.CharField(_("违建来源"), max_length=10, choices=FoundBy)
    external_no = models.CharField(_("来源编号"), max_length=60, null=True)
    address_text = models.CharField(_("地址"), max_length=200)
    subdistrict = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("所属街镇")
    )
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True)
    # The ring of a GeoJSON polygon, as text: read whole, never searched. Empty where unknown.
    outline = models.TextField(_("违建轮廓"), default="")
    area = square_metres(_("违建面积"))
    area_left = square_metres(_("现存面积"))
    storeys = models.PositiveSmallIntegerField(_("层数"), null=True)
    length = square_metres(_("长度"), null=True)
    width = square_metres(_("宽度"), null=True)
    height = square_metres(_("高度"), null=True)
    occupant = models.CharField(_("使用人"), max_length=60, default="")
    tenants = models.PositiveSmallIntegerField(_("租住人数"), null=True)
    built_since = models.DateField(_("搭建不早于"), null=True)
    built_until = models.DateField(_("搭建不晚于"), null=True)
    census_batch = models.CharField(_("普查批次"), max_length=40, default="")
    is_under_construction = models.BooleanField(_("在建"))
    is_reported = models.BooleanField(_("有举报人"), default=False)
    reporter_name = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("举报人")
    )
    reporter_phone = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("举报电话")
    )
    answer = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("举报反馈内容")
    )
    answered_at = models.DateTimeField(_("举报反馈时间"), null=True)
    is_public_servant = models.BooleanField(_("当事人为国家工作人员"), default=False)
    verdict = models.CharField(_("认定结论"), max_length=12, choices=Verdict, default="")
    identified_at = models.DateTimeField(_("认定时间"), null=True)
    planning_reply = models.CharField(_("规划资源部门意见文号"), max_length=60, default="")
    permit_no = models.CharField(_("补办许可文号"), max_length=60, default="")
    safety_grade = models.CharField(_("安全等级"), max_length=1, choices=SafetyGrade, default="")
    next_check_on = models.DateField(_("下次排查日期"), null=True)
    round = models.PositiveSmallIntegerField(_("轮次"), default=1)
    demolished_at = models.DateTimeField(_("拆除时间"), null=True)

    governed_fields = (
        "matter",
        "origin",
        "kind",
        "material",
        "use",
        "owner_nature",
        "source",
        "external_no",
        "address_text",
        "subdistrict",
        "longitude",
        "latitude",
        "outline",
        "area",
        "area_left",
        "storeys",
        "length",
        "width",
        "height",
        "occupant",
        "tenants",
        "built_since",
        "built_until",
        "census_batch",
        "is_under_construction",
        "is_reported",
        "reporter_name",
        "reporter_phone",
        "answer",
        "answered_at",
        "is_public_servant",
        "verdict",
        "identified_at",
        "planning_reply",
        "permit_no",
        "safety_grade",
        "next_check_on",
        "round",
        "demolished_at",
    )

    class Meta:
        verbose_name = _("违法建筑")
        constraints = [
            models.UniqueConstraint(
                fields=["census_batch", "external_no"], name="structure_once_a_batch"
            )
        ]
        indexes = [
            models.Index(fields=["address_text", "kind"], name="structure_of_address"),
            models.Index(fields=["origin", "kind"], name="structure_of_origin"),
        ]


def of_structure(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        IllegalStructure, models.PROTECT, related_name=name, verbose_name=_("违法建筑")
    )


def round_field() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(_("轮次"))


class SiteVisit(Governed):
    """现场取证: what was seen and measured, under construction or not."""

    structure = of_structure("visits")
    round = round_field()
    visited_at = models.DateTimeField(_("到场时间"))
    found = models.TextField(_("现场情况"), max_length=2000)
    is_under_construction = models.BooleanField(_("在建"))
    area = square_metres(_("违建面积"))

    governed_fields = ("structure", "round", "visited_at", "found", "is_under_construction", "area")

    class Meta:
        verbose_name = _("现场取证")


class VisitOfficer(Governed):
    """取证人员: one of those who were there."""

    visit = models.ForeignKey(
        SiteVisit, models.PROTECT, related_name="officers", verbose_name=_("现场取证")
    )
    officer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("取证人员")
    )

    governed_fields = ("visit", "officer")

    class Meta:
        verbose_name = _("取证人员")
        constraints = [
            models.UniqueConstraint(fields=["visit", "officer"], name="officer_once_a_visit")
        ]


class StructurePhoto(Governed):
    """违建照片: a photo with the view it was taken from, so that before and after compare."""

    structure = of_structure("photos")
    round = round_field()
    phase = models.CharField(_("照片阶段"), max_length=8, choices=Phase)
    view = models.CharField(_("拍摄视角"), max_length=40)
    use = models.ForeignKey(FileUse, models.PROTECT, related_name="+", verbose_name=_("照片"))

    governed_fields = ("structure", "round", "phase", "view", "use")

    class Meta:
        verbose_name = _("违建照片")


class Regrowth(Governed):
    """反弹: that it was there again; the same record goes on, one round later."""

    structure = of_structure("regrowths")
    round = round_field()
    found_at = models.DateTimeField(_("反弹发现时间"))
    area = square_metres(_("违建面积"))
    is_under_construction = models.BooleanField(_("在建"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("发现人"))

    governed_fields = ("structure", "round", "found_at", "area", "is_under_construction", "by")

    class Meta:
        verbose_name = _("反弹")
        constraints = [
            models.UniqueConstraint(fields=["structure", "round"], name="one_regrowth_a_round")
        ]
