"""The forms from service to the archive, filled with what the record knows. Money in fen."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.lawbook.items import item
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.pages.words import clauses, day, labelled, money
from chengguan.core.work import rules
from chengguan.core.work.forms import ActForm, DayField, MomentField, NowField, YuanField
from chengguan.enforcement.cases.forms import line, text, tick
from chengguan.enforcement.cases.kinds import (
    Channel,
    ClosingWay,
    DeferralKind,
    ExecutionEnd,
    ReceiptPurpose,
    RemedyKind,
    RemedyResult,
    Retention,
    ServiceMethod,
)
from chengguan.enforcement.cases.models import Deferral, Remedy, TreasuryReceipt
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.enforcement.cases.ordinary.accrual import Accrued, accrued, payable_until
from chengguan.enforcement.cases.ordinary.clocks import URGE
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.forms import (
    OrdinaryForm,
    OwnRowForm,
    ServedForm,
    chosen,
    one_of,
)
from chengguan.enforcement.cases.ordinary.rows import Column, RowsField

PARTS = 3
"""Instalments of the plan that is proposed; whoever asks for it changes it freely."""


class ServeForm(ServedForm):
    takes = inputs.Serve
    groups = (
        FieldGroup(_("送达"), ("served_at", "method", "receiver", "relation")),
        FieldGroup(_("凭据"), ("witness", "note", "proofs", "confirmation")),
    )

    served_at = NowField(label=_("送达时间"), help_text=_("不改的，按提交时间记。"))
    method = one_of(
        _("送达方式"), ServiceMethod, help_text=_("公告送达的，先办理公告，期满后在这里登记。")
    )
    receiver = line(_("签收人"), required=False, length=100)
    relation = line(_("与当事人关系"), required=False, length=40, help_text=_("本人签收的不填。"))
    witness = line(_("见证人"), required=False, length=100, help_text=_("留置送达的填写。"))
    note = line(
        _("送达说明"), required=False, length=300, help_text=_("邮件号、电子送达的号码和确认。")
    )
    proofs = UploadField(
        label=_("送达回证"), required=False, help_text=_("邮寄送达的，附邮寄回执。")
    )
    confirmation = UploadField(
        label=_("送达方式确认书"), required=False, help_text=_("电子送达的，附当事人签名的确认书。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["served_at"].initial = self.at
        self.fields["receiver"].initial = self.known.party_name
        self.prefilled = frozenset({"receiver"})

    def proposed(self) -> inputs.Serve:
        said = self.cleaned_data
        kept = ("served_at", "method", "receiver", "relation", "witness", "note")
        return inputs.Serve(
            is_payable=bool(self.known.execution.fine),
            proofs=said["proofs"],
            confirmation=said["confirmation"],
            **{name: said[name] for name in kept},
        )


class PublishServiceForm(OrdinaryForm):
    takes = inputs.PublishService

    reason = text(
        _("公告送达的原因和经过"), help_text=_("写明下落不明，或者其他方式已经试过、无法送达。")
    )
    places = line(_("公告载体"))
    proofs = UploadField(label=_("公告的照片或者截图"), required=False)


class DiscloseForm(OrdinaryForm):
    takes = inputs.Disclose

    where = line(_("公示载体"), initial="上海市行政处罚公示平台")
    retract_reason = line(
        _("撤回说明"),
        required=False,
        length=300,
        help_text=_("决定被变更、撤销、确认违法或者无效的，写明并撤回；第一次公示的不填。"),
    )


class CorrectPaperForm(OrdinaryForm):
    takes = inputs.CorrectPaper

    paper = line(_("文书"), length=60, initial="行政处罚决定书")
    wrong = text(_("原文"))
    right = text(_("更正为"))
    reason = line(_("更正理由"), length=300)


# -- money ---------------------------------------------------------------------------------


def left_by_purpose(known: OrdinaryFacts) -> dict[str, int]:
    """What is still to be paid under each head."""
    done = known.execution
    return {
        ReceiptPurpose.FINE: done.fine - done.paid,
        ReceiptPurpose.ADDED_FINE: done.added - done.paid_added,
        ReceiptPurpose.CONFISCATION: done.confiscation - done.paid_confiscation,
    }


def left_words(known: OrdinaryFacts) -> str:
    parts = [
        f"{ReceiptPurpose(purpose).label} {money(left)}"
        for purpose, left in left_by_purpose(known).items()
        if left > 0
    ]
    return gettext("未缴：%s。") % clauses(parts) if parts else gettext("已经缴清。")


class RecordReceiptForm(OrdinaryForm):
    takes = inputs.RecordReceipt

    purpose = one_of(_("款项"), ReceiptPurpose)
    amount = YuanField(label=_("缴款金额"))
    channel = forms.ChoiceField(
        label=_("缴款方式"),
        choices=[one for one in Channel.choices if one[0] in (Channel.BANK, Channel.ELECTRONIC)],
    )
    receipt_number = line(_("票据号码"), length=60)
    treasury_account = line(_("国库或者代收账户"), length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = {purpose: left for purpose, left in left_by_purpose(self.known).items() if left > 0}
        self.fields["amount"].help_text = left_words(self.known)
        before = TreasuryReceipt.objects.filter(case=self.case.pk).order_by("-pk").first()
        if before:
            self.fields["treasury_account"].initial = before.treasury_account
        for purpose, left in list(owed.items())[:1]:
            self.fields["purpose"].initial = purpose
            open_ = [part for _day, part in self.known.execution.plan_left if part]
            self.fields["amount"].initial = min(*open_[:1], left) if open_ else left
            self.prefilled = frozenset({"purpose", "amount"})


class RecordRefundForm(OrdinaryForm):
    """What was paid above what is owed, under the first head where there is any."""

    takes = inputs.RecordRefund

    purpose = one_of(_("款项"), ReceiptPurpose)
    amount = YuanField(label=_("退还金额"))
    voucher = line(_("退库凭证号"), length=60)
    note = line(_("说明"), required=False, length=300)
    proofs = UploadField(label=_("退库凭证"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose, above in list(self.known.execution.overpaid.items())[:1]:
            self.fields["purpose"].initial = purpose
            self.fields["amount"].initial = above
            self.prefilled = frozenset({"purpose", "amount"})


class ReverseReceiptForm(OwnRowForm):
    takes = inputs.ReverseReceipt
    row = "receipt"

    receipt = chosen(_("票据"))
    reason = text(_("冲正理由"))

    def rows(self) -> QuerySet[TreasuryReceipt]:
        done = self.known.execution
        return TreasuryReceipt.objects.filter(pk__in=done.receipts - done.refunded).order_by("pk")

    def words(self, found: TreasuryReceipt) -> str:
        return f"{found.receipt_number} {money(found.amount)}"


def even_plan(left: int, today: date) -> list[tuple[date, int]]:
    """Equal parts on the same day of the coming months; what does not divide goes to the last."""
    part = left // PARTS // 100 * 100
    amounts = [part] * (PARTS - 1) + [left - part * (PARTS - 1)]
    return [(_months_on(today, n), amount) for n, amount in enumerate(amounts, start=1)]


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    last = monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


class RequestDeferralForm(OrdinaryForm):
    takes = inputs.RequestDeferral

    kind = one_of(_("方式"), DeferralKind)
    hardship = text(_("经济困难情况"))
    instalments = RowsField(
        (
            Column("due_on", DayField(label=_("缴款日"))),
            Column("amount", YuanField(label=_("金额（元）"))),
        ),
        label=_("缴款计划"),
    )
    proofs = UploadField(label=_("申请书和困难证明"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        self.fields["kind"].initial = DeferralKind.INSTALMENTS
        self.fields["instalments"].initial = even_plan(known.execution.unpaid, known.on)
        self.fields["instalments"].help_text = gettext(
            "各期合计等于未缴罚款 %(left)s；延期缴纳只留一行。"
        ) % {"left": money(known.execution.unpaid)}
        self.prefilled = frozenset({"instalments"})


class RuleOnDeferralForm(OwnRowForm):
    takes = inputs.RuleOnDeferral
    row = "deferral"

    deferral = chosen(_("申请"))
    is_granted = forms.TypedChoiceField(
        label=_("审批结果"),
        choices=[("", "—"), ("yes", _("批准")), ("no", _("不批准"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    opinion = text(_("审批意见"))

    def rows(self) -> QuerySet[Deferral]:
        asked = Deferral.objects.filter(pk__in=self.known.execution.deferrals_open)
        return asked.order_by("pk").prefetch_related("instalments")

    def words(self, found: Deferral) -> str:
        plan = clauses(f"{day(one.due_on)} {money(one.amount)}" for one in found.instalments.all())
        return labelled(found.get_kind_display(), plan)


class ImposeAddedFineForm(OrdinaryForm):
    """Days and sum are worked out and shown before anything is imposed."""

    takes = inputs.ImposeAddedFine

    until_on = DayField(label=_("计算到"))
    reckoned = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"].initial = self.known.on
        self._show(self.known.on)

    def _show(self, until: date) -> None:
        found = accrued(self.known, until, rules.current())
        last = payable_until(self.known, rules.current())
        told = added_words(found) if found else gettext("到这一天没有逾期。")
        if last:
            words = gettext("缴款期限到 %(day)s。%(told)s")
            told = words % {"day": day(last), "told": told}
        self.fields["until_on"].help_text = told
        self.fields["reckoned"].initial = str(until)

    def clean(self) -> dict[str, Any]:
        """Another day is reckoned and shown first; only what was seen is imposed."""
        said = super().clean()
        until = said.get("until_on")
        if until is None or str(until) == said.get("reckoned"):
            return said
        self._show(until)
        self.data = {**dict(self.data.items()), self.add_prefix("reckoned"): str(until)}
        self.add_error("until_on", _("已按这一天重新计算，请核对后再提交。"))
        return said

    def proposed(self) -> inputs.ImposeAddedFine:
        return inputs.ImposeAddedFine(until_on=self.cleaned_data["until_on"])


def added_words(found: Accrued) -> str:
    said = gettext("%(since)s 至 %(until)s，共 %(days)s 日，加处罚款 %(amount)s。") % {
        "since": day(found.since),
        "until": day(found.until),
        "days": found.days,
        "amount": money(found.amount),
    }
    return f"{said}{gettext('已达上限。')}" if found.is_capped else said


class DisposeConfiscatedForm(OrdinaryForm):
    takes = inputs.DisposeConfiscated

    things = text(_("处理物品"))
    way = line(_("处理方式"), length=100, help_text=_("公开拍卖、上缴、依法销毁等。"))
    voucher = line(_("凭证号"), length=80)


# -- remedies and enforcement ----------------------------------------------------------------


class RecordRemedyForm(OrdinaryForm):
    takes = inputs.RecordRemedy

    kind = one_of(_("类别"), RemedyKind)
    filed_at = MomentField(label=_("受理时间"))
    body = line(_("受理机关"), length=100)
    number = line(_("案号"), required=False, length=80)
    stays_execution = tick(_("停止执行"))


class RecordRemedyResultForm(OwnRowForm):
    takes = inputs.RecordRemedyResult
    row = "remedy"

    remedy = chosen(_("复议、诉讼"))
    result = one_of(_("结果"), RemedyResult)
    result_number = line(_("决定、裁判文书号"), required=False, length=80)
    changed_fine = YuanField(
        label=_("变更后的罚款"), required=False, help_text=_("结果为变更的填写，没有罚款的填 0。")
    )
    changed_confiscation = YuanField(label=_("变更后的没收金额"), required=False)
    papers = UploadField(label=_("复议决定书、裁判文书"), required=False)
    note = line(_("说明"), required=False, length=300)

    def rows(self) -> QuerySet[Remedy]:
        return Remedy.objects.filter(pk__in=self.known.execution.remedies_open).order_by("pk")

    def words(self, found: Remedy) -> str:
        return f"{found.get_kind_display()} {found.body} {found.number}".strip()


class UrgeForm(OrdinaryForm):
    takes = inputs.Urge

    demands = text(_("催告内容"), rows=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        days = rules.current().clock_version(URGE.ref, known.on).length
        self.fields["demands"].initial = (
            f"一、自收到本催告书之日起{days}个工作日内履行处罚决定。\n"
            f"二、应缴款项共 {money(known.execution.owed)}，"
            "到指定的银行或者通过电子支付系统缴纳。\n"
            "三、您有权陈述和申辩。\n四、逾期仍不履行的，将依法申请人民法院强制执行。"
        )
        self.prefilled = frozenset({"demands"})


class RequestCourtForm(OrdinaryForm):
    takes = inputs.RequestCourt

    court = line(_("法院"), length=100)
    late_reason = text(
        _("逾期申请的正当理由"),
        required=False,
        help_text=_("超过申请期限的填写，没有正当理由的法院不予受理。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].help_text = left_words(self.known)


class ApplyToCourtForm(OrdinaryForm):
    takes = inputs.ApplyToCourt

    opinion = text(_("审批意见"))
    number = line(_("文号"), required=False, length=80)


class ReturnCourtForm(OrdinaryForm):
    takes = inputs.ReturnCourt

    opinion = text(_("退回意见"))


class SuspendExecutionForm(OrdinaryForm):
    takes = inputs.SuspendExecution

    reason = text(_("理由"))


# -- the end -------------------------------------------------------------------------------


class RequestClosingForm(OrdinaryForm):
    takes = inputs.RequestClosing

    way = one_of(_("结案方式"), ClosingWay)
    summary = text(_("执行情况"))
    ground = forms.ChoiceField(
        label=_("终结执行的情形"),
        choices=[("", "—"), *ExecutionEnd.choices],
        required=False,
        help_text=_("依法终结执行的填写。"),
    )
    proofs = UploadField(
        label=_("终结执行的证明"),
        required=False,
        help_text=_("死亡、终止、灭失等的证明；依法终结执行的上传。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = self.known.execution
        self.fields["way"].initial = closing_way(self.known)
        paid = done.paid + done.paid_added + done.paid_confiscation
        if done.is_no_penalty:
            self.fields["summary"].initial = "不予处罚决定书已送达当事人。"
        elif paid and not done.owed:
            self.fields["summary"].initial = f"应缴款项 {money(paid)} 已全部缴清，票据齐全。"
        self.prefilled = frozenset({"way", "summary"})


def closing_way(known: OrdinaryFacts) -> ClosingWay:
    """How the case ends, as the record stands."""
    done = known.execution
    if done.is_no_penalty:
        return ClosingWay.NO_PENALTY
    if done.is_revoked:
        return ClosingWay.REVOKED
    if known.execution_suspended_since is not None:
        return ClosingWay.GIVEN_UP
    return ClosingWay.COURT if done.is_before_court else ClosingWay.PERFORMED


class RuleOnClosingForm(OrdinaryForm):
    takes = inputs.RuleOnClosing

    opinion = text(_("审批意见"))


class MakeArchiveForm(OrdinaryForm):
    takes = inputs.MakeArchive

    retention = one_of(_("保管期限"), Retention)
    title = line(_("案卷题名"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        self.fields["retention"].initial = self._retention()
        self.fields["retention"].help_text = _(
            "普通程序案卷三十年；有听证、诉讼或者吊销许可证件的永久。"
        )
        self.fields["title"].initial = f"{known.party_name}{item(known.item.code).name}案"[:200]
        self.prefilled = frozenset({"retention", "title"})

    def _retention(self) -> Retention:
        sued = Remedy.objects.filter(case=self.case.pk, kind=RemedyKind.LAWSUIT).exists()
        decision = getattr(self.case.case, "decision", None)
        grave = bool(decision and decision.revokes_licence)
        heard = self.known.deciding.hearing_requested_at is not None
        return Retention.PERMANENT if sued or grave or heard else Retention.THIRTY


ACT_FORMS: dict[str, type[ActForm]] = {
    "serve": ServeForm,
    "publish_service": PublishServiceForm,
    "disclose": DiscloseForm,
    "correct_paper": CorrectPaperForm,
    "record_payment": RecordReceiptForm,
    "record_refund": RecordRefundForm,
    "reverse_payment": ReverseReceiptForm,
    "request_deferral": RequestDeferralForm,
    "rule_on_deferral": RuleOnDeferralForm,
    "impose_added_fine": ImposeAddedFineForm,
    "dispose_confiscated": DisposeConfiscatedForm,
    "record_remedy": RecordRemedyForm,
    "record_remedy_result": RecordRemedyResultForm,
    "urge": UrgeForm,
    "request_court": RequestCourtForm,
    "return_court": ReturnCourtForm,
    "apply_to_court": ApplyToCourtForm,
    "suspend_execution": SuspendExecutionForm,
    "resume_execution": SuspendExecutionForm,
    "request_closing": RequestClosingForm,
    "return_closing": RuleOnClosingForm,
    "close": RuleOnClosingForm,
    "archive": MakeArchiveForm,
}
