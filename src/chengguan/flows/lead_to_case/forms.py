"""The form by which a lead becomes a case; what the lead knows is filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.items import item
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.forms import ASKED
from chengguan.enforcement.cases.forms import OpenForm as SummaryForm
from chengguan.enforcement.cases.ordinary.forms_investigation import OpenForm
from chengguan.flows.lead_to_case.services import DocketCase

ORDINARY, SUMMARY = "ordinary", "summary"


class DocketForm(OpenForm):
    """The case's own opening form with the procedure and the reason in front."""

    matter: Matter

    groups = (FieldGroup(_("转立案"), ("procedure", "reason")), *OpenForm.groups)
    intro = _("案件将由您所在单位立即开始办理，本线索与案件互相关联。")

    procedure = forms.ChoiceField(
        label=_("程序"),
        choices=[
            *ASKED,
            (SUMMARY, _("简易程序（当场处罚）")),
            (ORDINARY, _("普通程序（先核查，再立案）")),
        ],
    )
    reason = forms.CharField(
        label=_("转立案理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.matter.lead
        self.fields["partner"].help_text = _("普通程序填写；简易程序不填。")
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

    def clean(self) -> dict[str, Any]:
        """What cannot be punished on the spot goes the ordinary way."""
        said = super().clean()
        code = said.get("item_code")
        if code and said.get("procedure") == SUMMARY and not item(code).summary:
            self.add_error("procedure", _("这一案由不能当场处罚。请选择普通程序。"))
        return said

    def proposed(self) -> DocketCase:
        is_summary = self.cleaned_data["procedure"] == SUMMARY
        case = SummaryForm.case(self) if is_summary else self.case()
        return DocketCase(reason=self.cleaned_data["reason"], case=case)
