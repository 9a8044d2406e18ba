"""Which papers and files come where in the file of a case, said by the app that owns the matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from chengguan.core.documents.models import Dossier
from chengguan.core.org.models import Organ
from chengguan.core.work import numbers
from chengguan.core.work.models import Matter


@dataclass(frozen=True)
class Place:
    """Where a paper or a purpose of files stands: its order, and whether it is internal (副卷)."""

    order: int
    is_internal: bool = False


@dataclass(frozen=True)
class Plan:
    """How the dossier of one matter is bound.

    ``papers`` and ``files`` give the place by key of the paper and by purpose of the file; what
    is not named comes last, in the main volume. ``facts`` are rows of label and value for the
    cover. ``internal_acts`` are the acts whose content does not leave the house. ``name`` is the
    title of the file, the matter's own where none is given. The archive number counts the closed
    matters of ``archive`` (an organ) by year of closing, unless an act gave its ``number``.
    """

    title: str
    retention: Dossier.Retention
    archive: Organ
    papers: Mapping[str, Place] = field(default_factory=dict)
    files: Mapping[str, Place] = field(default_factory=dict)
    facts: Sequence[tuple[str, str]] = ()
    internal_acts: frozenset[str] = frozenset()
    name: str = ""
    number: str = ""

    def paper(self, key: str) -> Place:
        return self.papers.get(key, LAST_PAPER)

    def file(self, purpose: str) -> Place:
        return self.files.get(purpose, LAST_FILE)


LAST_PAPER, LAST_FILE = Place(9000), Place(9500)

Planner = Callable[[Matter], Plan]
_planners: dict[str, Planner] = {}


def register_plan(kind: str, planner: Planner) -> None:
    """For the matters of a kind (from ``AppConfig.ready``)."""
    _planners[kind] = planner


def plan_of(matter: Matter) -> Plan | None:
    """None: matters of this kind have no dossier."""
    planner = _planners.get(matter.kind)
    return planner(matter) if planner else None


def archive_number(organ: int, year: int) -> str:
    """The next of an organ's closed matters of a year: 2026-0007, without gaps."""
    return f"{year}-{numbers.next_number(f'archive/{organ}/{year}'):04}"


def has_plan(kind: str) -> bool:
    return kind in _planners
