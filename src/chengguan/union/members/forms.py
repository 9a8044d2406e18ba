"""The forms of memberships: what is typed becomes the typed input."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.picks import PickField
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.registers.fields import NameField, PhoneField
from chengguan.core.registers.identifiers import judge, plain_number
from chengguan.core.registers.models import IdentifierKind
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.handling_forms import FORMS
from chengguan.union.members import inputs, queries
from chengguan.union.members.identities import born_in, sex_in
from chengguan.union.members.models import Retention, Sex

SOURCE = {"lang": "zh"}
PERSON = ("id_number", "sex", "born_on", "phone")
BLANK: list[Any] = [("", "——")]


def words_field(label: Any, *, required: bool = True, length: int = 500) -> forms.CharField:
    """A text of several lines with its limit."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


class UnionField(forms.ModelChoiceField):
    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("工会"))
        widget = forms.Select(attrs=SOURCE)
        super().__init__(Organ.objects.none(), widget=widget, **more)


class GroupField(forms.ModelChoiceField):
    """A group with its union, since several may have one name."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Select(attrs=SOURCE)
        more.setdefault("label", _("工会小组"))
        super().__init__(Organ.objects.none(), required=False, widget=widget, **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent.short_name} · {obj.short_name}" if obj.parent else str(obj)


class PersonField(PickField):
    """Somebody who works here, found by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            Person.objects.all(),
            find=queries.find_people,
            tell=queries.tell_person,
            look="members:look_people",
            **more,
        )


