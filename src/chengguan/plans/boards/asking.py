"""What the address of the board asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.urls import reverse

from chengguan.plans.boards import queries
from chengguan.plans.boards.queries import Line


@dataclass(frozen=True)
class Asked:
    """What the address asks for; empty means no filter. ``by`` groups by unit or by month."""

    plan: str = ""
    unit: str = ""
    month: str = ""
    show: str = ""
    words: str = ""
    by: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        return cls(**{one.name: given.get(one.name, "").strip()[:60] for one in fields(cls)})

    def url(self, **changes: str) -> str:
        said = {one.name: getattr(self, one.name) for one in fields(self)} | changes
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('boards:board')}?{query}"

    def fits(self, line: Line) -> bool:
        told = f"{line.matter.number} {line.matter.title} {line.item.text} {line.item.path}"
        return (
            (self.show not in queries.TESTS or queries.fits(line, self.show))
            and (not self.unit or str(line.unit.pk) == self.unit)
            and (not self.month or line.is_due_in(self.month))
            and self.words.lower() in told.lower()
        )
