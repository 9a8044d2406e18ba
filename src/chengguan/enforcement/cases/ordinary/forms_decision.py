"""The forms from the notice to the decision, filled with what the record knows."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.files.media import EVIDENCE
from chengguan.core.lawbook import provisions
from chengguan.core.org.kinds import Role
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.pages.words import listed, money
from chengguan.core.work import rules
from chengguan.core.work.forms import ActForm, MomentField, NowField, YuanField
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import forms as cases
from chengguan.enforcement.cases.forms import NONE, line, named, text, tick
from chengguan.enforcement.cases.kinds import (
    DiscretionBand,
    DiscussionPurpose,
    ExemptionGround,
    LighterGround,
    Proposal,
    ReviewAspect,
    ServiceMethod,
    Signature,
)
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    InvestigationReport,
    ReviewPoint,
)
from chengguan.enforcement.cases.ordinary import discretion
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.enforcement.cases.ordinary.forms import OrdinaryForm, ServedForm, one_of
from chengguan.enforcement.cases.ordinary.guards_decision import review_grounds
from chengguan.enforcement.cases.ordinary.people import holders_around
from chengguan.enforcement.cases.ordinary.rows import Column, RowsField
from chengguan.enforcement.cases.ordinary.weighing import is_large
from chengguan.enforcement.cases.ordinary.words import GROUNDS

LEADERS = (Role.BUREAU_LEADER, Role.TEAM_HEAD)
KINDS = ("is_warning", "fine", "confiscation", "confiscated", "confiscated_value")
PENALTY = (*KINDS, "suspends_business", "revokes_licence")
"""The kinds of a penalty, as report, notice and decision name them alike."""


class DecidingForm(OrdinaryForm):
    """A form that fills itself from the latest report and the latest notice."""

    @cached_property
    def report(self) -> InvestigationReport | None:
        return InvestigationReport.objects.filter(case=self.case.pk).order_by("-pk").first()

    @cached_property
    def notice(self) -> AdvanceNotice | None:
        return AdvanceNotice.objects.filter(case=self.case.pk).order_by("-served_at", "-pk").first()

    def fill(self, **known: Any) -> None:
        """What the record says stands in the form and is marked as filled in."""
        filled = {name: value for name, value in known.items() if value not in (None, "", False)}
        for name, value in filled.items():
            self.fields[name].initial = value
        self.prefilled = frozenset(self.prefilled | filled.keys())

    def fill_penalty(self, row: Any) -> None:
        if row is not None:
            self.fill(**{name: getattr(row, name) for name in PENALTY if name in self.fields})
            if row.confiscated.strip():
                self.fields["confiscated_value"].initial = row.confiscated_value

    def tell_band(self, field: str) -> None:
        """The range of the item, and the band that the record proposes."""
        known = self.known
        said = [cases.item_words(known.item, known.party_kind)]
        if found := discretion.proposed(known, self.case.party_id):
            said.append(discretion.sentence(found))
        self.fields[field].help_text = " ".join(said)


def penalty_fields(*, is_proposed: bool) -> Mapping[str, forms.Field]:
    """The fields of a penalty's kinds, as they are called before and in the decision."""
    if is_proposed:
        return {
            "is_warning": tick(_("拟警告")),
            "fine": YuanField(label=_("拟罚款"), required=False),
            "confiscation": YuanField(label=_("拟没收金额"), required=False),
            "confiscated": text(_("拟没收物品"), rows=2, required=False),
            "confiscated_value": YuanField(label=_("拟没收物品价值"), required=False),
            "suspends_business": tick(_("拟责令停产停业")),
            "revokes_licence": tick(_("拟吊销许可证件")),
        }
    return {
        "is_warning": tick(_("警告")),
        "fine": YuanField(label=_("罚款"), required=False),
        "confiscation": YuanField(label=_("没收金额"), required=False),
        "confiscated": text(_("没收物品"), rows=2, required=False),
        "confiscated_value": YuanField(label=_("没收物品价值"), required=False),
        "suspends_business": tick(_("责令停产停业")),
        "revokes_licence": tick(_("吊销许可证件")),
    }


