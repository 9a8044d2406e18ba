"""How enforcement items are shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.lawbook.competence import CompetenceRule, rules
from chengguan.core.lawbook.items import EnforcementItem, items_on, search
from chengguan.core.lawbook.words import MODES, fine_text, fines_text
from chengguan.core.org.kinds import Field, OrganKind
from chengguan.core.pages.markup import is_english
from chengguan.core.pages.shapes import (
    Choice,
    Column,
    Crumb,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.words import day, grade_words


def items_page(query: QueryDict, on: date) -> ListPage:
    """Items that govern conduct of today."""
    text, field, procedure = (query.get(key, "") for key in ("text", "field", "procedure"))
    summary = {"summary": True, "ordinary": False}.get(procedure)
    chosen = items_on(on, field=field, summary=summary)
    found = [item for item in search(text, on) if item in chosen]
    return ListPage(
        _("执法事项"),
        columns=(
            Column("name", _("案由"), card="title"),
            # In English the statute's own term stays beside the gloss.
            Column("term", _("原文"), card="line", hidden=not is_english()),
            Column("code", _("编号"), kind="number", card="line"),
            Column("field", _("执法领域"), card="line"),
            Column("penalty", _("处罚条款"), hidden=True),
            Column("fines", _("罚款幅度"), card="line"),
            Column("grade", _("核验等级"), kind="state", card="state"),
        ),
        rows=tuple(_row(item) for item in found),
        filters=(
            Filter("text", _("案由或条款"), kind="text", value=text),
            Filter("field", _("执法领域"), choices=_choices(Field.choices), value=field),
            Filter("procedure", _("程序"), choices=_procedures(), value=procedure),
        ),
        note=_("所列为 %(day)s 的行为适用的事项。") % {"day": day(on)},
    )


def item_page(item: EnforcementItem, on: date) -> dict[str, object]:
    """What the page of an item reads."""
    law = (
        Fact(_("编号"), item.code),
        Fact(_("执法领域"), str(item.field.label)),
        Fact(_("违反条款"), item.breach, source=True, wide=True),
        Fact(_("处罚条款"), item.penalty, source=True, wide=True),
        Fact(_("处罚对象"), item.subject, source=True, wide=True),
        Fact(_("条文机关"), item.authority, source=True, wide=True),
        Fact(_("适用时间"), _span(item.since, item.until)),
    )
    sanction = (
        Fact(_("责令改正与罚款"), str(MODES[item.mode]), wide=True),
        *(Fact(_("罚款幅度"), fine_text(fine)) for fine in item.fines),
        Fact(_("警告"), _("可以") if item.allows_warning else _("条文未写")),
        Fact(_("可用简易程序"), _("可以") if item.summary else _("不可以")),
    )
    of_item = (rule for rule in rules() if rule.item == item.code)
    return {
        "item": item,
        "is_in_force": item.in_force(on),
        "crumbs": (Crumb(_("执法事项"), reverse("lawbook:list")),),
        "groups": (
            FactGroup(_("依据"), law),
            FactGroup(_("处理"), sanction),
            FactGroup(_("职权"), tuple(fact for rule in of_item for fact in _competence(rule))),
        ),
    }


def _row(item: EnforcementItem) -> Row:
    url = reverse("lawbook:item", args=[item.code])
    name = item.english if is_english() else item.name
    field = str(item.field.label)
    checked = StateView(
        grade_words(item.grade)[0], Tone.DONE if item.grade == "V" else Tone.WARNING
    )
    cells = (name, item.name, item.code, field, item.penalty, fines_text(item), checked)
    return Row(item.code, url, cells)


def _competence(rule: CompetenceRule) -> tuple[Fact, Fact]:
    who = str(OrganKind(rule.organ_kind).label)
    return (
        Fact(_span(rule.since, rule.until), who),
        Fact(_("来源"), f"{rule.source} · {grade_words(rule.grade)[0]}", source=True),
    )


def _span(since: date | None, until: date | None) -> str:
    """Half-open, as people write it: from a day, before a day."""
    begun = _("%(day)s 起") % {"day": day(since)} if since else ""
    ended = _("%(day)s 前") % {"day": day(until)} if until else ""
    return "，".join(part for part in (begun, ended) if part) or _("现行")


def _choices(pairs: Iterable[tuple[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label)) for value, label in pairs)


def _procedures() -> tuple[Choice, ...]:
    return (Choice("summary", _("可用简易程序")), Choice("ordinary", _("只用普通程序")))
