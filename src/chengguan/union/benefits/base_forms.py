"""What the forms of benefits share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.pages import words
from chengguan.core.work.forms import ActForm
from chengguan.core.work.funds import funds_port

SOURCE = {"lang": "zh"}


def words_field(label: Any, *, required: bool = True, length: int = 500) -> forms.CharField:
    """A text of several lines with its limit."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


class UnionField(forms.ModelChoiceField):
    """A union of one's own."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("工会"))
        widget = forms.Select(attrs=SOURCE)
        super().__init__(Organ.objects.none(), widget=widget, empty_label=None, **more)


class PlainForm(ActForm):
    """Fields by the names of the input."""

    makes: type = object

    def proposed(self) -> object:
        own = self.makes.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass
        return self.makes(**{n: v for n, v in self.cleaned_data.items() if n in own})


def heads_for(union: int, item: str, year: int) -> list[tuple[str, str]]:
    """The lines of the budget that bear an item, each with what is left of it."""
    rows = funds_port().heads(union, item, year)
    return [(str(row.id), words.aside(row.title, words.money(row.left))) for row in rows]
