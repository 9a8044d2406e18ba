"""The forms of the registers: companies, estates, linked officers, studios, boards, grid cells.

Nobody is offered organs beyond his own estates, teams or district.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.registers.fields import PhoneField, PlaceField
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import DayField
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.forms import long_text
from chengguan.enforcement.estates.models import GridCell, GridLayer

TEAMS = (OrganKind.STREET_TEAM, OrganKind.SPECIAL_TEAM, OrganKind.BRIGADE)
FAR = 99_999


class RegisterForm(forms.Form):
    """Knows who fills it in, and when."""

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.at = actor, at
        self.offer()

    def offer(self) -> None:
        """What the reader may choose from; none by default."""

    def set_rows(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows


def organ_choice(label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    """An organ by name; which ones, the form says."""
    widget = forms.Select(attrs={"lang": "zh"})
    rows = Organ.objects.none()
    return forms.ModelChoiceField(label=label, queryset=rows, required=required, widget=widget)


def standing(*kinds: str) -> QuerySet[Organ]:
    return Organ.objects.filter(kind__in=kinds, until=None).order_by("name")


def own_teams(actor: Actor, *kinds: str) -> QuerySet[Organ]:
    """Enforcement teams at or below the reader's own organs."""
    below = [organ.pk for organ in work.organs_below(actor)]
    return standing(*kinds).filter(pk__in=below)


# -- companies and estates ---------------------------------------------------------------------


class AmendCompanyForm(RegisterForm):
    credit_code = forms.CharField(label=_("统一社会信用代码"), min_length=18, max_length=18)
    phone = PhoneField(label=_("企业电话"), max_length=30, required=False)


class CompanyForm(AmendCompanyForm):
    organ = organ_choice(_("物业服务企业"))
    field_order = ("organ",)

    def offer(self) -> None:
        known = queries.registered_companies()
        rows = standing(OrganKind.PROPERTY_COMPANY).exclude(pk__in=known)
        self.set_rows("organ", rows)


