"""The year as a picture: one row an item, its windows as bars on the months; drawn by the server.

The drawing is a repetition for the eye: all it says stands in words in the same row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.plans.annual.windows import Term
from chengguan.plans.boards.queries import Line

MOST_MONTHS = 36
"""A window beyond is drawn to the edge."""


@dataclass(frozen=True)
class Axis:
    """Months from the first on; every month is as wide as another."""

    first: date
    months: int

    def place(self, day: date, *, is_end: bool = False) -> float:
        """Where a day stands, in months from the left; its end is the next day's beginning."""
        at = day + timedelta(days=1) if is_end else day
        whole = (at.year - self.first.year) * 12 + at.month - self.first.month
        length = (_next_month(at) - at.replace(day=1)).days
        return min(float(self.months), max(0.0, whole + (at.day - 1) / length))

    def month_keys(self) -> list[str]:
        return [f"{self.first.year + at // 12}-{at % 12 + 1:02d}" for at in range(self.months)]


def axis_of(year: int, lines: Sequence[Line]) -> Axis:
    """The year of the plan, and as many further years as windows reach into."""
    ends = [term.until.year for line in lines for term in line.standing.terms]
    years = max([year, *ends]) - year + 1
    return Axis(date(year, 1, 1), min(MOST_MONTHS, 12 * years))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def drawing(line: Line, axis: Axis) -> SafeString:
    """The windows of an item; the line of today runs through all rows."""
    bars = []
    for term in line.standing.terms:
        for window in term.windows:
            since = window.since or axis.first
            left, right = axis.place(since), axis.place(window.until, is_end=True)
            tone = tone_of(line, term)
            width = max(0.12, right - left)
            bars.append(
                f'<rect class="is-{tone}" x="{left:.3f}" y="3" width="{width:.3f}" height="8"/>'
            )
    today = axis.place(line.today)
    return mark_safe(
        f'<svg class="year-line" viewBox="0 0 {axis.months} 14" preserveAspectRatio="none" '
        f'role="img" aria-label="{escape(in_words(line))}">{"".join(bars)}'
        f'<rect class="today" x="{today:.3f}" y="0" width="0.04" height="14"/></svg>'
    )


def tone_of(line: Line, term: Term) -> str:
    """How one term stands: done, late, at risk, running, still to come, or no longer owed."""
    if term.met_at or line.is_closed:
        return "done"
    if not line.is_counted:
        return "held"
    if term.until < line.today:
        return "overdue"
    if line.standing.is_at_risk and term in line.owed[:1]:
        return "warning"
    return "normal" if term.since is None or term.since <= line.today else "coming"


def in_words(line: Line) -> str:
    """The windows as a sentence, for whoever does not see the drawing."""
    said = {
        "done": _("已完成"),
        "held": _("已取消"),
        "overdue": _("已逾期"),
        "warning": _("预警"),
        "normal": _("进行中"),
        "coming": _("未开始"),
    }
    parts = []
    for term in line.standing.terms:
        for window in term.windows:
            span = words.day(window.until)
            if window.since:
                span = _("%(since)s 至 %(until)s") % {
                    "since": words.day(window.since),
                    "until": span,
                }
            parts.append(f"{span} {said[tone_of(line, term)]}")
    return "; ".join(parts) or _("没有时间窗口")
