"""Lists over matters of all kinds: what is open, what is late, what was found."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.models import Person
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.work import lateness, lists, rules, sequels, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.desk import NOBODY
from chengguan.core.work.models import Assignment, FindingLook, Matter, MatterFinding
from chengguan.core.work.present import clock_words, state_view
from chengguan.core.work.workbench import DAY

_COLUMNS = (
    ("number", "编号", "number", "line"),
    ("title", "标题", "text", "title"),
    ("kind", "种类", "word", "line"),
    ("organ", "承办单位", "text", "line"),
    ("state", "环节", "state", "state"),
    ("clock", "时限", "word", "line"),
    ("due", "最近时限", "due", "line"),
)
LATE = {"due": "late"}


def matters_page(actor: Actor, now: datetime, asked: Mapping[str, str]) -> ListPage:
    """Open matters somebody may find, by who has them, whose they are and what they are due by.

    Every figure of the workbench that is not of one's own desk opens this list. Being late is
    never hidden.
    """
    found = lists.page(
        actor,
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        narrow=_narrow(now, asked),
    )
    late = asked.get("due") == "late"
    clocks = _clocks(found.matters)
    return ListPage(
        title=_("逾期事项") if late else _("在办事项"),
        columns=tuple(Column(key, _(title), kind, card) for key, title, kind, card in _COLUMNS),
        rows=tuple(_row(matter, clocks, now) for matter in found.matters),
        filters=_filters(asked, found.matters),
        older=found.older,
        newer=found.newer,
        empty=EmptyView(_("没有逾期的事项。") if late else _("没有符合条件的事项。")),
        lead=_("超过期限、尚未办结的全部事项，按到期先后排列。") if late else "",
        batch=sequels.batch(actor),
        batch_url=reverse("work:many", args=["matter"]),
    )


def _narrow(now: datetime, asked: Mapping[str, str]) -> Q:
    found = {
        "late": lateness.late(now),
        "day": lateness.due_within(now, now + DAY),
    }.get(asked.get("due", ""), Q())
    if organ := row_key(asked.get("organ", "")):
        found &= Q(organ_id=organ)
    if clock := asked.get("clock", ""):
        found &= lateness.due_by(clock)
    return found & _held_by(asked.get("person", ""))


def _held_by(person: str) -> Q:
    held = Assignment.objects.filter(until=None, task=Assignment.Task.HANDLE)
    if person == NOBODY:
        taken = held.filter(person__isnull=False)
        return Q(pk__in=held.values("matter")) & ~Q(pk__in=taken.values("matter"))
    if key := row_key(person):
        return Q(pk__in=held.filter(person_id=key).values("matter"))
    return Q()


def _filters(asked: Mapping[str, str], matters: list[Matter]) -> tuple[Filter, ...]:
    """What the address asks for stays visible and can be taken away."""
    known = (("late", _("已逾期")), ("day", _("24 小时内到期")))
    organs = {str(m.organ_id): m.organ.short_name for m in matters}
    due = Filter("due", _("到期"), choices=_choices(known), value=asked.get("due", ""))
    more = []
    if clock := asked.get("clock", ""):
        row = next((r for r in rules.current().clocks.values() if r.ref == clock), None)
        title = clock_words(row.ref) if row else clock
        more.append(Filter("clock", _("时限"), choices=_choices([(clock, title)]), value=clock))
    if person := asked.get("person", ""):
        name = _("未分派到人") if person == NOBODY else _name(person)
        choice = Choice(person, name, source=person != NOBODY)
        more.append(Filter("person", _("承办人"), choices=(choice,), value=person))
    if organ := asked.get("organ", ""):
        choice = Choice(organ, organs.get(organ, organ), source=True)
        more.append(Filter("organ", _("承办单位"), choices=(choice,), value=organ))
    return (due, *more)


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in pairs)


def _name(person: str) -> str:
    found = Person.objects.filter(pk=row_key(person) or 0)
    return found.values_list("name", flat=True).first() or person


def _clocks(matters: list[Matter]) -> dict[object, str]:
    keys = [matter.pk for matter in matters]
    rows = Matter.objects.filter(pk__in=keys).annotate(first_clock=lateness.first_clock())
    return dict(rows.values_list("pk", "first_clock")) if keys else {}


def _row(matter: Matter, clocks: Mapping[object, str], now: datetime) -> Row:
    late, ref = lateness.is_late(matter, now), clocks.get(matter.pk)
    tone = Tone.OVERDUE if late else None
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            str(pages.kind_title(matter.kind)),
            matter.organ.short_name,
            state_view(matter, now),
            clock_words(ref) if ref else "",
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


# ── findings ───────────────────────────────────────────────────────────────────


def findings_page(actor: Actor, asked: Mapping[str, str]) -> ListPage:
    """Unlawful acts that were recorded as they had happened."""
    law, state = rules.current(), asked.get("state", "")
    start = row_key(asked.get("after", ""))
    rows = _findings(actor, state, start)
    shown = rows[: lists.PAGE]
    seen = _seen(actor, shown)
    return ListPage(
        title=_("执法问题"),
        columns=(
            Column("found", _("发现时间"), "moment", "line"),
            Column("matter", _("事项"), "text", "title"),
            Column("rule", _("规则"), "word", "line"),
            Column("explanation", _("理由"), "text", "line"),
            Column("state", _("状态"), "state", "state"),
        ),
        rows=tuple(
            Row(
                key=str(row.pk),
                url=reverse("work:matter", args=[row.matter_id]),
                cells=(
                    row.found_at,
                    f"{row.matter.number} {row.matter.title}",
                    f"{row.ref} {words.law(law.guard(row.ref).title)}",
                    row.explanation,
                    StateView(_("已阅"), Tone.DONE)
                    if row.pk in seen
                    else StateView(_("未阅"), Tone.WARNING),
                ),
            )
            for row in shown
        ),
        filters=(
            Filter(
                "state",
                _("状态"),
                choices=(Choice("unseen", _("未阅")), Choice("seen", _("已阅"))),
                value=state if state in ("unseen", "seen") else "",
            ),
        ),
        older=str(shown[-1].pk) if len(rows) > lists.PAGE else "",
        empty=EmptyView(_("没有记录在案的执法问题。")),
        lead=_("已经发生、违反规定、照实补录的操作。记录不代表认可。"),
        batch=(ActionView("seen", _("标为已阅"), reverse("work:look"), method="post"),),
        batch_url=reverse("work:look"),
    )


def _findings(actor: Actor, state: str, before: int | None) -> list[MatterFinding]:
    """Newest first; one more than a page."""
    rows = MatterFinding.objects.filter(matter__in=visibility.visible_ids(actor))
    looked = FindingLook.objects.filter(person=actor.person_id).values("finding")
    if state == "unseen":
        rows = rows.exclude(pk__in=looked)
    elif state == "seen":
        rows = rows.filter(pk__in=looked)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("matter__organ").order_by("-pk")[: lists.PAGE + 1])


def _seen(actor: Actor, rows: list[MatterFinding]) -> set[int]:
    looks = FindingLook.objects.filter(person=actor.person_id, finding__in=rows)
    return set(looks.values_list("finding", flat=True))


def look_at(actor: Actor, keys: list[int], at: datetime) -> None:
    """Remember that somebody has looked at these findings, as far as he may find them."""
    if actor.person_id is None:
        return
    rows = MatterFinding.objects.filter(pk__in=keys, matter__in=visibility.visible_ids(actor))
    FindingLook.objects.bulk_create(
        [FindingLook(finding=row, person_id=actor.person_id, looked_at=at) for row in rows],
        ignore_conflicts=True,
    )
