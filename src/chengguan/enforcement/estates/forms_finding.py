"""The forms of findings, reports and referrals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.work.forms import ActForm
from chengguan.enforcement.estates import inputs, queries
from chengguan.enforcement.estates.forms import long_text, photos, said_of
from chengguan.enforcement.estates.models import Outcome, PatrolFinding


class DissuadeForm(ActForm):
    words = long_text(_("劝阻内容"), length=1000, initial=_("请立即停止施工，恢复原状。"))
    photos = photos()

    def proposed(self) -> inputs.Dissuade:
        return inputs.Dissuade(**said_of(self, "words", "photos"))


class RefuseForm(ActForm):
    refusal = long_text(_("拒不改正情况"))
    intro = _("从此刻起二十四小时内须报告；超过的，照实记为逾期。")

    def proposed(self) -> inputs.RefuseToCorrect:
        return inputs.RefuseToCorrect(self.cleaned_data["refusal"])


class CorrectForm(ActForm):
    note = long_text(_("改正情况"), required=False)
    photos = photos()

    def proposed(self) -> inputs.Correct:
        return inputs.Correct(**said_of(self, "note", "photos"))


class AgreementSettlingForm(ActForm):
    note = long_text(_("按协议处理的情况"))

    def proposed(self) -> inputs.SettleByAgreement:
        return inputs.SettleByAgreement(self.cleaned_data["note"])


class ReportForm(ActForm):
    text = long_text(_("报告内容"), length=2000)
    photos = photos()
    intro = _("一次报告，房管、执法队、居委会、业委会同时收到，各自签收。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()

    def proposed(self) -> inputs.Report:
        return inputs.Report(**said_of(self, "text", "photos"))


class WithdrawForm(ActForm):
    reason = long_text(_("撤回理由"))

    def proposed(self) -> inputs.Withdraw:
        return inputs.Withdraw(self.cleaned_data["reason"])


class SettleForm(ActForm):
    note = long_text(_("了结情况"), required=False)

    def proposed(self) -> inputs.Settle:
        return inputs.Settle(self.cleaned_data["note"])


class OnSiteForm(ActForm):
    note = long_text(_("到场情况"), required=False)
    photos = photos()

    def proposed(self) -> inputs.GoOnSite:
        return inputs.GoOnSite(**said_of(self, "note", "photos"))


class AnswerForm(ActForm):
    outcome = forms.ChoiceField(label=_("处理结果"), choices=Outcome.choices)
    text = long_text(_("答复内容"), length=2000)
    photos = photos()

    def proposed(self) -> inputs.Answer:
        return inputs.Answer(**said_of(self, "outcome", "text", "photos"))


class NotOursForm(ActForm):
    reason = long_text(_("理由"))

    def proposed(self) -> inputs.NotOurs:
        return inputs.NotOurs(self.cleaned_data["reason"])


class RulingForm(ActForm):
    organ = forms.ModelChoiceField(label=_("主管部门"), queryset=Organ.objects.none())
    reason = long_text(_("裁定理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.matter is not None:
            estate = self.matter.finding.estate
            bodies = (estate.street_team_id, estate.bureau_team_id, estate.housing_office_id)
            self.offered("organ").queryset = Organ.objects.filter(pk__in=bodies)

    def proposed(self) -> inputs.RuleCompetence:
        return inputs.RuleCompetence(**said_of(self, "organ", "reason"))


class ProposeForm(ActForm):
    """A referral of a duty that was missed."""

    finding = forms.ModelChoiceField(label=_("巡查发现问题"), queryset=PatrolFinding.objects.none())
    organ = forms.ModelChoiceField(label=_("提出单位"), queryset=Organ.objects.none())
    facts = long_text(_("事实"), length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        finding = self.offered("finding")
        finding.queryset = queries.missed(self.actor, self.at)
        finding.label_from_instance = lambda one: f"{one.matter.number} {one.matter.title}"
        organ = self.offered("organ")
        organ.queryset = queries.taking_organs(self.actor)
        organ.initial = organ.queryset.first()

    def proposed(self) -> inputs.Propose:
        return inputs.Propose(**said_of(self, "organ", "finding", "facts"))


class DropForm(ActForm):
    reason = long_text(_("不予移送的理由"))

    def proposed(self) -> inputs.Drop:
        return inputs.Drop(self.cleaned_data["reason"])


class ReferralAnswerForm(ActForm):
    text = long_text(_("答复内容"), length=2000)

    def proposed(self) -> inputs.AnswerReferral:
        return inputs.AnswerReferral(self.cleaned_data["text"])


FINDING_FORMS: dict[str, type[ActForm]] = {
    "dissuade": DissuadeForm,
    "refuse": RefuseForm,
    "correct": CorrectForm,
    "settle_by_agreement": AgreementSettlingForm,
    "report": ReportForm,
    "withdraw_finding": WithdrawForm,
    "settle": SettleForm,
    "go_on_site": OnSiteForm,
    "answer": AnswerForm,
    "return_as_not_ours": NotOursForm,
    "ask_ruling": NotOursForm,
    "rule": RulingForm,
}
REFERRAL_FORMS: dict[str, type[ActForm]] = {
    "drop": DropForm,
    "answer_referral": ReferralAnswerForm,
}
FINDING_EMPHASIS = {"withdraw_finding": "danger"}
