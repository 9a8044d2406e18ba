"""The forms of 批示 and 督办: what is typed becomes the typed input."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.printed import PrintedField
from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work import visibility
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.instructions import inputs, queries


def long_text(label: Any, *, length: int, required: bool = True, **more: Any) -> forms.CharField:
    """A text of several lines with its limit: SQLite would take any length."""
    widget = forms.Textarea(attrs={"rows": 4})
    return PrintedField(label=label, max_length=length, required=required, widget=widget, **more)


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name, with the unit where each is addressed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(Person.objects.none(), widget=forms.CheckboxSelectMultiple, **more)
        self.units: dict[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {self.units.get(obj.pk, '')}".removesuffix(" · ")


class GiveForm(ActForm):
    """批示: to whom, what, by when; what it is about comes from the page it was begun on."""

    groups = (
        FieldGroup(_("批示"), ("words", "due_on", "organ")),
        FieldGroup(_("督办单位"), ("units",), hint=_("每个单位收到一份督办，由负责人签收。")),
        FieldGroup(_("督办到人"), ("people",), folded=True),
    )

    organ = forms.ModelChoiceField(label=_("批示单位"), queryset=Organ.objects.none())
    words = long_text(_("批示内容"), length=2000, help_text=_("开头的四十个字在清单中作标题。"))
    due_on = DayField(label=_("答复期限"), help_text=_("当日 24 时届满。"))
    units = forms.ModelMultipleChoiceField(
        label=_("单位"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = PeopleField(label=_("人员"), required=False)
    subjects = forms.ModelMultipleChoiceField(
        queryset=Matter.objects.none(), required=False, widget=forms.MultipleHiddenInput
    )
    figure = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    figure_period = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    figure_organ = forms.ModelChoiceField(
        queryset=Organ.objects.all(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        own, on = list(queries.own_organs(self.actor)), self.at.astimezone(ZONE).date()
        organ = self.offered("organ")
        organ.queryset = queries.own_organs(self.actor)
        organ.initial = own[0] if own else None
        if len(own) == 1:
            # One office, one name to instruct in: nothing to choose.
            organ.widget = forms.HiddenInput()
            self.groups = (FieldGroup(_("批示"), ("words", "due_on")), *self.groups[1:])
        self.offered("units").queryset = queries.units_below(own, on)
        self.offered("units").label_from_instance = lambda unit: unit.name
        people = self.offered("people")
        people.queryset = queries.people_below(own, on).exclude(pk=self.actor.person_id or 0)
        people.units = queries.units_by_person(own, on)
        seen = Matter.objects.filter(visibility.is_visible_to(self.actor))
        self.offered("subjects").queryset = seen

    def proposed(self) -> inputs.Give:
        said = self.cleaned_data
        return inputs.Give(
            organ=said["organ"],
            words=said["words"],
            due_on=said["due_on"],
            units=tuple(said["units"]),
            people=tuple(said["people"]),
            matters=tuple(matter.pk for matter in said["subjects"]),
            figure=said["figure"],
            figure_period=said["figure_period"],
            figure_organ=said["figure_organ"],
        )


class ReplyForm(ActForm):
    text = long_text(_("反馈内容"), length=4000, help_text=_("写明做了什么、结果怎样、还剩什么。"))
    documents = UploadField(label=_("反馈材料"), required=False)

    def proposed(self) -> inputs.Reply:
        return inputs.Reply(self.cleaned_data["text"], self.cleaned_data["documents"])


class ReturnReplyForm(ActForm):
    reason = long_text(_("退回理由"), length=500)
    due_on = DayField(label=_("新的答复期限"), help_text=_("当日 24 时届满；先前的逾期照记。"))

    def proposed(self) -> inputs.ReturnReply:
        return inputs.ReturnReply(self.cleaned_data["reason"], self.cleaned_data["due_on"])


class SignOffForm(ActForm):
    remark = long_text(_("销号意见"), length=500, required=False)

    def proposed(self) -> inputs.SignOff:
        return inputs.SignOff(self.cleaned_data["remark"])


class AskExtensionForm(ActForm):
    wanted_on = DayField(label=_("延至"))
    reason = long_text(_("延期理由"), length=500)

    def proposed(self) -> inputs.AskExtension:
        return inputs.AskExtension(self.cleaned_data["wanted_on"], self.cleaned_data["reason"])


class DecideExtensionForm(ActForm):
    remark = long_text(_("审批意见"), length=500, required=False)

    def proposed(self) -> inputs.DecideExtension:
        return inputs.DecideExtension(self.cleaned_data["remark"])


class RemindForm(ActForm):
    words = long_text(_("催办内容"), length=500)

    def proposed(self) -> inputs.Remind:
        return inputs.Remind(self.cleaned_data["words"])


class CancelForm(ActForm):
    reason = long_text(_("取消理由"), length=500)

    def proposed(self) -> inputs.Cancel:
        return inputs.Cancel(self.cleaned_data["reason"])


TASK_FORMS: dict[str, type[ActForm]] = {
    "reply": ReplyForm,
    "return_reply": ReturnReplyForm,
    "sign_off": SignOffForm,
    "ask_extension": AskExtensionForm,
    "grant_extension": DecideExtensionForm,
    "refuse_extension": DecideExtensionForm,
    "remind": RemindForm,
    "cancel_task": CancelForm,
}
EMPHASIS = {"cancel_task": "danger"}
