"""The forms of unions: file, committee, term, seats, assemblies, working days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Organ
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.forms import ActForm, DayField
from chengguan.union.members import queries
from chengguan.union.members.forms import SOURCE, PersonField
from chengguan.union.members.models import Assembly, Seat, UnionFile
from chengguan.union.members.offices import COMMITTEES

MANY = 100_000


class RegisterForm(ActForm):
    """What is written down now; when it happened stands in its own fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.union: Organ = kwargs.pop("union")
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        self.offer()

    def _subject(self) -> str:
        return f"union {self.union.pk}"

    def offer(self) -> None:
        """What there is to choose from; nothing by default."""

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FileForm(RegisterForm):
    groups = (
        FieldGroup(_("组织"), ("form", "serves", "founded_on", "approval_number", "approval")),
        FieldGroup(_("职工"), ("staff_count", "staff_counted_on")),
        FieldGroup(_("法人资格"), ("legal_number", "legal_since")),
    )

    form = forms.ChoiceField(label=_("组织形式"), choices=UnionFile.Form.choices)
    serves = forms.ModelChoiceField(
        label=_("所在单位"),
        queryset=Organ.objects.none(),
        required=False,
        widget=forms.Select(attrs=SOURCE),
        help_text=_("本工会的会员在哪个单位工作；申请入会时据此推荐工会。"),
    )
    founded_on = DayField(label=_("成立日期"), required=False)
    approval_number = forms.CharField(label=_("批准文号"), max_length=60, required=False)
    approval = UploadField(label=_("上一级工会的批准文件"), required=False)
    staff_count = forms.IntegerField(
        label=_("职工人数"), min_value=0, max_value=MANY, required=False
    )
    staff_counted_on = DayField(label=_("职工人数截至"), required=False)
    legal_number = forms.CharField(label=_("法人资格证书号"), max_length=60, required=False)
    legal_since = DayField(label=_("取得法人资格日期"), required=False)

    def offer(self) -> None:
        self.offered("serves").queryset = queries.employers()


class CommitteeForm(RegisterForm):
    organ = forms.ModelChoiceField(
        label=_("委员会"), queryset=Organ.objects.none(), widget=forms.Select(attrs=SOURCE)
    )
    ordinal = forms.IntegerField(label=_("届数"), min_value=1, max_value=99)
    elected_on = DayField(label=_("选举日期"))
    since = DayField(label=_("任期起始"))
    term_years = forms.IntegerField(
        label=_("任期年数"), min_value=1, max_value=9, help_text=_("三年或者五年。")
    )
    approval_number = forms.CharField(label=_("选举结果批复文号"), max_length=60, required=False)

    def offer(self) -> None:
        own = Organ.objects.filter(pk=self.union.pk)
        beside = Organ.objects.filter(parent=self.union, kind__in=COMMITTEES, until=None)
        field = self.offered("organ")
        field.queryset = (own | beside).order_by("path")
        field.initial = self.union


class ExtendForm(RegisterForm):
    extended_until = DayField(label=_("延期至"), help_text=_("任期到这一天为止，当天已届满。"))
    extension_number = forms.CharField(label=_("延期批复文号"), max_length=60)
    extension = UploadField(label=_("上一级工会的延期批复"))


class SeatForm(RegisterForm):
    person = PersonField(label=_("人员"))
    post = forms.ChoiceField(label=_("工会职务"), choices=Seat.Post.choices)
    is_full_time = forms.BooleanField(label=_("专职"), required=False)
    since = DayField(label=_("任职起始"))
    declaration = UploadField(
        label=_("近亲属声明"),
        required=False,
        help_text=_("本人声明不是单位主要负责人的近亲属；只收声明，不作调查。"),
    )


class VacateForm(RegisterForm):
    until = DayField(label=_("任职终止"), help_text=_("从这一天起不再任职。"))


class AssemblyForm(RegisterForm):
    kind = forms.ChoiceField(label=_("会议类别"), choices=Assembly.Kind.choices)
    held_on = DayField(label=_("召开日期"))
    due = forms.IntegerField(label=_("应到人数"), min_value=1, max_value=MANY)
    present = forms.IntegerField(label=_("实到人数"), min_value=0, max_value=MANY)
    is_extra = forms.BooleanField(label=_("临时召开"), required=False)
    minutes = UploadField(label=_("会议纪要"), required=False)


class DaysForm(RegisterForm):
    seat = forms.ModelChoiceField(
        label=_("委员"), queryset=Seat.objects.none(), widget=forms.Select(attrs=SOURCE)
    )
    month = DayField(label=_("月份"), help_text=_("填写这个月的任何一天。"))
    half_days = forms.IntegerField(
        label=_("半个工作日数"),
        min_value=1,
        max_value=62,
        help_text=_("一个工作日写 2。每月超过三个工作日的，附单位同意文件。"),
    )
    consent = UploadField(label=_("单位同意文件"), required=False)

    def offer(self) -> None:
        field = self.offered("seat")
        field.queryset = Seat.objects.filter(
            committee__organ=self.union, until=None, is_full_time=False
        ).select_related("person")
        field.label_from_instance = lambda seat: seat.person.name
