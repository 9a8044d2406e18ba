"""Forms of events: opening one, signing up with companions, saying how it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.events.models import Event, SignUp
from chengguan.core.events.reaching import own_organs
from chengguan.core.events.services import Opening
from chengguan.core.org.models import Organ
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import MomentField

MOST_SEATS = 100_000
STARS = [(5, _("很满意")), (4, _("满意")), (3, _("还可以")), (2, _("不满意")), (1, _("很不满意"))]


def _organs(label: Any) -> forms.ModelChoiceField:
    rows = Organ.objects.none()
    return forms.ModelChoiceField(label=label, queryset=rows, widget=forms.Select({"lang": "zh"}))


class EventForm(forms.Form):
    """What an event is opened with, or changed to."""

    organ = _organs(_("举办单位"))
    kind = forms.CharField(
        label=_("活动类别"), max_length=20, help_text=_("如健步走、讲座、观影、体检。")
    )
    title = forms.CharField(label=_("活动名称"), max_length=100)
    text = forms.CharField(
        label=_("活动说明"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(label=_("活动地点"), max_length=120)
    begins_at = MomentField(label=_("活动开始"))
    ends_at = MomentField(label=_("活动结束"))
    audience = _organs(_("参加范围"))
    seats = forms.IntegerField(
        label=_("名额"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("不填即不限名额，也没有候补。"),
    )
    signup_from = MomentField(label=_("报名开始"))
    signup_until = MomentField(label=_("报名截止"))
    companions_most = forms.IntegerField(
        label=_("最多携同行人"),
        min_value=0,
        max_value=20,
        initial=0,
        help_text=_("一家人一起报名，名额要么都有，要么一起候补，不拆分。"),
    )
    offer_hours = forms.IntegerField(
        label=_("候补确认时限（小时）"),
        min_value=1,
        max_value=240,
        initial=24,
        help_text=_("名额空出后，候补的人在这段时间内确认；过时转给下一位。"),
    )

    groups = (
        FieldGroup(
            _("活动内容"),
            ("organ", "kind", "title", "text", "place", "begins_at", "ends_at"),
        ),
        FieldGroup(
            _("报名安排"),
            (
                "audience",
                "seats",
                "signup_from",
                "signup_until",
                "companions_most",
                "offer_hours",
            ),
        ),
    )

    def __init__(self, *args: Any, actor: Actor, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_organs(actor)
        self._offer("organ", own if event is None else Organ.objects.filter(pk=event.organ_id))
        first = own.first()
        # One invites one's own people, or those of the organ above, as far as this tree goes.
        roots = [organ for one in own for organ in one.ancestor_ids]
        self._offer("audience", Organ.objects.filter(pk__in=roots).order_by("path"))
        if event is None and first:
            self.initial.setdefault("organ", first.pk)
            self.initial.setdefault("audience", first.pk)

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def opening(self, condition: str = "") -> Opening:
        said = {name: value for name, value in self.cleaned_data.items() if name != "organ"}
        return Opening(**said, condition=condition)


def initial_of(event: Event) -> dict[str, object]:
    names = [name for name in EventForm.base_fields if name not in ("organ", "audience")]
    said = {name: getattr(event, name) for name in names}
    return said | {"organ": event.organ_id, "audience": event.audience_id}


class SignUpForm(forms.Form):
    """With how many one comes; for events to which one may bring somebody. Only drawn: the line
    itself judges what is sent."""

    companions = forms.ChoiceField(
        label=_("同行人数"),
        help_text=_("一家人一起报名，名额要么都有，要么一起候补，不拆分。"),
    )

    def __init__(self, *, most: int) -> None:
        super().__init__()
        field: Any = self.fields["companions"]
        field.choices = [(n, str(n)) for n in range(most + 1)]


class FewerForm(forms.Form):
    """Fewer than before."""

    companions = forms.TypedChoiceField(label=_("同行人数"), coerce=int)

    def __init__(self, *args: Any, mine: SignUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["companions"]
        field.choices = [(n, str(n)) for n in range(mine.places - 1)]


class CompanionsForm(forms.Form):
    names = forms.CharField(
        label=_("同行人姓名"),
        max_length=200,
        help_text=_("用顿号隔开。加密保存，只有举办单位的经办人能看。"),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("活动取消原因"),
        max_length=300,
        help_text=_("所有报名的人都会收到这句话。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FeedbackForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("满意程度"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("意见建议"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
