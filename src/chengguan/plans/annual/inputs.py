"""What each act takes: frozen dataclasses, filled by forms, commands and the demonstration alike.

Items, sentences, windows and milestones stand by number; guards see to it that they belong here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from chengguan.core.org.models import Organ
from chengguan.core.work.inputs import files

EVIDENCE = "佐证材料"


@dataclass(frozen=True)
class OwnerLine:
    """A unit as written, with its organ where the house knows it."""

    name: str
    share: str
    organ: int | None = None


@dataclass(frozen=True)
class WindowLine:
    """Both days included; windows of one ``group`` are one term."""

    group: int
    kind: str
    since: date | None
    until: date
    words: str = ""


@dataclass(frozen=True)
class MilestoneLine:
    title: str
    due_on: date | None = None


# -- the plan --------------------------------------------------------------------------------


@dataclass(frozen=True)
class TakeIn:
    """``organ`` is the one whose plan it is."""

    organ: Organ
    original: tuple[int, ...] = files("计划原件")


@dataclass(frozen=True)
class Reword:
    item: int
    text: str


@dataclass(frozen=True)
class Split:
    """Into these texts, in this order; the first stays the item itself."""

    item: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Join:
    """Into the first in the order of the plan."""

    items: tuple[int, ...]


@dataclass(frozen=True)
class Assign:
    item: int
    owners: tuple[OwnerLine, ...]
    windows: tuple[WindowLine, ...]
    rhythm: str
    measure: str = ""
    target: Decimal | None = None
    target_unit: str = ""
    figure: str = ""
    weight: int = 1
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Whether a sentence holds a duty: with one it has an item, without one it has none."""

    sentence: int
    holds_duty: bool


@dataclass(frozen=True)
class Confirm:
    """These items as they stand; none named: all of them."""

    items: tuple[int, ...] = ()


@dataclass(frozen=True)
class Issue:
    number: str
    issued_on: date
    addressees: tuple[Organ, ...] = ()


@dataclass(frozen=True)
class Discard:
    reason: str


@dataclass(frozen=True)
class Address:
    """A receipt for one addressed unit."""

    plan: UUID
    organ: Organ
    role: str
    where: Organ


# -- the item --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """``role`` in ``where`` answers for the item, which is counted for ``organ``."""

    item: int
    organ: Organ
    role: str
    where: Organ


@dataclass(frozen=True)
class Decompose:
    """A unit's own part of an item (结合实际细化)."""

    parent: UUID
    organ: Organ
    text: str
    until: date
    since: date | None = None
    rhythm: str = "monthly"
    weight: int = 1
    milestones: tuple[MilestoneLine, ...] = ()


@dataclass(frozen=True)
class Report:
    done: str
    problems: str = ""
    next_steps: str = ""
    documents: tuple[int, ...] = files(EVIDENCE)


@dataclass(frozen=True)
class Reach:
    """A milestone, or the term of a window; ``note`` says what shows it."""

    milestone: int | None = None
    window: int | None = None
    note: str = ""
    documents: tuple[int, ...] = files(EVIDENCE)


@dataclass(frozen=True)
class Attach:
    note: str
    documents: tuple[int, ...] = files(EVIDENCE)


@dataclass(frozen=True)
class SetMilestones:
    lines: tuple[MilestoneLine, ...]


@dataclass(frozen=True)
class AskAdjustment:
    """A later end of a window, another wording, or both."""

    reason: str
    window: int | None = None
    wanted_until: date | None = None
    wanted_text: str = ""


@dataclass(frozen=True)
class Decide:
    remark: str = ""


@dataclass(frozen=True)
class ProposeClosing:
    summary: str
    documents: tuple[int, ...] = files(EVIDENCE)


@dataclass(frozen=True)
class SendBack:
    reason: str


@dataclass(frozen=True)
class Cancel:
    reason: str


@dataclass(frozen=True)
class Climb:
    """A duty without a report; ``level`` is head or leader."""

    duty: int
    level: str
