"""A field of several rows of the same few columns: points, instalments, things.

Spare rows always stand below what is filled in, and a button asks the house for more of them:
nothing here needs JavaScript, and a refusal keeps what was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

SPARE = 2


@dataclass(frozen=True)
class Column:
    """One cell of every row: the name in the form, and the field that reads it."""

    name: str
    field: forms.Field


class RowsWidget(forms.Widget):
    """Draws one group of labelled cells a row; reads as many rows as were sent."""

    def __init__(self, columns: Sequence[Column], least: int) -> None:
        super().__init__()
        self.columns, self.least = columns, least

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-0-{self.columns[0].name}" if id_ else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        while any(f"{name}-{len(rows)}-{column.name}" in data for column in self.columns):
            rows.append(
                tuple(data.get(f"{name}-{len(rows)}-{column.name}", "") for column in self.columns)
            )
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = attrs or {}
        described = {k: v for k, v in given.items() if k.startswith("aria-")}
        filled = [tuple(row) for row in value or () if any(cell for cell in row)]
        spare = max(self.least - len(filled), SPARE)
        rows = filled + [("",) * len(self.columns)] * spare
        drawn = format_html_join(
            "",
            '<div class="row-of" role="group" aria-label="{}">{}</div>',
            (
                (position, self._cells(name, position - 1, row, given.get("id", ""), described))
                for position, row in enumerate(rows, start=1)
            ),
        )
        more = format_html(
            '<button class="btn btn-sm" name="look" value="{}" formnovalidate>{}</button>',
            name,
            gettext("再加几行"),
        )
        return format_html('<div class="rows-of">{}{}</div>', drawn, more)

    def _cells(
        self, name: str, number: int, row: tuple[Any, ...], id_: str, attrs: dict[str, Any]
    ) -> SafeString:
        return format_html_join(
            "",
            '<label class="cell-of"><span>{}</span>{}</label>',
            (
                (column.field.label, self._cell(column, name, number, cell, id_, attrs))
                for column, cell in zip(self.columns, row, strict=True)
            ),
        )

    def _cell(
        self, column: Column, name: str, number: int, cell: Any, id_: str, attrs: dict[str, Any]
    ) -> SafeString:
        is_choice = isinstance(column.field.widget, forms.Select)
        own = {
            **attrs,
            "id": f"{id_}-{number}-{column.name}",
            "class": "form-select" if is_choice else "form-control",
            "maxlength": False,
        }
        shown = column.field.prepare_value(cell)
        return column.field.widget.render(f"{name}-{number}-{column.name}", shown, own)


class RowsField(forms.Field):
    """Its value is a tuple of rows, each a tuple of cleaned cells; empty rows say nothing."""

    widget: RowsWidget

    def __init__(self, columns: Sequence[Column], *, least: int = 3, **kwargs: Any) -> None:
        self.columns = tuple(columns)
        super().__init__(widget=RowsWidget(self.columns, least), **kwargs)

    def clean(self, value: Any) -> tuple[tuple[Any, ...], ...]:
        rows, wrong = [], []
        for position, row in enumerate(value or (), start=1):
            if not self._says_something(row):
                continue
            cells, errors = self._clean_row(position, row)
            rows.append(cells)
            wrong += errors
        if wrong:
            raise ValidationError(wrong)
        if self.required and not rows:
            raise ValidationError(gettext("请至少填写一行。"))
        return tuple(rows)

    def _says_something(self, row: Sequence[Any]) -> bool:
        """A choice alone says nothing: it always has a value."""
        return any(
            str(cell or "").strip()
            for column, cell in zip(self.columns, row, strict=True)
            if not isinstance(column.field.widget, forms.Select)
        )

    def _clean_row(
        self, position: int, row: Sequence[Any]
    ) -> tuple[tuple[Any, ...], list[ValidationError]]:
        cells, wrong = [], []
        for column, cell in zip(self.columns, row, strict=True):
            try:
                cells.append(column.field.clean(cell))
            except ValidationError as error:
                said = gettext("第 %(number)s 行“%(label)s”：%(text)s") % {
                    "number": position,
                    "label": column.field.label,
                    "text": " ".join(error.messages),
                }
                wrong.append(ValidationError(said))
                cells.append(None)
        return tuple(cells), wrong
