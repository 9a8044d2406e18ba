"""How lists of the law book are shown: items, rules, conflicts and changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chengguan.core.lawbook.competence import NoCompetence, competence_of
from chengguan.core.lawbook.items import EnforcementItem, items_on, search
from chengguan.core.lawbook.words import fines_text
from chengguan.core.org.kinds import Field, OrganKind
from chengguan.core.org.models import Person
from chengguan.core.pages.markup import is_english
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.pages.words import day, grade_words
from chengguan.law.parameters import Grade

PAGE = 50
ENFORCERS = (OrganKind.STREET_TEAM, OrganKind.DISTRICT_BUREAU, OrganKind.PARTNER_UNIT)


def items_page(query: QueryDict, today: date) -> ListPage:
    """Items that govern conduct of a day (of today, where none is asked for)."""
    on = day_asked(query.get("on", "")) or today
    whole = ListPage(
        pgettext("list", "执法事项"),
        columns=(
            Column("name", _("案由"), card="title"),
            # In English the statute's own term stays beside the gloss.
            Column("term", _("原文"), card="line", hidden=not is_english()),
            Column("code", _("编号"), kind="number", card="line"),
            Column("field", _("执法领域"), card="line"),
            Column("penalty", _("处罚条款"), hidden=True),
            Column("fines", _("罚款幅度"), card="line"),
            Column("organ", _("执法主体"), card="line"),
            Column("grade", _("核验等级"), kind="state", card="state"),
        ),
        rows=tuple(_row(item, on) for item in _items(query, on)),
        filters=_filters(query),
        empty=EmptyView(
            _("没有符合条件的执法事项。"), do=_("查看全部事项"), url=reverse("lawbook:list")
        ),
        actions=_places(),
        note=_("所列为 %(day)s 的行为适用的事项。") % {"day": day(on)},
    )
    return paged(whole, query, "lawbook:sheet")


def paged(whole: ListPage, query: QueryDict, sheet: str) -> ListPage:
    """One page of a list that is at hand whole; cursors are places in it."""
    first = _place(query.get("after", ""))
    if before := _place(query.get("before", "")):
        first = max(before - PAGE, 0)
    last = first + PAGE
    kept = query.copy()
    for cursor in ("after", "before"):
        kept.pop(cursor, None)
    url = reverse(sheet)
    return replace(
        whole,
        rows=whole.rows[first:last],
        older=str(last) if len(whole.rows) > last else "",
        newer=str(first) if first else "",
        export_url=f"{url}?{kept.urlencode()}" if kept else url,
    )


def sheet_of(whole: ListPage, name: str, by: Person, at: datetime) -> Sheet:
    """The same list whole, with all its columns."""
    return Sheet(
        name,
        whole.title,
        heads=[column.title for column in whole.columns],
        rows=[row.cells for row in whole.rows],
        by=by.name,
        at=at,
        shown=shown_by(whole.views, whole.filters),
    )


def all_rows(page: Any, query: QueryDict, *args: Any, **kwargs: Any) -> ListPage:
    """A list page without paging, for its sheet."""
    kept = query.copy()
    for cursor in ("after", "before"):
        kept.pop(cursor, None)
    found: list[Row] = []
    while True:
        shown: ListPage = page(kept, *args, **kwargs)
        found += shown.rows
        if not shown.older:
            return replace(shown, rows=tuple(found))
        kept["after"] = shown.older


def day_asked(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def graded(grade: str) -> StateView:
    return StateView(grade_words(grade)[0], Tone.DONE if grade in ("V", "B") else Tone.WARNING)


def choices(pairs: Iterable[tuple[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label)) for value, label in pairs)


def letters(grade: str) -> str:
    """The letters of a grade; what stands beside them in Chinese is said by its word.

    >>> letters("V旧"), letters("V/M"), letters("V（推论部分除外）")
    ('V', 'V/M', 'V')
    """
    return "".join(sign for sign in grade if sign in "VSMDB/")


def grades() -> tuple[Choice, ...]:
    return tuple(Choice(str(grade), f"{letters(grade)} {grade_words(grade)[0]}") for grade in Grade)


def organ_of(item: EnforcementItem, on: date) -> str:
    try:
        return str(competence_of(item.code, on).organ_kind.label)
    except NoCompetence:
        return ""


def _items(query: QueryDict, on: date) -> Sequence[EnforcementItem]:
    asked = {key: query.get(key, "") for key in ("field", "procedure", "grade", "organ")}
    summary = {"summary": True, "ordinary": False}.get(asked["procedure"])
    chosen = set(items_on(on, field=asked["field"], summary=summary))
    found = [item for item in search(query.get("text", ""), on) if item in chosen]
    if asked["grade"]:
        found = [item for item in found if item.grade == asked["grade"]]
    if asked["organ"] in ENFORCERS:
        wanted = str(OrganKind(asked["organ"]).label)
        found = [item for item in found if organ_of(item, on) == wanted]
    return found


def _filters(query: QueryDict) -> tuple[Filter, ...]:
    def value(key: str) -> str:
        return str(query.get(key, ""))

    procedures = (Choice("summary", _("可用简易程序")), Choice("ordinary", _("只用普通程序")))
    organs = choices((kind.value, kind.label) for kind in ENFORCERS)
    return (
        Filter("text", _("案由或条款"), kind="text", value=value("text")),
        Filter("field", _("执法领域"), choices=choices(Field.choices), value=value("field")),
        Filter("procedure", _("程序"), choices=procedures, value=value("procedure")),
        Filter("organ", _("执法主体"), choices=organs, value=value("organ")),
        Filter("grade", _("核验等级"), choices=grades(), value=value("grade")),
        Filter("on", _("行为日期（如 2026-08-14）"), kind="text", value=value("on")),
    )


def _places() -> tuple[ActionView, ...]:
    return (
        ActionView("rules", _("规则手册"), reverse("lawbook:rules")),
        ActionView("conflicts", _("冲突待裁定"), reverse("lawbook:conflicts")),
        ActionView("changes", _("规则变更"), reverse("lawbook:changes")),
    )


def _row(item: EnforcementItem, on: date) -> Row:
    url = reverse("lawbook:item", args=[item.code])
    name = item.english if is_english() else item.name
    cells = (
        name,
        item.name,
        item.code,
        str(item.field.label),
        item.penalty,
        fines_text(item),
        organ_of(item, on),
        graded(item.grade),
    )
    return Row(item.code, url, cells)


def _place(cursor: str) -> int:
    return int(cursor) if cursor.isdecimal() and len(cursor) < 8 else 0
