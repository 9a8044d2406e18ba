"""How a form is laid out: its groups, and its faults with a link to each field."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm, BoundField

from chengguan.core.pages import words
from chengguan.core.pages.shapes import FieldGroup, FormView


@dataclass(frozen=True, slots=True)
class Problem:
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    title: str
    hint: str
    fields: tuple[tuple[BoundField, bool], ...]
    folded: bool = False

    @property
    def is_open(self) -> bool:
        """Nothing that is filled in or faulty hides in a fold."""
        bound = [field for field, _prefilled in self.fields]
        return not self.folded or any(field.errors or field.value() for field in bound)


def field_groups(view: FormView) -> list[DrawnGroup]:
    """The groups of a form, then its `folded` ones; a field that none names stands between."""
    visible = [field.name for field in view.form.visible_fields()]
    folded = getattr(view.form, "folded", ())
    named = {name for group in (*view.groups, *folded) for name in group.fields}
    rest = tuple(name for name in visible if name not in named)
    groups = [*view.groups, *([FieldGroup("", rest)] if rest else []), *folded]
    return [
        DrawnGroup(
            group.title,
            group.hint,
            tuple((view.form[name], _is_filled(view, name)) for name in group.fields),
            group.folded,
        )
        for group in groups
    ]


def _is_filled(view: FormView, name: str) -> bool:
    return name in view.prefilled and view.form[name].value() not in (None, "")


def problems(form: BaseForm) -> list[Problem]:
    """Every fault, those of the whole form first, then in the order of the fields."""
    if not form.is_bound:
        return []
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for field in form:
        found += [
            Problem(words.labelled(field.label, text), field.id_for_label) for text in field.errors
        ]
    return found
