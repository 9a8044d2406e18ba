"""The forms of the acts: what was typed at the scene becomes the typed input of an act."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.printed import PrintedField
from chengguan.core.files.forms import PhotoField, UploadField
from chengguan.core.files.media import EVIDENCE
from chengguan.core.lawbook import provisions
from chengguan.core.lawbook.items import EnforcementItem, items_on
from chengguan.core.lawbook.words import PARTIES
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.pages.words import aside, clauses, money
from chengguan.core.registers import services as registers
from chengguan.core.registers.fields import NameField, PlaceField
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind
from chengguan.core.registers.queries import standing_parties
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.forms import ActForm, DayField, MomentField, NowField, YuanField
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.facts import CaseFacts, certified_in, facts
from chengguan.enforcement.cases.kinds import (
    Channel,
    CollectionGround,
    ExemptionGround,
    Harm,
    LighterGround,
    Signature,
)
from chengguan.enforcement.cases.procedures import OFFICERS
from chengguan.enforcement.cases.queries import item_name, latest_inspection

NONE = [("", "—")]
ASKED = [("", _("请选择"))]
"""Above what the law tells apart: nobody chooses it but whoever fills in the form."""
AT_THE_SCENE = [
    (ground.value, ground.label)
    for ground in ExemptionGround
    if ground is not ExemptionGround.NOT_ESTABLISHED
]


def text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> Any:
    """A field for several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return PrintedField(label=label, widget=area, required=required, help_text=help_text)


def line(label: Any, *, required: bool = True, length: int = 200, **kwargs: Any) -> Any:
    return PrintedField(label=label, max_length=length, required=required, **kwargs)


def tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def people(label: Any) -> forms.TypedMultipleChoiceField:
    """People of the team; the choices are filled by the form."""
    boxes = forms.CheckboxSelectMultiple()
    return named(forms.TypedMultipleChoiceField(label=label, coerce=int, widget=boxes))


def one_of_them(label: Any) -> forms.TypedChoiceField:
    return named(forms.TypedChoiceField(label=label, coerce=int))


def named(field: Any) -> Any:
    """The choices are names of people, which stay Chinese in English mode."""
    field.is_source = True
    return field


def item_words(item: EnforcementItem, party_kind: str = "") -> str:
    """Code, name and what it provides, as it stands in the choice."""
    spans = [
        f"{PARTIES[span.party_kind]} {money(span.low)}–{money(span.high)}"
        for span in item.fines
        if span.degree == "ordinary" and party_kind in ("", span.party_kind)
    ]
    warning = [gettext("可警告")] if item.allows_warning else []
    return aside(f"{item.code} {item_name(item)}", clauses([*spans, *warning]))


def choice_of_law() -> forms.CharField:
    return text(
        _("适用新旧规定的理由"), help_text=_("新旧规定轻重无法自动判断。请写明为什么适用这一版本。")
    )


def offer_versions(field: Any, known: CaseFacts) -> None:
    """The versions of the item of which one is applied; what governs comes first."""
    applies = known.governing.applies
    versions = sorted(known.versions, key=lambda version: version != applies)
    field.choices = [(one.code, item_words(one, known.party_kind)) for one in versions]


def ask_for_choice(field: forms.Field, known: CaseFacts) -> None:
    """Why one version is applied is asked only where figures do not show which is lighter."""
    field.required = known.is_law_undecided
    if not known.is_law_undecided:
        field.widget = forms.HiddenInput()


