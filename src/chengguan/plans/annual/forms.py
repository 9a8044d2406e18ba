"""The forms of plans and items: what is typed becomes the typed input.

Owners and windows are typed as a document would write them (东队（牵头）、区房管局（配合）; 7月、
12月) and read by the same reader.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chengguan.core.files import media
from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ
from chengguan.core.pages import words
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work import figures
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.rules import ZONE
from chengguan.plans import reading
from chengguan.plans.annual import drafting, editing, inputs, queries, reports, windows
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanSentence, Rhythm
from chengguan.plans.reading import owners as owner_words
from chengguan.plans.reading.timing import timings


def long_text(label: Any, *, length: int = 4000, required: bool = True, **more: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": more.pop("rows", 4)})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, **more)


class HereForm(ActForm):
    """For acts that exist only in the platform: no other time is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()


# -- taking in and issuing -------------------------------------------------------------------


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
        choices = [(row.pk, f"{row.path} {row.text[:30]}") for row in rows]
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
        known = [(one.code, one.title) for one in figures.registered()]
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


# -- items -----------------------------------------------------------------------------------


def milestone_lines(text: str, year: int) -> tuple[inputs.MilestoneLine, ...]:
    """One a line, with its day in the words of a document: 完成排查，6月底前."""
    found = []
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        said = timings(line, year)
        found.append(inputs.MilestoneLine(line[:200], said[-1].window.closes if said else None))
    return tuple(found)


class ItemForm(HereForm):
    """About an item that was given out."""

    @property
    def row(self) -> PlanItem:
        assert self.matter is not None
        rows = queries.told(PlanItem.objects.filter(matter=self.matter.pk))
        return rows.get()

    @property
    def year(self) -> int:
        return self.row.plan.year or self.at.astimezone(ZONE).year