class ParticularsForm(ActForm):
    """Who somebody is: a sound number of identity says sex and birthday by itself."""

    id_number = forms.CharField(
        label=_("身份证号码"),
        max_length=30,
        required=False,
        help_text=_("加密保存；填写后性别和出生日期自动得出。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    sex = forms.ChoiceField(label=_("性别"), choices=BLANK + Sex.choices, required=False)
    born_on = DayField(label=_("出生日期"), required=False)
    phone = PhoneField(
        label=_("手机号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        number = plain_number(said.get("id_number") or "")
        said["id_number"] = number
        if number and judge(IdentifierKind.ID_CARD, number).is_valid is not True:
            self.add_error("id_number", _("身份证号码没有通过校验。请对照证件逐位核对。"))
        elif number:
            said["sex"] = said.get("sex") or sex_in(number)
            said["born_on"] = said.get("born_on") or born_in(number)
        for name in ("sex", "born_on"):
            if not said.get(name) and name not in self.errors and not number:
                self.add_error(name, _("没有填写身份证号码的，请填写这一项。"))
        return said

    def particulars(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PERSON}


class JoiningForm(ParticularsForm):
    """Into which union and group."""

    union = UnionField()
    group = GroupField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        on = queries.today(self.at)
        self.offered("union").queryset = queries.unions(on)
        self.offered("group").queryset = queries.groups(on)
        self.offer(on)

    def offer(self, on: date) -> None:
        """The own union alone where somebody keeps one."""
        own = queries.own_unions(self.actor, on)
        keys = [union.pk for union in own]
        self.offered("union").queryset = queries.unions(on).filter(pk__in=keys)
        self.offered("group").queryset = queries.groups(on).filter(parent__in=keys)
        self.offered("union").initial = own[0] if own else None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        union, group = said.get("union"), said.get("group")
        if union and group and group.parent_id != union.pk:
            self.add_error("group", _("这个小组不属于所选的工会。请改选。"))
        return said

    def place(self) -> dict[str, Any]:
        return {"union": self.cleaned_data["union"], "group": self.cleaned_data["group"]}


class ApplyForm(JoiningForm):
    """入会申请: one's own, on the phone."""

    groups = (
        FieldGroup(_("本人"), ("id_number", "sex", "born_on", "phone")),
        FieldGroup(_("加入哪个工会"), ("union", "group")),
    )

    def offer(self, on: date) -> None:
        self.offered("union").initial = queries.proposed_union(self.actor.person_id, on)

    def proposed(self) -> inputs.Apply:
        assert self.actor.person_id is not None, "pages are opened by people"
        return inputs.Apply(
            person=Person(pk=self.actor.person_id, name=self.actor.name),
            entered_by=self.actor.person_id,
            applied_on=queries.today(self.at),
            **self.particulars(),
            **self.place(),
        )


class NamedForm(JoiningForm):
    """Entered for somebody: known here, or by name."""

    person = PersonField(
        label=_("人员"), required=False, help_text=_("按姓名查找；没有登记过的，在下面写姓名。")
    )
    name = NameField(label=_("姓名（没有登记过的）"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if bool(said.get("person")) == bool(said.get("name")):
            self.add_error("person", _("请选择一名人员，或者写姓名，二者取一。"))
        return said

    def whom(self) -> Person:
        chosen: Person | None = self.cleaned_data["person"]
        return chosen or Person(name=self.cleaned_data["name"])


class EnterForm(NamedForm):
    """代录入会申请: with the application that the applicant signed."""

    groups = (
        FieldGroup(_("申请人"), ("person", "name", *PERSON)),
        FieldGroup(_("加入哪个工会"), ("union", "group", "applied_on", "application")),
    )

    applied_on = DayField(label=_("申请日期"))
    application = UploadField(label=_("本人签名的入会申请书"))

    def proposed(self) -> inputs.Apply:
        return inputs.Apply(
            person=self.whom(),
            entered_by=self.actor.person_id or 0,
            applied_on=self.cleaned_data["applied_on"],
            application=self.cleaned_data["application"],
            **self.particulars(),
            **self.place(),
        )


class EnrolForm(NamedForm):
    """登记在籍会员: from the union's own register."""

    groups = (
        FieldGroup(_("会员"), ("person", "name", *PERSON)),
        FieldGroup(_("会籍"), ("union", "group", "joined_on", "card", "model_worker")),
        FieldGroup(_("保留会籍的"), ("retained", "retained_since"), folded=True),
    )

    joined_on = DayField(label=_("入会日期"))
    card = forms.CharField(label=_("会员服务卡号"), max_length=30, required=False)
    model_worker = forms.CharField(label=_("劳模称号"), max_length=60, required=False)
    retained = forms.ChoiceField(
        label=_("保留原因"), choices=BLANK + Retention.Cause.choices, required=False
    )
    retained_since = DayField(label=_("保留起始"), required=False)

    def proposed(self) -> inputs.Enrol:
        kept = ("joined_on", "card", "model_worker", "retained", "retained_since")
        said = {name: self.cleaned_data[name] for name in kept}
        return inputs.Enrol(person=self.whom(), **said, **self.particulars(), **self.place())


class TransferInForm(NamedForm):
    """转入: from a union outside the platform."""

    groups = (
        FieldGroup(_("会员"), ("person", "name", *PERSON)),
        FieldGroup(_("转入"), ("union", "group", "on", "elsewhere", "letter")),
    )

    on = DayField(label=_("转移日期"))
    elsewhere = forms.CharField(label=_("平台外工会"), max_length=100)
    letter = UploadField(label=_("会员关系介绍信"))

    def proposed(self) -> inputs.TransferIn:
        said = {name: self.cleaned_data[name] for name in ("on", "elsewhere", "letter")}
        return inputs.TransferIn(person=self.whom(), **said, **self.particulars(), **self.place())


# -- acts on a membership ------------------------------------------------------------------------


class PlainForm(ActForm):
    """Fields by the names of the input."""

    makes: type = object

    def proposed(self) -> object:
        own = self.makes.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass
        return self.makes(**{n: v for n, v in self.cleaned_data.items() if n in own})


class OpineForm(PlainForm):
    makes = inputs.Opine
    met_on = DayField(label=_("讨论日期"))
    is_agreed = forms.TypedChoiceField(
        label=_("小组意见"),
        choices=[("1", _("同意")), ("0", _("不同意"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    words = words_field(_("意见内容"), required=False)
    minutes = UploadField(label=_("小组讨论记录"), required=False)


class ApproveForm(PlainForm):
    makes = inputs.Approve
    decided_on = DayField(label=_("决定日期"))
    words = words_field(_("决定内容"), required=False)
    resolution = UploadField(label=_("委员会决定"), required=False)


class RefuseForm(PlainForm):
    makes = inputs.Refuse
    decided_on = DayField(label=_("决定日期"))
    reason = words_field(_("理由"))


class IssueCardForm(PlainForm):
    makes = inputs.IssueCard
    card = forms.CharField(label=_("会员服务卡号"), max_length=30)
    on = DayField(label=_("发证日期"))


class AmendForm(ParticularsForm):
    groups = (
        FieldGroup(_("登记信息"), ("sex", "born_on", "model_worker")),
        FieldGroup(
            _("号码"), ("id_number", "phone"), hint=_("不改的号码留空；原来的号码不在此显示。")
        ),
        FieldGroup(_("理由"), ("reason",)),
    )
    model_worker = forms.CharField(label=_("劳模称号"), max_length=60, required=False)
    reason = words_field(_("更正理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record = self.matter.member if self.matter else None
        for name in ("sex", "born_on", "model_worker"):
            self.fields[name].initial = getattr(record, name, None)

    def proposed(self) -> inputs.Amend:
        said = {name: self.cleaned_data[name] for name in ("model_worker", "reason")}
        return inputs.Amend(**said, **self.particulars())


class PlaceForm(PlainForm):
    """To another union and group."""

    union = UnionField(label=_("转入工会"))
    group = GroupField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = queries.today(self.at)
        self.offered("union").queryset = queries.unions(on)
        self.offered("group").queryset = queries.groups(on)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        union, group = said.get("union"), said.get("group")
        if union and group and group.parent_id != union.pk:
            self.add_error("group", _("这个小组不属于所选的工会。请改选。"))
        return said


class MoveForm(PlaceForm):
    makes = inputs.Move
    intro = _("原工会到转移日前一天为止，新工会从转移日起：当天只算新工会的会员。")
    on = DayField(label=_("转移日期"), help_text=_("工作变动的日期。"))
    reason = words_field(_("理由"))
    field_order = ("union", "group", "on", "reason")


class MoveOutForm(PlainForm):
    makes = inputs.MoveOut
    on = DayField(label=_("转移日期"), help_text=_("从这一天起不再是本工会会员。"))
    elsewhere = forms.CharField(label=_("平台外工会"), max_length=100)


class MoveBackForm(PlaceForm):
    makes = inputs.MoveBack
    on = DayField(label=_("转移日期"))
    elsewhere = forms.CharField(label=_("平台外工会"), max_length=100)
    letter = UploadField(label=_("会员关系介绍信"), required=False)


class RetainForm(PlainForm):
    makes = inputs.Retain
    cause = forms.ChoiceField(label=_("保留原因"), choices=Retention.Cause.choices)
    since = DayField(label=_("保留起始"))


class OnForm(PlainForm):
    on = DayField(label=_("恢复日期"))


class ResumeForm(OnForm):
    makes = inputs.Resume


class EndLapseForm(OnForm):
    makes = inputs.EndLapse


class TellLeavingForm(PlainForm):
    makes = inputs.TellLeaving
    told_on = DayField(label=_("提出退会日期"))
    words = words_field(_("说明"), required=False)
    letter = UploadField(label=_("退会申请"), required=False)


class AnnounceForm(PlainForm):
    makes = inputs.AnnounceLeaving
    announced_on = DayField(label=_("宣布日期"), help_text=_("从这一天起不再是会员。"))
    card_withdrawn_on = DayField(label=_("收回会员证日期"), required=False)


class NoteLapseForm(PlainForm):
    makes = inputs.NoteLapse
    since = DayField(label=_("停缴起始"))
    words = words_field(_("停缴情况"))


class EducateForm(PlainForm):
    makes = inputs.Educate
    talked_on = DayField(label=_("教育日期"))
    words = words_field(_("教育情况"))
    is_refused = forms.TypedChoiceField(
        label=_("会员态度"),
        choices=[("0", _("接受教育")), ("1", _("拒不改正"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    minutes = UploadField(label=_("教育谈话记录"), required=False)


class DeemForm(PlainForm):
    makes = inputs.Deem
    decided_on = DayField(label=_("决定日期"), help_text=_("从这一天起不再是会员。"))
    words = words_field(_("决定内容"), required=False)


class FileJudgmentForm(PlainForm):
    makes = inputs.FileJudgment
    judged_on = DayField(label=_("判决生效日期"))
    number = forms.CharField(label=_("判决书号"), max_length=60, required=False)
    judgment = UploadField(label=_("刑事判决书"))


class ExpelForm(PlainForm):
    makes = inputs.Expel
    decided_on = DayField(label=_("决定日期"), help_text=_("备案后，会籍自这一天终止。"))
    words = words_field(_("决定内容"))
    resolution = UploadField(label=_("除名决定"))


class FileExpulsionForm(PlainForm):
    makes = inputs.FileExpulsion
    filed_on = DayField(label=_("备案日期"))
    number = forms.CharField(label=_("备案号"), max_length=60)


class RevokeForm(PlainForm):
    makes = inputs.Revoke
    on = DayField(label=_("撤销决定日期"))
    reason = words_field(_("理由"))


ACT_FORMS: dict[str, type[ActForm]] = {
    **FORMS,
    "apply": ApplyForm,
    "enrol": EnrolForm,
    "transfer_in": TransferInForm,
    "consider": OpineForm,
    "approve": ApproveForm,
    "refuse_admission": RefuseForm,
    "issue_card": IssueCardForm,
    "amend_particulars": AmendForm,
    "transfer": MoveForm,
    "transfer_out": MoveOutForm,
    "transfer_back": MoveBackForm,
    "retain": RetainForm,
    "resume": ResumeForm,
    "tell_leaving": TellLeavingForm,
    "announce_leaving": AnnounceForm,
    "note_lapse": NoteLapseForm,
    "educate": EducateForm,
    "end_lapse": EndLapseForm,
    "deem_left": DeemForm,
    "file_judgment": FileJudgmentForm,
    "discuss_expulsion": OpineForm,
    "expel": ExpelForm,
    "file_expulsion": FileExpulsionForm,
    "revoke_expulsion": RevokeForm,
}
EMPHASIS = {
    "refuse_admission": "danger",
    "deem_left": "danger",
    "expel": "danger",
    "file_expulsion": "danger",
}
