"""The forms of the common acts of handling (``handling``)."""

import json
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.pages import words
from chengguan.core.pages.picks import PickManyField
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work import hands, registry, story
from chengguan.core.work.acting import At
from chengguan.core.work.forms import ActForm, EntryField
from chengguan.core.work.handling import AskCosign, CallOff, Cosign, HandOver, NoteMistake, PassOn
from chengguan.core.work.models import Assignment, Matter

SHOWN = 200
"""Entries of the record that are offered for correction, the newest first."""


def text(label: Any, *, required: bool = True, **kwargs: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=1000, required=required, widget=box, **kwargs)


def reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=300)


# Names of people are data: they stay Chinese in English pages, and say so.
NAMES = {"lang": "zh"}


def somebody(label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Person.objects.none(),
        required=required,
        widget=forms.Select(attrs=NAMES),
    )


class HandlingForm(ActForm):
    """A form about a matter that stands."""

    @property
    def known(self) -> Matter:
        assert self.matter is not None
        return self.matter

    @property
    def now(self) -> At:
        return At.once(self.at)

    @property
    def own(self) -> list[int]:
        """Whoever fills it in, to be left out."""
        return [self.actor.person_id] if self.actor.person_id else []


class PassOnForm(HandlingForm):
    groups = (
        FieldGroup(_("转给谁"), ("person", "role"), hint=_("必填一项：人，或者本单位的角色。")),
        FieldGroup(_("理由"), ("reason",)),
    )

    person = somebody(_("转给"), required=False)
    role = forms.ChoiceField(label=_("或者转给本单位的角色"), required=False)
    reason = reason(_("转办理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = hands.receivers(self.known, self.now).exclude(pk__in=self.own)
        self.offered("person").queryset = found
        roles = sorted({role for action in self._leading_on() for role in action.by})
        known = dict(Role.choices)
        offered = [(role, known[role]) for role in roles if role in known]
        self.offered("role").choices = [("", "—"), *offered]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not (said.get("person") or said.get("role")) and "person" not in self.errors:
            self.add_error("person", _("请选择转给谁。"))
        return said

    def _leading_on(self) -> tuple[Any, ...]:
        matter = self.known
        found = registry.procedure_of(matter).actions_from(matter.state)
        return tuple(action for action in found if action.key not in hands.COMMON)

    def proposed(self) -> PassOn:
        said = self.cleaned_data
        return PassOn(said["reason"], said["person"], said["role"])


class HandOverForm(HandlingForm):
    giver = somebody(_("移交人"))
    receiver = somebody(_("接手人"))
    reason = reason(_("交接理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.known.assignments.filter(until=None, task="")
        has_it = Person.objects.filter(pk__in=held.values("person"))
        self.offered("giver").queryset = has_it.order_by("name")
        self.offered("receiver").queryset = hands.receivers(self.known, self.now)

    def proposed(self) -> HandOver:
        said = self.cleaned_data
        return HandOver(said["giver"], said["receiver"], said["reason"])


class AskCosignForm(HandlingForm):
    task = forms.ChoiceField(
        label=_("征求方式"),
        choices=[
            (Assignment.Task.BEFORE, _("加签：答复之后才能审批")),
            (Assignment.Task.WITH, _("会签：与审批同时进行")),
        ],
        widget=forms.RadioSelect,
        initial=Assignment.Task.BEFORE,
    )
    people = PickManyField(
        Person.objects.none(),
        find=partial(hands.found_among, Person.objects.none()),
        tell=hands.person_words,
        look="work:look_people",
        label=_("征求谁的意见"),
        help_text=_("按姓名或者单位查找，可以选几人。"),
    )
    question = reason(_("征求什么意见"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = hands.askable(self.known, self.now).exclude(pk__in=self.own)
        people = self.offered("people")
        people.queryset, people.look_of = found, (self.known.pk,)
        people.find = partial(hands.found_among, found)

    def proposed(self) -> AskCosign:
        said = self.cleaned_data
        return AskCosign(tuple(said["people"]), said["task"], said["question"])


class CosignForm(HandlingForm):
    opinion = text(_("意见"), required=False)

    def proposed(self) -> Cosign:
        return Cosign(self.cleaned_data["opinion"])


class RefuseCosignForm(CosignForm):
    opinion = text(_("不同意的理由"))


class CallOffForm(HandlingForm):
    reason = reason(_("理由"))

    def proposed(self) -> CallOff:
        return CallOff(self.cleaned_data["reason"])


class NoteMistakeForm(HandlingForm):
    intro = _("原记录不改动、不删除；更正说明显示在原记录旁边。")

    entry = EntryField(label=_("有误的记录"), coerce=int)
    wrong = text(_("错在哪里"))
    right = text(_("应当是"))
    reason = reason(_("更正理由"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = hands.entries(self.known).order_by("-sequence")[:SHOWN]
        self.offered("entry").choices = [(row.sequence, _line(row)) for row in rows]

    def proposed(self) -> NoteMistake:
        said = self.cleaned_data
        return NoteMistake(said["entry"], said["wrong"], said["right"], said["reason"])


def _line(row: Any) -> str:
    said = json.loads(row.body).get("values", {})
    title = gettext(said.get("title") or row.action)
    return f"{row.sequence} · {words.moment(row.occurred_at)} · {title} · {story.who(row, said)}"


FORMS: dict[str, type[ActForm]] = {
    hands.PASS_ON: PassOnForm,
    hands.HAND_OVER: HandOverForm,
    hands.ASK_COSIGN: AskCosignForm,
    hands.COSIGN: CosignForm,
    hands.REFUSE_COSIGN: RefuseCosignForm,
    hands.CALL_OFF: CallOffForm,
    hands.NOTE_MISTAKE: NoteMistakeForm,
}
