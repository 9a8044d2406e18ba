"""Forms of acts: what a person typed becomes the typed input that ``perform`` takes.

Every act form asks, folded away, when the act happened; whoever enters it late says why.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from chengguan.core.files import services as files
from chengguan.core.org.models import Person
from chengguan.core.pages.shapes import FieldGroup
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter


class MomentField(forms.DateTimeField):
    """A moment typed with the browser's own control, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        )
        kwargs.setdefault(
            "input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        )
        super().__init__(**kwargs)


class DayField(forms.DateField):
    """A day typed with the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class YuanField(forms.DecimalField):
    """An amount typed in yuan; its value is fen, an integer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> int | None:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}" if isinstance(value, int) else value


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """Photos or files, several at once; after ``ActForm.receive`` their numbers stand here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFiles())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [item for item in (data if isinstance(data, list | tuple) else [data]) if item]
        if not given:
            super().clean(None, initial)
            return []
        return [super(UploadField, self).clean(item, initial) for item in given]


class ActForm(forms.Form):
    """Base of all act forms. Subclasses add fields and say what they ``proposed``."""

    groups: tuple[FieldGroup, ...] = ()
    prefilled: frozenset[str] = frozenset()
    intro = ""

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

    def __init__(
        self, *args: Any, matter: Matter | None = None, actor: Actor, at: datetime, **kwargs: Any
    ) -> None:
        self.matter, self.actor, self.at = matter, actor, at
        super().__init__(*args, **kwargs)
        self.order_fields([n for n in self.fields if n not in ("occurred_at", "late_reason")])
        if matter is not None:
            self.fields["version"].initial = matter.version

    def proposed(self) -> object:
        """The typed input of the act, from ``cleaned_data``."""
        raise NotImplementedError(type(self).__name__)

    def moment(self) -> At:
        """The two times of the act."""
        occurred = self.cleaned_data.get("occurred_at") or self.at
        return At(occurred, self.at, self.cleaned_data.get("late_reason", ""))

    def receive(self) -> None:
        """Keep the uploaded originals; their numbers replace them in ``cleaned_data``."""
        brought_by = Person(pk=self.actor.person_id)
        for name, field in self.fields.items():
            if isinstance(field, UploadField):
                self.cleaned_data[name] = tuple(
                    files.store(item, name=item.name or "", by=brought_by, at=self.at).pk
                    for item in self.cleaned_data.get(name) or []
                )


class BareForm(ActForm):
    """For acts that need nothing but when they happened."""

    def proposed(self) -> object:
        return None
