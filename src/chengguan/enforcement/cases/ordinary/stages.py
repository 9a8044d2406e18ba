"""The step bar of an ordinary case: each stage with its day, and what comes next."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import Fact, FactGroup, StateView, Tone
from chengguan.core.pages.words import act, clauses, day
from chengguan.core.work.models import Matter
from chengguan.core.work.steps import step_of
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    Archive,
    ClosingRuling,
    DocketingRuling,
    Exemption,
    LegalReview,
    PenaltyDecision,
    ReportRuling,
    Service,
)
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY

STAGES = {
    "found": ("verifying", "to_docket"),
    "docketed": ("investigating", "suspended"),
    "reported": ("concluded", "informing"),
    "informed": ("informed", "hearing"),
    "reviewed": ("reviewing",),
    "decided": ("to_decide",),
    "served": ("decided",),
    "closed": ("executing", "execution_suspended", "to_close"),
    "archived": ("closed",),
}
"""In which states a stage is being worked towards; `found` is done when the case begins."""


def bar(matter: Matter, book: Book) -> FactGroup:
    done = dict(_done(book))
    titles = {
        "found": _("发现"),
        "docketed": _("立案"),
        "reported": _("调查终结"),
        "informed": _("告知"),
        "reviewed": _("法制审核"),
        "decided": _("决定"),
        "served": _("送达"),
        "closed": _("结案"),
        "archived": _("归档"),
    }
    now = _standing(matter.state)
    facts = [
        Fact(title, _shown(key, now, done.get(key), is_open=matter.is_open))
        for key, title in titles.items()
    ]
    return FactGroup(_("办理进度"), (*facts, _next(matter)))


def _standing(state: str) -> str:
    """Which stage comes next in this state."""
    order = list(STAGES)
    at = next((key for key, states in STAGES.items() if state in states), "")
    if state in STAGES["found"]:
        return "docketed"
    if state in STAGES["docketed"]:
        return "reported"
    if state == "informing":
        return "informed"
    return at if at in order else ""


def _shown(key: str, now: str, moment: datetime | None, *, is_open: bool) -> object:
    if key == now and is_open:
        return StateView(_("进行中"), Tone.WARNING)
    return StateView(day(moment), Tone.DONE) if moment else "—"


def _next(matter: Matter) -> Fact:
    """The next act, or for whom the case waits: the acts say what is still missing for it."""
    step = step_of(matter)
    said = [str(step.waits_for)] if step.waits_for else []
    for key in (step.decision, step.action):
        if key:
            said.append(act(ORDINARY.by_action[key].title))
    return Fact(_("下一步"), clauses(dict.fromkeys(said)) or "—", wide=True)


def _done(book: Book) -> Iterator[tuple[str, datetime]]:
    yield "found", book.case.discovered_at
    docketed = [r for r in book.all(DocketingRuling) if r.outcome == "docketed"]
    reported = [r for r in book.all(ReportRuling) if r.is_approved]
    reviewed = [r for r in book.all(LegalReview) if r.is_passed]
    closed = [r for r in book.all(ClosingRuling) if r.is_approved]
    rows = {
        "docketed": [r.ruled_at for r in docketed],
        "reported": [r.ruled_at for r in reported],
        "informed": [r.served_at for r in book.all(AdvanceNotice)],
        "reviewed": [r.ruled_at for r in reviewed if r.ruled_at],
        "decided": [
            *(r.decided_at for r in book.all(PenaltyDecision)),
            *(r.exempted_at for r in book.all(Exemption)),
        ],
        "served": [r.served_at for r in book.all(Service)],
        "closed": [r.ruled_at for r in closed],
        "archived": [r.archived_at for r in book.all(Archive)],
    }
    for key, moments in rows.items():
        if moments:
            yield key, moments[-1]
