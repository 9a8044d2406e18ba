"""联络牌 and 多格合一: boards that name the officer; who answers for a point in each layer."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.enforcement.estates.models.register import organ_field
from chengguan.enforcement.estates.models.renovation import person_field


class LiaisonBoard(Governed):
    """联络牌: a board with name, phone and badge of the linked officer, and where it hangs."""

    governed_fields = ("key", "committee", "spot", "put_up_on", "taken_down_on")

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = organ_field(_("居委会"))
    spot = models.CharField(_("设置地点"), max_length=200)
    put_up_on = models.DateField(_("设置日期"))
    taken_down_on = models.DateField(_("撤除日期"), null=True)

    class Meta:
        verbose_name = _("联络牌")


class BoardInspection(Governed):
    """联络牌检查: whether it hangs there, is right, was updated, and is used."""

    governed_fields = (
        "board",
        "inspected_at",
        "by",
        "is_present",
        "is_correct",
        "is_updated",
        "is_used",
        "note",
    )

    board = models.ForeignKey(
        LiaisonBoard, models.PROTECT, related_name="inspections", verbose_name=_("联络牌")
    )
    inspected_at = models.DateTimeField(_("检查时间"))
    by = person_field(_("检查人"))
    is_present = models.BooleanField(_("在位"))
    is_correct = models.BooleanField(_("信息正确"))
    is_updated = models.BooleanField(_("及时更新"))
    is_used = models.BooleanField(_("有群众使用"))
    note = models.CharField(_("检查情况"), max_length=300, default="")

    class Meta:
        verbose_name = _("联络牌检查")

    @property
    def is_in_order(self) -> bool:
        return self.is_present and self.is_correct and self.is_updated


class GridLayer(Governed):
    """网格图层: one way of cutting the ground (党建格, 警务格, 城运格 …), by an editable name."""

    governed_fields = ("key", "name", "place")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("图层名称"), max_length=40, unique=True)
    # In which order layers stand.
    place = models.PositiveSmallIntegerField(_("图层次序"), default=0)

    class Meta:
        verbose_name = _("网格图层")


class GridCell(Governed):
    """网格责任区: a cell of one layer and who answers for it."""

    governed_fields = ("layer", "code", "name", "organ", "responsible", "phone")

    layer = models.ForeignKey(
        GridLayer, models.PROTECT, related_name="cells", verbose_name=_("网格图层")
    )
    code = models.CharField(_("责任区编号"), max_length=40)
    name = models.CharField(_("责任区名称"), max_length=100)
    organ = models.ForeignKey(
        "org.Organ", models.PROTECT, null=True, related_name="+", verbose_name=_("责任单位")
    )
    responsible = models.CharField(_("责任人"), max_length=60)
    phone = models.CharField(_("责任人电话"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("网格责任区")
        constraints = [models.UniqueConstraint(fields=["layer", "code"], name="cell_once_a_layer")]


class GridMapping(Governed):
    """网格对应: a base grid lies in one cell of each layer; many grids may lie in the same cell."""

    governed_fields = ("grid", "layer", "cell")

    # The code of the base grid, as places carry it.
    grid = models.CharField(_("单元网格"), max_length=20, db_index=True)
    layer = models.ForeignKey(
        GridLayer, models.PROTECT, related_name="+", verbose_name=_("网格图层")
    )
    cell = models.ForeignKey(
        GridCell, models.PROTECT, related_name="mappings", verbose_name=_("网格责任区")
    )

    class Meta:
        verbose_name = _("网格对应")
        constraints = [
            models.UniqueConstraint(fields=["grid", "layer"], name="grid_in_one_cell_a_layer")
        ]
