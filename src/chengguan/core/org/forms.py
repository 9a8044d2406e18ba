"""What people type about grants."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Field, Role
from chengguan.core.org.models import Grant, Organ
from chengguan.core.org.queries import administered_organs

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GrantForm(forms.Form):
    """Offers the organs that the holder of `grants` administers."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    organ = forms.ModelChoiceField(
        label=_("机构"),
        queryset=Organ.objects.none(),
        # Names of organs are data: they stay Chinese in English pages, and say so.
        widget=forms.Select(attrs={"lang": "zh"}),
    )
    field = forms.ChoiceField(
        label=_("执法领域"), choices=[("", _("全部领域")), *Field.choices], required=False
    )
    since = forms.DateField(label=_("起始日期"), widget=DATE)
    until = forms.DateField(
        label=_("终止日期"),
        widget=DATE,
        required=False,
        help_text=_("这一天起不再有效；不填为长期。"),
    )

    def __init__(self, *args: Any, grants: Iterable[Grant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ = self.fields["organ"]
        assert isinstance(organ, forms.ModelChoiceField)
        organ.queryset = administered_organs(grants)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_field(self) -> Field | None:
        chosen = self.cleaned_data["field"]
        return Field(chosen) if chosen else None


class EndForm(forms.Form):
    until = forms.DateField(label=_("终止日期"), widget=DATE, help_text=_("这一天起不再有效。"))
