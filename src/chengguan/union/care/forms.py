"""The forms of relief: few fields, files by camera, nothing of the words kept in plain."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files import services as files
from chengguan.core.files.forms import UploadField
from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages import words
from chengguan.core.pages.picks import PickField
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.registers.fields import NameField
from chengguan.core.work.forms import ActForm, BareForm, DayField, YuanField
from chengguan.core.work.funds import UNION_MONEY, funds_port
from chengguan.law.spending import Fund
from chengguan.union.care import inputs, queries
from chengguan.union.care.guards import NAMED_CAUSES
from chengguan.union.care.models import Kind, ReliefCase, ReliefPayment, Source

SOURCE = {"lang": "zh"}
LONG = 500


def words_field(label: Any, *, required: bool = True, **more: Any) -> forms.CharField:
    """A text of several lines with its limit; it is sealed where it goes."""
    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=LONG, required=required, widget=widget, **more)


class NamelessField(UploadField):
    """Files whose own names are not kept: a name such as that of a diagnosis tells it all."""

    def keep(self, *, by: Person, at: datetime) -> list[FileUse]:
        for place, one in enumerate(self.good, 1):
            if not isinstance(one, FileUse):
                name = files.plain_name(one.name or "")
                kind = name.rpartition(".")[2] if "." in name else ""
                one.name = f"材料{place}.{kind}" if kind.isalnum() else f"材料{place}"
        return super().keep(by=by, at=at)


class PersonField(PickField):
    """Somebody who works here, found by name."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            Person.objects.all(),
            find=queries.find_people,
            tell=queries.tell_person,
            look="care:look_people",
            **more,
        )


