"""The forms of renovations, findings and referrals: what is typed becomes the typed input."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.registers.fields import PhoneField
from chengguan.core.work.forms import ActForm, DayField
from chengguan.enforcement.estates import inputs, queries
from chengguan.enforcement.estates.models import (
    Brought,
    Estate,
    PatrolFinding,
    Point,
    RenovationProject,
)


def long_text(label: Any, *, length: int = 500, required: bool = True, **more: Any) -> forms.Field:
    """A text of several lines with its limit: SQLite would take any length."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, **more)


PHOTOS = _("照片")


def photos(label: Any = PHOTOS) -> UploadField:
    return UploadField(label=label, required=False)


class EstateField(forms.ModelChoiceField):
    """An estate by the name of its place."""

    def __init__(self, **more: Any) -> None:
        super().__init__(Estate.objects.none(), widget=forms.Select(attrs={"lang": "zh"}), **more)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.place.name)


# -- registration ------------------------------------------------------------------------------


class RegisterForm(ActForm):
    groups = (
        FieldGroup(_("房屋"), ("estate", "address_text", "organ")),
        FieldGroup(_("装修人"), ("renovator_name", "renovator_phone", "is_owner")),
        FieldGroup(_("施工"), ("firm", "planned_from", "planned_until", "changes_structure")),
        FieldGroup(_("已经开工的"), ("brought", "begun_on"), folded=True),
        FieldGroup(
            _("材料"),
            ("plan", "design", "consent", "title_proof", "identity", "approvals", "firm_proof"),
        ),
    )
    estate = EstateField(
        label=_("小区"),
        required=False,
        help_text=_("地址对不上任何小区的，不选：登记为地址待核，一个工作日内核定。"),
    )
    address_text = forms.CharField(label=_("地址"), max_length=200, help_text=_("写到室号。"))
    organ = forms.ModelChoiceField(label=_("登记单位"), queryset=Organ.objects.none())
    renovator_name = forms.CharField(label=_("装修人"), max_length=60, required=False)
    renovator_phone = PhoneField(label=_("装修人电话"), max_length=30, required=False)
    is_owner = forms.BooleanField(label=_("装修人是业主"), required=False, initial=True)
    firm = forms.CharField(label=_("装饰装修单位"), max_length=100)
    planned_from = DayField(label=_("施工开始"))
    planned_until = DayField(label=_("施工结束"))
    changes_structure = forms.BooleanField(label=_("变动承重结构"), required=False)
    brought = forms.ChoiceField(label=_("登记来源"), choices=Brought.choices)
    begun_on = DayField(label=_("实际开工"), required=False)
    plan = photos(_("装修方案"))
    design = photos(_("结构设计方案"))
    consent = photos(_("业主书面同意"))
    title_proof = photos(_("权属证明"))
    identity = photos(_("身份证明"))
    approvals = photos(_("批准文件"))
    firm_proof = photos(_("施工企业资质"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("estate").queryset = queries.managed_by(self.actor)
        organ = self.offered("organ")
        organ.queryset = queries.taking_organs(self.actor)
        organ.initial = organ.queryset.first()

    def proposed(self) -> inputs.Register:
        said = self.cleaned_data
        names = inputs.Register.__dataclass_fields__.keys() & said.keys()
        return inputs.Register(**{name: said[name] for name in names})


class PlaceForm(ActForm):
    estate = EstateField(label=_("小区"))
    address_text = forms.CharField(label=_("核定的地址"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("estate").queryset = queries.estates_of(self.actor)
        if self.matter is not None:
            self.fields["address_text"].initial = self.matter.renovation.address_text

    def proposed(self) -> inputs.PlaceIt:
        return inputs.PlaceIt(
            self.cleaned_data["estate"], address_text=self.cleaned_data["address_text"]
        )


class AgreementForm(ActForm):
    forbidden_told = long_text(
        _("已告知的禁止行为"),
        length=2000,
        initial=_("不得损坏承重结构；不得破坏外立面；不得占用、损坏共用部位和共用设施设备。"),
    )
    waste_place = forms.CharField(label=_("垃圾堆放点"), max_length=200)
    agreement = photos(_("装饰装修管理协议"))

    def proposed(self) -> inputs.SignAgreement:
        return inputs.SignAgreement(**said_of(self, "forbidden_told", "waste_place", "agreement"))


class BeginForm(ActForm):
    begun_on = DayField(label=_("实际开工"))

    def proposed(self) -> inputs.Begin:
        return inputs.Begin(self.cleaned_data["begun_on"])


class PassForm(ActForm):
    workers = long_text(_("施工人员"), help_text=_("一行一个姓名。"))
    until = DayField(label=_("有效期至"))

    def proposed(self) -> inputs.IssuePass:
        names = tuple(
            n.strip()[:60] for n in self.cleaned_data["workers"].splitlines() if n.strip()
        )
        return inputs.IssuePass(names, self.cleaned_data["until"])


class ExtendForm(ActForm):
    planned_until = DayField(label=_("延长至"))
    reason = long_text(_("延长理由"))

    def proposed(self) -> inputs.Extend:
        return inputs.Extend(**said_of(self, "planned_until", "reason"))


# -- rounds ------------------------------------------------------------------------------------


class PatrolForm(ActForm):
    """The round: what is open first, then the twelve points; only what is wrong is ticked."""

    intro = _("先逐项跟进未了结的发现，再看十二个要点；有问题的勾选，没有问题的不用填。")
    points = forms.MultipleChoiceField(
        label=_("有问题的要点"),
        choices=Point.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = long_text(_("发现情况"), length=2000, required=False)
    is_in_progress = forms.BooleanField(label=_("正在进行"), required=False)
    note = forms.CharField(label=_("巡查情况"), max_length=500, required=False)
    photos = photos()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_findings: list[PatrolFinding] = []
        if self.matter is not None:
            self.open_findings = list(queries.open_findings(self.matter.pk))
        for finding in self.open_findings:
            told = {"title": finding.matter.number, "what": finding.get_point_display()}
            self.fields[f"seen_{finding.pk.hex}"] = forms.ChoiceField(
                label=gettext("跟进 %(title)s %(what)s") % told,
                choices=[("", "—"), ("still", _("仍未改正")), ("gone", _("已经改正"))],
                help_text=source(finding.description),
            )
        first = [f"seen_{finding.pk.hex}" for finding in self.open_findings]
        self.order_fields(["version", *first])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("points") and not said.get("description"):
            self.add_error("description", _("勾选了问题的，写明发现情况。"))
        return said

    def proposed(self) -> inputs.Patrol:
        said = self.cleaned_data
        problems = tuple(
            inputs.Problem(point, said["description"], said["is_in_progress"])
            for point in said["points"]
        )
        seen = tuple(
            inputs.Seen(finding, said[f"seen_{finding.pk.hex}"] == "gone")
            for finding in self.open_findings
        )
        return inputs.Patrol(problems, seen, said["note"], said["photos"])


class RestrictForm(ActForm):
    reason = long_text(_("限制理由"))
    clause = forms.CharField(
        label=_("规约条款"), max_length=200, required=False, help_text=_("小区已登记的不必填写。")
    )
    evidence = photos(_("证据"))

    def proposed(self) -> inputs.RestrictEntry:
        return inputs.RestrictEntry(**said_of(self, "reason", "clause", "evidence"))


class LiftForm(ActForm):
    reason = long_text(_("解除理由"))

    def proposed(self) -> inputs.Lift:
        return inputs.Lift(self.cleaned_data["reason"])


class CompleteForm(ActForm):
    completed_on = DayField(label=_("完工日期"))

    def proposed(self) -> inputs.Complete:
        return inputs.Complete(self.cleaned_data["completed_on"])


class CheckForm(ActForm):
    damage = long_text(_("共用部位损坏"), required=False, help_text=_("没有损坏的不填。"))
    repair_by = DayField(label=_("修复期限"), required=False)
    photos = photos()

    def proposed(self) -> inputs.CheckCompletion:
        return inputs.CheckCompletion(**said_of(self, "damage", "repair_by", "photos"))


class RepairForm(ActForm):
    photos = photos()

    def proposed(self) -> inputs.ConfirmRepair:
        return inputs.ConfirmRepair(self.cleaned_data["photos"])


class VoidForm(ActForm):
    reason = long_text(_("作废理由"))

    def proposed(self) -> inputs.Void:
        return inputs.Void(self.cleaned_data["reason"])


def said_of(form: ActForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


class FindForm(ActForm):
    """A finding outside a round."""

    project = forms.ModelChoiceField(label=_("装修登记"), queryset=RenovationProject.objects.none())
    point = forms.ChoiceField(label=_("巡查要点"), choices=Point.choices)
    description = long_text(_("发现情况"), length=2000)
    is_in_progress = forms.BooleanField(label=_("正在进行"), required=False)
    photos = photos()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("project").queryset = queries.findable_projects(self.actor)

    def proposed(self) -> inputs.Find:
        names = ("project", "point", "description", "is_in_progress", "photos")
        return inputs.Find(**said_of(self, *names))


ACT_FORMS: dict[str, type[ActForm]] = {
    "place": PlaceForm,
    "sign_agreement": AgreementForm,
    "sign_late": AgreementForm,
    "begin": BeginForm,
    "issue_pass": PassForm,
    "extend_period": ExtendForm,
    "patrol": PatrolForm,
    "restrict_entry": RestrictForm,
    "lift": LiftForm,
    "complete": CompleteForm,
    "check_completion": CheckForm,
    "confirm_repair": RepairForm,
    "void": VoidForm,
}
EMPHASIS = {"void": "danger"}
