"""The forms of the acts on a lead: what is typed becomes the typed input."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import PhotoField, UploadField
from chengguan.core.lawbook.items import EnforcementItem, items_on
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.pages.words import due_words
from chengguan.core.registers.fields import NameField, PhoneField, PlaceField
from chengguan.core.work.clocks import next_due
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.queries import clocks_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import inputs, queries
from chengguan.enforcement.leads.guards import HANDLING_ORGANS
from chengguan.enforcement.leads.models import (
    AppealKind,
    Channel,
    ContactResult,
    LeadSource,
    Paragraph,
    Result,
    ReturnReason,
    Satisfaction,
)
from chengguan.enforcement.leads.procedures import ORDINARY
from chengguan.enforcement.leads.proposal import proposed_organ
from chengguan.enforcement.leads.signs import proposed_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

INTAKE_ROLES = frozenset({Role.DISPATCHER, Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD})
OWN_FINDS = (LeadSource.PATROL, LeadSource.SELF, LeadSource.CAMPAIGN, LeadSource.VIDEO)


def long_text(
    label: Any, *, length: int = 2000, required: bool = True, **kwargs: Any
) -> forms.CharField:
    """A text of several lines with its limit: SQLite would take any length."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


def line(
    label: Any, *, length: int = 200, required: bool = False, **kwargs: Any
) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