class ReportForm(ItemForm):
    """Prefilled from what the record says has happened since the last report."""

    prefilled = frozenset({"done", "next_steps"})
    done = long_text(_("完成情况"), rows=6)
    problems = long_text(_("存在问题"), required=False)
    next_steps = long_text(_("下一步"), required=False)
    documents = UploadField(label=_("佐证材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            begun = reports.begun(self.row, self.at)
            self.initial.update(done=begun.done, next_steps=begun.next_steps)

    def proposed(self) -> inputs.Report:
        said = self.cleaned_data
        return inputs.Report(said["done"], said["problems"], said["next_steps"], said["documents"])


class SourceChoice(forms.ChoiceField):
    """What it offers was written by people and stays in its language."""

    is_source = True


class ReachForm(ItemForm):
    what = SourceChoice(label=_("节点或者时间窗口"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("佐证说明"),
        max_length=300,
        required=False,
        help_text=_("没有附件的，写明在哪里可以查到。"),
    )
    documents = UploadField(label=_("佐证材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.row
        open_ones = [(f"m{m.pk}", m.title) for m in row.milestones.all() if not m.reached_at]
        for term in windows.terms(row.windows.all()):
            if term.met_at is None:
                open_ones += [(f"w{w.pk}", window_words(w.since, w.until)) for w in term.windows]
        self.offered("what").choices = open_ones

    def proposed(self) -> inputs.Reach:
        said = self.cleaned_data
        kind, number = said["what"][0], int(said["what"][1:])
        return inputs.Reach(
            milestone=number if kind == "m" else None,
            window=number if kind == "w" else None,
            note=said["note"],
            documents=said["documents"],
        )


def window_words(since: date | None, until: date) -> str:
    return f"{words.day(since)} – {words.day(until)}" if since else f"– {words.day(until)}"


class AttachForm(ItemForm):
    note = forms.CharField(label=_("佐证说明"), max_length=300)
    documents = UploadField(label=_("佐证材料"))

    def proposed(self) -> inputs.Attach:
        return inputs.Attach(self.cleaned_data["note"], self.cleaned_data["documents"])


class SetMilestonesForm(ItemForm):
    lines = long_text(_("节点"), help_text=_("一行一个，日期写在后面：完成排查，6月底前。"))

    def proposed(self) -> inputs.SetMilestones:
        return inputs.SetMilestones(milestone_lines(self.cleaned_data["lines"], self.year))


class AskAdjustmentForm(ItemForm):
    reason = long_text(_("调整理由"), length=500)
    window = forms.TypedChoiceField(
        label=_("要延长的时间窗口"), coerce=int, empty_value=None, required=False
    )
    wanted_until = DayField(label=_("延至"), required=False)
    wanted_text = long_text(_("改写后的任务文字"), required=False, help_text=_("不改写的留空。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [w for w in self.row.windows.all() if w.met_at is None]
        known = [(w.pk, window_words(w.since, w.until)) for w in waiting]
        self.offered("window").choices = [("", "—"), *known]

    def proposed(self) -> inputs.AskAdjustment:
        said = self.cleaned_data
        return inputs.AskAdjustment(
            said["reason"], said["window"], said["wanted_until"], said["wanted_text"]
        )


class DecideForm(HereForm):
    remark = long_text(_("审批意见"), length=500, required=False)

    def proposed(self) -> inputs.Decide:
        return inputs.Decide(self.cleaned_data["remark"])


class ProposeClosingForm(ItemForm):
    summary = long_text(_("完成结果"), help_text=_("由他人决定是否销号。"))
    documents = UploadField(label=_("佐证材料"), required=False)

    def proposed(self) -> inputs.ProposeClosing:
        return inputs.ProposeClosing(self.cleaned_data["summary"], self.cleaned_data["documents"])


class SendBackForm(HereForm):
    reason = long_text(_("退回理由"), length=500)

    def proposed(self) -> inputs.SendBack:
        return inputs.SendBack(self.cleaned_data["reason"])


class CancelForm(HereForm):
    reason = long_text(_("取消理由"), length=500)

    def proposed(self) -> inputs.Cancel:
        return inputs.Cancel(self.cleaned_data["reason"])


class DecomposeForm(HereForm):
    """A unit's own part; begun on the page of the item, which the address names."""

    groups = (
        FieldGroup(_("分解任务"), ("organ", "text")),
        FieldGroup(_("时间和报告"), ("since", "until", "rhythm", "weight")),
        FieldGroup(_("节点"), ("lines",), folded=True),
    )
    organ = forms.ModelChoiceField(label=_("承担单位"), queryset=Organ.objects.none())
    text = long_text(_("任务文字"), help_text=_("结合本单位实际细化。"))
    since = DayField(label=_("开始"), required=False)
    until = DayField(label=_("结束"), help_text=_("当日 24 时届满。"))
    rhythm = forms.ChoiceField(label=_("报告频次"), choices=Rhythm.choices)
    weight = forms.IntegerField(label=_("权重"), min_value=0, max_value=1000, initial=1)
    lines = long_text(_("节点"), required=False, help_text=_("一行一个，日期写在后面。"))

    def __init__(self, *args: Any, parent: PlanItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        mine = queries.units_of(self.actor, parent)
        self.offered("organ").queryset = mine
        self.offered("organ").initial = mine.first()
        self.offered("text").initial = parent.text
        last = max((w.until for w in parent.windows.all() if not w.is_dropped), default=None)
        self.offered("until").initial = last
        self.offered("weight").initial = min(1, parent.weight)
        self.offered("weight").help_text = _now("不超过上级任务的 %(most)d。") % {
            "most": parent.weight
        }

    def proposed(self) -> inputs.Decompose:
        said, matter = self.cleaned_data, self.parent.matter_id
        assert matter is not None, "only items that were given out are taken apart"
        return inputs.Decompose(
            parent=matter,
            organ=said["organ"],
            text=said["text"],
            since=said["since"],
            until=said["until"],
            rhythm=said["rhythm"],
            weight=said["weight"],
            milestones=milestone_lines(said["lines"], said["until"].year),
        )


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
ITEM_FORMS: dict[str, type[ActForm]] = {
    "report": ReportForm,
    "reach": ReachForm,
    "attach": AttachForm,
    "set_milestones": SetMilestonesForm,
    "ask_adjustment": AskAdjustmentForm,
    "grant_adjustment": DecideForm,
    "refuse_adjustment": DecideForm,
    "propose_closing": ProposeClosingForm,
    "close_item": DecideForm,
    "send_back": SendBackForm,
    "cancel_item": CancelForm,
}
EMPHASIS = {"cancel_item": "danger", "discard": "danger"}
