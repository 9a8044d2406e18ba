"""What people type about a party."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.registers.models import IdentifierKind, PartyKind


class NumberForm(forms.Form):
    identifier = forms.CharField(label=_("证件号码（完整）"), max_length=40)


class PartyForm(forms.Form):
    kind = forms.ChoiceField(label=_("当事人类别"), choices=PartyKind.choices)
    name = forms.CharField(label=_("姓名或名称"), max_length=100)
    id_kind = forms.ChoiceField(
        label=_("证件类别"), choices=[("", "—"), *IdentifierKind.choices], required=False
    )
    identifier = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("校验不通过也会保存，并标出来供核对。"),
    )
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    address = forms.CharField(label=_("住所"), max_length=200, required=False)
    legal_rep = forms.CharField(label=_("法定代表人"), max_length=60, required=False)

    def clean(self) -> dict[str, object]:
        typed = super().clean() or {}
        if typed.get("identifier") and not typed.get("id_kind"):
            self.add_error("id_kind", _("请选择证件类别。"))
        return typed
