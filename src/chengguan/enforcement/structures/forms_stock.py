"""The forms of baseline, plan, campaigns and the names of the sides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.registers.fields import PlaceField
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import DayField
from chengguan.enforcement.structures import stock_queries
from chengguan.enforcement.structures.forms import NAMES, choice, line, text
from chengguan.enforcement.structures.kinds import CampaignKind, Quarter, Side, StockChange


class DistrictForm(forms.Form):
    """For one district of the reader's, and a year."""

    organ = forms.ModelChoiceField(
        label=_("区局"), queryset=Organ.objects.none(), widget=forms.Select(NAMES)
    )
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["organ"]
        known.queryset = stock_queries.districts_of(actor)
        known.initial = known.queryset.first()


class NumbersForm(forms.Form):
    """Structures by their numbers, as they stand in the register."""

    numbers = text(
        _("违建编号"), length=4000, help_text=_("一个或者多个编号，用空格或者换行分开。")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_numbers(self) -> Any:
        found, unknown = stock_queries.named(self.actor, self.cleaned_data["numbers"])
        if unknown:
            said = "、".join(unknown[:10])
            raise forms.ValidationError(_("没有这些编号：%(said)s。") % {"said": said})
        return found


class PlanLinesForm(NumbersForm):
    quarter = choice(_("计划季度"), Quarter)


class BaselineChangeForm(NumbersForm):
    kind = choice(_("基数变更类别"), StockChange)
    reason = text(_("基数变更理由"), length=500)


class CampaignForm(forms.Form):
    kind = choice(_("整治类别"), CampaignKind)
    name = line(_("整治名称"), length=100)
    organ = forms.ModelChoiceField(
        label=_("牵头单位"), queryset=Organ.objects.none(), widget=forms.Select(NAMES)
    )
    starts_on = DayField(label=_("整治开始"))
    ends_on = DayField(label=_("整治结束"))
    aim = text(_("整治目标"), length=500)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["organ"]
        known.queryset = stock_queries.districts_of(actor)
        known.initial = known.queryset.first()


class PilotForm(forms.Form):
    place = PlaceField(label=_("小区"))
    method = text(_("试点办法"), length=500)
    party_steps = text(_("党建引领做法"), length=500)


class LessonForm(forms.Form):
    lesson = text(_("试点经验"))


class SideNameForm(forms.Form):
    side = forms.ChoiceField(label=_("责任方"), choices=Side.choices)
    label = line(_("责任方名称"), length=40)
