"""The forms of the registers: an estate, a linked officer, a visit, a board and its check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.core.work.forms import DayField
from chengguan.enforcement.estates.forms import long_text
from chengguan.enforcement.estates.models import Estate, LiaisonAssignment, LiaisonBoard

TEAMS = (OrganKind.STREET_TEAM, OrganKind.SPECIAL_TEAM, OrganKind.BRIGADE)


def organ_choice(label: Any, *kinds: str, required: bool = True) -> forms.ModelChoiceField:
    """A standing organ of these kinds, by name."""
    rows = Organ.objects.filter(kind__in=kinds, until=None).order_by("name")
    widget = forms.Select(attrs={"lang": "zh"})
    return forms.ModelChoiceField(label=label, queryset=rows, required=required, widget=widget)


class EstateForm(forms.Form):
    """An estate that is registered as a place already, with whom its reports must reach."""

    place = forms.ModelChoiceField(label=_("小区"), queryset=Place.objects.none())
    office = organ_choice(_("物业管理处"), OrganKind.PROPERTY_OFFICE)
    managed_since = DayField(label=_("接管日期"))
    street_team = organ_choice(_("街镇执法队"), OrganKind.STREET_TEAM)
    bureau_team = organ_choice(_("区局承办队伍"), *TEAMS)
    housing_office = organ_choice(_("房屋行政管理部门"), OrganKind.PARTNER_UNIT)
    residents_committee = organ_choice(_("居委会"), OrganKind.RESIDENTS_COMMITTEE)
    owners_committee = organ_choice(_("业委会"), OrganKind.OWNERS_COMMITTEE, required=False)
    households = forms.IntegerField(label=_("户数"), min_value=0, max_value=99_999)
    service_phone = forms.CharField(label=_("物业服务电话"), max_length=30, required=False)
    covenant_entry_clause = forms.CharField(
        label=_("规约限制进场条款"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Estate.objects.values("place")
        field: Any = self.fields["place"]
        field.queryset = Place.objects.filter(kind=PlaceKind.ESTATE).exclude(pk__in=known)


class LinkForm(forms.Form):
    """An officer for a residents' committee."""

    committee = organ_choice(_("居委会"), OrganKind.RESIDENTS_COMMITTEE)
    team = organ_choice(_("街镇执法队"), OrganKind.STREET_TEAM)
    officer = forms.ModelChoiceField(label=_("联络队员"), queryset=Person.objects.none())
    phone = forms.CharField(label=_("联络电话"), max_length=30)
    since = DayField(label=_("起始日期"))

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = in_force(on, "grants__")
        field: Any = self.fields["officer"]
        field.queryset = (
            Person.objects.filter(held, grants__role=Role.OFFICER).distinct().order_by("name")
        )


class VisitForm(forms.Form):
    """What a visit was about; being there alone is none."""

    assignment = forms.ModelChoiceField(
        label=_("居委会"), queryset=LiaisonAssignment.objects.none()
    )
    received = forms.IntegerField(label=_("收到事项"), min_value=0, max_value=999, initial=0)
    handled = forms.IntegerField(label=_("办理事项"), min_value=0, max_value=999, initial=0)
    text = long_text(_("值守情况"), required=False)

    def __init__(self, *args: Any, officer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = LiaisonAssignment.objects.filter(officer=officer, until=None)
        field: Any = self.fields["assignment"]
        field.queryset = rows.select_related("committee")
        field.label_from_instance = lambda one: one.committee.name


class BoardForm(forms.Form):
    committee = organ_choice(_("居委会"), OrganKind.RESIDENTS_COMMITTEE)
    spot = forms.CharField(label=_("设置地点"), max_length=200)
    on = DayField(label=_("设置日期"))


class InspectionForm(forms.Form):
    board = forms.ModelChoiceField(label=_("联络牌"), queryset=LiaisonBoard.objects.none())
    is_present = forms.BooleanField(label=_("在位"), required=False)
    is_correct = forms.BooleanField(label=_("信息正确"), required=False)
    is_updated = forms.BooleanField(label=_("及时更新"), required=False)
    is_used = forms.BooleanField(label=_("有群众使用"), required=False)
    note = long_text(_("检查情况"), length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = LiaisonBoard.objects.filter(taken_down_on=None).select_related("committee")
        field: Any = self.fields["board"]
        field.queryset = rows
        field.label_from_instance = lambda one: f"{one.committee.name} {one.spot}"
