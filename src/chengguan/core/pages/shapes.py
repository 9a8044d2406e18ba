"""What the components take: plain frozen shapes, because the pages know no app.

Every text in a shape is ready to read: whoever builds the shape has translated it. Groups of
fields stand in classes, before anybody's language is known, and may hold a promise of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django_stubs_ext import StrOrPromise


class Tone(StrEnum):
    """The five tones; a colour only repeats what a word already says."""

    NORMAL = "normal"
    WARNING = "warning"
    OVERDUE = "overdue"
    DONE = "done"
    HELD = "held"


# ── words and links ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StateView:
    text: str
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A remark above a page; ``lines`` are what it has to say point by point, as data."""

    text: str
    tone: Tone = Tone.NORMAL
    title: str = ""
    url: str = ""
    link: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyView:
    """Why a list is empty, and what to do about it."""

    why: str
    do: str = ""
    url: str = ""


# ── acts and clocks ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why an act is not allowed: the sentence, its articles, and what would make it true."""

    code: str
    text: str
    cites: tuple[str, ...] = ()
    grade: str = ""
    force: str = ""
    remedy: str = ""
    remedy_url: str = ""


@dataclass(frozen=True, slots=True)
class ActionView:
    """One act; `emphasis` is primary, normal or danger; `method` post makes a one-click form."""

    key: str
    title: str
    url: str
    allowed: bool = True
    reasons: tuple[ReasonView, ...] = ()
    emphasis: str = "normal"
    conditions: tuple[ReasonView, ...] = ()
    hint: str = ""
    method: str = "get"


@dataclass(frozen=True, slots=True)
class DueView:
    """A moment by which something is due (or, with `earliest`, before which it may not be).

    `right`: what somebody may do until then and owes nobody. `given_up`: counting ended with the
    matter, and what was due was not done.
    """

    due_at: datetime
    title: str = ""
    started_at: datetime | None = None
    done_at: datetime | None = None
    held: bool = False
    provisional: bool = False
    steps: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    grade: str = ""
    tone: Tone | None = None
    earliest: bool = False
    right: bool = False
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock by its row of the register; `number` is the row where the law table numbers it."""

    title: str
    due: DueView
    ref: str = ""
    number: str = ""


# ── the matter ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class MatterHead:
    number: str
    title: str
    state: StateView
    organ: str = ""
    due: DueView | None = None
    kind: str = ""
    crumbs: tuple[Crumb, ...] = ()
    confidentiality: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record; `source` says that the value is data and stays Chinese in English."""

    label: str
    value: Any
    url: str = ""
    prefilled: bool = False
    wide: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    name: str
    url: str
    thumb_url: str = ""
    digest: str = ""
    verified: bool | None = None
    taken_at: datetime | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperView:
    title: str
    url: str
    state: StateView
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One act in the story; `verified` is None where no seal has been looked at."""

    title: str
    who: str
    occurred_at: datetime
    recorded_at: datetime | None = None
    organ: str = ""
    late: bool = False
    late_reason: str = ""
    changes: tuple[Change, ...] = ()
    note: str = ""
    files: tuple[FileView, ...] = ()
    verified: bool | None = None
    verify_url: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    day: date
    text: str
    url: str = ""
    state: StateView | None = None


@dataclass(frozen=True, slots=True)
class HistoryPanel:
    """What a party, a place or an object has seen before."""

    title: str
    lines: tuple[HistoryLine, ...]
    url: str = ""
    total: int | None = None
    empty: str = ""


# ── lists ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: text (data), word (translated), number (a matter's own), money day moment state due.

    `card` is its place in the card on phones: title, line, state, or not shown.
    """

    key: str
    title: str
    kind: str = "text"
    card: str = ""
    sort: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    url: str
    cells: tuple[Any, ...]
    action: ActionView | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """`source` says that the label is data and stays Chinese in English mode."""

    value: str
    label: str
    count: int | None = None
    source: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """`kind`: choice, text, or dates (then the fields are <key>_from and <key>_until)."""

    key: str
    title: str
    kind: str = "choice"
    choices: tuple[Choice, ...] = ()
    value: str = ""
    until: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.value or self.until)


@dataclass(frozen=True, slots=True)
class SavedView:
    title: str
    url: str
    count: int | None = None
    active: bool = False


SHEET_ROWS = 20_000
"""Rows an Excel sheet of a list takes at most."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A whole list page; `older` and `newer` are cursors, sent back as after= and before=.

    `whole_url` asks for all rows, where there may be more than a sheet takes."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    filters: tuple[Filter, ...] = ()
    views: tuple[SavedView, ...] = ()
    older: str = ""
    newer: str = ""
    export_url: str = ""
    whole_url: str = ""
    empty: EmptyView | None = None
    batch: tuple[ActionView, ...] = ()
    actions: tuple[ActionView, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    lead: str = ""
    batch_url: str = ""
    note: str = ""

    @property
    def sheet_rows(self) -> int:
        return SHEET_ROWS


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of the workbench: what, by which clock and when, and the act that moves it.

    ``basis`` says where the clock stands in the law; ``waits_for`` stands in place of an act;
    ``note`` says from whom it came and why.
    """

    url: str
    title: str
    due: DueView | None
    number: str = ""
    kind: str = ""
    place: str = ""
    stage: str = ""
    action: ActionView | None = None
    basis: str = ""
    waits_for: str = ""
    note: str = ""


# ── forms ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together; `folded`: rarely needed, so that it opens only when asked."""

    title: StrOrPromise
    fields: tuple[str, ...]
    hint: StrOrPromise = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """A whole act form; `draft` names what the browser keeps, `key` makes a repeat harmless."""

    form: BaseForm
    title: str
    submit: str
    groups: tuple[FieldGroup, ...] = ()
    cancel_url: str = ""
    action_url: str = ""
    prefilled: frozenset[str] = field(default_factory=frozenset)
    draft: str = ""
    key: str = ""
    steps: bool = True
    intro: str = ""
    basis: tuple[str, ...] = ()
    danger: bool = False
    crumbs: tuple[Crumb, ...] = ()
    reasons: tuple[ReasonView, ...] = ()


# ── figures ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StatTile:
    """A figure with what it is a part of, and the list behind it; `active`: that list is shown."""

    label: str
    value: str | int
    url: str = ""
    denominator: str = ""
    tone: Tone | None = None
    trend: str = ""
    note: str = ""
    unit: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class ProgressView:
    value: int
    total: int
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int
    text: str = ""
    url: str = ""
    tone: Tone | None = None
