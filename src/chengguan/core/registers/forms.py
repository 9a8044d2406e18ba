"""What people type about parties and places."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.registers.coordinates import Datum, to_wgs84
from chengguan.core.registers.fields import NameField, PhoneField, PlaceField
from chengguan.core.registers.importing import split_names
from chengguan.core.registers.models import AliasKind, IdentifierKind, Party, PartyKind, PlaceKind
from chengguan.core.registers.queries import subdistricts


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


def _degrees(label: Any, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=-most, max_value=most, decimal_places=6, required=False
    )


class NumberForm(forms.Form):
    """One whole number; both would ask two questions at once."""

    identifier = forms.CharField(label=_("证件号码（完整）"), max_length=40, required=False)
    phone = forms.CharField(label=_("或者联系电话（完整）"), max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("identifier")) == bool(typed.get("phone")):
            self.add_error("identifier", _("请填写完整的证件号码或者电话号码，只填一项。"))
        return typed


class PartyForm(forms.Form):
    kind = forms.ChoiceField(label=_("当事人类别"), choices=PartyKind.choices)
    name = NameField(label=_("姓名或名称"), max_length=100)
    id_kind = forms.ChoiceField(
        label=_("证件类别"), choices=[("", "—"), *IdentifierKind.choices], required=False
    )
    id_title = forms.CharField(
        label=_("证件名称"),
        max_length=40,
        required=False,
        help_text=_("其他证件请写明，如护照、港澳居民来往内地通行证。"),
    )
    identifier = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("校验不通过也会保存，并标出来供核对。"),
    )
    phone = PhoneField(label=_("联系电话"), max_length=30, required=False)
    address = forms.CharField(label=_("住所"), max_length=200, required=False)
    legal_rep = NameField(label=_("法定代表人"), max_length=60, required=False)
    aliases = forms.CharField(
        label=_("字号、招牌、曾用名"),
        max_length=300,
        required=False,
        help_text=_("几个名称用顿号隔开。"),
    )

    def clean_aliases(self) -> list[str]:
        return split_names(self.cleaned_data["aliases"])

    def clean(self) -> dict[str, object]:
        typed = super().clean() or {}
        if typed.get("identifier") and not typed.get("id_kind"):
            self.add_error("id_kind", _("请选择证件类别。"))
        return typed


class AliasForm(forms.Form):
    kind = forms.ChoiceField(label=_("名称类别"), choices=AliasKind.choices)
    name = NameField(label=_("名称"), max_length=100)
    since = forms.DateField(label=_("起始日期"), required=False, widget=_day())
    until = forms.DateField(label=_("终止日期"), required=False, widget=_day())


class MergeForm(forms.Form):
    """Which of two records stays, and why they are one."""

    keep = forms.ChoiceField(label=_("保留哪一条"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("合并理由"),
        max_length=200,
        help_text=_("写明凭什么认定是同一个当事人，如证件、营业执照、当面核对。"),
    )

    def __init__(self, *args: Any, pair: tuple[Party, Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)
        keep.choices = [(str(one.pk), f"{one.pk} · {one.name}") for one in pair]
        keep.is_source = True  # type: ignore[attr-defined]  # read by the component


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=200)


class PlaceForm(forms.Form):
    """A place; without a subdistrict its parent or its position tells."""

    kind = forms.ChoiceField(label=_("地点类别"), choices=PlaceKind.choices)
    name = forms.CharField(label=_("地点名称"), max_length=100)
    parent = PlaceField(
        label=_("上级地点"),
        required=False,
        help_text=_("室号选楼幢或单元，楼幢选小区。按名称、地址或网格查找。"),
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    aliases = forms.CharField(
        label=_("地点别名"), max_length=300, required=False, help_text=_("几个名称用顿号隔开。")
    )
    subdistrict = forms.ModelChoiceField(
        label=_("所属街镇"),
        queryset=Organ.objects.none(),
        required=False,
        help_text=_("不填时随上级地点，或者按坐标认定。"),
    )
    residents_committee = forms.ModelChoiceField(
        label=_("居委会"), queryset=Organ.objects.none(), required=False
    )
    grid = forms.CharField(label=_("单元网格"), max_length=20, required=False)
    latitude = _degrees(_("纬度"), 90)
    longitude = _degrees(_("经度"), 180)
    datum = forms.ChoiceField(
        label=_("坐标系"),
        choices=[(Datum.WGS84, "WGS-84"), (Datum.GCJ02, "GCJ-02"), (Datum.BD09, "BD-09")],
        required=False,
        help_text=_("从国内地图上抄来的坐标多为 GCJ-02 或者 BD-09，保存时换算成 WGS-84。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committees = Organ.objects.filter(kind=OrganKind.RESIDENTS_COMMITTEE, until=None)
        _offer(self, "subdistrict", subdistricts())
        _offer(self, "residents_committee", committees.order_by("name"))

    def clean_aliases(self) -> list[str]:
        return split_names(self.cleaned_data["aliases"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = typed.get("latitude"), typed.get("longitude")
        datum = typed.pop("datum", "") or Datum.WGS84
        if (given[0] is None) != (given[1] is None):
            self.add_error("latitude", _("纬度和经度要一起填。"))
        elif given[0] is not None and given[1] is not None:
            turned = to_wgs84(datum, float(given[0]), float(given[1]))
            typed["latitude"], typed["longitude"] = (Decimal(f"{one:.6f}") for one in turned)
        return typed


class SettleForm(forms.Form):
    subdistrict = forms.ModelChoiceField(label=_("所属街镇"), queryset=Organ.objects.none())
    reason = forms.CharField(label=_("认定依据"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "subdistrict", subdistricts())


def _offer(form: forms.Form, name: str, organs: Any) -> None:
    """Names of units stay Chinese in English mode."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = organs
    field.is_source = True  # type: ignore[attr-defined]  # read by the component
