"""The forms of a case that another system began."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.work.forms import ActForm, MomentField, YuanField
from chengguan.enforcement.cases.forms import line, text
from chengguan.enforcement.cases.ordinary import inputs_adopted as inputs
from chengguan.enforcement.cases.ordinary.forms import OrdinaryForm


class RedoAdoptedForm(OrdinaryForm):
    takes = inputs.RedoAdopted

    reason = text(
        _("补办的理由"), help_text=_("原系统记载的办理经过不作为依据，自调查起在本平台补办。")
    )


class BringDecisionForm(OrdinaryForm):
    takes = inputs.BringDecision

    number = line(_("原决定文号"), length=80)
    decided_at = MomentField(label=_("决定时间"))
    fine = YuanField(label=_("原决定罚款"), help_text=_("没有罚款的填 0。"))
    confiscation = YuanField(label=_("原决定没收金额"), required=False)
    confiscated = text(_("没收物品"), required=False)
    served_at = MomentField(
        label=_("送达时间"), required=False, help_text=_("还没有送达的不填，补录后办理送达。")
    )
    papers = UploadField(label=_("原决定和送达材料"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = self.known.execution
        if done.is_told:
            self.fields["fine"].initial = done.fine
            self.fields["confiscation"].initial = done.confiscation
            self.prefilled = frozenset({"fine", "confiscation"})


ACT_FORMS: dict[str, type[ActForm]] = {
    "redo_adopted": RedoAdoptedForm,
    "bring_decision": BringDecisionForm,
}
