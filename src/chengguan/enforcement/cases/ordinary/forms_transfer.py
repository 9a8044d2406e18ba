"""The forms of a case that goes to the police."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.work.forms import ActForm, NowField
from chengguan.enforcement.cases.forms import line, text
from chengguan.enforcement.cases.kinds import Objection
from chengguan.enforcement.cases.models import Inspection
from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from chengguan.enforcement.cases.ordinary.forms import OfficersForm, OrdinaryForm, one_of


class RequestTransferForm(OfficersForm):
    takes = inputs.RequestTransfer

    offence = line(_("涉嫌罪名"), length=100)
    facts = text(_("涉嫌犯罪的事实"), rows=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Inspection.objects.filter(case=self.case.pk).exclude(crime_suspicion="")
        if last := found.order_by("pk").last():
            self.fields["facts"].initial = last.crime_suspicion
            self.prefilled = frozenset({"facts"})


class ReviewTransferForm(OrdinaryForm):
    takes = inputs.ReviewTransfer

    opinion = text(_("审核意见"))


class RuleOnTransferForm(OrdinaryForm):
    takes = inputs.RuleOnTransfer

    opinion = text(_("审批意见"))


class RecallTransferForm(OrdinaryForm):
    takes = inputs.RecallTransfer

    reason = text(_("撤回理由"))


class TransferToPoliceForm(OrdinaryForm):
    takes = inputs.TransferToPolice

    body = line(_("接收的公安机关"), length=60)
    note = line(_("交接说明"), required=False, length=300)
    papers = UploadField(label=_("移送材料"), required=False)


class RecordPoliceAnswerForm(OrdinaryForm):
    takes = inputs.RecordPoliceAnswer

    received_at = NowField(label=_("收到通知书的时间"))
    is_taken = forms.TypedChoiceField(
        label=_("公安机关的决定"),
        choices=[("", "—"), ("yes", _("立案")), ("no", _("不予立案"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    number = line(_("通知书文号"), length=80)
    notices = UploadField(label=_("公安机关通知书"))
    note = line(_("说明"), required=False, length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_at"].initial = self.at


class ObjectToPoliceForm(OrdinaryForm):
    takes = inputs.ObjectToPolice

    objection = one_of(_("异议方式"), Objection)
    reason = text(_("异议理由"))


class HandOverToPoliceForm(OrdinaryForm):
    takes = inputs.HandOverToPolice

    receipts = UploadField(label=_("交接手续"))
    note = line(_("交接说明"), required=False, length=300)


class ResumeFromPoliceForm(OrdinaryForm):
    takes = inputs.ResumeFromPolice

    reason = text(_("恢复办理的理由"))


ACT_FORMS: dict[str, type[ActForm]] = {
    "request_transfer": RequestTransferForm,
    "review_transfer": ReviewTransferForm,
    "approve_transfer": RuleOnTransferForm,
    "decline_transfer": RuleOnTransferForm,
    "recall_transfer": RecallTransferForm,
    "transfer_to_police": TransferToPoliceForm,
    "record_police_answer": RecordPoliceAnswerForm,
    "object_to_police": ObjectToPoliceForm,
    "hand_over_to_police": HandOverToPoliceForm,
    "resume_from_police": ResumeFromPoliceForm,
}
