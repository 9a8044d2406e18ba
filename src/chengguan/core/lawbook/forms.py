"""What the legal section types when it proposes or decides a change."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.holiday_notices import year_of
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.pasted_days import Unreadable, read_days
from chengguan.core.lawbook.services import Proposed
from chengguan.core.lawbook.words import FORCES, PARTIES
from chengguan.core.org.kinds import OrganKind

ENFORCERS = (OrganKind.STREET_TEAM, OrganKind.DISTRICT_BUREAU, OrganKind.PARTNER_UNIT)


class ProposeForm(forms.Form):
    kind = forms.ChoiceField(label=_("变更种类"), choices=ChangeKind.choices)
    target = forms.CharField(
        label=_("变更对象"),
        max_length=60,
        help_text=_("规则手册里的编号、事项编号或者冲突的代号；从它们的页面进来时已填好。"),
    )
    party_kind = forms.ChoiceField(
        label=_("当事人类别"),
        choices=[("", "—"), *((kind.value, title) for kind, title in PARTIES.items())],
        required=False,
    )
    number = forms.IntegerField(
        label=_("新值"),
        required=False,
        help_text=_("参数以其单位计（金额为分，比例为万分之一）；期限为长度。"),
    )
    force = forms.ChoiceField(
        label=_("新效力"),
        choices=[("", "—"), *((force.value, title) for force, title in FORCES.items())],
        required=False,
    )
    organ_kind = forms.ChoiceField(
        label=_("新执法主体"),
        choices=[("", "—"), *((kind.value, kind.label) for kind in ENFORCERS)],
        required=False,
    )
    ruling = forms.CharField(
        label=_("裁定或者名称、地址"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    days = forms.CharField(
        label=_("放假和调休的日期"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "只用于放假通知，变更对象写年份。每行一个节日，可以粘贴通知原文或者表格："
            "节日、放假日期、调休上班日期，例如“元旦 放假1月1日至3日；1月9日上班”。"
        ),
    )
    since = forms.DateField(
        label=_("生效日"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("放假通知写发文日期。"),
    )
    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("放假通知写文号，例如国办发明电〔2024〕12号。")
    )
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        """The days as pasted; a line that says none is named."""
        typed: dict[str, Any] = super().clean() or {}
        pasted, typed["days"] = typed.get("days") or "", ()
        year = year_of(typed.get("target", ""))
        if typed.get("kind") == ChangeKind.HOLIDAYS and year is not None:
            try:
                typed["days"] = read_days(pasted, year)
            except Unreadable as error:
                said = gettext("第 %(line)s 行读不出日期：%(text)s")
                self.add_error("days", said % {"line": error.line, "text": error.text})
        return typed

    def proposed(self) -> Proposed:
        typed: dict[str, Any] = self.cleaned_data
        return Proposed(**{**typed, "kind": ChangeKind(typed["kind"])})


class DecideForm(forms.Form):
    remark = forms.CharField(
        label=_("确认意见"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不予确认时必填。"),
    )
