"""One row out of very many: found by words, chosen among a few.

The page is handed what was asked for and what is chosen, never the whole table. What an option
says of its row is the owner's choice: a number that identifies somebody has no place in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import ModelChoiceField
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
    """What stands below the search: the choice that is made, and what was found."""

    name: str
    options: tuple[PickOption, ...]
    is_asked: bool = False
    is_found: bool = False
    is_cut: bool = False


class PickField(ModelChoiceField):
    """``find`` answers a text with rows in order, ``tell`` a row with its name and a note.

    ``look`` names the address that answers while somebody types, by ``picks`` of this field.
    """

    def __init__(
        self,
        queryset: Any,
        *,
        find: Callable[[str], Any],
        tell: Callable[[Any], tuple[str, str]],
        look: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(queryset, **kwargs)
        self.find, self.tell, self.look = find, tell, look

    @property
    def look_url(self) -> str:
        return reverse(self.look)

    def picks(self, name: str, *, asked: str = "", chosen: Any = None) -> Picks:
        """The choice first, then at most twenty of what was found."""
        asked = asked.strip()
        found = list(self.find(asked)[: MOST + 1]) if asked else []
        kept = self._row(chosen)
        rows = [row for row in found[:MOST] if row != kept]
        options = [self._option(row, is_chosen=row == kept) for row in (kept, *rows) if row]
        if not self.required:
            options.append(PickOption("", _("不选"), is_chosen=kept is None, is_source=False))
        return Picks(name, tuple(options), bool(asked), bool(found), len(found) > MOST)

    def _row(self, value: Any) -> Any:
        text = str(self.prepare_value(value) or "")
        rows = self.queryset
        return rows.filter(pk=text).first() if rows is not None and text.isdecimal() else None

    def _option(self, row: Any, *, is_chosen: bool) -> PickOption:
        text, note = self.tell(row)
        return PickOption(str(row.pk), text, note, is_chosen)
