"""Lists of memberships and of the members on a day, and the same rows as Excel sheets."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.models import Organ
from chengguan.core.org.ports import services_done
from chengguan.core.pages import words
from chengguan.core.pages.addresses import day as day_of
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work.acting import Actor
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.union.members import queries, reading, snapshot
from chengguan.union.members.models import Retention, Sex
from chengguan.union.members.queries import Asked

VIEWS = {
    "members": gettext_lazy("在籍会员"),
    "pending": gettext_lazy("入会申请"),
    "retained": gettext_lazy("保留会籍"),
    "ended": gettext_lazy("已结束"),
}
LENSES = {
    "all": gettext_lazy("全体会员"),
    "women": gettext_lazy("女会员"),
    "young": gettext_lazy("青年会员"),
    "retired": gettext_lazy("退休会员"),
    "retained": gettext_lazy("保留会籍"),
    "model": gettext_lazy("劳模"),
    "cards": gettext_lazy("持会员服务卡"),
}
A_YEAR = timedelta(days=365)


def sex_words(said: str | None) -> str:
    return str(Sex(said).label) if said else _("未登记")


# -- memberships ---------------------------------------------------------------------------------


def membership_page(found: MatterPage, asked: Asked, actor: Actor, now: datetime) -> ListPage:
    address = reverse("members:list")
    return ListPage(
        title=_("会员登记"),
        lead=_("一名会员一件事项：从申请、批准到转移、退会，全部经过都在里面。"),
        columns=_membership_columns(),
        rows=tuple(_membership_row(matter, now) for matter in found.matters),
        filters=_membership_filters(asked, actor),
        views=_views(asked),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('members:sheet')}?{_kept(asked)}",
        empty=EmptyView(_("没有符合条件的会员。"), _("查看在籍会员"), address),
        actions=(
            ActionView("enter", _("代录入会申请"), reverse("members:enter"), emphasis="primary"),
            ActionView("enrol", _("登记在籍会员"), reverse("members:enrol")),
            ActionView("transfer_in", _("办理转入"), reverse("members:transfer_in")),
            ActionView("import", _("Excel 导入"), reverse("exchange:jobs")),
        ),
    )


def _membership_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("会籍编号"), "number", "line"),
        Column("name", _("姓名"), "text", "title"),
        Column("sex", _("性别"), "word", "line"),
        Column("union", _("工会"), "text", "line"),
        Column("group", _("工会小组"), "text", "line"),
        Column("joined", _("入会日期"), "day", "line"),
        Column("card", _("会员服务卡"), "word", ""),
        Column("state", _("环节"), "state", "state"),
    )


def _membership_row(matter: Matter, now: datetime) -> Row:
    record = matter.member
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            record.person.name,
            sex_words(record.sex),
            matter.organ.short_name,
            record.group.short_name if record.group else "",
            words.day(record.joined_on),
            _card_words(record.card_tail if record.card_withdrawn_on is None else ""),
            state_view(matter, now),
        ),
    )


def _card_words(tail: str) -> str:
    return _("尾号 %(tail)s") % {"tail": tail} if tail else _("未发卡")


def membership_sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    """Numbers that identify somebody stay where they are sealed."""
    kept = islice(matters, SHEET_ROWS + 1)
    return Sheet(
        name="members",
        title=_("会员登记"),
        heads=[column.title for column in _membership_columns()],
        rows=[_membership_row(matter, now).cells for matter in kept],
        by=actor.name,
        at=now,
        shown=shown_by(_views(asked), _membership_filters(asked, actor)),
    )


def _membership_filters(asked: Asked, actor: Actor) -> tuple[Filter, ...]:
    places = [*reading.unions_read(actor), *reading.groups_read(actor)]
    return (
        Filter("words", _("姓名、会籍编号"), "text", value=asked.words),
        Filter("union", _("工会、小组"), choices=_organs(places), value=asked.union),
        Filter("sex", _("性别"), choices=_sexes(), value=asked.sex),
    )


def _organs(organs: Iterable[Organ]) -> tuple[Choice, ...]:
    return tuple(Choice(str(organ.pk), organ.short_name, source=True) for organ in organs)


def _sexes() -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label)) for value, label in Sex.choices)


def _views(asked: Asked) -> tuple[SavedView, ...]:
    address = reverse("members:list")
    return tuple(
        SavedView(str(title), f"{address}?view={key}", active=key == asked.view)
        for key, title in VIEWS.items()
    )


def _kept(asked: Asked) -> str:
    said = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in said.items() if v and k not in ("after", "before")})


# -- members on a day ----------------------------------------------------------------------------


class OnDay:
    """What a snapshot is asked for: the day, through which lens, of which union or group."""

    def __init__(self, query: QueryDict, actor: Actor, now: datetime) -> None:
        self.query, self.actor, self.now = query, actor, now
        self.today = queries.today(now)
        self.day = day_of(query.get("on", "")) or self.today
        asked = query.get("view", "all")
        self.lens = asked if asked in LENSES else "all"
        self.words = query.get("words", "").strip()
        self.places = [*reading.unions_read(actor), *reading.groups_read(actor)]
        self.chosen = row_key(query.get("union", ""))

    @property
    def organs(self) -> list[Organ]:
        """The one that was chosen, if it may be read; else all that may be."""
        if self.chosen is None:
            return self.places
        return [organ for organ in self.places if organ.pk == self.chosen]

    @property
    def rows(self) -> QuerySet[Any]:
        found = snapshot.members_on(self.day, self.organs)
        found = found.filter(snapshot.through(self.lens, self.day))
        if self.words:
            found = found.filter(person__name__icontains=self.words)
        return found.select_related("person", "organ")

    def address(self, **changes: str) -> str:
        said = {"on": words.day(self.day), "view": self.lens}
        said |= {"union": str(self.chosen or ""), "words": self.words}
        kept = {name: value for name, value in (said | changes).items() if value}
        return f"{reverse('members:snapshot')}?{urlencode(kept)}"


def snapshot_page(asked: OnDay) -> ListPage:
    shown = page(asked.rows, asked.query)
    export = asked.address().partition("?")[2]
    return ListPage(
        title=_("会员名册"),
        lead=_snapshot_lead(asked),
        columns=_snapshot_columns(),
        rows=tuple(
            Row(key=str(row.pk), url=_matter_url(row, asked), cells=cells)
            for row, cells in zip(shown.rows, _cells(shown.rows, asked), strict=True)
        ),
        filters=_snapshot_filters(asked),
        views=_lenses(asked),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('members:snapshot_sheet')}?{export}",
        empty=EmptyView(
            _("这一天没有符合条件的会员。"), _("查看今天的全体会员"), reverse("members:snapshot")
        ),
        actions=(
            ActionView(
                "statistics",
                _("会员统计表"),
                f"{reverse('members:statistics')}?on={words.day(asked.day)}",
            ),
        ),
    )


def _snapshot_lead(asked: OnDay) -> str:
    said = _("%(day)s 当天在籍的会员；当天转移的只算新工会。") % {"day": words.day(asked.day)}
    if asked.lens == "young":
        age = snapshot.young_age(asked.day)
        said += _("青年会员：满 %(age)d 周岁以下（含），不含保留会籍。") % {"age": age}
    return said


def _snapshot_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("姓名"), "text", "title"),
        Column("number", _("会籍编号"), "number", "line"),
        Column("sex", _("性别"), "word", "line"),
        Column("union", _("工会"), "text", "line"),
        Column("group", _("工会小组"), "text", "line"),
        Column("born", _("出生日期"), "day", ""),
        Column("joined", _("入会日期"), "day", ""),
        Column("kept", _("会籍情况"), "word", "line"),
        Column("done", _("近一年服务"), "word", "line"),
    )


def _cells(rows: Sequence[Any], asked: OnDay) -> list[tuple[Any, ...]]:
    done = services_done.done([row.person_id for row in rows], asked.day - A_YEAR, asked.day)
    return [
        (
            row.person.name,
            row.number or "",
            sex_words(row.sex),
            row.organ.short_name,
            row.group or "",
            words.day(row.born_on),
            words.day(row.joined_on),
            _kept_words(row.kept),
            words.clauses(f"{words.day(one.on)} {one.words}" for one in done[row.person_id])
            if row.person_id in done
            else _("尚无"),
        )
        for row in rows
    ]


def _kept_words(cause: str | None) -> str:
    if cause is None:
        return _("在职会籍")
    return words.aside(_("保留会籍"), Retention.Cause(cause).label)


def _matter_url(row: Any, asked: OnDay) -> str:
    """To the membership, where it still lies with a union that the reader keeps."""
    here = any(organ.pk == row.organ_id for organ in asked.places)
    runs = row.until is None
    return reverse("work:matter", args=[row.matter]) if row.matter and here and runs else ""


def snapshot_sheet(asked: OnDay) -> Sheet:
    rows = list(asked.rows.order_by("organ__path", "person__name", "pk")[: SHEET_ROWS + 1])
    return Sheet(
        name="members-on",
        title=_("会员名册"),
        heads=[column.title for column in _snapshot_columns()],
        rows=_cells(rows, asked),
        by=asked.actor.name,
        at=asked.now,
        shown=shown_by(_lenses(asked), _snapshot_filters(asked)),
    )


def _snapshot_filters(asked: OnDay) -> tuple[Filter, ...]:
    chosen = str(asked.chosen or "")
    return (
        Filter("on", _("名册日期（如 2026-06-30）"), "text", value=words.day(asked.day)),
        Filter("union", _("工会、小组"), choices=_organs(asked.places), value=chosen),
        Filter("words", _("姓名"), "text", value=asked.words),
    )


def _lenses(asked: OnDay) -> tuple[SavedView, ...]:
    return tuple(
        SavedView(str(title), asked.address(view=key), active=key == asked.lens)
        for key, title in LENSES.items()
    )


# -- statistics ----------------------------------------------------------------------------------


def statistics(actor: Actor, day: date) -> dict[str, Any]:
    """Each union with its numbers, each number with the address of its list; below the sum."""
    unions = reading.unions_read(actor)
    counts = snapshot.statistics(day, unions)
    empty = dict.fromkeys(LENSES, 0)
    lines: list[dict[str, Any]] = [
        {
            "union": union,
            "numbers": [
                (counts.get(union.pk, empty)[lens], _list_of(day, lens, union), head)
                for lens, head in LENSES.items()
            ],
        }
        for union in unions
    ]
    total = [
        (sum(line["numbers"][place][0] for line in lines), _list_of(day, lens, None), head)
        for place, (lens, head) in enumerate(LENSES.items())
    ]
    return {"day": day, "heads": list(LENSES.values()), "lines": lines, "total": total}


def _list_of(day: date, lens: str, union: Organ | None) -> str:
    said = {"on": words.day(day), "view": lens, "union": str(union.pk) if union else ""}
    kept = {name: value for name, value in said.items() if value}
    return f"{reverse('members:snapshot')}?{urlencode(kept)}"


def statistics_sheet(told: dict[str, Any], actor: Actor, now: datetime) -> Sheet:
    lines = [(line["union"].name, *(one[0] for one in line["numbers"])) for line in told["lines"]]
    lines.append((_("合计"), *(one[0] for one in told["total"])))
    return Sheet(
        name="members-statistics",
        title=_("会员统计表"),
        heads=[_("工会"), *(str(head) for head in told["heads"])],
        rows=lines,
        by=actor.name,
        at=now,
        shown=words.day(told["day"]),
    )


def cut_offs(asked: OnDay) -> list[tuple[str, str]]:
    """Days that are asked for again and again: today, and the last days of the half-years."""
    today = asked.today
    ends = [date(today.year - 1, 12, 31), date(today.year, 6, 30), date(today.year, 12, 31)]
    days = [today, *(day for day in ends if day <= today)]
    return [(words.day(day), asked.address(on=words.day(day))) for day in days]
