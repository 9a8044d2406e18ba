"""From matters, clocks and acts to the shapes that pages show."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    ClockView,
    Crumb,
    DueView,
    FileView,
    HistoryLine,
    MatterHead,
    ReasonView,
    StateView,
    Tone,
)
from chengguan.core.work import clocks as counting
from chengguan.core.work import lateness, rules, steps
from chengguan.core.work.available import Available
from chengguan.core.work.models import Matter, MatterClock, MatterFile
from chengguan.core.work.permission import ASKED, HANDLER
from chengguan.core.work.registry import procedure_of
from chengguan.law.guards import Finding
from chengguan.law.parameters import GuardRow
from chengguan.law.procedure import Procedure

SOON_SHARE = 0.7
"""A clock warns when this share of its period has passed (a setting of the bureau)."""


GIVEN_UP = frozenset(
    {
        "cancelled",
        "discarded",
        "dropped",
        "joined",
        "terminated",
        "transferred",
        "voided",
        "withdrawn",
    }
)
"""Final states in which nothing was finished here: grey, not green."""


def state_view(matter: Matter, now: datetime) -> StateView:
    """The state's word; colour repeats it."""
    state = procedure_of(matter).by_state[matter.state]
    return StateView(_(state.title), _tone(matter, now, state.final, state.held))


def _tone(matter: Matter, now: datetime, final: bool, held: bool) -> Tone:
    if final:
        return Tone.HELD if matter.state in GIVEN_UP else Tone.DONE
    if held:
        return Tone.HELD
    return Tone.OVERDUE if lateness.is_late(matter, now) else Tone.NORMAL


def head(matter: Matter, clocks: list[MatterClock], now: datetime) -> MatterHead:
    owed = [(c.due_at, c) for c in clocks if c.stopped_at is None and c.due_at and c.is_owed]
    due_at, first = min(owed, key=itemgetter(0), default=(None, None))
    listing = pages.listing_url(matter.kind)
    return MatterHead(
        number=matter.number,
        title=matter.title,
        state=state_view(matter, now),
        organ=matter.organ.name,
        due=due_view(first, due_at, now) if first and due_at else None,
        kind=str(pages.kind_title(matter.kind)),
        crumbs=(Crumb(str(pages.kind_title(matter.kind)), listing), Crumb(matter.number)),
    )


def due_view(clock: MatterClock, due_at: datetime, now: datetime) -> DueView:
    """A clock with the reckoning of its day."""
    law = rules.current()
    row, reckoned = law.clock(clock.ref), counting.explain(clock, law)
    return DueView(
        due_at=due_at,
        title=words.law(row.title),
        started_at=clock.started_at,
        # A right of the party is not "done": it stands until its day, whatever became of the case.
        done_at=_ended_at(clock) if clock.is_owed else None,
        provisional=clock.is_provisional,
        steps=words.step_sentences(reckoned),
        cites=tuple(map(str, reckoned.cites)),
        grade=str(reckoned.grade),
        tone=tone_of(clock, now),
        earliest=clock.is_earliest,
        right=not clock.is_owed and not clock.is_earliest,
        given_up=is_given_up(clock),
    )


def is_given_up(clock: MatterClock) -> bool:
    """Nobody did what it asked for: its matter was given up while it ran, and it ended there."""
    matter = clock.matter
    stands = clock.stopped_at is None or clock.stopped_at == matter.closed_at
    return clock.is_owed and stands and matter.state in GIVEN_UP


def _ended_at(clock: MatterClock) -> datetime | None:
    return clock.matter.closed_at if is_given_up(clock) else clock.stopped_at


def tone_of(clock: MatterClock, now: datetime) -> Tone:
    """Overdue, soon, done, given up or normal: one judgement for every page."""
    ended = _ended_at(clock)
    if clock.is_overdue(ended or now):
        return Tone.OVERDUE
    if clock.due_at is None or not clock.is_owed:
        return Tone.NORMAL
    if ended is not None:
        return Tone.HELD if is_given_up(clock) else Tone.DONE
    passed = (now - clock.started_at) / max(clock.due_at - clock.started_at, _INSTANT)
    return Tone.WARNING if passed >= SOON_SHARE else Tone.NORMAL


_INSTANT = datetime.resolution


def clock_views(clocks: Iterable[MatterClock], now: datetime) -> tuple[ClockView, ...]:
    """Running clocks first, by due day; then the stopped ones."""
    law = rules.current()
    ordered = sorted(clocks, key=lambda c: (c.stopped_at is not None, c.due_at or now))
    return tuple(
        ClockView(
            words.law(law.clock(c.ref).title),
            due_view(c, c.due_at, now),
            c.ref,
            number_of(c.ref),
        )
        for c in ordered
        if c.due_at
    )


NUMBERED = "CK"
"""How the numbers of the law table begin; periods that the house sets itself have a name only."""


def number_of(ref: str) -> str:
    """The number of a row of the law table; empty for what the house has set for itself."""
    return ref if ref.startswith(NUMBERED) else ""


def clock_words(ref: str) -> str:
    """A row of the register by its title, with its number where the law table gives it one."""
    return f"{words.law(rules.current().clock(ref).title)} {number_of(ref)}".rstrip()


def action_view(matter: Matter, known: Available) -> ActionView:
    action = known.action
    return ActionView(
        key=action.key,
        title=words.act(action.title),
        url=reverse("work:act", args=[matter.pk, action.key]),
        allowed=known.is_allowed,
        reasons=_reasons(known, procedure_of(matter)),
        emphasis=steps.emphasis_of(matter, action.key),
        conditions=tuple(condition_view(row) for row in known.conditions),
    )


def _reasons(known: Available, procedure: Procedure) -> tuple[ReasonView, ...]:
    found = tuple(finding_view(finding) for finding in known.findings)
    if known.is_mine:
        return found
    return (
        ReasonView(
            "work.not_permitted", _("由%(roles)s办理。") % {"roles": role_words(known.action.by)}
        ),
        *found,
    )


def role_words(roles: Iterable[str]) -> str:
    titles = dict(Role.choices) | {HANDLER: _("承办人"), ASKED: _("被征求意见人")}
    return words.listed(titles.get(role, role) for role in roles)


def finding_view(finding: Finding) -> ReasonView:
    return ReasonView(
        code=finding.reason.code,
        text=words.sentence(finding.reason.code, finding.reason.params),
        cites=tuple(str(cite) for cite in finding.cites),
        grade=finding.grade,
        force=str(finding.force),
    )


def condition_view(row: GuardRow) -> ReasonView:
    return ReasonView(
        code=row.ref,
        text=words.law(row.title),
        cites=tuple(str(cite) for cite in row.cites),
        grade=str(row.grade),
        force=str(row.force),
    )


def file_view(row: MatterFile) -> FileView:
    use = row.use
    return FileView(
        name=use.original_name,
        url=reverse("files:original", args=[use.pk]),
        thumb_url=reverse("files:original", args=[use.pk])
        if use.file.media_type.startswith("image/")
        else "",
        digest=use.file.sha256,
        verified=None,
        taken_at=use.taken_at,
        note=_(row.purpose),
    )


def history_line(matter: Matter, now: datetime) -> HistoryLine:
    return HistoryLine(
        day=matter.opened_at.astimezone(rules.ZONE).date(),
        text=f"{matter.number} {matter.title}",
        url=reverse("work:matter", args=[matter.pk]),
        state=state_view(matter, now),
    )
