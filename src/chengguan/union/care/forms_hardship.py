"""The forms of hardship files: a household of up to four, its proofs, the yearly review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.registers.fields import NameField
from chengguan.core.work.forms import ActForm, DayField, YuanField
from chengguan.union.care import queries
from chengguan.union.care.forms import SOURCE, NamelessField, PersonField, words_field
from chengguan.union.care.models import FamilyMember
from chengguan.union.care.registering import Relative

HOUSEHOLD = 4
BLANK = [("", "——")]


class RegisterForm(ActForm):
    """For what is no matter: nothing is asked of time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_time()


class HardshipForm(RegisterForm):
    person = PersonField(label=_("困难职工"), help_text=_("按姓名查找。"))
    union = forms.ModelChoiceField(
        Organ.objects.none(), label=_("工会"), widget=forms.Select(attrs=SOURCE)
    )
    since = DayField(label=_("建档日期"), help_text=_("有效期一年，到期以前复核。"))
    words = words_field(_("困难情况"), help_text=_("加密保存。"))
    proofs = NamelessField(label=_("收支证明"), help_text=_("收入证明、医疗支出等。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, HOUSEHOLD + 1):
            self.fields[f"relation_{place}"] = forms.ChoiceField(
                label=_("家属关系"),
                choices=[*BLANK, *FamilyMember.Relation.choices],
                required=place == 1,
            )
            self.fields[f"name_{place}"] = NameField(
                label=_("家属姓名"), max_length=60, required=place == 1
            )
            self.fields[f"income_{place}"] = YuanField(
                label=_("月收入"), required=place == 1, help_text=_("单位：元。加密保存。")
            )
        self.groups = (
            FieldGroup(_("困难职工"), ("person", "union", "since", "words")),
            *(
                FieldGroup(
                    _("家庭成员 %(n)d") % {"n": place},
                    tuple(f"{name}_{place}" for name in ("relation", "name", "income")),
                    folded=place > 1,
                )
                for place in range(1, HOUSEHOLD + 1)
            ),
            FieldGroup(_("收支证明"), ("proofs",)),
        )
        own = queries.handled_unions(self.actor)
        self.offered("union").queryset = Organ.objects.filter(pk__in=[one.pk for one in own])
        self.offered("union").initial = own[0] if own else None
        self.offered("since").initial = queries.today(self.at)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for place in range(2, HOUSEHOLD + 1):
            told = [said.get(f"{name}_{place}") for name in ("relation", "name", "income")]
            if any(one not in (None, "") for one in told) and any(
                one in (None, "") for one in told
            ):
                self.add_error(f"relation_{place}", _("家庭成员的关系、姓名和月收入请填全。"))
        return said

    def said(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("person", "union", "since", "words")}
        return {**kept, "family": self._family(), "proofs": self.cleaned_data["proofs"]}

    def _family(self) -> list[Relative]:
        said = self.cleaned_data
        return [
            Relative(said[f"relation_{n}"], said[f"name_{n}"], f"{said[f'income_{n}'] / 100:.2f}")
            for n in range(1, HOUSEHOLD + 1)
            if said.get(f"name_{n}")
        ]


class ReviewForm(RegisterForm):
    on = DayField(label=_("复核日期"))
    is_kept = forms.TypedChoiceField(
        label=_("复核结果"),
        choices=[("1", _("继续保留一年")), ("0", _("撤销档案"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    proofs = NamelessField(
        label=_("收支证明"), required=False, help_text=_("继续保留的必须附新的证明。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered("on").initial = queries.today(self.at)

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("on", "is_kept", "proofs")}
