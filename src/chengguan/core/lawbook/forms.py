"""What the legal section types when it proposes or decides a change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.models import ChangeKind
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
        label=_("裁定"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    since = forms.DateField(label=_("生效日"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(label=_("来源"), max_length=200)
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}))

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
