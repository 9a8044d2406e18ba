"""The forms of heads: entering one, deciding on it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.pages.words import law
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import YuanField
from chengguan.core.work.rules import ZONE
from chengguan.law.parameters import shipped
from chengguan.union.finance.services import UNIONS

YEARS_AHEAD = 1


class HeadForm(forms.Form):
    """Knows who fills it in, and when: his own unions, this year and the next."""

    organ = forms.ModelChoiceField(
        label=_("工会"), queryset=Organ.objects.none(), widget=forms.Select(attrs={"lang": "zh"})
    )
    year = forms.TypedChoiceField(label=_("预算年度"), coerce=int)
    head = forms.ChoiceField(label=_("支出科目"))
    plan_item = forms.CharField(
        label=_("计划项目"),
        max_length=120,
        required=False,
        help_text=_("年度计划里的项目；同一科目分几个项目编列时写明。"),
    )
    amount = YuanField(label=_("预算数"), help_text=_("单位：元。"))

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = [organ.pk for organ in work.organs_below(actor)]
        organs: Any = self.fields["organ"]
        organs.queryset = Organ.objects.filter(pk__in=below, kind__in=UNIONS, until=None).order_by(
            "path"
        )
        this = at.astimezone(ZONE).year
        years: Any = self.fields["year"]
        years.choices = [(year, str(year)) for year in range(this, this + YEARS_AHEAD + 1)]
        heads: Any = self.fields["head"]
        heads.choices = [(key, law(title)) for key, title in shipped().spending_heads.items()]


class DecideForm(forms.Form):
    remark = forms.CharField(
        label=_("确认意见"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不予确认时必填。"),
    )
