"""Cases in mid-procedure from a list: each is taken over in the state it stands in.

What the old system said (decided, served, fined, filed) is written down as told. It opens no
way: a case goes on by acts of its own. Periods that run count from the moments told.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.printed import unprintable_words
from chengguan.core.exchange import cells
from chengguan.core.exchange.people import organ_named, person_named
from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.lawbook.items import EnforcementItem, all_items
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.words import listed
from chengguan.core.registers.identifiers import name_key
from chengguan.core.registers.importing import Result, take_party
from chengguan.core.registers.models import Party
from chengguan.core.work.acting import At
from chengguan.core.work.adoption import Told, ToldClock, action_for
from chengguan.core.work.forms import PLAIN_AMOUNT
from chengguan.core.work.perform import open_matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.inputs import AdoptCase, ToldDebt
from chengguan.enforcement.cases.ordinary import taking_over
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY, TAKING_OVER
from chengguan.enforcement.cases.procedures import (
    ADOPTION,
    PAY,
    RECONSIDERATION,
    RECORD_FILING,
    SUMMARY,
    decided,
    paid,
)

REASON = "接收在办案件"
BRINGERS = frozenset({Role.TEAM_HEAD, Role.SQUAD_LEADER})
TOLD = (
    *("number", "docketed_at", "notified_at", "may_request_hearing", "decided_at", "served_at"),
    *("penalty", "fine", "paid", "filed_at", "remark"),
)
AFTER_DECISION = (decided.key, paid.key)
YES = ("是", "有", "1", "true", "yes", "y")


def take(row: Row) -> Outcome:
    procedure, state = _state(row)
    discovered = _discovered(row)
    partner = _partner(row)
    data = AdoptCase(
        organ=_organ(row),
        officer=_officer(row),
        partner=partner.pk if partner else None,
        party=_party(row),
        item_code=_item(row).code,
        conduct_on=(cells.moment(row, "conduct_on") or discovered).astimezone(ZONE).date(),
        discovered_at=discovered,
        spot=_spot(row),
        fact=_fact(row),
        debt=_debt(row, state) if procedure == ORDINARY.key else None,
        told=tuple(Told(str(CASES.field(n).title), row.values[n]) for n in TOLD if n in row.values),
        clocks=_clocks(row, state) if procedure == SUMMARY.key else _ordinary_clocks(row, state),
    )
    open_matter(
        procedure=procedure,
        action=action_for(state),
        by=row.by,
        at=At(discovered, row.at, REASON, has_happened=True),
        data=data,
        key=row.key,
    )
    return Outcome(Taken.CREATED)


def _organ(row: Row) -> Organ:
    return organ_named(row.text("organ"))


def _officer(row: Row) -> Person:
    return person_named(row.text("officer"), row.text("organ"))


def _partner(row: Row) -> Person | None:
    name = row.text("partner")
    return person_named(name, row.text("organ")) if name else None


def _spot(row: Row) -> str:
    return _printed(row, "spot", 200)


def _fact(row: Row) -> str:
    return _printed(row, "fact", 4000)


def _printed(row: Row, cell: str, longest: int) -> str:
    """Words that stand in a paper, as a form would take them."""
    said = row.text(cell, longest)
    if fault := unprintable_words(said):
        raise BadRow(fault, cell)
    return said


def _state(row: Row) -> tuple[str, str]:
    """Procedure and state by their words; a state of both belongs to the one that is named, else
    to the summary procedure."""
    said, wanted = row.text("state"), row.text("procedure")
    known = [
        (procedure, action.move.target)
        for procedure, actions in ((SUMMARY, ADOPTION), (ORDINARY, TAKING_OVER))
        for action in actions
        if action.move.target and wanted in ("", procedure.key, procedure.title)
    ]
    for procedure, state in known:
        if said in (state.key, state.title):
            return procedure.key, state.key
    if not known:
        raise BadRow(
            gettext("不认识的程序：%(said)s。可以写：%(known)s。")
            % {"said": wanted, "known": f"{SUMMARY.title}、{ORDINARY.title}"},
            "procedure",
        )
    raise BadRow(
        gettext("不认识的环节：%(said)s。可以写：%(known)s。")
        % {"said": said, "known": "、".join(state.title for _procedure, state in known)},
        "state",
    )


def _clocks(row: Row, state: str) -> tuple[ToldClock, ...]:
    """What runs from the moments told: the periods of a decision, until each is met."""
    decision, service = cells.moment(row, "decided_at"), cells.moment(row, "served_at")
    if state not in AFTER_DECISION:
        return ()
    if decision is None:
        raise BadRow(gettext("已作决定的案件要写明决定时间。"))
    found = []
    if "filed_at" not in row.values:
        found.append(ToldClock(RECORD_FILING.ref, decision))
    if service is not None:
        found.append(ToldClock(RECONSIDERATION.ref, service))
        if state == decided.key and _has_fine(row):
            found.append(ToldClock(PAY.ref, service))
    return tuple(found)


def _ordinary_clocks(row: Row, state: str) -> tuple[ToldClock, ...]:
    wanted = taking_over.moments_of(state)
    told = {name: found for name in wanted if (found := cells.moment(row, name))}
    if lacking := [str(CASES.field(name).title) for name in wanted if name not in told]:
        raise BadRow(gettext("这个环节要写明：%s。") % listed(lacking))
    return taking_over.clocks_of(
        state,
        told,
        has_fine=_has_fine(row),
        may_request_hearing=row.text("may_request_hearing").lower() in YES,
    )


def _debt(row: Row, state: str) -> ToldDebt | None:
    """What is owed of a decision made elsewhere."""
    if state not in taking_over.AFTER_DECISION or not _has_fine(row):
        return None
    return ToldDebt(fine=_fen(row, "fine"), told_paid=_fen(row, "paid"))


def _fen(row: Row, name: str) -> int:
    said = row.text(name) or "0"
    plain = said.replace(",", "").replace("，", "").rstrip("元").strip()
    fen = Decimal(plain) * 100 if PLAIN_AMOUNT.fullmatch(plain) else Decimal(-1)
    if fen < 0 or fen != fen.to_integral_value():
        raise BadRow(gettext("金额读不出来：%s。请只写数字，如 1000 或 1000.50。") % said, name)
    return int(fen)


def _has_fine(row: Row) -> bool:
    return row.values.get("fine", "0").strip("0.") != ""


def _party(row: Row) -> Party:
    """By number; else the one of that name; else registered now."""
    name, number = row.text("party"), row.text("identifier")
    if not number:
        known = list(Party.objects.filter(name_key=name_key(name))[:2])
        if len(known) == 1:
            return known[0]
    by = None if row.by.is_system else Person(pk=row.by.person_id, name=row.by.name)
    found = take_party({"name": name, "identifier": number}, by=by, at=row.at)
    if found.result == Result.BAD or found.key is None:
        raise BadRow(found.reason)
    return Party.objects.get(pk=found.key)


def _party_name(row: Row) -> str:
    return cells.name(row, "party", 100)


def _item(row: Row) -> EnforcementItem:
    """By code, or by a name that one item alone bears."""
    said = row.text("item")
    found = [one for one in all_items().values() if said in (one.code, one.name)]
    if len(found) == 1:
        return found[0]
    raise BadRow(gettext("不认识的案由：%s。请写案由编码。") % said, "item")


def _discovered(row: Row) -> datetime:
    found = cells.moment(row, "discovered_at")
    assert found is not None, "the column is required"
    return found


def _moment(cell: str) -> Callable[[Row], object]:
    return lambda row: cells.moment(row, cell)


def _sum(cell: str) -> Callable[[Row], object]:
    return lambda row: _fen(row, cell)


CASES = Importer(
    "cases",
    _("在办案件"),
    (
        Field("number", _("原案号"), ("案号", "案件编号", "编号", "立案号"), required=True),
        Field("state", _("环节"), ("状态", "案件状态", "办理环节"), True, "choice", reads=_state),
        Field("organ", _("承办单位"), ("单位", "办案单位", "中队"), True, reads=_organ),
        Field(
            "officer",
            _("发现人"),
            ("承办人", "办案人员", "执法人员", "主办人"),
            required=True,
            reads=_officer,
        ),
        Field("party", _("当事人"), ("当事人名称", "相对人", "被处罚人"), True, reads=_party_name),
        Field("identifier", _("证件号码"), ("统一社会信用代码", "身份证号"), kind="identifier"),
        Field("item", _("案由"), ("案由编码", "执法事项", "事项编码"), True, reads=_item),
        Field(
            "discovered_at",
            _("发现时间"),
            ("立案时间", "受理时间"),
            True,
            "moment",
            reads=_discovered,
        ),
        Field(
            "conduct_on",
            _("违法行为发生日"),
            ("违法日期", "案发日期"),
            kind="day",
            reads=_moment("conduct_on"),
        ),
        Field("spot", _("违法地点"), ("地点", "案发地点", "地址"), True, reads=_spot),
        Field("fact", _("违法事实"), ("事实", "案情", "案情摘要"), True, reads=_fact),
        Field("procedure", _("程序"), ("办案程序", "适用程序"), kind="choice"),
        Field("partner", _("协办人"), ("协办人员", "协办"), reads=_partner),
        Field("docketed_at", _("立案批准时间"), ("批准立案时间",), reads=_moment("docketed_at")),
        Field(
            "notified_at",
            _("告知送达时间"),
            ("事先告知时间", "告知时间"),
            reads=_moment("notified_at"),
        ),
        Field("may_request_hearing", _("告知听证权"), ("是否告知听证权",)),
        Field(
            "decided_at",
            _("决定时间"),
            ("处罚决定时间", "决定日期"),
            reads=_moment("decided_at"),
        ),
        Field("served_at", _("交付时间"), ("送达时间", "送达日期"), reads=_moment("served_at")),
        Field("penalty", _("处罚"), ("处罚种类", "处罚内容")),
        Field("fine", _("罚款"), ("罚款金额", "罚款数额"), kind="number", reads=_sum("fine")),
        Field("paid", _("已缴金额"), ("已缴罚款", "实缴金额"), kind="number", reads=_sum("paid")),
        Field("filed_at", _("备案时间"), ("备案日期",)),
        Field("remark", _("备注"), ("说明",)),
    ),
    take,
    BRINGERS,
    number="number",
    remembers=True,
)
