"""The forms of items that were given out: reports, evidence, adjustment, closing, parts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ
from chengguan.core.pages import words
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import inputs, queries, reports, windows
from chengguan.plans.annual.forms import HereForm, long_text
from chengguan.plans.annual.models import PlanItem, Rhythm
from chengguan.plans.reading.timing import timings


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
EMPHASIS = {"cancel_item": "danger"}
