"""Lists of rounds, of the checked members of a round, of covers and of claims, and their sheets."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.journal import services as journal
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.insurance.panels import through
from chengguan.union.benefits.models import Enrolment, InsuranceRound, Product, SnapshotLine
from chengguan.union.benefits.models.insurance import STANDING

REPORT = "报送承保单位"
TONES = {
    Enrolment.State.LISTED: Tone.WARNING,
    Enrolment.State.ACCEPTED: Tone.DONE,
    Enrolment.State.REJECTED: Tone.OVERDUE,
    Enrolment.State.REMOVED: Tone.HELD,
}
LINE_VIEWS = {
    "enrol": gettext_lazy("本批次参保"),
    "new": gettext_lazy("新增"),
    "changed": gettext_lazy("变化"),
    "gone": gettext_lazy("减少"),
    "back": gettext_lazy("退回更正"),
    "others": gettext_lazy("已有保障、保留会籍"),
}
OPEN_VIEWS = {"open": gettext_lazy("办理中"), "ended": gettext_lazy("已结束")}


def cover_state(row: Enrolment) -> StateView:
    state = Enrolment.State(row.state)
    return StateView(str(state.label), TONES[state])


# -- rounds and claims: matters --------------------------------------------------------------------


class Matters:
    """A list of matters of one kind, as an address asks for it."""

    def __init__(self, query: QueryDict, actor: Actor, now: datetime) -> None:
        self.actor, self.now = actor, now
        asked = query.get("view", "open")
        self.view = asked if asked in OPEN_VIEWS else "open"
        self.words = query.get("words", "").strip()
        self.product = query.get("product", "")
        self.after, self.before = query.get("after", ""), query.get("before", "")

    def page(self, kind: str, narrow: Q, related: tuple[str, ...]) -> lists.MatterPage:
        return lists.page(
            self.actor,
            kind=kind,
            is_open=self.view == "open",
            after=self.after,
            before=self.before,
            narrow=narrow,
            related=related,
        )

    def everything(self, kind: str, narrow: Q, related: tuple[str, ...]) -> Iterator[Matter]:
        is_open = self.view == "open"
        return lists.everything(
            self.actor, kind=kind, is_open=is_open, narrow=narrow, related=related
        )

    def filters(self) -> tuple[Filter, ...]:
        return (
            Filter("words", _("编号"), "text", value=self.words),
            Filter("product", _("保障项目"), choices=_products(), value=self.product),
        )

    def views(self, address: str) -> tuple[SavedView, ...]:
        return tuple(
            SavedView(str(title), f"{address}?view={key}", active=key == self.view)
            for key, title in OPEN_VIEWS.items()
        )

    @property
    def kept(self) -> str:
        said = {"view": self.view, "words": self.words, "product": self.product}
        return urlencode({name: value for name, value in said.items() if value})


def _products() -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label)) for value, label in Product.choices)


def _round_narrow(asked: Matters) -> Q:
    wanted = Q(number__icontains=asked.words) if asked.words else Q()
    if asked.product in Product.values:
        wanted &= Q(insurance_round__product=asked.product)
    return wanted


def rounds_page(asked: Matters) -> ListPage:
    found = asked.page(queries.ROUND, _round_narrow(asked), ("insurance_round",))
    address = reverse("benefits:rounds")
    own = queries.own_unions(asked.actor).exists()
    return ListPage(
        title=_("参保批次"),
        lead=_("按截止日的在籍会员参保；先核对差别，再确认名单。"),
        columns=_round_columns(),
        rows=tuple(
            Row(str(one.pk), reverse("work:matter", args=[one.pk]), _round_cells(one, asked.now))
            for one in found.matters
        ),
        filters=asked.filters(),
        views=asked.views(address),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('benefits:rounds_sheet')}?{asked.kept}",
        empty=EmptyView(_("没有符合条件的参保批次。"), _("查看办理中的批次"), address),
        actions=(
            (
                ActionView(
                    "open", _("准备参保批次"), reverse("benefits:open_round"), emphasis="primary"
                ),
                ActionView("covers", _("参保名册"), reverse("benefits:covers")),
                ActionView("claims", _("理赔协助"), reverse("benefits:claims")),
            )
            if own
            else ()
        ),
    )


def rounds_sheet(asked: Matters) -> Sheet:
    rows = asked.everything(queries.ROUND, _round_narrow(asked), ("insurance_round",))
    return Sheet(
        name="insurance-rounds",
        title=_("参保批次"),
        heads=[column.title for column in _round_columns()],
        rows=[_round_cells(one, asked.now) for one in islice(rows, SHEET_ROWS + 1)],
        by=asked.actor.name,
        at=asked.now,
        shown=shown_by(asked.views(""), asked.filters()),
    )


def _round_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("批次编号"), "number", "line"),
        Column("title", _("批次"), "text", "title"),
        Column("union", _("组织工会"), "text", "line"),
        Column("cut_off", _("参保截止日"), "day", "line"),
        Column("span", _("保障期"), "word", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _round_cells(matter: Matter, now: datetime) -> tuple[Any, ...]:
    row = matter.insurance_round
    return (
        matter.number,
        matter.title,
        matter.organ.short_name if matter.organ else "",
        words.day(row.cut_off),
        through(row.begins, row.last_day),
        state_view(matter, now),
    )


def _claim_narrow(asked: Matters) -> Q:
    wanted = Q()
    if asked.words:
        wanted &= Q(number__icontains=asked.words) | Q(
            claim_help__person__name__icontains=asked.words
        )
    if asked.product in Product.values:
        wanted &= Q(claim_help__enrolment__product=asked.product)
    return wanted


CLAIM_RELATED = ("claim_help__person", "claim_help__helper")


def claims_page(asked: Matters) -> ListPage:
    found = asked.page(queries.CLAIM, _claim_narrow(asked), CLAIM_RELATED)
    address = reverse("benefits:claims")
    return ListPage(
        title=_("理赔协助"),
        lead=_("按出险那一天的保障办理；情况说明加密保存。"),
        columns=_claim_columns(),
        rows=tuple(
            Row(str(one.pk), reverse("work:matter", args=[one.pk]), _claim_cells(one, asked.now))
            for one in found.matters
        ),
        filters=asked.filters(),
        views=asked.views(address),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('benefits:claims_sheet')}?{asked.kept}",
        empty=EmptyView(_("没有符合条件的理赔协助。"), _("查看办理中的"), address),
    )


def claims_sheet(asked: Matters) -> Sheet:
    rows = asked.everything(queries.CLAIM, _claim_narrow(asked), CLAIM_RELATED)
    return Sheet(
        name="insurance-claims",
        title=_("理赔协助"),
        heads=[column.title for column in _claim_columns()],
        rows=[_claim_cells(one, asked.now) for one in islice(rows, SHEET_ROWS + 1)],
        by=asked.actor.name,
        at=asked.now,
        shown=shown_by(asked.views(""), asked.filters()),
    )


def _claim_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("person", _("会员"), "text", "title"),
        Column("event", _("出险日期"), "day", "line"),
        Column("helper", _("协助人"), "text", "line"),
        Column("asked", _("申请金额"), "money", "line"),
        Column("paid", _("赔付金额"), "money", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _claim_cells(matter: Matter, now: datetime) -> tuple[Any, ...]:
    claim = matter.claim_help
    return (
        matter.number,
        claim.person.name,
        words.day(claim.event_on),
        claim.helper.name if claim.helper else "",
        words.money(claim.asked),
        words.money(claim.paid),
        state_view(matter, now),
    )


# -- the checked members of a round ----------------------------------------------------------------


class Lines:
    """What of a check is asked for. Raises nothing: an unknown view is the whole list."""

    def __init__(self, matter: Matter, query: QueryDict, actor: Actor, now: datetime) -> None:
        self.query, self.actor, self.now, self.matter = query, actor, now, matter
        self.round = InsuranceRound.objects.get(pk=matter.pk)
        self.round.matter = matter
        self.taken = queries.newest(self.round)
        asked = query.get("view", "enrol")
        self.view = asked if asked in LINE_VIEWS else "enrol"
        self.words = query.get("words", "").strip()

    @property
    def rows(self) -> QuerySet[Any]:
        found: QuerySet[Any] = (
            queries.gone_of(self.round, self.taken)
            if self.view == "gone"
            else queries.lines_of(self.taken, self.view)
        )
        return found.filter(person__name__icontains=self.words) if self.words else found

    def address(self, name: str) -> str:
        said = {"view": self.view, "words": self.words}
        base = reverse(f"benefits:{name}", args=[self.matter.pk])
        return f"{base}?{urlencode({key: value for key, value in said.items() if value})}"

    def filters(self) -> tuple[Filter, ...]:
        return (Filter("words", _("姓名"), "text", value=self.words),)

    def views(self) -> tuple[SavedView, ...]:
        base = reverse("benefits:lines", args=[self.matter.pk])
        return tuple(
            SavedView(str(title), f"{base}?view={key}", active=key == self.view)
            for key, title in LINE_VIEWS.items()
        )


def lines_page(asked: Lines) -> ListPage:
    shown = page(asked.rows, asked.query)
    back = reverse("work:matter", args=[asked.matter.pk])
    return ListPage(
        title=_("名单核对"),
        lead=asked.matter.number,
        columns=_line_columns(),
        rows=tuple(Row(str(row.pk), "", _line_cells(row)) for row in shown.rows),
        filters=asked.filters(),
        views=asked.views(),
        older=shown.older,
        newer=shown.newer,
        export_url=asked.address("lines_sheet"),
        empty=EmptyView(_("这一类没有人。"), _("返回批次"), back),
        crumbs=(Crumb(asked.matter.number, back), Crumb(_("名单核对"))),
    )


def lines_sheet(asked: Lines) -> Sheet:
    rows = asked.rows.order_by("union__path", "person__name", "pk")[: SHEET_ROWS + 1]
    return Sheet(
        name="insurance-lines",
        title=_("名单核对"),
        heads=[column.title for column in _line_columns()],
        rows=[_line_cells(row) for row in rows],
        by=asked.actor.name,
        at=asked.now,
        shown=shown_by(asked.views(), asked.filters()),
    )


def _line_columns() -> tuple[Column, ...]:
    return (
        Column("person", _("会员"), "text", "title"),
        Column("union", _("工会"), "text", "line"),
        Column("fate", _("核对结果"), "word", "line"),
        Column("change", _("与上一批次相比"), "word", "line"),
    )


def _line_cells(row: Any) -> tuple[Any, ...]:
    if isinstance(row, SnapshotLine):
        said = (row.get_fate_display(), row.get_change_display())
    else:
        said = (_("不再参保"), _("减少"))
    return (row.person.name, row.union.short_name, *said)


# -- covers ----------------------------------------------------------------------------------------


class Covers:
    """Who is covered, narrowed as an address says it."""

    def __init__(self, query: QueryDict, actor: Actor, now: datetime) -> None:
        self.query, self.actor, self.now = query, actor, now
        self.today = queries.today(now)
        view = query.get("view", "all")
        self.view = view if view in ("all", "expiring") else "all"
        self.words, self.product = query.get("words", "").strip(), query.get("product", "")
        self.state, self.round = query.get("state", ""), query.get("round", "")

    @property
    def rows(self) -> QuerySet[Enrolment]:
        found = queries.covers(self.actor)
        if self.view == "expiring":
            found = queries.expiring(found, self.today)
        elif not self.state and not self.round:
            found = found.filter(state__in=STANDING, until__gt=self.today)
        if self.words:
            found = found.filter(person__name__icontains=self.words)
        if self.product in Product.values:
            found = found.filter(product=self.product)
        if self.state in Enrolment.State.values:
            found = found.filter(state=self.state)
        return found.filter(round=known) if (known := _uuid(self.round)) else found

    @property
    def kept(self) -> str:
        said = {n: getattr(self, n) for n in ("view", "words", "product", "state", "round")}
        return urlencode({name: value for name, value in said.items() if value})

    def filters(self) -> tuple[Filter, ...]:
        states = tuple(Choice(value, str(label)) for value, label in Enrolment.State.choices)
        return (
            Filter("words", _("姓名"), "text", value=self.words),
            Filter("product", _("保障项目"), choices=_products(), value=self.product),
            Filter("state", _("参保情况"), choices=states, value=self.state),
        )

    def views(self) -> tuple[SavedView, ...]:
        address = reverse("benefits:covers")
        titles = (("all", _("现有保障")), ("expiring", _("将到期")))
        return tuple(
            SavedView(title, f"{address}?view={key}", active=key == self.view)
            for key, title in titles
        )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def covers_page(asked: Covers) -> ListPage:
    shown = page(asked.rows, asked.query)
    days = queries.alarm_days(asked.today)
    return ListPage(
        title=_("参保名册"),
        lead=_("保障期的最后一天仍有保障。到期前 %(n)d 天起列入“将到期”。") % {"n": days},
        columns=_cover_columns(),
        rows=tuple(
            Row(
                str(row.pk),
                reverse("work:matter", args=[row.round_id]),
                _cover_cells(row),
            )
            for row in shown.rows
        ),
        filters=asked.filters(),
        views=asked.views(),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('benefits:covers_sheet')}?{asked.kept}",
        empty=EmptyView(
            _("没有符合条件的参保记录。"), _("查看现有保障"), reverse("benefits:covers")
        ),
    )


def covers_sheet(asked: Covers) -> Sheet:
    rows = asked.rows.order_by("union__path", "person__name", "pk")[: SHEET_ROWS + 1]
    return Sheet(
        name="insurance-covers",
        title=_("参保名册"),
        heads=[column.title for column in _cover_columns()],
        rows=[_cover_cells(row) for row in rows],
        by=asked.actor.name,
        at=asked.now,
        shown=shown_by(asked.views(), asked.filters()),
    )


def _cover_columns() -> tuple[Column, ...]:
    return (
        Column("person", _("会员"), "text", "title"),
        Column("union", _("工会"), "text", "line"),
        Column("product", _("保障项目"), "word", "line"),
        Column("begins", _("保障起始"), "day", "line"),
        Column("last", _("保障最后一天"), "day", "line"),
        Column("policy", _("保单号"), "number", "line"),
        Column("said", _("回执说明"), "text", "line"),
        Column("state", _("参保情况"), "state", "state"),
    )


def _cover_cells(row: Enrolment) -> tuple[Any, ...]:
    return (
        row.person.name,
        row.union.short_name,
        row.get_product_display(),
        words.day(row.begins),
        words.day(row.last_day),
        row.policy,
        row.said,
        cover_state(row),
    )


# -- the carrier's sheet ---------------------------------------------------------------------------


def carrier_sheet(matter: Matter, actor: Actor, now: datetime) -> Sheet:
    """报送表: each number is opened with a recorded look. Its heads are the carrier's, in Chinese
    in every language."""
    round_ = InsuranceRound.objects.get(pk=matter.pk)
    rows = queries.enrolments_of(round_).filter(state__in=STANDING)
    return Sheet(
        name="insurance-carrier",
        title="参保报送表",
        heads=("姓名", "证件号码", "工会", "保障起始", "保障最后一天"),
        rows=list(_carrier_rows(rows.order_by("union__path", "pk"), actor, now)),
        by=actor.name,
        at=now,
        shown=matter.title,
    )


def _carrier_rows(
    rows: Iterable[Enrolment], actor: Actor, now: datetime
) -> Iterator[tuple[str, ...]]:
    for row in rows:
        number = journal.reveal(row.number, actor=actor.key, reason=REPORT, at=now)
        yield (
            row.person.name,
            number or "",
            row.union.name,
            words.day(row.begins),
            words.day(row.last_day),
        )
