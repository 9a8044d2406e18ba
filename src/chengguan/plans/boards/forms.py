"""The forms of bulletins and reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.printed import PrintedField
from chengguan.core.org.models import Organ
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import period_words
from chengguan.core.work.forms import ActForm
from chengguan.core.work.rules import ZONE
from chengguan.plans.boards import inputs, queries


class SourceChoice(forms.ChoiceField):
    """Choices that are data and stay in their language."""

    is_source = True


class BulletinForm(ActForm):
    """通报: which plan, to whom, and what the issuer adds in his own words."""

    groups = (
        FieldGroup(_("通报"), ("plan", "remark")),
        FieldGroup(_("送达单位"), ("addressees",), hint=_("每个单位收到一份，由负责人签收。")),
    )

    plan = SourceChoice(label=_("计划"))
    remark = PrintedField(
        label=_("通报说明"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("数字和任务清单由系统按此刻的记录写入，印发后不再变化。"),
    )
    addressees = forms.ModelMultipleChoiceField(
        label=_("单位"), queryset=Organ.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        plans = queries.kept_plans(self.actor)
        self.offered("plan").choices = [(str(one.pk), one.matter.title) for one in plans]
        on = self.at.astimezone(ZONE).date()
        units = {unit.pk for plan in plans for unit in queries.addressable(plan.pk, on)}
        field = self.offered("addressees")
        field.queryset = Organ.objects.filter(pk__in=units).order_by("path")
        field.label_from_instance = lambda unit: unit.name
        if not self.is_bound:
            field.initial = list(units)

    def proposed(self) -> inputs.IssueBulletin:
        said = self.cleaned_data
        plan = next(p for p in queries.kept_plans(self.actor) if str(p.pk) == said["plan"])
        return inputs.IssueBulletin(plan.pk, tuple(said["addressees"]), said["remark"])


OFFERED = ((Span.MONTH, 12), (Span.QUARTER, 4), (Span.HALF, 2), (Span.YEAR, 1))
"""How many periods back, the running one included."""


class ReportForm(forms.Form):
    """阶段报告: of which plan, over which period."""

    plan = SourceChoice(label=_("计划"))
    period = forms.ChoiceField(label=_("报告期"))

    def __init__(self, *args: Any, actor: Any, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(one.pk): one for one in queries.kept_plans(actor)}
        plan, period = self.fields["plan"], self.fields["period"]
        assert isinstance(plan, forms.ChoiceField)
        assert isinstance(period, forms.ChoiceField)
        plan.choices = [(key, one.matter.title) for key, one in self.plans.items()]
        period.choices = [(one.key, period_words(one)) for one in offered_periods(at)]


def offered_periods(at: Any) -> list[Period]:
    """Periods that have begun, the shorter ones first, the newest of each first."""
    return [
        Period.around(span, at).shifted(-back) for span, many in OFFERED for back in range(many + 1)
    ]
