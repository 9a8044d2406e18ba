"""How a form is laid out: its groups, and its faults with a link to each field."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm, BoundField

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


def field_groups(view: FormView) -> list[DrawnGroup]:
    """The groups of a form; a field that no group names stands in a last one, never lost."""
    visible = [field.name for field in view.form.visible_fields()]
    named = {name for group in view.groups for name in group.fields}
    rest = tuple(name for name in visible if name not in named)
    groups = [*view.groups, FieldGroup("", rest)] if rest else view.groups
    return [
        DrawnGroup(
            group.title,
            group.hint,
            tuple((view.form[name], name in view.prefilled) for name in group.fields),
        )
        for group in groups
    ]


def problems(form: BaseForm) -> list[Problem]:
    """Every fault, those of the whole form first, then in the order of the fields."""
    if not form.is_bound:
        return []
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for field in form:
        found += [Problem(f"{field.label}：{text}", field.id_for_label) for text in field.errors]
    return found
