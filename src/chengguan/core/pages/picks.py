"""One row, or a few, out of very many: found by words, chosen among a few.

The page is handed what was asked for and what is chosen, never the whole table. What an option
says of its row is the owner's choice: a number that identifies somebody has no place in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.urls import reverse
from django.utils.translation import gettext as _

MOST = 20


@dataclass(frozen=True, slots=True)
class PickOption:
    value: str
    text: str
    note: str = ""
    is_chosen: bool = False
    is_source: bool = True


@dataclass(frozen=True, slots=True)
class Picks:
    """What stands below the search: the choices that are made, and what was found."""

    name: str
    options: tuple[PickOption, ...]
    is_asked: bool = False
    is_found: bool = False
    is_cut: bool = False
    is_many: bool = False


class Picking(ModelChoiceField):
    """``find`` answers a text with rows in order, ``tell`` a row with its name and a note.

    ``look`` names the address that answers while somebody types, by ``picks`` of this field;
    ``look_of`` is what the address is told of the form.
    """

    is_many = False

    def __init__(
        self,
        queryset: Any,
        *,
        find: Callable[[str], Any],
        tell: Callable[[Any], tuple[str, str]],
        look: str,
        look_of: tuple[object, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(queryset, **kwargs)
        self.find, self.tell, self.look, self.look_of = find, tell, look, look_of

    @property
    def look_url(self) -> str:
        return reverse(self.look, args=self.look_of)

    def picks(self, name: str, *, asked: str = "", chosen: Any = None) -> Picks:
        """The choices first, then at most twenty of what was found."""
        asked = asked.strip()
        found = list(self.find(asked)[: MOST + 1]) if asked else []
        kept = self._rows(chosen if self.is_many else [chosen])
        rows = [row for row in found[:MOST] if row not in kept]
        options = [self._option(row, is_chosen=row in kept) for row in (*kept, *rows)]
        if not self.required and not self.is_many:
            options.append(PickOption("", _("不选"), is_chosen=not kept, is_source=False))
        is_cut = len(found) > MOST
        return Picks(name, tuple(options), bool(asked), bool(found), is_cut, self.is_many)

    def _rows(self, values: Iterable[Any] | None) -> list[Any]:
        said = [str(self.prepare_value(value) or "") for value in values or ()]
        keys = [text for text in said if text.isdecimal()]
        rows = self.queryset
        return list(rows.filter(pk__in=keys)) if rows is not None and keys else []

    def _option(self, row: Any, *, is_chosen: bool) -> PickOption:
        text, note = self.tell(row)
        return PickOption(str(row.pk), text, note, is_chosen)


class PickField(Picking):
    """One row."""


class PickManyField(Picking, ModelMultipleChoiceField):
    """Several rows."""

    is_many = True