class InformForm(DecidingForm, ServedForm):
    """The notice begins with the report; a further one with the notice before."""

    takes = inputs.Inform
    groups = (
        FieldGroup(_("告知内容"), ("facts", "reasons", "basis")),
        FieldGroup(_("拟作出的处罚"), (*PENALTY, "may_request_hearing")),
        FieldGroup(_("送达"), ("served_at", "method", "receiver", "relation")),
        FieldGroup(_("凭据"), ("witness", "note", "proofs", "confirmation")),
    )

    facts = text(_("事实"), rows=5)
    reasons = text(_("理由"))
    basis = text(_("依据"))
    may_request_hearing = tick(_("告知听证权"))
    served_at = NowField(label=_("送达时间"), help_text=_("不改的，按提交时间记。"))
    method = one_of(
        _("送达方式"), ServiceMethod, help_text=_("公告送达的，先办理公告，期满后在这里登记。")
    )
    receiver = line(_("签收人"), required=False, length=100)
    relation = line(_("与当事人关系"), required=False, length=40, help_text=_("本人签收的不填。"))
    witness = line(_("见证人"), required=False, length=100, help_text=_("留置送达的填写。"))
    note = line(_("送达说明"), required=False, length=300)
    proofs = UploadField(label=_("告知书送达回证"), required=False)
    confirmation = UploadField(
        label=_("送达方式确认书"), required=False, help_text=_("电子送达的，附当事人签名的确认书。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(penalty_fields(is_proposed=True))
        known, latest = self.known, self.notice or self.report
        self.fill_penalty(latest)
        self.fill(
            facts=latest.facts if latest else known.fact,
            reasons=self.notice.reasons if self.notice else self._reasons(),
            basis=provisions.basis(known.item.breach, known.item.penalty),
            receiver=known.party_name,
        )
        self.fields["served_at"].initial = self.at
        self._tell_hearing(latest)
        self.tell_band("fine")

    def _reasons(self) -> str:
        return self.report.discretion if self.report else ""

    def _tell_hearing(self, latest: Any) -> None:
        """Proposed by the threshold of the law; who wants may always offer it."""
        law, known = rules.current(), self.known
        least = law.amount("hearing.threshold", known.party_kind, on=known.on)
        self.fields["may_request_hearing"].help_text = gettext(
            "罚款或者没收 %(least)s 起，停产停业、吊销许可证件的，必须告知。"
        ) % {"least": money(least)}
        if latest and is_large(latest, "hearing.threshold", known.measure, law):
            self.fill(may_request_hearing=True)


class PublishNoticeForm(OrdinaryForm):
    takes = inputs.PublishNotice

    reason = text(
        _("公告送达的原因和经过"), help_text=_("写明下落不明，或者其他方式已经试过、无法送达。")
    )
    places = line(_("公告载体"))
    proofs = UploadField(label=_("公告的照片或者截图"), required=False)


class WaiveHearingForm(OrdinaryForm):
    takes = inputs.WaiveHearing

    said = text(_("放弃内容"), help_text=_("书面材料写了什么；口头说的不算。"))
    papers = UploadField(label=_("放弃听证的书面材料"), help_text=_("当事人签名的材料，必须附上。"))


class RequestHearingForm(OrdinaryForm):
    takes = inputs.RequestHearing

    said = text(_("申请内容"), required=False)
    papers = UploadField(label=_("听证申请书"), required=False)


class NotifyHearingForm(OrdinaryForm):
    takes = inputs.NotifyHearing
    groups = (
        FieldGroup(_("时间和地点"), ("hold_at", "place")),
        FieldGroup(_("人员"), ("host", "recorder")),
        FieldGroup(_("公开"), ("is_public", "private_reason")),
    )

    hold_at = MomentField(label=_("听证时间"))
    place = line(_("听证地点"))
    host = cases.one_of_them(_("主持人"))
    recorder = cases.one_of_them(_("记录人"))
    is_public = tick(_("公开举行"))
    private_reason = line(
        _("不公开理由"), required=False, help_text=_("涉及国家秘密、商业秘密或者个人隐私的写明。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        around = holders_around(
            self.case.organ, (Role.LEGAL_REVIEWER, Role.OFFICER, Role.SQUAD_LEADER), known.on
        )
        may_host = holders_around(self.case.organ, (Role.LEGAL_REVIEWER,), known.on)
        own = known.investigation.ever_officers
        self.offered("host").choices = [(k, v) for k, v in may_host.items() if k not in own]
        self.offered("recorder").choices = [(k, v) for k, v in around.items() if k not in own]
        self.fields["host"].initial = self.actor.person_id
        others = [key for key in may_host if key != self.actor.person_id]
        self.fields["recorder"].initial = next(iter(others), None)
        self.fields["is_public"].initial = True
        days = rules.current().clock_version("CK07", known.on).length
        self.fields["hold_at"].help_text = gettext(
            "通知须在听证 %(days)s 个工作日前送达当事人。"
        ) % {"days": days}


class HoldHearingForm(OrdinaryForm):
    takes = inputs.HoldHearing

    is_attended = forms.TypedChoiceField(
        label=_("当事人到场"),
        choices=[("", "—"), ("yes", _("到场")), ("no", _("没有到场"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    minutes = text(_("听证笔录"), rows=8)
    sheets = UploadField(label=_("笔录扫描件"), required=False)
    signature = one_of(_("签名情况"), Signature)
    signature_note = line(_("签名说明"), required=False)


class ReportHearingForm(OrdinaryForm):
    takes = inputs.ReportHearing

    report = text(_("听证报告"), rows=6)
    opinion = text(_("处理意见"))


class AnswersForm(OrdinaryForm):
    """Each point of a returned review is answered where it stands."""

    groups: tuple[FieldGroup, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = list(
            ReviewPoint.objects.filter(pk__in=self.known.deciding.points_open).order_by("pk")
        )
        for point in self.points:
            label = gettext("对第 %(number)s 点的修改说明（%(aspect)s）") % {
                "number": point.position,
                "aspect": point.get_aspect_display(),
            }
            field = text(
                label,
                required=False,
                help_text=format_html(gettext("意见：{}"), source(point.text)),
            )
            self.fields[f"answer_{point.pk}"] = field
        if self.points:
            names = tuple(f"answer_{point.pk}" for point in self.points)
            self.groups = (*self.groups, FieldGroup(_("逐点答复审核意见"), names))

    def answers(self) -> tuple[tuple[int, str], ...]:
        said = self.cleaned_data
        return tuple((point.pk, said[f"answer_{point.pk}"]) for point in self.points)


def draft_link(matter: Matter) -> SafeString:
    """Where the decision is written, and commented on paragraph by paragraph."""
    page = reverse("documents:draft", args=[matter.pk, "penalty_decision"])
    return format_html('<a href="{}">{}</a>', page, gettext("打开处罚决定书稿"))


class SubmitReviewForm(AnswersForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = review_grounds(self.known, rules.current())
        told = listed(GROUNDS[code] for code in grounds)
        due = (
            gettext("本案应当经法制审核：%s。") % told if told else gettext("本案可以送法制审核。")
        )
        self.intro = format_html("{} {}", due, draft_link(self.case))

    def proposed(self) -> inputs.SubmitReview:
        return inputs.SubmitReview(answers=self.answers())


class SubmitDecisionForm(AnswersForm):
    groups = (FieldGroup(_("承办意见"), ("opinion",)),)

    opinion = text(_("承办意见"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        announced = self.known.deciding.latest
        self.fields["opinion"].initial = (
            f"已告知并听取意见，建议按告知的内容处罚，罚款 {money(announced.fine)}。"
            if announced and announced.fine
            else ""
        )

    def proposed(self) -> inputs.SubmitDecision:
        return inputs.SubmitDecision(opinion=self.cleaned_data["opinion"], answers=self.answers())


class SubmitNoPenaltyForm(SubmitDecisionForm):
    """The report proposes no penalty: there was no notice and nothing to answer."""


class ReturnReviewForm(OrdinaryForm):
    takes = inputs.ReturnReview

    opinion = text(_("审核意见"))
    points = RowsField(
        (
            Column("aspect", one_of(_("方面"), ReviewAspect)),
            Column("text", text(_("需要修改的地方"), rows=2)),
        ),
        label=_("逐点意见"),
        help_text=_("一点一行；承办人要逐点答复。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("逐段意见可以直接写在决定书稿上。")
        self.intro = format_html("{} {}", said, draft_link(self.case))


class PassReviewForm(OrdinaryForm):
    takes = inputs.PassReview

    opinion = text(_("审核意见"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "opinion"
        ].initial = "主体、权限、事实、证据、法律适用、裁量和程序无不当，同意。"
        self.intro = draft_link(self.case)


class DiscussForm(OrdinaryForm):
    """Leaders by name, each with what he said; who says nothing was not there."""

    purpose = one_of(_("讨论事项"), DiscussionPurpose)
    place = line(_("地点"), length=100)
    chair = cases.one_of_them(_("主持人"))
    minutes = text(_("讨论记录"), rows=6)
    conclusion = text(_("讨论结论"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        self.leaders = holders_around(self.case.organ, LEADERS, known.on)
        self.offered("chair").choices = list(self.leaders.items())
        if self.actor.person_id in self.leaders:
            self.fields["chair"].initial = self.actor.person_id
        for key, name in self.leaders.items():
            field = line(format_html(gettext("{}的意见"), source(name)), required=False, length=300)
            self.fields[f"opinion_{key}"] = field
        least = rules.current().amount("discussion.leaders", on=known.on)
        self.groups = (
            FieldGroup(_("讨论"), ("purpose", "place", "chair")),
            FieldGroup(
                _("参加的负责人和意见"),
                tuple(f"opinion_{key}" for key in self.leaders),
                hint=gettext("没有参加的不填；至少 %(least)s 人。") % {"least": least},
            ),
            FieldGroup(_("记录和结论"), ("minutes", "conclusion")),
        )

    def proposed(self) -> inputs.Discuss:
        said = self.cleaned_data
        spoke = ((key, said[f"opinion_{key}"]) for key in self.leaders)
        kept = ("purpose", "place", "chair", "minutes", "conclusion")
        return inputs.Discuss(
            leaders=tuple((key, opinion) for key, opinion in spoke if opinion.strip()),
            **{name: said[name] for name in kept},
        )


class ReturnDecisionForm(OrdinaryForm):
    takes = inputs.ReturnDecision

    reason = text(_("理由"))


class DecideForm(DecidingForm):
    takes = inputs.Decide
    groups = (
        FieldGroup(_("处罚"), ("item_code", *PENALTY)),
        FieldGroup(_("裁量"), ("band", "discretion", "lighter_ground", "lighter_note")),
        FieldGroup(_("公示"), ("is_public",)),
    )

    item_code = forms.ChoiceField(label=_("适用案由"))
    law_choice = cases.choice_of_law()
    band = one_of(_("裁量档次"), DiscretionBand, required=False)
    discretion = text(_("裁量理由"))
    lighter_ground = one_of(_("从轻或者减轻情节"), LighterGround, required=False)
    lighter_note = line(_("情节说明"), required=False, length=300)
    is_public = tick(_("具有一定社会影响，应当公示"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(penalty_fields(is_proposed=False))
        known = self.known
        cases.offer_versions(self.offered("item_code"), known)
        cases.ask_for_choice(self.fields["law_choice"], known)
        named(self.fields["item_code"])
        for name, choices in (("band", DiscretionBand), ("lighter_ground", LighterGround)):
            self.offered(name).choices = [*NONE, *choices.choices]
        self.fill_penalty(self.notice)
        if self.report:
            self.fill(
                item_code=self.report.item_code,
                band=self.report.band,
                discretion=self.report.discretion,
            )
        # Nothing heard ever makes it dearer: the lowest fine ever announced is the most.
        self.fill(fine=known.deciding.lowest_fine)
        self.tell_band("fine")


class DecideNoPenaltyForm(DecidingForm):
    takes = inputs.DecideNoPenalty

    ground = forms.ChoiceField(
        label=_("不予处罚情形"), choices=[*cases.ASKED, *ExemptionGround.choices]
    )
    reasons = text(_("事实和理由"))
    education = text(_("教育记录"), required=False, help_text=_("违法事实不能成立的不填。"))
    evidence_record = text(
        _("证据记录"), required=False, help_text=_("没有主观过错的，写明当事人提供的证据或者上传。")
    )
    evidence = UploadField(kinds=EVIDENCE, label=_("证据文件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.report:
            self.fill(reasons=self.report.facts)
            if self.report.proposal == Proposal.NOT_ESTABLISHED:
                self.fill(ground=ExemptionGround.NOT_ESTABLISHED)


ACT_FORMS: dict[str, type[ActForm]] = {
    "inform": InformForm,
    "inform_again": InformForm,
    "publish_notice": PublishNoticeForm,
    "submit_no_penalty": SubmitNoPenaltyForm,
    "hear": cases.HearForm,
    "waive_hearing": WaiveHearingForm,
    "withdraw_hearing": WaiveHearingForm,
    "reopen_investigation": ReturnDecisionForm,
    "request_hearing": RequestHearingForm,
    "notify_hearing": NotifyHearingForm,
    "hold_hearing": HoldHearingForm,
    "report_hearing": ReportHearingForm,
    "submit_review": SubmitReviewForm,
    "return_review": ReturnReviewForm,
    "pass_review": PassReviewForm,
    "submit_decision": SubmitDecisionForm,
    "discuss": DiscussForm,
    "return_decision": ReturnDecisionForm,
    "return_no_penalty": ReturnDecisionForm,
    "decide": DecideForm,
    "decide_no_penalty": DecideNoPenaltyForm,
}
