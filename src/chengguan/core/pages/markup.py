"""The smallest pieces of a page as safe HTML; in Python because a list draws hundreds of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import Column, DueView, Link, Row, StateView, Tone

CHINESE = re.compile(r"[\u3400-\u9fff]")
WARNING_SHARE = 0.7


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def source(value: Any) -> str:
    """Data stays Chinese in English pages and says so to the reader's software."""
    text = "" if value is None else str(value)
    if is_english() and CHINESE.search(text):
        return format_html('<span lang="zh" class="source">{}</span>', value)
    return text if not isinstance(value, SafeString) else value


def legal_term(term: Any, chinese: str) -> str:
    """The English of a legal term with the Chinese beside it; in Chinese the term alone."""
    if not is_english():
        return str(term)
    return format_html('{} (<span lang="zh" class="source">{}</span>)', term, chinese)


def cited(citation: Any) -> str:
    """Articles as they are cited; in English the name of the instrument stands before them."""
    said = str(citation)
    name = words.law(said.partition(" ")[0])
    return source(said) if CHINESE.search(name) else legal_term(name, said)


def state(view: StateView | None) -> str:
    if view is None:
        return ""
    return format_html('<span class="state is-{}">{}</span>', view.tone.value, view.text)


def tone_of(due: DueView, now: datetime) -> Tone:
    """What the owner of the clock says; else overdue, or the last three tenths of its time."""
    if due.tone:
        return due.tone
    if due.done_at and due.done_at > due.due_at:
        return Tone.OVERDUE
    if due.held or due.given_up:
        return Tone.HELD
    if due.done_at:
        return Tone.DONE
    if due.earliest or due.right:
        return Tone.NORMAL
    if now > due.due_at:
        return Tone.OVERDUE
    return Tone.WARNING if spent(due, now) >= WARNING_SHARE else Tone.NORMAL


def spent(due: DueView, now: datetime) -> float:
    """The share of the time that has gone, between 0 and 1; 0 where the start is not known."""
    if not due.started_at or due.due_at <= due.started_at:
        return 0.0
    until = min(due.done_at or now, due.due_at)
    return max((until - due.started_at) / (due.due_at - due.started_at), 0.0)


def standing(due: DueView, now: datetime) -> str:
    """Where a clock stands, in words: a colour alone says nothing."""
    if due.done_at:
        return _ended(due, due.done_at - due.due_at)
    if due.held:
        return _("已中止计时")
    if due.earliest:
        if now >= due.due_at:
            return _("已可办理")
        return _("%(span)s后可办") % {"span": words.span(due.due_at - now)}
    if due.right and now > due.due_at:
        return _("已届满")
    return words.countdown(due.due_at, now)


def _ended(due: DueView, late: timedelta) -> str:
    """Done, or given up with the matter; giving up forgives no lateness."""
    if late > timedelta():
        said = _("逾期 %(span)s · 不再计时") if due.given_up else _("逾期办结 · %(span)s")
        return said % {"span": words.span(late)}
    return _("不再计时") if due.given_up else _("按时办结")


def countdown(due: DueView | None, now: datetime) -> str:
    """A countdown that the browser keeps running where the clock runs."""
    if due is None:
        return ""
    mark = format_html(' <span class="provisional">{}</span>', _("暂定")) if due.provisional else ""
    return format_html(
        '<time class="due is-{}" datetime="{}" title="{}"{}>{}</time>{}',
        tone_of(due, now).value,
        due.due_at.isoformat(),
        words.due_words(due.due_at),
        _runs(due, now),
        standing(due, now),
        mark,
    )


def _runs(due: DueView, now: datetime) -> SafeString:
    """What the browser counts on: a duty becomes overdue, a right only runs out."""
    if due.done_at or due.held or due.earliest or (due.right and now > due.due_at):
        return mark_safe("")
    return mark_safe(' data-due="right"' if due.right else " data-due")


def grade(mark: str) -> str:
    """How well a rule is checked (which says nothing about whether it binds)."""
    if not mark:
        return ""
    name, meaning = words.grade_words(mark)
    return format_html(
        '<abbr class="grade is-{}" title="{}">{}</abbr>',
        {"V": "checked", "V旧": "old", "S": "extract"}.get(mark, "open"),
        meaning,
        name,
    )


def cell(value: Any, column: Column, now: datetime) -> str:
    """One cell of a list, drawn by what it is, then by the kind of its column."""
    match value:
        case None | "":
            return ""
        case StateView():
            return state(value)
        case DueView():
            return countdown(value, now)
        case Link():
            return format_html('<a href="{}">{}</a>', value.url, source(value.text))
        case datetime() if column.kind != "day":
            return words.moment(value)
        case date():
            return words.day(value)
        case int() if column.kind == "money":
            return words.money(value)
        case int() if not isinstance(value, bool):
            return f"{value:,}"
    # A word of the interface must be translated; every other text is data.
    return str(value) if column.kind == "word" else source(value)


def rows(columns: Sequence[Column], rows: Iterable[Row], now: datetime) -> list[tuple[Row, str]]:
    """Every row with its cells; what all cells of a column share is drawn once."""
    opened = [_opened(column) for column in columns]
    return [(row, _cells(row, columns, opened, now)) for row in rows]


def _opened(column: Column) -> tuple[str, str]:
    """The tags before and after each cell; a text takes two lines at most."""
    tag = format_html(
        '<td data-column="{}" data-label="{}" class="kind-{} on-card-{}"{}>',
        column.key,
        column.title,
        column.kind,
        column.card or "none",
        mark_safe(" hidden") if column.hidden else "",
    )
    if column.kind != "text":
        return tag, "</td>"
    return tag + mark_safe('<span class="clamp">'), "</span></td>"


def _cells(
    row: Row, columns: Sequence[Column], opened: Sequence[tuple[str, str]], now: datetime
) -> str:
    """One cell too few or too many is an error of the builder; the first leads to the row."""
    drawn = [
        conditional_escape(cell(value, column, now))
        for value, column in zip(row.cells, columns, strict=True)
    ]
    if drawn and row.url:
        drawn[0] = format_html('<a href="{}">{}</a>', row.url, drawn[0])
    # Tags and cells are safe, each for itself.
    parts = zip(opened, drawn, strict=True)
    return mark_safe("".join(f"{before}{text}{after}" for (before, after), text in parts))
