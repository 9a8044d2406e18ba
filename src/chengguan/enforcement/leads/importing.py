"""Hotline orders from a list: each row is received by the act that receives every order.

What happened before today is a late entry. The source's number is the identity: the same row
again is known, another content under a known number is told and changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange import cells
from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Grant, Organ
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.adoption import Told
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import inputs, likeness, services
from chengguan.enforcement.leads.errors import NumberTaken
from chengguan.enforcement.leads.models import AppealKind, Lead, LeadSource
from chengguan.enforcement.leads.queries import KIND, NAME, PHONE

REASON = "导入"
TITLE, ADDRESS, NUMBER, TEXT = 200, 200, 60, 20_000
ANSWERED_AT, FORMER_STATE = "答复时间", "原系统状态"
BRINGERS = frozenset({Role.DISPATCHER, Role.TEAM_HEAD})
KINDS = {
    "咨询": AppealKind.CONSULT,
    "建议": AppealKind.SUGGESTION,
    "意见建议": AppealKind.SUGGESTION,
    "求助": AppealKind.HELP,
    "投诉": AppealKind.COMPLAINT,
    "举报": AppealKind.REPORT,
    **{str(kind.value): kind for kind in AppealKind},
}


def take_all(rows: Sequence[Row]) -> list[Outcome | None]:
    """Orders whose number is new, together; all others are for ``take``."""
    orders = {n: order for n, order in enumerate(_new_orders(rows)) if order}
    if not orders:
        return [None] * len(rows)
    begun = services.take_in_all(list(orders.values()), by=rows[0].by, at=rows[0].at)
    received = {
        n: Lead(matter_id=outcome.matter, description=order[1].description)
        for (n, order), outcome in zip(orders.items(), begun, strict=True)
        if outcome
    }
    alike = likeness.remember_all(list(received.values()), rows[0].at)
    return [_created(alike[received[n].pk]) if n in received else None for n in range(len(rows))]


def _new_orders(rows: Sequence[Row]) -> Iterator[tuple[At, inputs.Receive, str] | None]:
    """What a row says, where it can be read and its number neither is known nor stands above."""
    numbers = [row.text("external_no") for row in rows]
    met = set(Lead.objects.filter(external_no__in=numbers).values_list("external_no", flat=True))
    for row, number in zip(rows, numbers, strict=True):
        order = None if number in met else _readable(row)
        met.add(number)
        yield order


def _readable(row: Row) -> tuple[At, inputs.Receive, str] | None:
    try:
        order = _order(row, _source(row), _number(row))
        return _at(row), order, row.key
    except BadRow:
        return None


def _at(row: Row) -> At:
    return At(_moment(row) or row.at, row.at, REASON, has_happened=True)


def _created(alike: int) -> Outcome:
    if alike:
        return Outcome(Taken.CREATED, gettext("与 %(n)s 件线索内容相近") % {"n": alike})
    return Outcome(Taken.CREATED)


def take(row: Row) -> Outcome:
    number = _number(row)
    source = _source(row)
    known = Lead.objects.select_related("matter").filter(source=source, external_no=number).first()
    if known is not None:
        return _known(known, row)
    data = _order(row, source, number)
    try:
        outcome = services.take_in(by=row.by, at=_at(row), data=data, key=row.key)
    except NumberTaken as taken:
        return Outcome(Taken.CHANGED, str(taken))
    if outcome.is_repeat:
        return Outcome(Taken.EXISTING)
    lead = Lead(matter_id=outcome.matter, description=data.description)
    return _created(likeness.remember(lead, row.at))


def _order(row: Row, source: str, number: str) -> inputs.Receive:
    title = row.text("title") or row.text("description")[:TITLE]
    if len(title) > TITLE:
        title = title[: TITLE - 1] + "…"
    told = [
        Told(name, row.text(field))
        for name, field in ((ANSWERED_AT, "answered_at"), (FORMER_STATE, "former_state"))
    ]
    return inputs.Receive(
        organ=row.organ or intake_organ(row.by, row.at),
        source=source,
        appeal_kind=_kind(row) or AppealKind.COMPLAINT,
        title=title,
        description=_description(row),
        external_no=number,
        caller_name=_caller(row),
        caller_phone=_phone(row),
        is_anonymous=not (row.text("caller_name") or row.text("caller_phone")),
        # Where a list has no column for it, the subject mostly names the place.
        address_text=_address(row) or title,
        told=tuple(one for one in told if one.value),
        told_answer=_answer(row),
    )


def _known(known: Lead, row: Row) -> Outcome:
    """Compared is what this list says; a column it does not have says nothing."""
    said = _order(row, known.source, known.external_no or "")
    given = row.values
    same = (
        (said.title == known.matter.title or "title" not in given)
        and said.description == known.description
        and (said.address_text == known.address_text or "address" not in given)
        and _moment(row) in (None, known.matter.opened_at)
        and (known.dispatched_at or _kind(row) in (None, known.appeal_kind))
        and _is_caller(NAME, said.caller_name, known.caller_name_id)
        and _is_caller(PHONE, said.caller_phone, known.caller_phone_id)
    )
    if same:
        return Outcome(Taken.EXISTING)
    return Outcome(Taken.CHANGED, str(NumberTaken(known.external_no or "", known.pk)))


def _is_caller(kind: str, value: str, sealed: int | None) -> bool:
    if not value or sealed is None:
        return not value
    return journal.find(kind, value).filter(pk=sealed).exists()


def _source(row: Row) -> str:
    said = row.text("source")
    if not said:
        return row.source or LeadSource.HOTLINE_12345
    for value, label in LeadSource.choices:
        if said in (value, str(label)):
            return str(value)
    raise BadRow(gettext("不认识的案源：%s") % said)


def _kind(row: Row) -> AppealKind | None:
    said = row.text("appeal_kind")
    if said and said not in KINDS:
        raise BadRow(
            gettext("不认识的诉求类型：%(said)s。可以写：%(known)s。")
            % {"said": said, "known": "、".join(str(label) for label in AppealKind.labels)}
        )
    return KINDS.get(said)


def _number(row: Row) -> str:
    return row.text("external_no", NUMBER)


def _moment(row: Row) -> datetime | None:
    return cells.moment(row, "occurred_at")


def _address(row: Row) -> str:
    return row.text("address", ADDRESS)


def _description(row: Row) -> str:
    return row.text("description", TEXT)


def _answer(row: Row) -> str:
    return row.text("answer", TEXT)


def _caller(row: Row) -> str:
    return cells.name(row, "caller_name", 60)


def _phone(row: Row) -> str:
    return cells.phone(row, "caller_phone")


def intake_organ(by: Actor, at: datetime) -> Organ:
    """The unit that takes the orders: the bringer's own; for the house the first one that has a
    dispatcher, else the first district bureau."""
    standing = Organ.objects.filter(until=None).order_by("pk")
    own = [scope.organ_id for scope in by.scopes if scope.role in BRINGERS]
    if by.is_system:
        desks = Grant.objects.filter(role=Role.DISPATCHER, until=None)
        own = list(desks.order_by("pk").values_list("organ", flat=True)[:1])
    found = standing.filter(pk__in=own[:1]).first()
    found = found or standing.filter(kind=OrganKind.DISTRICT_BUREAU).first()
    if found is None:
        raise BadRow(gettext("还没有受理单位。请先登记机构，或者用 --organ 指定。"))
    return found


def give(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    """What the bringer may find of leads with a number; who complained stays here."""
    for is_open in (True, False):
        for matter in lists.everything(
            by, kind=KIND, is_open=is_open, narrow=None, related=("lead",)
        ):
            lead = matter.lead
            if not lead.external_no:
                continue
            yield {
                "external_no": lead.external_no,
                "occurred_at": matter.opened_at.astimezone(ZONE).isoformat(sep=" "),
                "title": matter.title,
                "description": lead.description,
                "address": lead.address_text,
                "appeal_kind": str(AppealKind(lead.appeal_kind).value),
                "source": lead.source,
            }


LEADS = Importer(
    "leads",
    _("诉件线索"),
    (
        Field(
            "external_no",
            _("来源编号"),
            ("留言编号", "工单编号", "工单号", "诉件编号", "案件编号", "受理编号", "编号"),
            reads=_number,
            required=True,
        ),
        Field(
            "occurred_at",
            _("来件时间"),
            ("留言时间", "受理时间", "来电时间", "诉求时间", "登记时间", "时间"),
            reads=_moment,
            required=True,
            kind="moment",
        ),
        Field("title", _("标题"), ("留言主题", "主题", "诉求标题", "工单标题", "诉求主题")),
        Field(
            "description",
            _("诉求内容"),
            ("留言详情", "留言内容", "工单内容", "详情", "内容", "问题描述", "诉求描述"),
            reads=_description,
            required=True,
        ),
        Field(
            "address",
            _("地址"),
            ("事发地址", "地点", "诉求地址", "发生地址"),
            hint=_("没有这一列时取标题"),
            reads=_address,
        ),
        Field(
            "appeal_kind",
            _("诉求类型"),
            ("类型", "工单类型", "诉求类别"),
            kind="choice",
            reads=_kind,
        ),
        Field("source", _("案源"), ("来源渠道", "工单来源", "来源"), kind="choice", reads=_source),
        Field(
            "caller_name",
            _("诉求人/来电人"),
            ("留言用户", "来电人", "诉求人", "投诉人", "联系人", "姓名"),
            reads=_caller,
        ),
        Field(
            "caller_phone",
            _("来电号码"),
            ("联系电话", "电话", "手机", "来电电话"),
            kind="phone",
            reads=_phone,
        ),
        Field(
            "answer",
            _("原答复内容"),
            ("答复意见", "回复内容", "答复内容", "办理结果"),
            hint=_("只作记载，不代替答复"),
            reads=_answer,
        ),
        Field("answered_at", _("原答复时间"), ("答复时间", "回复时间")),
        Field("former_state", _("原系统状态"), ("状态", "工单状态", "办理状态")),
    ),
    take,
    BRINGERS,
    number="external_no",
    organ=intake_organ,
    sources=tuple(LeadSource.choices),
    give=give,
    take_all=take_all,
)
