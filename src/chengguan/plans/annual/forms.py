"""The forms of plans: what is typed becomes the typed input.

Owners and windows are typed as a document would write them (东队（牵头）、区房管局（配合）; 7月、
12月) and read by the same reader.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.printed import PrintedField
from chengguan.core.files import media
from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ
from chengguan.core.pages import words
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.rules import ZONE
from chengguan.plans import reading
from chengguan.plans.annual import bound, drafting, editing, inputs, queries, windows
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanSentence, Rhythm
from chengguan.plans.reading import owners as owner_words
from chengguan.plans.reading.timing import timings


def long_text(label: Any, *, length: int = 4000, required: bool = True, **more: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": more.pop("rows", 4)})
    return PrintedField(label=label, max_length=length, required=required, widget=widget, **more)


class HereForm(ActForm):
    """For acts that exist only in the platform: no other time is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()


class TakeInForm(HereForm):
    """The file is read before it is kept: what cannot be read is refused with advice."""

    groups = (FieldGroup(_("计划文件"), ("organ", "original")),)

    organ = forms.ModelChoiceField(label=_("计划单位"), queryset=Organ.objects.none())
    original = UploadField(
        label=_("计划文件"),
        kinds=frozenset({media.TEXT, media.PDF, media.WORD}),
        help_text=_("txt、docx 或者 pdf。标题、编号、语句和任务表读成待确认的任务。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = queries.kept_organs(self.actor)
        self.offered("organ").queryset = kept
        self.offered("organ").initial = kept.first()

    def clean_original(self) -> list[Any]:
        brought: list[Any] = self.cleaned_data["original"]
        if len(brought) != 1:
            raise ValidationError(_now("一次导入一份计划文件。"))
        name, data = _bytes_of(brought[0])
        try:
            reading.read_plan(name, data)
        except reading.PlanRefused as refused:
            said = words.sentence(str(refused.code), refused.parameters)
            raise ValidationError(said) from None
        return brought

    def proposed(self) -> inputs.TakeIn:
        return inputs.TakeIn(self.cleaned_data["organ"], self.cleaned_data["original"])


def _bytes_of(brought: Any) -> tuple[str, bytes]:
    if hasattr(brought, "original_name"):
        return brought.original_name, drafting.bytes_of(brought)
    brought.seek(0)
    data: bytes = brought.read()
    brought.seek(0)
    return brought.name or "", data


class DraftForm(HereForm):
    """About a plan that is being drafted; ``item`` is one of its items."""

    @property
    def plan(self) -> AnnualPlan:
        assert self.matter is not None
        return AnnualPlan.objects.select_related("matter__organ").get(pk=self.matter.pk)

    def _offer_items(self, *names: str) -> None:
        rows = PlanItem.objects.filter(plan=self.plan, is_dropped=False).order_by("place")
        choices = [(row.pk, f"{row.reference} {row.text[:30]}") for row in rows]
        for name in names:
            self.offered(name).choices = choices


class ItemField(forms.TypedChoiceField):
    """An item by number; what it says stays in its language."""

    is_source = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("工作任务"), coerce=int, **kwargs)


class RewordForm(DraftForm):
    item = ItemField()
    text = long_text(_("任务文字"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_items("item")

    def proposed(self) -> inputs.Reword:
        return inputs.Reword(self.cleaned_data["item"], self.cleaned_data["text"])


class SplitForm(DraftForm):
    """An empty line parts the text."""

    item = ItemField()
    text = long_text(_("任务文字"), help_text=_("在要拆开的地方空一行。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_items("item")

    def proposed(self) -> inputs.Split:
        lines = self.cleaned_data["text"].replace("\r\n", "\n").split("\n\n")
        texts = tuple(text.strip() for text in lines if text.strip())
        return inputs.Split(self.cleaned_data["item"], texts)


class JoinForm(DraftForm):
    items = forms.TypedMultipleChoiceField(
        label=_("工作任务"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_items("items")

    def proposed(self) -> inputs.Join:
        return inputs.Join(tuple(self.cleaned_data["items"]))


class ConfirmForm(DraftForm):
    items = forms.TypedMultipleChoiceField(
        label=_("工作任务"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项不选，全部确认。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_items("items")

    def proposed(self) -> inputs.Confirm:
        return inputs.Confirm(tuple(self.cleaned_data["items"]))


class MarkForm(DraftForm):
    sentence = forms.TypedChoiceField(label=_("语句"), coerce=int)
    holds_duty = forms.BooleanField(label=_("载有任务"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PlanSentence.objects.filter(paragraph__plan=self.plan)
        choices = [(row.pk, f"{row.key} {row.text[:30]}") for row in rows.order_by("pk")]
        self.offered("sentence").choices = choices

    def proposed(self) -> inputs.Mark:
        return inputs.Mark(self.cleaned_data["sentence"], self.cleaned_data["holds_duty"])


class AssignForm(DraftForm):
    item = ItemField()
    owners = forms.CharField(
        label=_("责任单位"),
        max_length=400,
        help_text=_("用顿号隔开；第一个牵头，也可以写明（牵头）（配合）。"),
    )
    time = forms.CharField(
        label=_("时间"),
        max_length=200,
        help_text=_("如：全年；9月；4月或5月；7月、12月；6月底前；明年1月。"),
    )
    rhythm = forms.ChoiceField(label=_("报告频次"), choices=Rhythm.choices)
    measure = forms.CharField(label=_("完成标准"), max_length=200, required=False)
    figure = forms.ChoiceField(label=_("统计指标"), required=False)
    target = forms.DecimalField(
        label=_("目标值"), required=False, max_digits=12, decimal_places=2, min_value=0
    )
    target_unit = forms.CharField(label=_("目标单位"), max_length=20, required=False)
    weight = forms.IntegerField(label=_("权重"), min_value=0, max_value=1000, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_items("item")
        known = [(one.code, one.title) for one in bound.bindable()]
        self.offered("figure").choices = [("", "—"), *known]

    def clean_time(self) -> tuple[inputs.WindowLine, ...]:
        """Words that were not touched leave the windows as they are."""
        item = queries.told(PlanItem.objects.filter(pk=self.cleaned_data.get("item", 0))).first()
        if item is not None and self.cleaned_data["time"] == editing.time_words(item):
            return windows.kept(item.windows.all())
        year = self.plan.year or self.at.astimezone(ZONE).year
        found = timings(self.cleaned_data["time"], year, alone=True)
        lines = windows.lines(timing.window for timing in found)
        if not lines:
            raise ValidationError(_now("读不出时间。请按例子写明月份、日期或者全年。"))
        return lines

    def clean_owners(self) -> tuple[inputs.OwnerLine, ...]:
        named = owner_words.cell_owners(self.cleaned_data["owners"])
        lines = drafting.owner_lines(named, (), queries.organs_named(self.plan.matter.organ))
        if not lines:
            raise ValidationError(_now("读不出单位。请写明单位名称，用顿号隔开。"))
        return lines

    def proposed(self) -> inputs.Assign:
        said = self.cleaned_data
        return inputs.Assign(
            item=said["item"],
            owners=said["owners"],
            windows=said["time"],
            rhythm=said["rhythm"],
            measure=said["measure"],
            target=said["target"],
            target_unit=said["target_unit"],
            figure=said["figure"],
            weight=said["weight"],
        )


class IssueForm(DraftForm):
    groups = (
        FieldGroup(_("印发"), ("number", "issued_on")),
        FieldGroup(_("发送单位"), ("addressees",), hint=_("责任单位自动发送，不必再选。")),
    )
    number = forms.CharField(label=_("发文字号"), max_length=60)
    issued_on = DayField(label=_("印发日期"))
    addressees = forms.ModelMultipleChoiceField(
        label=_("发送单位"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.plan
        root = plan.matter.organ
        below = Organ.objects.filter(path__startswith=root.path, until=None, is_external=False)
        self.offered("addressees").queryset = below.exclude(pk=root.pk).order_by("path")
        self.offered("number").initial = plan.written_number
        self.offered("issued_on").initial = self.at.astimezone(ZONE).date()

    def proposed(self) -> inputs.Issue:
        said = self.cleaned_data
        return inputs.Issue(said["number"], said["issued_on"], tuple(said["addressees"]))


class DiscardForm(HereForm):
    reason = long_text(_("作废理由"), length=500)

    def proposed(self) -> inputs.Discard:
        return inputs.Discard(self.cleaned_data["reason"])


PLAN_FORMS: dict[str, type[ActForm]] = {
    "reword": RewordForm,
    "split": SplitForm,
    "join": JoinForm,
    "assign": AssignForm,
    "mark": MarkForm,
    "confirm": ConfirmForm,
    "issue_plan": IssueForm,
    "discard": DiscardForm,
}
EMPHASIS = {"discard": "danger"}
