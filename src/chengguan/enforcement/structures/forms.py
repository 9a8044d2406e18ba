"""The forms of illegal structures: what is typed becomes the typed input."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import PhotoField
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.registers import services as registers
from chengguan.core.registers.fields import NameField, PhoneField, PlaceField
from chengguan.core.registers.models import Party, PartyKind
from chengguan.core.registers.queries import standing_parties
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, queries
from chengguan.enforcement.structures.kinds import (
    FoundBy,
    Material,
    OwnerNature,
    StructureKind,
    Use,
)
from chengguan.enforcement.structures.states import INTAKE, LISTERS

NAMES = {"lang": "zh"}


def text(label: Any, *, length: int = 1000, required: bool = True, **more: Any) -> forms.CharField:
    """A text of several lines with its limit: SQLite would take any length."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, required=required, widget=box, **more)


def line(label: Any, *, length: int = 60, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **more)


def metres(label: Any, *, required: bool = False, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, min_value=0, max_digits=10, decimal_places=2, **more
    )


def degrees(label: Any, most: int, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=-most, max_value=most, decimal_places=6, **more
    )


def choice(label: Any, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    offered = [("", _("请选择")), *choices.choices]
    return forms.ChoiceField(label=label, choices=offered, required=required)


class StructureForm(ActForm):
    """The form of an act: its fields bear the names of the input that it ``takes``."""

    matter: Matter
    takes: type

    def proposed(self) -> object:
        said = self.cleaned_data
        known = {one.name for one in fields(self.takes)} & set(said)
        return self.takes(**{name: _plain(said[name]) for name in known})


def _plain(value: Any) -> Any:
    """Rows that were ticked come as tuples: the input is frozen."""
    return tuple(value) if hasattr(value, "all") else value


class CrewForm(StructureForm):
    """With the officers in whose hands the act was."""

    officers = forms.ModelMultipleChoiceField(
        label=_("执法人员"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs=NAMES),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(ZONE).date()
        self.offered("officers").queryset = queries.officers_of(self.matter.organ, on)
        self.fields["officers"].initial = [self.actor.person_id]


class DescribedForm(StructureForm):
    """A new entry of the register. Who is responsible is taken from the register of parties by
    name and address, or entered there."""

    roles: tuple[str, ...] = ()
    what = FieldGroup(
        _("违法建筑"),
        ("kind", "material", "use", "area", "storeys", "length", "width", "height"),
    )
    where = FieldGroup(_("地点"), ("place", "address_text", "longitude", "latitude", "organ"))
    who = FieldGroup(
        _("当事人"),
        (
            "owner_nature",
            "party_kind",
            "party_name",
            "party_address",
            "occupant",
            "tenants",
            "is_public_servant",
        ),
    )
    when = FieldGroup(_("搭建时间"), ("built_since", "built_until"), folded=True)

    kind = choice(_("违建类型"), StructureKind)
    material = choice(_("违建结构"), Material)
    use = choice(_("违建用途"), Use)
    area = metres(_("违建面积"), required=True, help_text=_("平方米。"))
    storeys = forms.IntegerField(label=_("层数"), required=False, min_value=1, max_value=99)
    length = metres(_("长度"), help_text=_("米。"))
    width = metres(_("宽度"), help_text=_("米。"))
    height = metres(_("高度"), help_text=_("米。"))
    place = PlaceField(label=_("登记的地点"), required=False)
    address_text = line(
        _("地址"), length=200, required=False, help_text=_("写到幢号、室号或者路口。")
    )
    longitude = degrees(_("经度"), 180, help_text=_("WGS-84。"))
    latitude = degrees(_("纬度"), 90, help_text=_("WGS-84。"))
    organ = forms.ModelChoiceField(label=_("承办单位"), queryset=Organ.objects.none())
    owner_nature = choice(_("权属性质"), OwnerNature)
    party_kind = forms.ChoiceField(label=_("当事人类别"), choices=PartyKind.choices)
    party_name = NameField(
        label=_("当事人姓名或者名称"),
        max_length=100,
        required=False,
        help_text=_("不明的留空。"),
    )
    party_address = line(_("住所"), length=200, required=False)
    occupant = line(_("使用人"), required=False)
    tenants = forms.IntegerField(label=_("租住人数"), required=False, min_value=0)
    is_public_servant = forms.BooleanField(label=_("当事人为国家工作人员"), required=False)
    built_since = DayField(label=_("搭建不早于"), required=False)
    built_until = DayField(label=_("搭建不晚于"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.units_of(self.actor, self.roles)
        self.offered("organ").queryset = mine
        self.fields["organ"].initial = mine.first()

    def receive(self) -> None:
        """The party is registered before the act, as files are kept before it."""
        super().receive()
        said = self.cleaned_data
        said["party"] = self._party() if said["party_name"] else None

    def _party(self) -> Party:
        said = self.cleaned_data
        same = {"name": said["party_name"].strip(), "address": said["party_address"].strip()}
        known = standing_parties().filter(kind=said["party_kind"], identifier=None, **same)
        return known.order_by("pk").first() or registers.register_party(
            kind=PartyKind(said["party_kind"]),
            name=said["party_name"],
            address=said["party_address"],
            by=Person(pk=self.actor.person_id),
            at=self.at,
        )


class RegisterForm(DescribedForm):
    takes: type = inputs.Register
    roles = INTAKE
    groups: tuple[FieldGroup, ...] = (
        FieldGroup(_("发现"), ("source", "is_under_construction", "photos")),
        DescribedForm.what,
        DescribedForm.where,
        DescribedForm.who,
        FieldGroup(
            _("举报人"),
            ("reporter_name", "reporter_phone"),
            hint=_("仅承办人、调度员和督察可以查看，每次查看都留下记录。"),
            folded=True,
        ),
        DescribedForm.when,
    )

    source = forms.ChoiceField(
        label=_("违建来源"), choices=[c for c in FoundBy.choices if c[0] != FoundBy.CENSUS]
    )
    is_under_construction = forms.BooleanField(
        label=_("正在搭建"), required=False, help_text=_("正在搭建的两小时内到场，其余二十四小时。")
    )
    photos = PhotoField(label=_("发现照片"), required=False)
    reporter_name = NameField(label=_("举报人"), max_length=60, required=False)
    reporter_phone = PhoneField(label=_("举报电话"), max_length=30, required=False)


class ListStockForm(DescribedForm):
    takes = inputs.ListStock
    roles = LISTERS
    groups = (
        FieldGroup(_("普查"), ("census_batch", "external_no")),
        DescribedForm.what,
        DescribedForm.where,
        DescribedForm.who,
        DescribedForm.when,
    )

    census_batch = line(_("普查批次"), length=40, help_text=_("例如 2025 年普查。"))
    external_no = line(_("来源编号"), required=False)