class ApplyForm(ActForm):
    """申请帮扶: one's own, on the phone."""

    groups: tuple[FieldGroup, ...] = (
        FieldGroup(_("什么事"), ("kind", "occurred_on", "cause", "words")),
        FieldGroup(_("证明材料"), ("proofs",)),
        FieldGroup(_("由哪个工会办理"), ("union",)),
    )

    kind = forms.ChoiceField(label=_("帮扶类别"), choices=Kind.choices, widget=forms.RadioSelect)
    occurred_on = DayField(label=_("事由日期"), help_text=_("住院、结婚等发生的那一天。"))
    cause = forms.CharField(
        label=_("帮扶事由"),
        max_length=60,
        required=False,
        help_text=_("患病住院写疾病名称，丧事写与本人的关系；其他类别不必填。加密保存。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = words_field(_("情况说明"), required=False, help_text=_("可以不写。加密保存。"))
    proofs = NamelessField(
        label=_("证明材料"),
        required=False,
        help_text=_("可以直接拍照；没有的，受理以后再补。文件原来的名字不保存。"),
    )
    union = forms.ModelChoiceField(
        Organ.objects.none(), label=_("办理工会"), widget=forms.Select(attrs=SOURCE)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        self.offer(queries.today(self.at))

    def offer(self, on: date) -> None:
        self._offer_unions(queries.handling_unions(self.actor.person_id or 0, on))

    def _offer_unions(self, unions: list[Organ]) -> None:
        keys = [union.pk for union in unions]
        self.offered("union").queryset = Organ.objects.filter(pk__in=keys).order_by("path")
        self.offered("union").initial = keys[0] if keys else None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") in NAMED_CAUSES and not said.get("cause"):
            self.add_error("cause", _("请写明事由：患病住院写疾病名称，丧事写与本人的关系。"))
        return said

    def proposed(self) -> inputs.Apply:
        assert self.actor.person_id is not None, "pages are opened by people"
        person = Person(pk=self.actor.person_id, name=self.actor.name)
        return self._applied(person, Source.OWN)

    def _applied(self, person: Person, source: str) -> inputs.Apply:
        names = ("union", "kind", "occurred_on", "cause", "words", "proofs")
        said = {name: self.cleaned_data[name] for name in names}
        return inputs.Apply(
            person=person, entered_by=self.actor.person_id or 0, source=source, **said
        )


class EnterForm(ApplyForm):
    """代录帮扶: from the sweep, or from what personnel knows."""

    groups = (
        FieldGroup(_("帮扶对象"), ("person", "source")),
        FieldGroup(_("什么事"), ("kind", "occurred_on", "cause", "words")),
        FieldGroup(_("证明材料"), ("proofs",)),
        FieldGroup(_("由哪个工会办理"), ("union",)),
    )

    person = PersonField(label=_("帮扶对象"), help_text=_("按姓名查找。"))
    source = forms.ChoiceField(
        label=_("来源"),
        choices=[one for one in Source.choices if one[0] != Source.OWN],
        widget=forms.RadioSelect,
    )

    def offer(self, on: date) -> None:
        self._offer_unions(queries.handled_unions(self.actor))

    def proposed(self) -> inputs.Apply:
        return self._applied(self.cleaned_data["person"], self.cleaned_data["source"])


# -- acts on a relief matter -----------------------------------------------------------------


class PlainForm(ActForm):
    """Fields by the names of the input."""

    makes: type = object

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()

    def proposed(self) -> object:
        own = self.makes.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass
        return self.makes(**{n: v for n, v in self.cleaned_data.items() if n in own})


class AcceptForm(PlainForm):
    makes = inputs.Accept
    cause = forms.CharField(
        label=_("核对后的事由"),
        max_length=60,
        required=False,
        help_text=_("材料上的名称与申请不同时填写，用来判断同一事由。加密保存。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReturnForm(PlainForm):
    makes = inputs.ReturnPapers
    missing = words_field(_("待补材料"))


class SupplementForm(PlainForm):
    makes = inputs.Supplement
    supplement = words_field(_("补充说明"), required=False)
    proofs = NamelessField(label=_("证明材料"), required=False)


class RefuseForm(PlainForm):
    makes = inputs.Refuse
    refusal = words_field(_("不予受理理由"))


class VisitorsForm(PlainForm):
    makes = inputs.NameVisitors
    intro = _("两人在走访记录以前可以查看本事项；记录以后不再可以。")
    first = PersonField(label=_("走访人"))
    second = PersonField(label=_("同行走访人"))


class VisitForm(PlainForm):
    makes = inputs.RecordVisit
    visited_on = DayField(label=_("走访日期"))
    place = forms.CharField(label=_("走访地点"), max_length=100)
    words = words_field(_("走访情况"))
    photos = NamelessField(label=_("走访照片"), required=False)


class ProposeForm(PlainForm):
    """提出慰问金: item, day and cause come from the matter itself."""

    groups = (
        FieldGroup(_("慰问金"), ("amount", "form")),
        FieldGroup(_("经费"), ("fund", "head")),
        FieldGroup(_("说明"), ("remark",)),
    )

    amount = YuanField(label=_("慰问金额"), help_text=_("单位：元。上限不是标准，按实际情况提出。"))
    form = forms.ChoiceField(label=_("发放形式"), choices=ReliefPayment.FormName.choices)
    fund = forms.ChoiceField(label=_("经费来源"), choices=ReliefPayment.FundName.choices)
    head = forms.TypedChoiceField(
        label=_("预算科目"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("行政经费不占用工会预算，不必选择。"),
        widget=forms.Select(attrs=SOURCE),
    )
    remark = words_field(_("慰问金说明"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.matter is not None
        self.relief = ReliefCase.objects.get(pk=self.matter.pk)
        year = queries.today(self.at).year
        heads = funds_port().heads(self.matter.organ_id, self.relief.kind, year)
        self.offered("head").choices = [
            ("", "——"),
            *((one.id, f"{one.title}（{words.money(one.left)}）") for one in heads),
        ]
        if len(heads) == 1:
            self.offered("head").initial = heads[0].id

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("fund") and Fund(said["fund"]) in UNION_MONEY and not said.get("head"):
            self.add_error("head", _("工会的经费请选择预算科目。没有科目的，请先编列并确认。"))
        if said.get("amount") == 0:
            self.add_error("amount", _("慰问金额须大于零。"))
        return said

    def proposed(self) -> inputs.Propose:
        relief, said = self.relief, self.cleaned_data
        assert self.matter is not None
        union, on = self.matter.organ_id, relief.occurred_on
        return inputs.Propose(
            person=relief.person_id,
            union=union,
            item=relief.kind,
            on=on,
            cause=relief.cause_mark,
            recipient=queries.recipient_of(relief.person_id, union, on),
            has_hardship_file=queries.has_hardship_file(relief.person_id, union, on),
            amount=said["amount"],
            fund=said["fund"],
            form=said["form"],
            head=said["head"],
            remark=said["remark"],
        )


class UnpaidForm(PlainForm):
    makes = inputs.Unpaid
    outcome = words_field(_("未发放理由"))


class PayForm(PlainForm):
    makes = inputs.Pay
    paid_on = DayField(label=_("发放日期"))
    received_by = NameField(
        label=_("实际领取人"),
        max_length=60,
        help_text=_("实际签收的人；由家属代领的，写家属姓名。"),
    )
    receipt = NamelessField(label=_("签收凭证"), help_text=_("本人签名的收条或者转账回单。"))


class FollowForm(PlainForm):
    makes = inputs.Follow
    on = DayField(label=_("回访日期"))
    words = words_field(_("回访情况"))


class CloseForm(PlainForm):
    makes = inputs.Close
    closing = words_field(_("办结情况"), required=False)


ACT_FORMS: dict[str, type[ActForm]] = {
    "apply": ApplyForm,
    "accept": AcceptForm,
    "return_papers": ReturnForm,
    "supplement": SupplementForm,
    "refuse_relief": RefuseForm,
    "withdraw_relief": BareForm,
    "name_visitors": VisitorsForm,
    "record_visit": VisitForm,
    "propose_payment": ProposeForm,
    "approve_payment": BareForm,
    "reject_payment": UnpaidForm,
    "pay": PayForm,
    "drop_payment": UnpaidForm,
    "return_payment": UnpaidForm,
    "follow_up": FollowForm,
    "close_relief": CloseForm,
}
EMPHASIS = {
    "refuse_relief": "danger",
    "withdraw_relief": "danger",
    "reject_payment": "danger",
    "drop_payment": "danger",
    "return_payment": "danger",
}