class OpenForm(ActForm):
    """What was found at the scene. A known party is taken from the register, or entered.

    Known is who has this number or, where none is given, this name at this address: two people
    of one name are two.
    """

    is_summary: bool | None = True
    groups: tuple[FieldGroup, ...] = (
        FieldGroup(
            _("违法行为"), ("item_code", "conduct_on", "discovered_at", "spot", "place", "fact")
        ),
        FieldGroup(
            _("当事人"),
            ("party_kind", "party_name", "party_id_kind", "party_identifier", "party_address"),
        ),
        FieldGroup(_("承办"), ("organ",)),
    )

    item_code = forms.ChoiceField(label=_("案由"))
    conduct_on = DayField(label=_("违法行为发生日"))
    discovered_at = NowField(label=_("发现时间"), help_text=_("不改的，按提交时间记。"))
    spot = line(_("违法地点"), help_text=_("写到门牌或者参照物。"))
    place = PlaceField(label=_("登记的地点"), required=False)
    fact = text(_("违法事实"), help_text=_("谁在什么地方做了什么，到什么程度。"))
    party_kind = forms.ChoiceField(label=_("当事人类别"), choices=[*ASKED, *PartyKind.choices])
    party_name = NameField(label=_("姓名或名称"), max_length=100)
    party_id_kind = forms.ChoiceField(
        label=_("证件类别"), choices=[("", "—"), *IdentifierKind.choices], required=False
    )
    party_identifier = line(_("证件号码"), length=40, required=False)
    party_address = line(_("住所"), required=False)
    organ = forms.ModelChoiceField(label=_("承办单位"), queryset=Organ.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = self.at.astimezone(rules.ZONE)
        usual = items_on(today.date(), summary=self.is_summary)
        items = [(item.code, item_words(item)) for item in usual]
        self.offered("item_code").choices = [*ASKED, *items]
        mine = {scope.organ_id for scope in self.actor.scopes if scope.role in OFFICERS}
        self.offered("organ").queryset = Organ.objects.filter(pk__in=mine)
        self.fields["organ"].initial = min(mine, default=None)
        self.fields["conduct_on"].initial = today.date()
        self.fields["discovered_at"].initial = today

    def receive(self) -> None:
        """The party is registered before the act, as files are kept before it."""
        super().receive()
        said = self.cleaned_data
        said["party"] = self._known_party() or registers.register_party(
            kind=said["party_kind"],
            name=said["party_name"],
            id_kind=said["party_id_kind"],
            identifier=said["party_identifier"],
            address=said["party_address"],
            by=Person(pk=self.actor.person_id),
            at=self.at,
        )

    def _known_party(self) -> Party | None:
        said = self.cleaned_data
        if said["party_identifier"]:
            by = Person(pk=self.actor.person_id)
            number = said["party_identifier"]
            found = registers.find_by_identifier(identifier=number, by=by, at=self.at)
            return found.filter(kind=said["party_kind"]).last()
        same = {"name": said["party_name"].strip(), "address": said["party_address"].strip()}
        found = standing_parties().filter(kind=said["party_kind"], identifier=None, **same)
        return found.order_by("pk").first()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("party_identifier") and not said.get("party_id_kind"):
            self.add_error("party_id_kind", _("请选择证件类别。"))
        return said

    def proposed(self) -> object:
        return self.case()

    def case(self) -> inputs.OpenSummary:
        said = self.cleaned_data
        kept = (
            "organ",
            "party",
            "item_code",
            "conduct_on",
            "discovered_at",
            "spot",
            "fact",
            "place",
        )
        finder = Person(pk=self.actor.person_id, name=self.actor.name)
        return inputs.OpenSummary(officer=finder, **{name: said[name] for name in kept})


SUMS = ("fine", "confiscation", "confiscated_value")
"""What a penalty comes to in money, where a form asks it."""


class CaseForm(ActForm):
    """A form whose fields bear the names of the typed input it makes."""

    takes: type

    @cached_property
    def known(self) -> CaseFacts:
        assert self.matter is not None
        return facts(self.matter, At.once(self.at), self.actor)

    def clean(self) -> dict[str, Any]:
        """Of a sum that may be left out, nothing typed is 0; confiscated things have a value told,
        be it 0."""
        said = super().clean()
        value = said.get("confiscated_value", 0)
        if said.get("confiscated") and value is None:
            self.add_error("confiscated_value", _("没收物品的，填写价值。没有价值的填 0。"))
        said.update({name: 0 for name in SUMS if name in said and said[name] is None})
        return said

    def proposed(self) -> object:
        return self.takes(**{name: self.cleaned_data[name] for name in self.takes.__annotations__})


class InspectForm(CaseForm):
    takes = inputs.Inspect
    groups = (
        FieldGroup(_("人员和证件"), ("officers", "certificates_shown_at")),
        FieldGroup(_("检查情况"), ("record", "photos", "harm", "crime_suspicion")),
        FieldGroup(_("当事人"), ("party_age", "is_incapable", "signature", "signature_note")),
    )

    officers = people(_("检查人员"))
    certificates_shown_at = MomentField(label=_("出示执法证件时间"), required=False)
    record = text(_("现场检查笔录"), rows=6, required=False)
    photos = PhotoField(label=_("现场照片"), required=False)
    harm = forms.ChoiceField(label=_("危害后果"), choices=Harm.choices)
    crime_suspicion = text(
        _("涉嫌犯罪的情况"), required=False, help_text=_("没有的不填；填写后必须移送。")
    )
    party_age = forms.IntegerField(
        label=_("行为时周岁"), required=False, min_value=0, max_value=130, help_text=_("个人填写。")
    )
    is_incapable = tick(_("不能辨认或者控制行为"))
    signature = forms.ChoiceField(label=_("签名情况"), choices=Signature.choices)
    signature_note = line(_("签名说明"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("officers").choices = list(self.known.scene.certified.items())
        ticked = self.fields["officers"]
        if not ticked.initial and self.actor.person_id in self.known.scene.certified:
            ticked.initial = [self.actor.person_id]


class RequestRecusalForm(CaseForm):
    takes = inputs.RequestRecusal

    officer = one_of_them(_("被申请回避人"))
    is_by_party = tick(_("当事人申请"))
    reason = text(_("回避理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("officer").choices = list(self.known.scene.certified.items())


class RuleOnRecusalForm(CaseForm):
    takes = inputs.RuleOnRecusal

    officer = one_of_them(_("被申请回避人"))
    is_granted = forms.TypedChoiceField(
        label=_("决定结果"),
        choices=[*ASKED, ("yes", _("准予回避")), ("no", _("不准予回避"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    reason = text(_("决定理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Person.objects.filter(pk__in=self.known.scene.recusal_open)
        self.offered("officer").choices = [*ASKED, *asked.values_list("pk", "name")]

    def proposed(self) -> inputs.RuleOnRecusal:
        said = self.cleaned_data
        return inputs.RuleOnRecusal(
            officer=said["officer"], is_granted=said["is_granted"], reason=said["reason"]
        )


class OrderCorrectionForm(CaseForm):
    takes = inputs.OrderCorrection

    requirement = text(_("改正要求"))
    correct_by = MomentField(label=_("改正期限"), required=False, help_text=_("不填的，立即改正。"))
    corrected_at = MomentField(label=_("改正时间"), required=False, help_text=_("已经改正的填写。"))


class InformForm(CaseForm):
    takes = inputs.Inform

    is_warning = tick(_("拟警告"))
    fine = YuanField(label=_("拟罚款"), required=False)
    reasons = text(_("事实和理由"))
    basis = text(_("依据"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.known.item
        self.fields["fine"].help_text = item_words(item, self.known.party_kind)
        self.fields["reasons"].initial = self.known.fact
        self.fields["basis"].initial = provisions.basis(item.breach, item.penalty)


class HearForm(CaseForm):
    takes = inputs.Hear

    is_waived = tick(_("放弃陈述申辩"))
    waiver = UploadField(
        label=_("放弃陈述申辩的签名材料"),
        required=False,
        help_text=_("放弃的，上传当事人签名的书面材料，或者签了名的笔录页照片。"),
    )
    statement = text(_("陈述申辩内容"), required=False)
    review = text(_("复核情况"), required=False, help_text=_("采纳或者不采纳，写明理由。"))
    is_adopted = tick(_("采纳"))


class DecideForm(CaseForm):
    takes = inputs.DecideOnTheSpot
    groups = (
        FieldGroup(_("处罚"), ("item_code", "is_warning", "fine")),
        FieldGroup(_("情节"), ("lighter_ground", "lighter_note")),
        FieldGroup(_("签署和交付"), ("officers", "served_at", "signature", "signature_note")),
    )

    item_code = forms.ChoiceField(label=_("适用案由"))
    law_choice = choice_of_law()
    is_warning = tick(_("警告"))
    fine = YuanField(label=_("罚款"), required=False)
    lighter_ground = forms.ChoiceField(
        label=_("从轻或者减轻情节"), choices=[*NONE, *LighterGround.choices], required=False
    )
    lighter_note = line(_("情节说明"), required=False, length=300)
    officers = people(_("签署人员"))
    served_at = NowField(
        label=_("交付时间"),
        required=False,
        help_text=_("不改的，按提交时间记。当场没有交付的，清空。"),
    )
    signature = forms.ChoiceField(label=_("签名情况"), choices=Signature.choices)
    signature_note = line(
        _("签名说明"), required=False, help_text=_("当事人拒绝签名的，在这里注明。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.known
        offer_versions(self.offered("item_code"), known)
        ask_for_choice(self.fields["law_choice"], known)
        limit = rules.current().amount("on_the_spot.limit", known.party_kind, on=known.on)
        self.fields["fine"].help_text = gettext("当场罚款最高 %(limit)s。") % {
            "limit": money(limit)
        }
        self.fields["fine"].initial = known.hearing.lowest_announced or None
        self.fields["is_warning"].initial = known.hearing.is_warning_announced
        self.offered("officers").choices = list(known.scene.certified.items())
        self.fields["officers"].initial = sorted(known.scene.officers)
        self.fields["served_at"].initial = self.at


class CollectForm(CaseForm):
    takes = inputs.Collect

    ground = forms.ChoiceField(label=_("当场收缴情形"), choices=CollectionGround.choices)
    note = line(_("情形说明"), required=False, length=300, help_text=_("一百元以下的不填。"))
    receipt_number = line(
        _("票据号码"), required=False, length=60, help_text=_("财政部门统一制发的专用票据。")
    )


class RecordPaymentForm(CaseForm):
    takes = inputs.RecordPayment

    channel = forms.ChoiceField(
        label=_("缴款方式"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.ON_THE_SPOT],
    )
    receipt_number = line(_("银行回单号"), required=False, length=60)
    treasury_account = line(_("国库或者代收账户"), required=False, length=60)


class HandInForm(CaseForm):
    takes = inputs.TakeHandIn

    received_by = line(_("接收人"), length=60)
    voucher = line(_("接收凭证号"), length=60)


class DepositForm(CaseForm):
    takes = inputs.TakeDeposit

    bank_receipt = line(_("银行回单号"), length=60)


class FileRecordForm(CaseForm):
    takes = inputs.FileRecord

    filed_with = line(_("备案部门"), length=100)


class ExemptForm(CaseForm):
    takes = inputs.Exempt

    ground = forms.ChoiceField(label=_("不予处罚情形"), choices=[*ASKED, *AT_THE_SCENE])
    reasons = text(_("事实和理由"))
    education = text(_("教育记录"))
    evidence_record = text(
        _("证据记录"), required=False, help_text=_("没有主观过错的，写明当事人提供的证据或者上传。")
    )
    evidence = UploadField(kinds=EVIDENCE, label=_("证据文件"), required=False)


class ConvertForm(CaseForm):
    takes = inputs.Convert
    intro = _("本案转由队长决定：转入普通程序，或者退回继续查处。")

    reason = text(_("转普通程序的理由"))


class TakeOverForm(CaseForm):
    takes = inputs.TakeOver
    intro = _(
        "新开一件普通程序案件，带上现场检查、照片和责令改正；两件互相关联。拟处罚须重新告知。"
    )

    partner = forms.TypedChoiceField(
        label=_("协办人员"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.matter is not None
        on = self.at.astimezone(rules.ZONE).date()
        team = certified_in(self.matter.organ, on)
        finder = self.matter.case.officer_id
        self.offered("partner").choices = [
            *NONE,
            *((key, name) for key, name in team.items() if key != finder),
        ]
        named(self.fields["partner"])
        there = latest_inspection(self.matter.case)
        others = [row.person_id for row in there.officers.all()] if there else []
        self.fields["partner"].initial = next((p for p in others if p != finder), None)


class TakeBackForm(CaseForm):
    takes = inputs.TakeBack

    reason = text(_("退回的理由"))


ACT_FORMS: dict[str, type[ActForm]] = {
    "discover": OpenForm,
    "inspect": InspectForm,
    "request_recusal": RequestRecusalForm,
    "rule_on_recusal": RuleOnRecusalForm,
    "order_correction": OrderCorrectionForm,
    "inform": InformForm,
    "hear": HearForm,
    "decide": DecideForm,
    "collect": CollectForm,
    "record_payment": RecordPaymentForm,
    "hand_in": HandInForm,
    "deposit": DepositForm,
    "file_record": FileRecordForm,
    "exempt": ExemptForm,
    "convert": ConvertForm,
    "take_over": TakeOverForm,
    "take_back": TakeBackForm,
}

EMPHASIS = {"convert": "danger"}
