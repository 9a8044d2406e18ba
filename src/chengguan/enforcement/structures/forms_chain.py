"""The forms of the orders and of removal; where a day depends on the law, they say it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import PhotoField, UploadField
from chengguan.core.org.models import Person
from chengguan.core.work import rules
from chengguan.core.work.forms import ActForm, DayField, YuanField
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, queries
from chengguan.enforcement.structures.forms import (
    NAMES,
    CrewForm,
    StructureForm,
    choice,
    line,
    metres,
    text,
)
from chengguan.enforcement.structures.kinds import RemedyKind, RemedyResult, ServiceWay, Way
from chengguan.law import periods


class PauseForm(CrewForm):
    takes = inputs.Pause


class OrderStopForm(CrewForm):
    takes = inputs.OrderStop

    due_on = DayField(label=_("自拆期限"), help_text=_("当日 24 时届满。"))
    held_tools = text(_("暂扣的工具和材料"), length=500, required=False)


class RecordRefusalForm(StructureForm):
    takes = inputs.RecordRefusal

    refusal = text(_("拒不停止或者拒拆的情况"))
    documents = UploadField(label=_("拒不停止或者拒拆的证据"), required=False)


class FindFinishedForm(StructureForm):
    takes = inputs.FindFinished

    found = text(_("现场情况"))
    photos = PhotoField(label=_("现场照片"), required=False)


class ReviewOrderForm(StructureForm):
    takes = inputs.ReviewOrder

    is_agreed = forms.BooleanField(label=_("同意作出限拆决定"), required=False)
    opinion = text(_("审核意见"))


class OrderDemolitionForm(CrewForm):
    takes = inputs.OrderDemolition

    due_on = DayField(label=_("限拆期限"), help_text=_("当日 24 时届满。"))


class ServeOrderForm(StructureForm):
    takes = inputs.ServeOrder

    way = choice(_("限拆决定送达方式"), ServiceWay)
    receiver = line(_("签收人或者见证人"))
    documents = UploadField(label=_("限拆决定送达回证"), required=False)


class AnnounceOrderForm(StructureForm):
    takes = inputs.AnnounceOrder

    where = line(_("公告地点"), length=200)
    photos = PhotoField(label=_("公告照片"), required=False)


class PostNoticeForm(StructureForm):
    takes = inputs.PostNotice

    reason = text(_("采用通告的理由"), length=300)
    until = DayField(label=_("通告期限"), help_text=_("已按规定的最少日数填好，可以更长。"))
    photos = PhotoField(label=_("通告照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = periods.due(rules.current(), "CK49", self.at).moment
        self.fields["until"].initial = due.astimezone(ZONE).date() if due else None


class HearStatementForm(StructureForm):
    takes = inputs.HearStatement

    said = text(_("陈述内容"), length=2000)
    reviewed = text(_("复核意见"), length=2000)
    is_adopted = forms.BooleanField(label=_("采纳"), required=False)


class FileRemedyForm(StructureForm):
    takes = inputs.FileRemedy

    kind = choice(_("救济类别"), RemedyKind)
    number = line(_("救济案号"), required=False)


class EndRemedyForm(StructureForm):
    takes = inputs.EndRemedy

    result = choice(_("救济结果"), RemedyResult)
    documents = UploadField(label=_("复议、诉讼结果文书"), required=False)


class RevokeOrderForm(StructureForm):
    takes = inputs.RevokeOrder

    reason = text(_("撤销理由"), length=500)


class UrgeForm(StructureForm):
    takes = inputs.Urge

    number = line(_("催告书文号"))
    until = DayField(label=_("催告期限"), help_text=_("当日 24 时届满。"))
    documents = UploadField(label=_("催告书"), required=False)


class DecideForcedForm(StructureForm):
    takes = inputs.DecideForced

    number = line(_("强拆决定文号"))
    authority = line(_("决定机关"), length=100)
    documents = UploadField(label=_("强制拆除决定书"), required=False)


class AnnounceForcedForm(StructureForm):
    takes = inputs.AnnounceForced

    photos = PhotoField(label=_("强拆公告照片"), required=False)


class NotifyServantUnitForm(StructureForm):
    takes = inputs.NotifyServantUnit

    unit = line(_("所在单位或者监察机关"), length=100)
    suggestion = text(_("处分建议"), length=500)


class DemolishForm(StructureForm):
    takes = inputs.Demolish

    way = forms.ChoiceField(
        label=_("拆除方式"), choices=[c for c in Way.choices if c[0] != Way.FORCED]
    )
    area = metres(_("拆除面积"), required=True)
    cost = YuanField(label=_("拆除费用"), required=False, help_text=_("元。"))
    waste_to = line(_("垃圾去向"), length=200)
    officers = forms.ModelMultipleChoiceField(
        label=_("实施人员"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=NAMES),
        help_text=_("帮助或者代为拆除的人员；他们不参加复核。"),
    )
    photos = PhotoField(label=_("拆除照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(ZONE).date()
        self.offered("officers").queryset = queries.officers_of(self.matter.organ, on)
        self.fields["area"].initial = self.matter.structure.area_left

    def clean_cost(self) -> int:
        return self.cleaned_data["cost"] or 0


class ForceDemolitionForm(CrewForm):
    """What nobody took out is written a line each: name, number, where it is kept."""

    takes = inputs.ForceDemolition

    area = metres(_("拆除面积"), required=True)
    cost = YuanField(label=_("拆除费用"), required=False, help_text=_("元。"))
    waste_to = line(_("垃圾去向"), length=200)
    is_urgent = forms.BooleanField(label=_("情况紧急"), required=False)
    urgency = line(_("紧急情况"), length=200, required=False)
    things = text(
        _("代为保管的财物"),
        required=False,
        help_text=_("一行一件：名称，数量，保管地点，用逗号分开。"),
    )
    claim_until = DayField(label=_("领取期限"), required=False)
    photos = PhotoField(label=_("拆除照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].initial = self.matter.structure.area_left

    def clean_cost(self) -> int:
        return self.cleaned_data["cost"] or 0

    def clean_things(self) -> str:
        typed: str = self.cleaned_data["things"]
        rows = [_cells(one) for one in typed.splitlines() if one.strip()]
        if any(len(row) != 3 or not all(row) for row in rows):
            raise forms.ValidationError(_("每行写名称，数量，保管地点，用逗号分开。"))
        self.cleaned_data["kept"] = tuple(inputs.KeptItem(*row) for row in rows)
        return typed


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.replace("，", ",").split(",")]


class NotifyPropertyForm(StructureForm):
    takes = inputs.NotifyProperty

    take_until = DayField(label=_("取走期限"), help_text=_("当日 24 时届满。"))
    is_empty = forms.BooleanField(label=_("内无财物"), required=False)


class ThingForm(StructureForm):
    """About one thing that is kept."""

    thing = forms.TypedChoiceField(
        label=_("代为保管的财物"), coerce=int, widget=forms.Select(NAMES)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("thing").choices = queries.kept_things(self.matter)


class ClaimThingForm(ThingForm):
    takes = inputs.ClaimThing

    claimed_by = line(_("领取人"))


class DisposeThingForm(ThingForm):
    takes = inputs.DisposeThing

    disposal = text(_("处置方式"), length=300)
    documents = UploadField(label=_("处置财物的证据"), required=False)


class NotifyCleaningForm(StructureForm):
    takes = inputs.NotifyCleaning

    due_on = DayField(label=_("清理期限"), help_text=_("当日 24 时届满。"))


class ViewForm(StructureForm):
    """With a photo from a view that shows it standing."""

    view = forms.ChoiceField(label=_("拍摄视角"), widget=forms.Select(NAMES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = queries.views_before(self.matter)
        self.offered("view").choices = [(view, view) for view in known]


class InspectForm(ViewForm):
    takes = inputs.Inspect

    is_cleared = forms.BooleanField(label=_("垃圾已清理"), required=False)
    remark = text(_("复核情况"), length=500)
    photos = PhotoField(label=_("复核照片"), required=False)


class ConfirmAcceptanceForm(StructureForm):
    takes = inputs.ConfirmAcceptance

    remark = text(_("再核意见"), length=500, required=False)


class ReturnInspectionForm(StructureForm):
    takes = inputs.ReturnInspection

    reason = text(_("退回理由"), length=500)


class LookAgainForm(ViewForm):
    takes = inputs.LookAgain

    found = text(_("回头看情况"), length=500)
    photos = PhotoField(label=_("回头看照片"), required=False)


CHAIN_FORMS: dict[str, type[ActForm]] = {
    "pause": PauseForm,
    "order_stop": OrderStopForm,
    "record_refusal": RecordRefusalForm,
    "find_finished": FindFinishedForm,
    "review_order": ReviewOrderForm,
    "order_demolition": OrderDemolitionForm,
    "serve_order": ServeOrderForm,
    "announce_order": AnnounceOrderForm,
    "post_notice": PostNoticeForm,
    "hear_statement": HearStatementForm,
    "file_remedy": FileRemedyForm,
    "end_remedy": EndRemedyForm,
    "revoke_order": RevokeOrderForm,
    "urge": UrgeForm,
    "decide_forced": DecideForcedForm,
    "announce_forced": AnnounceForcedForm,
    "notify_servant_unit": NotifyServantUnitForm,
    "demolish": DemolishForm,
    "demolish_part": DemolishForm,
    "force_demolition": ForceDemolitionForm,
    "notify_property": NotifyPropertyForm,
    "claim_thing": ClaimThingForm,
    "dispose_thing": DisposeThingForm,
    "notify_cleaning": NotifyCleaningForm,
    "inspect": InspectForm,
    "confirm_acceptance": ConfirmAcceptanceForm,
    "return_inspection": ReturnInspectionForm,
    "look_again": LookAgainForm,
}
EMPHASIS = {
    "force_demolition": "danger",
    "void": "danger",
    "revoke_order": "danger",
    "regrow": "danger",
}