class AmendEstateForm(RegisterForm):
    """Whom reports must reach, and what the covenant says."""

    street_team = organ_choice(_("街镇执法队"))
    bureau_team = organ_choice(_("区局承办队伍"))
    housing_office = organ_choice(_("房屋行政管理部门"))
    residents_committee = organ_choice(_("居委会"))
    owners_committee = organ_choice(_("业委会"), required=False)
    households = forms.IntegerField(label=_("户数"), min_value=0, max_value=FAR)
    service_phone = PhoneField(label=_("物业服务电话"), max_length=30, required=False)
    covenant_entry_clause = forms.CharField(
        label=_("规约限制进场条款"), max_length=200, required=False
    )
    covenant_work_opens = forms.TimeField(
        label=_("规约施工开始时间"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    covenant_work_closes = forms.TimeField(
        label=_("规约施工停止时间"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    covenant_no_weekends = forms.BooleanField(label=_("规约周末禁止施工"), required=False)

    def offer(self) -> None:
        self.set_rows("street_team", own_teams(self.actor, OrganKind.STREET_TEAM))
        self.set_rows("bureau_team", own_teams(self.actor, *TEAMS))
        self.set_rows("housing_office", standing(OrganKind.PARTNER_UNIT))
        self.set_rows("residents_committee", standing(OrganKind.RESIDENTS_COMMITTEE))
        self.set_rows("owners_committee", standing(OrganKind.OWNERS_COMMITTEE))


class EstateForm(AmendEstateForm):
    """An estate that is registered as a place already."""

    place = PlaceField(label=_("小区"))
    office = organ_choice(_("物业管理处"))
    managed_since = DayField(label=_("接管日期"))
    field_order = ("place", "office", "managed_since")

    def offer(self) -> None:
        super().offer()
        self.set_rows("office", standing(OrganKind.PROPERTY_OFFICE))


class ManagerForm(RegisterForm):
    """Who manages the estate from a day on."""

    office = organ_choice(_("物业管理处"))
    since = DayField(label=_("接管日期"))

    def offer(self) -> None:
        self.set_rows("office", standing(OrganKind.PROPERTY_OFFICE))


# -- the community -----------------------------------------------------------------------------


class CommitteeForm(RegisterForm):
    """Something for one of the reader's residents' committees."""

    committee = organ_choice(_("居委会"))

    def offer(self) -> None:
        self.set_rows("committee", queries.committees_of(self.actor))


class LinkForm(CommitteeForm):
    """An officer for a residents' committee."""

    team = organ_choice(_("街镇执法队"))
    officer = forms.ModelChoiceField(label=_("联络队员"), queryset=Person.objects.none())
    phone = PhoneField(label=_("联络电话"), max_length=30)
    since = DayField(label=_("起始日期"))

    def offer(self) -> None:
        super().offer()
        teams = own_teams(self.actor, OrganKind.STREET_TEAM)
        self.set_rows("team", teams)
        held = in_force(self.at.astimezone(ZONE).date(), "grants__")
        officers = Person.objects.filter(held, grants__role=Role.OFFICER, grants__organ__in=teams)
        self.set_rows("officer", officers.distinct().order_by("name"))


class ShownField(forms.IntegerField):
    """What the page showed: drawn again, it is what is true now."""

    def __init__(self) -> None:
        super().__init__(min_value=0, widget=forms.HiddenInput)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class VisitForm(RegisterForm):
    """What a visit was about; being there alone is none. ``known`` is what the page showed."""

    received = forms.IntegerField(label=_("收到事项"), min_value=0, max_value=999, initial=0)
    handled = forms.IntegerField(label=_("办理事项"), min_value=0, max_value=999, initial=0)
    text = long_text(_("值守情况"), required=False)
    known = ShownField()


class StudioForm(CommitteeForm):
    name = forms.CharField(label=_("工作室名称"), max_length=100)
    address = forms.CharField(label=_("地址"), max_length=200)
    on = DayField(label=_("启用日期"))


class CloseStudioForm(RegisterForm):
    on = DayField(label=_("停用日期"))


class BoardForm(CommitteeForm):
    spot = forms.CharField(label=_("设置地点"), max_length=200)
    on = DayField(label=_("设置日期"))


class TakeDownForm(RegisterForm):
    on = DayField(label=_("撤除日期"))


class InspectionForm(RegisterForm):
    is_present = forms.BooleanField(label=_("在位"), required=False)
    is_correct = forms.BooleanField(label=_("信息正确"), required=False)
    is_updated = forms.BooleanField(label=_("及时更新"), required=False)
    is_used = forms.BooleanField(label=_("有群众使用"), required=False)
    note = long_text(_("检查情况"), length=300, required=False)


# -- grids -------------------------------------------------------------------------------------


class LayerForm(RegisterForm):
    name = forms.CharField(label=_("图层名称"), max_length=40)
    place = forms.IntegerField(label=_("图层次序"), min_value=0, max_value=99, initial=0)


class AmendCellForm(RegisterForm):
    """Who answers for the cell."""

    name = forms.CharField(label=_("责任区名称"), max_length=100)
    organ = organ_choice(_("责任单位"), required=False)
    responsible = forms.CharField(label=_("责任人"), max_length=60)
    phone = PhoneField(label=_("责任人电话"), max_length=30, required=False)

    def offer(self) -> None:
        self.set_rows("organ", Organ.objects.filter(until=None).order_by("name"))


class CellForm(AmendCellForm):
    layer = forms.ModelChoiceField(label=_("网格图层"), queryset=GridLayer.objects.none())
    code = forms.CharField(label=_("责任区编号"), max_length=40)
    field_order = ("layer", "code")

    def offer(self) -> None:
        super().offer()
        self.set_rows("layer", GridLayer.objects.order_by("place", "name"))
        field: Any = self.fields["layer"]
        field.label_from_instance = lambda one: one.name


class MapForm(RegisterForm):
    """Base grids that lie in a cell: one a line."""

    cell = forms.ModelChoiceField(label=_("网格责任区"), queryset=GridCell.objects.none())
    grids = long_text(_("单元网格"), length=2000, help_text=_("一行一个编号。"))

    def offer(self) -> None:
        rows = GridCell.objects.select_related("layer").order_by("layer__place", "code")
        self.set_rows("cell", rows)
        field: Any = self.fields["cell"]
        field.label_from_instance = lambda one: f"{one.layer.name} {one.code} {one.name}"

    def clean_grids(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["grids"].splitlines())
        found = tuple(dict.fromkeys(line for line in lines if line))
        if any(len(line) > 20 for line in found):
            raise forms.ValidationError(_("单元网格编号不超过 20 个字符。"))
        return found
