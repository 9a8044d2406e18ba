"""The forms of rounds and claims."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Person
from chengguan.core.pages import words
from chengguan.core.pages.picks import PickField
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work import rules
from chengguan.core.work.forms import ActForm, DayField, YuanField
from chengguan.core.work.handling_forms import FORMS
from chengguan.union.benefits.base_forms import (
    SOURCE,
    PlainForm,
    UnionField,
    heads_for,
    words_field,
)
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.models import Enrolment, Product

YEARS_AHEAD = 1


class OpenRoundForm(ActForm):
    """准备参保批次: the days come from the rule book, the money from this year's terms."""

    groups = (
        FieldGroup(_("批次"), ("organ", "product", "batch", "year")),
        FieldGroup(
            _("保障条款"),
            ("carrier", "fee", "share", "cap", "terms"),
            hint=_("金额按承保单位本年度的条款填写。"),
        ),
    )

    organ = UnionField(label=_("组织工会"))
    product = forms.ChoiceField(label=_("保障项目"), choices=Product.choices)
    # Every page posts a `key` of its own: the row of the rule book has another name here.
    batch = forms.ChoiceField(label=_("批次"))
    year = forms.TypedChoiceField(label=_("保障开始的年份"), coerce=int)
    carrier = forms.CharField(label=_("承保单位"), max_length=100)
    fee = YuanField(label=_("每人保费"), help_text=_("单位：元。"))
    share = YuanField(label=_("工会承担"), help_text=_("单位：元。占用本工会预算的部分。"))
    cap = YuanField(
        label=_("每人赔付上限"),
        required=False,
        help_text=_("一个保障期内每人累计赔付的上限；条款没有上限的不填。"),
    )
    terms = UploadField(label=_("本年度保障条款"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        book, today = rules.current(), queries.today(self.at)
        own = self.offered("organ")
        own.queryset = queries.own_unions(self.actor)
        own.initial = own.queryset.first()
        self.offered("batch").choices = [
            (row.key, words.law(row.title)) for row in book.cover_rounds.values()
        ]
        years = range(today.year, today.year + YEARS_AHEAD + 1)
        self.offered("year").choices = [(year, str(year)) for year in years]
        nearest = min(
            (
                (row.cut_off_of(year), row, year)
                for row in book.cover_rounds.values()
                for year in years
                if row.cut_off_of(year) >= today
            ),
            key=lambda found: found[0],
            default=None,
        )
        if nearest is not None:
            _day, row, year = nearest
            self.initial = {
                **self.initial,
                "batch": row.key,
                "year": year,
                "fee": row.fee,
                "share": row.share,
            }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if (said.get("share") or 0) > (said.get("fee") or 0) and "fee" in said:
            self.add_error("share", _("工会承担的不能超过保费。请核对。"))
        return said

    def proposed(self) -> inputs.OpenRound:
        names = ("organ", "product", "year", "carrier", "fee", "share", "cap", "terms")
        said = {name: self.cleaned_data[name] for name in names}
        return inputs.OpenRound(key=self.cleaned_data["batch"], **said)


class ConfirmListForm(ActForm):
    """确认参保名单: the list that was shown, and the head that pays."""

    intro = _("确认后按名单占用经费；名单不再变动，个别人员可以移出。")
    snapshot = forms.IntegerField(label=_("核对名单"), widget=forms.HiddenInput)
    head = forms.TypedChoiceField(
        label=_("预算科目"),
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select(attrs=SOURCE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        round_ = self.matter.insurance_round if self.matter else None
        if round_ is None or self.matter is None:
            return
        taken = queries.newest(round_)
        self.fields["snapshot"].initial = taken.pk if taken else None
        bearing = heads_for(self.matter.organ_id or 0, round_.product, round_.begins.year)
        self.offered("head").choices = [*bearing] or [("", "——")]

    def proposed(self) -> inputs.ConfirmList:
        said = self.cleaned_data
        return inputs.ConfirmList(snapshot=said["snapshot"], head=said["head"])


class SendListForm(PlainForm):
    makes = inputs.SendList
    sent_on = DayField(label=_("报送日期"))
    proof = UploadField(label=_("报送凭证"), required=False)


class OnListForm(ActForm):
    """About one person of the list who was not answered yet, found by name."""

    enrolment = PickField(
        Enrolment.objects.none(),
        find=lambda text: Enrolment.objects.none(),
        tell=lambda row: (row.person.name, row.union.short_name),
        look="benefits:look_listed",
        label=_("名单上的会员"),
        help_text=_("按姓名查找。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.offered("enrolment")
        if self.matter is not None:
            listed = on_list(self.matter.pk)
            field.queryset, field.look_of = listed, (self.matter.pk,)
            field.find = lambda text: listed.filter(person__name__icontains=text)


def on_list(round_: UUID) -> QuerySet[Enrolment]:
    """Who stands on the list of a round and was not answered yet."""
    rows = Enrolment.objects.filter(round=round_, state=Enrolment.State.LISTED)
    return rows.select_related("person", "union").order_by("person__name", "pk")


class ReceiptForm(OnListForm):
    """登记承保回执: of one person; a whole receipt is brought in from Excel."""

    intro = _("个别会员的回执在这里登记；整份回执请用 Excel 导入。")
    is_accepted = forms.TypedChoiceField(
        label=_("承保结果"),
        choices=[("1", _("已承保")), ("0", _("未承保"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    policy = forms.CharField(label=_("保单号"), max_length=60, required=False)
    said = forms.CharField(label=_("回执说明"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("is_accepted") is False and not found.get("said"):
            self.add_error("said", _("未承保的，请写明承保单位的理由。"))
        return found

    def proposed(self) -> inputs.TakeReceipt:
        said = self.cleaned_data
        one = inputs.Answered(
            said["enrolment"].pk, said["is_accepted"], said["policy"], said["said"]
        )
        return inputs.TakeReceipt(queries.today(self.at), (one,))


class RemoveForm(OnListForm):
    reason = words_field(_("理由"), length=200)

    def proposed(self) -> inputs.RemoveOne:
        said = self.cleaned_data
        return inputs.RemoveOne(said["enrolment"].pk, said["reason"])


class CallOffForm(PlainForm):
    makes = inputs.CallOff
    reason = words_field(_("理由"), length=200)


# -- claims ----------------------------------------------------------------------------------------


class AskHelpForm(ActForm):
    """申请理赔协助: one's own, on the phone."""

    groups = (FieldGroup(_("出险情况"), ("product", "event_on", "words", "papers")),)
    intro = _("按出险那一天判断有没有保障；情况说明加密保存，只有经办的工会干部能看。")

    product = forms.ChoiceField(label=_("保障项目"), choices=Product.choices)
    event_on = DayField(label=_("出险日期"), help_text=_("住院、受伤等发生的那一天。"))
    words = words_field(_("情况说明"))
    papers = UploadField(label=_("理赔材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        covers = queries.own_covers(self.actor.person_id or 0)
        if covers:
            self.initial["product"] = covers[0].product

    def whom(self) -> Person:
        return Person(pk=self.actor.person_id, name=self.actor.name)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        on: date | None = said.get("event_on")
        if on and said.get("product"):
            person = self.whom()
            office = person.pk and queries.office_for(person.pk, said["product"], on)
            if not office:
                self.add_error("event_on", _("这一天没有保障，也没有为您办理参保的工会。"))
        return said

    def proposed(self) -> inputs.AskHelp:
        names = ("product", "event_on", "words", "papers")
        said = {name: self.cleaned_data[name] for name in names}
        return inputs.AskHelp(person=self.whom(), **said)


class SubmitForm(PlainForm):
    makes = inputs.Submit
    submitted_on = DayField(label=_("报送日期"))
    asked = YuanField(label=_("申请金额"), help_text=_("单位：元。"))
    papers = UploadField(label=_("理赔材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claim = self.matter.claim_help if self.matter else None
        if claim is not None and claim.enrolment is not None:
            left = queries.left_of(claim.enrolment, beside=claim.pk)
            if left is not None:
                said = _("单位：元。本保障期还可以赔付 %(left)s。")
                self.fields["asked"].help_text = said % {"left": words.money(left)}


class NotePaidForm(PlainForm):
    makes = inputs.NotePaid
    answered_on = DayField(label=_("答复日期"))
    paid = YuanField(label=_("赔付金额"), help_text=_("单位：元。"))
    answer = UploadField(label=_("承保单位答复"), required=False)


class NoteRefusedForm(PlainForm):
    makes = inputs.NoteRefused
    answered_on = DayField(label=_("答复日期"))
    reason = words_field(_("理由"))
    answer = UploadField(label=_("承保单位答复"), required=False)


ROUND_FORMS: dict[str, type[ActForm]] = {
    **FORMS,
    "open": OpenRoundForm,
    "confirm_list": ConfirmListForm,
    "send_list": SendListForm,
    "take_receipt": ReceiptForm,
    "remove_one": RemoveForm,
    "call_off": CallOffForm,
}
CLAIM_FORMS: dict[str, type[ActForm]] = {
    **FORMS,
    "ask_help": AskHelpForm,
    "submit": SubmitForm,
    "note_paid": NotePaidForm,
    "note_refused": NoteRefusedForm,
}
ROUND_EMPHASIS = {"call_off": "danger", "remove_one": "danger"}
CLAIM_EMPHASIS = {"note_refused": "danger"}
