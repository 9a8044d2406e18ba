"""The form by which a lead becomes a case; what the lead knows is filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.forms import OpenForm
from chengguan.flows.lead_to_case.services import DocketSummary


class DocketForm(OpenForm):
    """The case's own opening form with the reason in front."""

    matter: Matter

    groups = (FieldGroup(_("转立案"), ("reason",)), *OpenForm.groups)
    intro = _("案件将由您所在单位立即开始办理，本线索与案件互相关联。")

    reason = forms.CharField(
        label=_("转立案理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.matter.lead
        known = {
            "item_code": lead.item_code,
            "place": self.matter.place_id,
            "organ": self.matter.organ_id,
            "spot": lead.address_text or (self.matter.place.name if self.matter.place else ""),
        }
        filled = {name: value for name, value in known.items() if value and name in self.fields}
        self.prefilled = frozenset(filled)
        for name, value in filled.items():
            self.fields[name].initial = value

    def proposed(self) -> DocketSummary:
        return DocketSummary(reason=self.cleaned_data["reason"], case=self.case())
