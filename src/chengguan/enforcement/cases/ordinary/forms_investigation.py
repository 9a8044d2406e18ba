"""The forms from the first look to the end of the investigation."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import PhotoField, UploadField
from chengguan.core.lawbook.evidence import evidence_standard
from chengguan.core.lawbook.items import PartyKind
from chengguan.core.org import queries as org
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.pages.words import day
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.forms import ActForm, DayField, MomentField, NowField, YuanField
from chengguan.enforcement.cases import forms as cases
from chengguan.enforcement.cases.forms import NONE, line, text, tick
from chengguan.enforcement.cases.kinds import (
    AppraisalKind,
    DiscretionBand,
    EvidenceKind,
    Interviewee,
    LimitationGround,
    PreservationDisposal,
    Proposal,
    Signature,
)
from chengguan.enforcement.cases.models import (
    Appraisal,
    Evidence,
    Inspection,
    Interview,
    Preservation,
    Sampling,
)
from chengguan.enforcement.cases.ordinary import discretion
from chengguan.enforcement.cases.ordinary import inputs_investigation as inputs
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.forms import (
    OfficersForm,
    OrdinaryForm,
    OwnRowForm,
    chosen,
    one_of,
)
from chengguan.enforcement.cases.ordinary.rows import Column, RowsField


class OpenForm(cases.OpenForm):
    """What was found, and with whom it is looked into."""

    is_summary = None
    groups = (
        *cases.OpenForm.groups[:-1],
        FieldGroup(_("承办"), ("organ", "partner")),
    )

    partner = forms.TypedChoiceField(label=_("协办人员"), coerce=int, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(rules.ZONE).date()
        teams = self.offered("organ").queryset
        mates = {
            person.pk: person.name
            for organ in teams
            for person in org.people_in(organ, on, below=True)
            if person.pk != self.actor.person_id
        }
        self.offered("partner").choices = [*NONE, *mates.items()]
        cases.named(self.fields["partner"])

    def case(self) -> inputs.OpenOrdinary:
        found = super().case()
        partner = self.cleaned_data["partner"] or None
        return inputs.OpenOrdinary(**vars(found), partner=partner)


class ExtendVerificationForm(OrdinaryForm):
    takes = inputs.ExtendVerification

    days = forms.IntegerField(label=_("延长日数"), min_value=1)
    reason = text(_("延长理由"))


class RequestDocketingForm(OrdinaryForm):
    takes = inputs.RequestDocketing

    evidence = text(_("初步证据"), help_text=_("写明有哪些笔录、照片和材料。"))
    proposal = text(_("处理建议"))
    limitation_ground = forms.ChoiceField(
        label=_("超过两年仍可以处罚的情形"),
        choices=[*NONE, *LimitationGround.choices],
        required=False,
    )
    conduct_ended_on = DayField(
        label=_("违法行为终了日"),
        required=False,
        help_text=_("连续、继续的行为填写；发现时仍在继续的，填写发现之日。"),
    )


class RuleOnDocketingForm(OrdinaryForm):
    takes = inputs.RuleOnDocketing

    opinion = text(_("审批意见"))


class DocketForm(OfficersForm):
    takes = inputs.Docket

    opinion = text(_("审批意见"))


class InspectForm(cases.InspectForm, OfficersForm):
    """The same record as at the scene of a summary case."""


class InterviewForm(OfficersForm):
    takes = inputs.Interview
    groups = (
        FieldGroup(_("人员和证件"), ("officers", "certificates_shown_at")),
        FieldGroup(
            _("询问"),
            (
                "interviewee",
                "role",
                "place",
                "rights_told_at",
                "began_at",
                "ended_at",
                "record",
                "sheets",
            ),
        ),
        FieldGroup(_("签名"), ("signature", "signature_note")),
    )

    certificates_shown_at = MomentField(label=_("出示执法证件时间"), required=False)
    interviewee = line(_("被询问人"), length=100)
    role = one_of(_("被询问人身份"), Interviewee)
    place = line(_("询问地点"))
    rights_told_at = MomentField(label=_("告知权利义务时间"), required=False)
    began_at = MomentField(label=_("开始时间"))
    ended_at = NowField(label=_("结束时间"), help_text=_("不改的，按提交时间记。"))
    record = text(_("询问笔录"), rows=8, required=False, help_text=_("一问一答，逐条写明。"))
    sheets = UploadField(label=_("笔录扫描件"), required=False)
    signature = one_of(_("签名情况"), Signature)
    signature_note = line(_("签名说明"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interviewee"].initial = self.asked_by_default(self.known)
        self.fields["ended_at"].initial = self.at

    @staticmethod
    def asked_by_default(known: OrdinaryFacts) -> str:
        """An organisation is not asked: whoever speaks for it is."""
        return known.party_name if known.party_kind == PartyKind.PERSON else ""

    def moment(self) -> At:
        """An interview happens when it begins and is recorded once it has ended."""
        return replace(super().moment(), occurred=self.cleaned_data["began_at"])


class CollectEvidenceForm(OfficersForm):
    takes = inputs.CollectEvidence

    kind = one_of(_("证据种类"), EvidenceKind)
    title = line(_("证据名称"), length=120)
    shows = text(_("证明内容"), required=False)
    source = line(_("来源"), required=False, help_text=_("何时何地由何人取得或者提供。"))
    requirement = cases.named(forms.ChoiceField(label=_("对应的证据标准"), required=False))
    originals = UploadField(
        label=_("证据文件"), required=False, help_text=_("没有文件的，不能满足证据标准。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = evidence_standard(self.known.item.code)
        self.offered("requirement").choices = [*NONE, *((p.key, p.title) for p in points)]


class VoidEvidenceForm(OwnRowForm):
    takes = inputs.VoidEvidence
    row = "evidence"

    evidence = chosen(_("证据"))
    reason = text(_("排除理由"))

    def rows(self) -> QuerySet[Evidence]:
        return Evidence.objects.filter(case=self.case.pk, voided_at=None)

    def words(self, found: Evidence) -> str:
        return found.title


class SampleForm(OfficersForm):
    takes = inputs.Sample

    things = text(_("抽样物品"))
    quantity = line(_("抽样数量"), length=100)
    method = line(_("抽样方法"))
    signature = one_of(_("签名情况"), Signature)
    signature_note = line(_("签名说明"), required=False)


class RecordSamplingResultForm(OwnRowForm):
    takes = inputs.RecordSamplingResult
    row = "sampling"

    sampling = chosen(_("抽样取证"))
    institution = line(_("检验机构"), length=120)
    result = text(_("抽样结果"))
    opinions = UploadField(label=_("意见书"), required=False)

    def rows(self) -> QuerySet[Sampling]:
        return Sampling.objects.filter(pk__in=self.known.investigation.samples_open).order_by("pk")

    def words(self, found: Sampling) -> str:
        return f"{day(found.sampled_at)} {found.things}"


class RequestPreservationForm(OrdinaryForm):
    takes = inputs.RequestPreservation

    reason = text(_("保存理由"), help_text=_("证据可能灭失或者以后难以取得的情况。"))
    things = RowsField(
        (
            Column("name", line(_("物品名称"), length=100)),
            Column("quantity", line(_("数量"), length=40)),
            Column("features", line(_("特征"), required=False)),
        ),
        label=_("保存物品"),
        help_text=_("一行一件。"),
    )


class PreservationForm(OwnRowForm):
    row = "preservation"

    preservation = chosen(_("先行登记保存"))

    def words(self, found: Preservation) -> str:
        return "、".join(thing.name for thing in found.things.all())

    def rows(self) -> QuerySet[Preservation]:
        held = self.known.investigation
        wanted = {
            "requested": held.preservations_requested,
            "approved": held.preservations_approved,
            "open": held.preservations_open,
        }[self.stage]
        return Preservation.objects.filter(pk__in=wanted).prefetch_related("things")

    stage = ""


class ApprovePreservationForm(PreservationForm):
    takes = inputs.ApprovePreservation
    stage = "requested"


class PreserveForm(OfficersForm, PreservationForm):
    takes = inputs.Preserve
    stage = "approved"

    place = line(_("保存地点"))
    signature = one_of(_("签名情况"), Signature)


class ReleasePreservationForm(PreservationForm):
    takes = inputs.ReleasePreservation
    stage = "open"

    disposal = one_of(_("处理方式"), PreservationDisposal)
    note = line(_("处理说明"), required=False, length=300)


class CommissionAppraisalForm(OrdinaryForm):
    takes = inputs.CommissionAppraisal

    kind = one_of(_("类别"), AppraisalKind)
    institution = line(_("受托机构"), length=120)
    question = text(_("委托事项"))
    party_told_at = MomentField(label=_("告知当事人时间"), required=False)
    letters = UploadField(
        label=_("已发出的委托书"), required=False, help_text=_("补录以前的委托，须上传委托书。")
    )


class ReceiveAppraisalForm(OwnRowForm):
    takes = inputs.ReceiveAppraisal
    row = "appraisal"

    appraisal = chosen(_("委托"))
    result = text(_("鉴定、检测意见"))
    opinions = UploadField(label=_("意见书"), required=False)

    def rows(self) -> QuerySet[Appraisal]:
        return Appraisal.objects.filter(case=self.case.pk, received_at=None)

    def words(self, found: Appraisal) -> str:
        return f"{found.get_kind_display()} {found.institution}"


class ReinspectForm(OfficersForm):
    takes = inputs.Reinspect

    is_corrected = forms.TypedChoiceField(
        label=_("复查结果"),
        choices=[("", "—"), ("yes", _("已经改正")), ("no", _("没有改正"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    record = text(_("复查笔录"))
    photos = PhotoField(label=_("现场照片"), required=False)
    signature = one_of(_("签名情况"), Signature)
    signature_note = line(_("签名说明"), required=False)


class RequestRecusalForm(cases.RequestRecusalForm, OrdinaryForm):
    """As at the scene of a summary case."""


class RuleOnRecusalForm(cases.RuleOnRecusalForm, OrdinaryForm):
    """As at the scene of a summary case."""


class ChangeOfficersForm(OfficersForm):
    takes = inputs.ChangeOfficers

    reason = text(_("变更理由"))


class ExtendForm(OrdinaryForm):
    takes = inputs.Extend

    days = forms.IntegerField(label=_("延长日数"), min_value=1)
    reason = text(_("延长理由"))


class ReasonForm(OrdinaryForm):
    takes = inputs.EndOrPause

    reason = text(_("理由"))


class JoinForm(OrdinaryForm):
    takes = inputs.Join

    number = line(_("并入案件的编号"), length=60)
    reason = text(_("并案理由"))


def inspections(case: UUID) -> QuerySet[Inspection]:
    return Inspection.objects.filter(case=case).order_by("inspected_at", "pk")


def interviews(case: UUID) -> QuerySet[Interview]:
    return Interview.objects.filter(case=case).order_by("began_at", "pk")


class ConcludeForm(OrdinaryForm):
    takes = inputs.Conclude
    groups = (
        FieldGroup(_("查明的情况"), ("item_code", "facts", "evidence")),
        FieldGroup(
            _("处理建议"),
            (
                "proposal",
                "is_warning",
                "fine",
                "confiscation",
                "confiscated",
                "confiscated_value",
                "suspends_business",
                "revokes_licence",
            ),
        ),
        FieldGroup(_("裁量"), ("band", "discretion")),
    )

    item_code = forms.ChoiceField(label=_("适用案由"))
    facts = text(_("查明的事实"), rows=5)
    evidence = text(_("证据"), rows=4)
    proposal = one_of(_("处理建议"), Proposal)
    is_warning = tick(_("拟警告"))
    fine = YuanField(label=_("拟罚款"), required=False)
    confiscation = YuanField(label=_("拟没收金额"), required=False)
    confiscated = text(_("拟没收物品"), required=False)
    confiscated_value = YuanField(label=_("拟没收物品价值"), required=False)
    suspends_business = tick(_("拟责令停产停业"))
    revokes_licence = tick(_("拟吊销许可证件"))
    band = one_of(_("裁量档次"), DiscretionBand, required=False)
    discretion = text(_("裁量理由"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        cases.offer_versions(self.offered("item_code"), known)
        cases.named(self.fields["item_code"])
        self.offered("band").choices = [*NONE, *DiscretionBand.choices]
        self.fields["facts"].initial = known.fact
        self.fields["evidence"].initial = self._evidence()
        self.fields["fine"].help_text = cases.item_words(known.item, known.party_kind)
        if found := discretion.proposed(known, self.case.party_id):
            self.fields["band"].help_text = discretion.sentence(found)
            self.fields["band"].initial = found.band
            self.fields["discretion"].initial = discretion.ground(found)
        self.prefilled = frozenset({"facts", "evidence", "band", "discretion"})

    def _evidence(self) -> str:
        """What stands on the record, one line each."""
        case = self.case.pk
        lines = [f"现场检查笔录（{day(i.inspected_at)}）" for i in inspections(case)]
        lines += [f"{i.interviewee}的询问笔录（{day(i.began_at)}）" for i in interviews(case)]
        pieces = Evidence.objects.filter(case=case, voided_at=None).order_by("pk")
        lines += [piece.title for piece in pieces]
        opinions = Appraisal.objects.filter(case=case).exclude(received_at=None).order_by("pk")
        lines += [f"{opinion.institution}的意见" for opinion in opinions]
        return "\n".join(f"{number}. {said}" for number, said in enumerate(lines, start=1))


class RuleOnReportForm(OrdinaryForm):
    takes = inputs.RuleOnReport

    opinion = text(_("审批意见"))


ACT_FORMS: dict[str, type[ActForm]] = {
    "discover": OpenForm,
    "extend_verification": ExtendVerificationForm,
    "request_docketing": RequestDocketingForm,
    "return_docketing": RuleOnDocketingForm,
    "docket": DocketForm,
    "decline": RuleOnDocketingForm,
    "inspect": InspectForm,
    "interview": InterviewForm,
    "collect_evidence": CollectEvidenceForm,
    "void_evidence": VoidEvidenceForm,
    "sample": SampleForm,
    "record_sampling_result": RecordSamplingResultForm,
    "request_preservation": RequestPreservationForm,
    "approve_preservation": ApprovePreservationForm,
    "preserve": PreserveForm,
    "release_preservation": ReleasePreservationForm,
    "commission_appraisal": CommissionAppraisalForm,
    "receive_appraisal": ReceiveAppraisalForm,
    "order_correction": cases.OrderCorrectionForm,
    "reinspect": ReinspectForm,
    "change_officers": ChangeOfficersForm,
    "request_recusal": RequestRecusalForm,
    "rule_on_recusal": RuleOnRecusalForm,
    "extend": ExtendForm,
    "suspend": ReasonForm,
    "resume": ReasonForm,
    "terminate": ReasonForm,
    "withdraw_docketing": ReasonForm,
    "join": JoinForm,
    "conclude": ConcludeForm,
    "return_report": RuleOnReportForm,
    "approve_report": RuleOnReportForm,
}
