"""Forms of acts: what a person typed becomes the typed input that ``perform`` takes.

Every act form asks, folded away, when the act happened; whoever enters it late says why.
"""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.forms import UploadField
from chengguan.core.org.models import Person
from chengguan.core.pages.addresses import has_neighbours
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


MINUTE = "%Y-%m-%dT%H:%M"


def _refuse_edges(found: date | None, said: "StrOrPromise") -> None:
    if found and not has_neighbours(found):
        raise forms.ValidationError(said, code="invalid")


class MomentField(forms.DateTimeField):
    """A moment typed with the browser's own control, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE)
        )
        kwargs.setdefault("input_formats", [MINUTE, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        found = super().to_python(value)
        _refuse_edges(found, self.error_messages["invalid"])
        return found


class DayField(forms.DateField):
    """A day typed with the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        _refuse_edges(found, self.error_messages["invalid"])
        return found


PLAIN_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
"""An amount as people write it: no powers of ten, no words."""


class YuanField(forms.DecimalField):
    """An amount typed in yuan; its value is fen, an integer."""

    default_error_messages = {"written": _("金额只写数字，如 1000 或 1000.50。")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip() and not PLAIN_AMOUNT.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["written"], code="written")
        return super().to_python(value)

    def clean(self, value: Any) -> int | None:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}" if isinstance(value, int) else value


class EntryField(forms.TypedChoiceField):
    """An entry of the record of a matter, by its number; what it says stays in its language."""

    is_source = True


class HiddenMoment(forms.DateTimeInput):
    """What the page showed, to the minute as in the field itself."""

    input_type = "hidden"

    def __init__(self, attrs: Any = None, format: str = MINUTE) -> None:
        super().__init__(attrs, format)


class NowField(MomentField):
    """A moment that is now: left as the page showed it, it is when the form was sent."""

    hidden_widget = HiddenMoment

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(show_hidden_initial=True, **kwargs)


class ActForm(forms.Form):
    """Base of all act forms. Subclasses add fields and say what they ``proposed``."""

    groups: tuple[FieldGroup, ...] = ()
    folded: tuple[FieldGroup, ...] = (
        FieldGroup(
            _("补录：已经发生的，写明时间"),
            ("occurred_at", "late_reason", "has_happened"),
            folded=True,
        ),
    )
    prefilled: frozenset[str] = frozenset()
    intro: "StrOrPromise" = ""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    occurred_at = MomentField(
        label=_("发生时间"), required=False, help_text=_("现在发生的不必填写；补录的请写实际时间。")
    )
    late_reason = forms.CharField(
        label=_("补录理由"),
        required=False,
        max_length=200,
        help_text=_("发生一小时后才录入的必填。"),
    )
    has_happened = forms.BooleanField(
        label=_("该操作已经发生（如实补录）"),
        required=False,
        help_text=_("只用于已经发生的：不合规定的也照实记下，并列入违规发现。"),
    )

    def __init__(
        self, *args: Any, matter: Matter | None = None, actor: Actor, at: datetime, **kwargs: Any
    ) -> None:
        self.matter, self.actor, self.at = matter, actor, at
        super().__init__(*args, **kwargs)
        told_late = {name for group in self.folded for name in group.fields}
        self.order_fields([name for name in self.fields if name not in told_late])
        if matter is None:
            del self.fields["version"]
        else:
            self.fields["version"].initial = matter.version
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.belongs_to(person=actor.person_id, subject=self._subject())

    def _subject(self) -> str:
        """The matter, or the one that will begin under the key of this form."""
        return str(self.matter.pk) if self.matter else f"new {self.data.get('key', '')}"

    def offered(self, name: str) -> Any:
        """A field with choices; Django's own type knows only that it is a field."""
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What is declared to have happened says when, and why it stands here only now."""
        said = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, NowField) and self._is_as_shown(name):
                said[name] = said.get("occurred_at") or self.at
        if said.get("has_happened"):
            for name in ("occurred_at", "late_reason"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("如实补录的，写明发生时间和补录理由。"))
        return said

    def _is_as_shown(self, name: str) -> bool:
        shown = self.data.get(self.add_initial_prefix(name))
        return bool(shown) and shown == self.data.get(self.add_prefix(name))

    @property
    def is_of_another_page(self) -> bool:
        """No version, or one the matter never had: not the page this house gave out."""
        version = self.cleaned_data.get("version")
        return self.matter is not None and not (version and 0 < version <= self.matter.version)

    @property
    def is_looking(self) -> bool:
        """A search inside the form was asked for without JavaScript: nothing is sent yet."""
        return "look" in self.data

    def ask_no_time(self) -> None:
        """For acts of the platform: they happen when they are recorded, so nothing is asked."""
        for group in self.folded:
            for name in group.fields:
                self.fields.pop(name, None)
        self.folded = ()

    def proposed(self) -> object:
        """The typed input of the act, from ``cleaned_data``."""
        raise NotImplementedError(type(self).__name__)

    def moment(self) -> At:
        """The two times of the act."""
        said = self.cleaned_data
        return At(
            said.get("occurred_at") or self.at,
            self.at,
            said.get("late_reason", ""),
            has_happened=said.get("has_happened", False),
        )

    def keep_files(self) -> None:
        """Keep the originals that came, also those of a form that goes back to be mended.

        Where their field is in order their numbers replace them in ``cleaned_data``.
        """
        brought_by = Person(pk=self.actor.person_id)
        for name, field in self.fields.items():
            if isinstance(field, UploadField):
                uses = field.keep(by=brought_by, at=self.at)
                if name in self.cleaned_data:
                    self.cleaned_data[name] = tuple(use.pk for use in uses)

    def receive(self) -> None:
        """What is kept before the act: the files, and what a subclass adds."""
        self.keep_files()


class BareForm(ActForm):
    """For acts that need nothing but when they happened."""

    def proposed(self) -> object:
        return None
