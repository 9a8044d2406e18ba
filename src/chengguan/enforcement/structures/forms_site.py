"""The forms from site to verdict, of safety, sides and screening, and of the ends."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import PhotoField, UploadField
from chengguan.core.pages.markup import source
from chengguan.core.work.forms import ActForm, DayField
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, queries
from chengguan.enforcement.structures.forms import (
    NAMES,
    CrewForm,
    StructureForm,
    choice,
    degrees,
    line,
    metres,
    text,
)
from chengguan.enforcement.structures.kinds import (
    HazardKind,
    Material,
    OwnerNature,
    SafetyGrade,
    ScreeningResult,
    StructureKind,
    Use,
    Verdict,
)

MICRO = Decimal("0.000001")


class CheckOnSiteForm(CrewForm):
    takes = inputs.CheckOnSite

    found = text(_("现场情况"), length=2000)
    is_under_construction = forms.BooleanField(label=_("正在搭建"), required=False)
    area = metres(_("违建面积"), required=True, help_text=_("现场量得的平方米数。"))
    view = line(_("拍摄视角"), length=40, help_text=_("例如东南角；拆除后从同一视角复核。"))
    photos = PhotoField(label=_("现场照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.matter.structure
        self.fields["is_under_construction"].initial = row.is_under_construction
        self.fields["area"].initial = row.area


class AddViewForm(StructureForm):
    takes = inputs.AddView

    view = line(_("拍摄视角"), length=40)
    photos = PhotoField(label=_("现场照片"), required=False)


class AmendForm(StructureForm):
    takes = inputs.Amend

    kind = choice(_("违建类型"), StructureKind)
    material = choice(_("违建结构"), Material)
    use = choice(_("违建用途"), Use)
    owner_nature = choice(_("权属性质"), OwnerNature)
    occupant = line(_("使用人"), required=False)
    tenants = forms.IntegerField(label=_("租住人数"), required=False, min_value=0)
    is_public_servant = forms.BooleanField(label=_("当事人为国家工作人员"), required=False)
    reason = text(_("更新的理由"), length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if hasattr(self.matter.structure, name):
                self.fields[name].initial = getattr(self.matter.structure, name)


class IdentifyForm(StructureForm):
    takes = inputs.Identify

    verdict = choice(_("认定结论"), Verdict)
    planning_reply = line(_("规划资源部门意见文号"))
    documents = UploadField(label=_("规划资源部门意见"), required=False)


class AnswerReporterForm(StructureForm):
    takes = inputs.AnswerReporter

    told = text(_("举报反馈内容"), help_text=_("密封保存，只有可以知道举报人的人才能查看。"))


class LegaliseForm(StructureForm):
    takes = inputs.Legalise

    permit_no = line(_("补办许可文号"))
    documents = UploadField(label=_("补办的规划许可"), required=False)


class RetainForm(StructureForm):
    takes = inputs.Retain

    reason = text(_("保留理由"), length=500)


class ConfiscateForm(StructureForm):
    takes = inputs.Confiscate

    decision_no = line(_("没收决定文号"))
    what = text(_("没收的实物或者违法收入"), length=300)
    documents = UploadField(label=_("没收决定书"), required=False)


class TransferForm(StructureForm):
    takes = inputs.Transfer

    receiver = line(_("移送至"), length=100)
    reason = text(_("移送理由"), length=500)


class VoidForm(StructureForm):
    takes = inputs.Void

    reason = text(_("作废理由"), length=500)


class RegrowForm(StructureForm):
    takes = inputs.Regrow

    is_under_construction = forms.BooleanField(label=_("正在搭建"), required=False)
    area = metres(_("违建面积"), required=True)
    found = text(_("现场情况"), length=1000)
    photos = PhotoField(label=_("发现照片"), required=False)


class CheckSafetyForm(StructureForm):
    takes = inputs.CheckSafety

    grade = choice(_("安全等级"), SafetyGrade)
    found = text(_("排查情况"))
    appraisal = line(_("鉴定报告编号"), required=False)
    next_on = DayField(label=_("下次排查日期"), required=False, help_text=_("A 级、B 级必填。"))
    photos = PhotoField(label=_("安全排查照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was found before goes along to the site: each open hazard is followed up.
        if known := queries.open_hazards(self.matter):
            told = source("；".join(said for _key, said in known))
            self.intro = format_html(gettext("尚未销号的隐患，请逐条跟进：{}"), told)


class ReportHazardForm(StructureForm):
    takes = inputs.ReportHazard

    kind = choice(_("隐患类别"), HazardKind)
    description = text(_("隐患情况"), length=500)
    due_on = DayField(label=_("隐患整改期限"))
    photos = PhotoField(label=_("隐患照片"), required=False)


class HazardForm(StructureForm):
    """About one hazard of this structure that is still open."""

    hazard = forms.TypedChoiceField(label=_("安全隐患"), coerce=int, widget=forms.Select(NAMES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("hazard").choices = queries.open_hazards(self.matter)


class RectifyHazardForm(HazardForm):
    takes = inputs.RectifyHazard

    rectification = text(_("隐患整改情况"), length=500)
    photos = PhotoField(label=_("隐患整改照片"), required=False)


class CloseHazardForm(HazardForm):
    takes = inputs.CloseHazard


class SideForm(StructureForm):
    """About one of the four sides, by the name the bureau gave it."""

    side = forms.ChoiceField(label=_("责任方"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("side").choices = queries.side_names().items()


class AssignSideForm(SideForm):
    takes = inputs.AssignSide

    name = line(_("责任人"))
    duty = text(_("责任内容"), length=300)
    next_visit_on = DayField(label=_("下次走访"))


class SignSideForm(SideForm):
    takes = inputs.SignSide

    documents = UploadField(label=_("责任告知书"), required=False)


class VisitSideForm(SideForm):
    takes = inputs.VisitSide

    next_visit_on = DayField(label=_("下次走访"))


class ProposeScreeningForm(StructureForm):
    takes = inputs.ProposeScreening

    result = choice(_("甄别结论"), ScreeningResult)
    reason = text(_("甄别理由"), length=500)


class DecideScreeningForm(StructureForm):
    takes = inputs.DecideScreening

    remark = text(_("审批意见"), length=500, required=False)


class AskConsentForm(StructureForm):
    takes = inputs.AskConsent

    pilot = forms.TypedChoiceField(label=_("试点小区"), coerce=int, widget=forms.Select(NAMES))
    is_given = forms.BooleanField(label=_("同意拆除"), required=False)
    remark = text(_("征询情况"), length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = self.at.astimezone(ZONE).date()
        self.offered("pilot").choices = queries.pilot_choices(self.matter, on)


class LocateForm(StructureForm):
    takes = inputs.Locate

    longitude = degrees(_("经度"), 180)
    latitude = degrees(_("纬度"), 90)
    corners = text(
        _("轮廓角点"),
        length=4000,
        required=False,
        help_text=_("一行一个角点：经度，纬度，用逗号分开；没有轮廓的留空。"),
    )
    intro = _("坐标为 WGS-84。经度、纬度都不填的，用登记的地点的坐标。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.matter.structure
        self.fields["longitude"].initial, self.fields["latitude"].initial = (
            row.longitude,
            row.latitude,
        )
        known = json.loads(row.outline)[:-1] if row.outline else []
        self.fields["corners"].initial = "\n".join(f"{x}, {y}" for x, y in known)

    def clean_corners(self) -> str:
        typed: str = self.cleaned_data["corners"]
        try:
            self.cleaned_data["outline"] = tuple(
                inputs.Corner(*_two(row)) for row in typed.splitlines() if row.strip()
            )
        except (InvalidOperation, ValueError):
            raise forms.ValidationError(_("每行写一个角点：经度，纬度，用逗号分开。")) from None
        return typed


def _two(row: str) -> tuple[Decimal, Decimal]:
    x, y = (Decimal(cell.strip()) for cell in row.replace("，", ",").split(","))
    if not (x.is_finite() and y.is_finite()):
        raise ValueError(row)
    return x.quantize(MICRO), y.quantize(MICRO)


SITE_FORMS: dict[str, type[ActForm]] = {
    "check_on_site": CheckOnSiteForm,
    "add_view": AddViewForm,
    "amend": AmendForm,
    "identify": IdentifyForm,
    "answer_reporter": AnswerReporterForm,
    "legalise": LegaliseForm,
    "retain": RetainForm,
    "confiscate": ConfiscateForm,
    "transfer": TransferForm,
    "void": VoidForm,
    "regrow": RegrowForm,
    "check_safety": CheckSafetyForm,
    "report_hazard": ReportHazardForm,
    "rectify_hazard": RectifyHazardForm,
    "close_hazard": CloseHazardForm,
    "assign_side": AssignSideForm,
    "sign_side": SignSideForm,
    "visit_side": VisitSideForm,
    "propose_screening": ProposeScreeningForm,
    "approve_screening": DecideScreeningForm,
    "refuse_screening": DecideScreeningForm,
    "ask_consent": AskConsentForm,
    "locate": LocateForm,
}