class ReceiveForm(ActForm):
    """Intake of a lead from any source."""

    groups = (
        FieldGroup(_("来源"), ("source", "external_no", "organ", "wants_feedback")),
        # The kind is proposed from what is said: it is asked after it, also step by step.
        FieldGroup(_("诉求"), ("title", "description", "appeal_kind", "item_code", "photos")),
        FieldGroup(_("地点"), ("address_text", "place", "subdistrict")),
        FieldGroup(
            _("诉求人/来电人"),
            ("caller_name", "caller_phone", "is_anonymous"),
            hint=_("仅承办人、调度员和督察可以查看，每次查看都留下记录。"),
        ),
    )

    source = forms.ChoiceField(label=_("案源"), choices=LeadSource)
    external_no = line(
        _("来源编号"), length=60, help_text=_("热线或网格的工单号；同一工单不会重复受理。")
    )
    organ = forms.ModelChoiceField(label=_("受理单位"), queryset=Organ.objects.none())
    appeal_kind = forms.ChoiceField(
        label=_("诉求类型"),
        choices=[("", _("请选择")), *AppealKind.choices],
        help_text=_("决定办结期限。"),
    )
    wants_feedback = forms.BooleanField(label=_("要求反馈"), required=False, initial=True)
    title = line(_("标题"), length=100, required=True)
    description = long_text(_("诉求内容"), length=4000)
    item_code = forms.ChoiceField(label=_("执法事项"), required=False)
    photos = PhotoField(label=_("照片"), required=False)
    address_text = line(_("地址"), help_text=_("写到门牌或路口，便于找到现场。"))
    place = PlaceField(label=_("登记的地点"), required=False)
    subdistrict = forms.ModelChoiceField(
        label=_("所属街镇"), queryset=Organ.objects.none(), required=False
    )
    caller_name = NameField(label=_("姓名"), max_length=60, required=False)
    caller_phone = PhoneField(label=_("电话"), max_length=30, required=False)
    is_anonymous = forms.BooleanField(label=_("匿名"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taking = [s.organ_id for s in self.actor.scopes if s.role in INTAKE_ROLES]
        organ = self.offered("organ")
        organ.queryset = Organ.objects.filter(pk__in=taking).order_by("path")
        if taking:
            organ.initial = taking[0]
        self.offered("subdistrict").queryset = Organ.objects.filter(kind="subdistrict").order_by(
            "path"
        )
        self.offered("item_code").choices = item_choices(self.at)
        if Role.DISPATCHER not in self.actor.roles:
            self.fields["source"].initial = LeadSource.PATROL
            self.offered("source").choices = [(s.value, s.label) for s in OWN_FINDS]

    def clean(self) -> dict[str, Any]:
        """Without JavaScript the kind that the words propose stands beside the fault."""
        said = super().clean()
        if "appeal_kind" in self.errors and (told := words_of_kind(self.data)):
            self.add_error("appeal_kind", told)
        return said

    def proposed(self) -> inputs.Receive:
        return inputs.Receive(**picked(self, inputs.Receive))


def words_of_kind(said: Mapping[str, Any]) -> str:
    """Which kind the words of an order propose and by which word; empty where by none."""
    proposal = proposed_kind(said.get("title", ""), said.get("description", ""))
    if proposal is None:
        return ""
    words = gettext("文中写有“%(word)s”，像是“%(kind)s”。请核对后选定。")
    return words % {"word": proposal.word, "kind": proposal.kind.label}


def item_choices(at: Any) -> list[tuple[str, str]]:
    items = items_on(at.astimezone(ZONE).date())
    return [("", "—"), *((item.code, f"{item.code} {_item_name(item)}") for item in items)]


def _item_name(item: EnforcementItem) -> str:
    return item.english if (get_language() or "").startswith("en") else item.name


def picked(form: ActForm, kind: Any) -> dict[str, Any]:
    """The cleaned values that the typed input has a field for."""
    names = {known.name for known in fields(kind)} & set(form.cleaned_data)
    return {name: form.cleaned_data[name] for name in names}


class LeadForm(ActForm):
    """The form of an act on a lead that is there."""

    matter: Matter


class OrganForm(LeadForm):
    """To which unit an order goes; the competent one is named with its rule."""

    organ = forms.ModelChoiceField(label=_("承办单位"), queryset=Organ.objects.none())
    item_code = forms.ChoiceField(label=_("执法事项"), required=False)
    reason = line(_("理由"), length=500, help_text=_("派给提出的单位不必填；派给其他单位请写明。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead, district = self.matter.lead, self.matter.organ.district_id
        organs = Organ.objects.filter(kind__in=HANDLING_ORGANS, is_external=False, until=None)
        if district:
            organs = organs.filter(district=district)
        self.offered("organ").queryset = organs.order_by("path")
        if "item_code" in self.fields:
            self.offered("item_code").choices = item_choices(self.matter.opened_at)
            self.fields["item_code"].initial = lead.item_code
        self.intro = self._proposed(lead.item_code)

    def _proposed(self, item_code: str) -> "StrOrPromise":
        proposal = proposed_organ(item_code, self.matter.opened_at)
        if proposal is None:
            return _("没有可以据以提出承办单位的执法事项，请按属地和职责选择。")
        words = gettext("按执法事项和发生日期，应由{kind}办理（{basis}）。")
        return format_html(words, kind=proposal.title, basis=source(proposal.source))


class DispatchForm(OrganForm):
    prefilled = frozenset({"appeal_kind", "item_code"})
    appeal_kind = forms.ChoiceField(
        label=_("诉求类型"), choices=AppealKind, help_text=_("决定办结期限。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appeal_kind"].initial = self.matter.lead.appeal_kind

    def proposed(self) -> inputs.Dispatch:
        return inputs.Dispatch(**picked(self, inputs.Dispatch))


class RedispatchForm(OrganForm):
    prefilled = frozenset({"item_code"})

    def proposed(self) -> inputs.Redispatch:
        return inputs.Redispatch(**picked(self, inputs.Redispatch))


class RuleForm(OrganForm):
    item_code = None  # type: ignore[assignment]  # Django: the base's field is left out
    reason = long_text(_("终审理由"), length=500)

    def proposed(self) -> inputs.Rule:
        return inputs.Rule(**picked(self, inputs.Rule))


class ReturnForm(ActForm):
    reason = forms.ChoiceField(label=_("退单原因"), choices=ReturnReason)
    basis = line(_("退单依据"), length=500, required=True, help_text=_("法律条文或者职责规定。"))
    evidence = long_text(_("证明材料说明"), length=1000, required=False)
    documents = UploadField(label=_("证明材料"), required=False)

    def proposed(self) -> inputs.Return:
        return inputs.Return(**picked(self, inputs.Return))


class AssignForm(LeadForm):
    officer = forms.ModelChoiceField(label=_("承办人"), queryset=Person.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(ZONE).date()
        self.offered("officer").queryset = queries.officers_of(self.matter.organ, on)

    def proposed(self) -> inputs.Assign:
        return inputs.Assign(self.cleaned_data["officer"])


class ContactForm(ActForm):
    channel = forms.ChoiceField(label=_("联系方式"), choices=Channel)
    result = forms.ChoiceField(label=_("联系结果"), choices=ContactResult)
    said = long_text(
        _("联系内容"), required=False, help_text=_("密封保存，只有可以知道诉求人的人才能查看。")
    )

    def proposed(self) -> inputs.Contact:
        return inputs.Contact(**picked(self, inputs.Contact))


class CheckOnSiteForm(LeadForm):
    officers = forms.ModelMultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=_("核查人员"), queryset=Person.objects.none()
    )
    item_code = forms.ChoiceField(
        label=_("检查的执法事项"),
        required=False,
        help_text=_("选了事项的是执法检查，须两名持证人员；只核实情况的不选。"),
    )
    found = long_text(_("核查情况"))
    is_place_confirmed = forms.BooleanField(label=_("地点属实"), required=False, initial=True)
    photos = PhotoField(label=_("现场照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(ZONE).date()
        officers = self.offered("officers")
        officers.queryset = queries.officers_of(self.matter.organ, on)
        officers.initial = [self.actor.person_id]
        self.offered("item_code").choices = item_choices(self.matter.opened_at)

    def proposed(self) -> inputs.CheckOnSite:
        given = picked(self, inputs.CheckOnSite)
        return inputs.CheckOnSite(**given | {"officers": tuple(given["officers"])})


class AskExtensionForm(ActForm):
    reason = long_text(_("延期理由"), length=500)

    def proposed(self) -> inputs.AskExtension:
        return inputs.AskExtension(self.cleaned_data["reason"])


class DecideExtensionForm(LeadForm):
    """What was asked stands above the ruling, with the day that the lead is due now."""

    remark = long_text(_("审批意见"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.matter.lead.extensions.filter(decided_at=None).select_related("asked_by")
        running = [c for c in clocks_of(self.matter) if c.ref == ORDINARY.ref and not c.stopped_at]
        due_at = next_due(running)
        if (one := asked.first()) and due_at:
            said = gettext("{name}申请延期：{reason} 现办结期限 {due}。")
            self.intro = format_html(
                said,
                name=source(one.asked_by.name),
                reason=source(one.reason),
                due=due_words(due_at),
            )

    def proposed(self) -> inputs.DecideExtension:
        return inputs.DecideExtension(self.cleaned_data["remark"])


class RefuseExtensionForm(DecideExtensionForm):
    """A refusal says why."""

    remark = long_text(_("不同意的理由"), length=500)


class HoldForm(ActForm):
    reason = long_text(_("挂账理由"), length=300)

    def proposed(self) -> inputs.Hold:
        return inputs.Hold(self.cleaned_data["reason"])


class SubmitForm(LeadForm):
    groups = (
        FieldGroup(_("办理结果"), ("result",)),
        FieldGroup(_("答复要素"), ("found", "done", "law_basis", "next_step")),
        FieldGroup(
            _("证明"),
            ("proof", "documents"),
            hint=_("不属实、无法联系、异常投诉须有证明。"),
        ),
    )
    prefilled = frozenset({"found", "done", "law_basis", "next_step", "result"})

    result = forms.ChoiceField(label=_("办理结果"), choices=Result)
    found = long_text(_("核查情况"))
    done = long_text(_("处置措施"))
    law_basis = long_text(_("法律依据"), length=1000, required=False)
    next_step = long_text(
        _("后续安排"), length=1000, help_text=_("写明下一步和时间；没有的写“无”。")
    )
    proof = long_text(_("证明材料说明"), length=1000, required=False)
    documents = UploadField(label=_("证明材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.matter.lead
        for name in ("result", "found", "done", "law_basis", "next_step", "proof"):
            self.fields[name].initial = getattr(lead, name)

    def proposed(self) -> inputs.Submit:
        return inputs.Submit(**picked(self, inputs.Submit))


class ReturnSubmissionForm(LeadForm):
    """One remark a paragraph; those left blank are not marked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.matter.lead
        for part in Paragraph:
            said = lead.get_result_display() if part == "result" else getattr(lead, part)
            self.fields[f"mark_{part}"] = long_text(
                part.label, length=500, required=False, help_text=source(said)
            )

    def proposed(self) -> inputs.ReturnSubmission:
        said = {str(part): self.cleaned_data[f"mark_{part}"] for part in Paragraph}
        return inputs.ReturnSubmission(
            tuple(inputs.Mark(name, remark) for name, remark in said.items() if remark)
        )


class ApproveForm(ActForm):
    remark = long_text(_("审核意见"), length=500, required=False)

    def proposed(self) -> inputs.Approve:
        return inputs.Approve(self.cleaned_data["remark"])


class AnswerForm(ActForm):
    channel = forms.ChoiceField(label=_("答复方式"), choices=Channel)
    told = long_text(_("答复内容"), help_text=_("密封保存，只有可以知道诉求人的人才能查看。"))

    def proposed(self) -> inputs.Answer:
        return inputs.Answer(**picked(self, inputs.Answer))


class CallBackForm(ActForm):
    satisfaction = forms.ChoiceField(label=_("满意度"), choices=Satisfaction)
    said = long_text(_("回访内容"), required=False)
    reason = long_text(
        _("不再重办的理由"), length=500, required=False, help_text=_("不满意又不重办的必填。")
    )

    def proposed(self) -> inputs.AnswerBack:
        return inputs.AnswerBack(**picked(self, inputs.AnswerBack))


class OrderRedoForm(ActForm):
    instruction = long_text(_("重办要求"), length=500)
    said = long_text(_("回访内容"), required=False)

    def proposed(self) -> inputs.OrderRedo:
        return inputs.OrderRedo(**picked(self, inputs.OrderRedo))


class VoidForm(LeadForm):
    reason = long_text(_("作废理由"), length=500)
    duplicate_of = line(_("保留的工单编号"), length=60, help_text=_("因重复作废的必填。"))

    def clean_duplicate_of(self) -> str:
        number = self.cleaned_data["duplicate_of"]
        if number and not queries.is_other_lead(self.actor, number, self.matter):
            raise forms.ValidationError(_("没有这个编号的线索。请核对后再填。"))
        return number

    def proposed(self) -> inputs.Void:
        return inputs.Void(**picked(self, inputs.Void))


ACT_FORMS: dict[str, type[ActForm]] = {
    "receive": ReceiveForm,
    "dispatch": DispatchForm,
    "redispatch": RedispatchForm,
    "rule": RuleForm,
    "return_order": ReturnForm,
    "refer": ReturnForm,
    "assign": AssignForm,
    "contact": ContactForm,
    "check_on_site": CheckOnSiteForm,
    "ask_extension": AskExtensionForm,
    "grant_extension": DecideExtensionForm,
    "refuse_extension": RefuseExtensionForm,
    "hold": HoldForm,
    "submit": SubmitForm,
    "return_submission": ReturnSubmissionForm,
    "approve_submission": ApproveForm,
    "answer": AnswerForm,
    "call_back": CallBackForm,
    "order_redo": OrderRedoForm,
    "void": VoidForm,
}
EMPHASIS = {"void": "danger"}
