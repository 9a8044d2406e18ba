"""The papers of the chain (沪拆违规定 8–13): every sentence says what the record says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model, OuterRef, Subquery
from django.utils.translation import override

from chengguan.core.documents.registry import Field
from chengguan.core.documents.shapes import Paper
from chengguan.core.org import queries as org
from chengguan.core.org.models import Person
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.acts_orders import (
    FORCED_PAPER,
    NOTICE_PAPER,
    ORDER_PAPER,
    PAUSE_PAPER,
    STOP_PAPER,
    URGE_PAPER,
)
from chengguan.enforcement.structures.acts_removal import (
    ACCEPTANCE_PAPER,
    CLEANING_PAPER,
    FORCED_RECORD_PAPER,
    PROPERTY_PAPER,
    RECORD_PAPER,
)
from chengguan.enforcement.structures.kinds import Way
from chengguan.enforcement.structures.models import (
    Acceptance,
    CleaningNotice,
    DemolitionOfficer,
    DemolitionOrder,
    DemolitionRecord,
    ForcedDecision,
    KeptThing,
    OrderOfficer,
    PropertyNotice,
    StopOrder,
)
from chengguan.enforcement.structures.services_orders import order_of
from chengguan.enforcement.structures.services_site import structure_of
from chengguan.law.parameters import RuleBook, Unit

M = TypeVar("M", bound=Model)
Values = Mapping[str, Field]
UNITS = {Unit.DAY: "日", Unit.MONTH: "个月"}
CREW = (OrderOfficer, DemolitionOfficer)
UNKNOWN = "违法建筑当事人"

# -- what they share -----------------------------------------------------------------------


def common(act: Act) -> dict[str, Field]:
    """Paper is Chinese whoever acts; who reported stands on none."""
    row = structure_of(act)
    with override("zh-hans"):
        kind, material = str(row.get_kind_display()), str(row.get_material_display())
    return {
        "number": act.matter.number,
        "party": act.matter.party.name if act.matter.party else UNKNOWN,
        "address": row.address_text,
        "structure": f"{kind}（{material}，{row.area} 平方米）",
        "today": paper_day(act.at.occurred),
        "unit": act.matter.organ.name,
        "officers": officers([row.officer for row in act.rows if isinstance(row, CREW)], act),
    }


def officers(people: Iterable[Person], act: Act) -> list[list[str]]:
    """Name and certificate number of each."""
    on = act.at.occurred.astimezone(ZONE).date()
    held = org.certificates_on(on).filter(person=OuterRef("pk")).order_by("-since", "-pk")
    rows = Person.objects.filter(pk__in=[one.pk for one in people])
    rows = rows.annotate(certificate=Subquery(held.values("number")[:1])).order_by("pk")
    return [[name, number or ""] for name, number in rows.values_list("name", "certificate")]


def new(act: Act, model: type[M]) -> M:
    """The row that this act wrote."""
    return next(row for row in reversed(act.rows) if isinstance(row, model))


def period(law: RuleBook, ref: str, on: date) -> str:
    version = law.clock_version(ref, on)
    return f"{version.length}{UNITS[version.unit]}"


def remedies(act: Act, paper: str) -> str:
    """Reconsideration or the court, as the party chooses (行政复议法 20; 行政诉讼法 44, 46)."""
    on = act.at.occurred.astimezone(ZONE).date()
    return (
        f"如不服本{paper}，可以自收到之日起{period(act.law, 'CK30', on)}内申请行政复议，"
        f"也可以自收到之日起{period(act.law, 'CK36', on)}内依法提起行政诉讼。"
    )


def made(
    shape: str,
    key: str,
    title: str,
    word: str,
    values: Callable[[Act], Values],
    body: tuple[str | tuple[str, str], ...],
    *,
    required: tuple[str, ...],
    signers: tuple[str, ...] = ("当事人",),
) -> Paper:
    """A paper of the chain: to whom, what it is about, and what it says."""
    says: dict[str, object] = {
        "about": (("登记编号", "{number}"), ("地点", "{address}"), ("违法建筑", "{structure}")),
        "body": body,
        "officers": "{officers}",
        "signers": signers,
    }
    if shape == "notice":
        says["to"] = "{party}"
    return Paper(
        shape,
        key=key,
        title=title,
        values=values,
        says=says,
        number_pattern=f"{{prefix}}{word}〔{{year}}〕{{seq}}号",
        required=required,
        labels=LABELS,
        copies=("当事人", "存档"),
    )


LABELS = {
    "party": "当事人",
    "address": "地点",
    "structure": "违法建筑",
    "number": "登记编号",
    "today": "日期",
    "unit": "承办单位",
    "officers": "执法人员",
    "due": "期限",
    "remedies": "救济途径",
    "order": "限拆决定日期",
    "tools": "暂扣的工具和材料",
    "reason": "理由",
    "authority": "决定机关",
    "document": "文号",
    "way": "拆除方式",
    "area": "拆除面积",
    "waste": "垃圾去向",
    "things": "保管的财物",
    "remark": "复核情况",
    "first": "复核人",
    "second": "再核人",
}

# -- what each says ------------------------------------------------------------------------


def pause(act: Act) -> Values:
    return common(act)


def stop(act: Act) -> Values:
    row = new(act, StopOrder)
    return common(act) | {
        "due": paper_day(row.due_on),
        "tools": f"暂扣施工工具和材料：{row.held_tools}。" if row.held_tools else "",
    }


def order(act: Act) -> Values:
    row = new(act, DemolitionOrder)
    return common(act) | {"due": paper_day(row.due_on), "remedies": remedies(act, "决定")}


def notice(act: Act) -> Values:
    row = new(act, DemolitionOrder)
    return common(act) | {
        "order": paper_day(row.decided_at),
        "due": paper_day(row.due_on),
        "until": paper_day(row.notice_until),
        "reason": row.notice_reason,
        "remedies": remedies(act, "决定"),
    }


def urge(act: Act) -> Values:
    row = new(act, DemolitionOrder)
    return common(act) | {
        "order": paper_day(row.decided_at),
        "due": paper_day(row.urged_until),
        "document": row.urge_no,
    }


def forced(act: Act) -> Values:
    row = new(act, ForcedDecision)
    return common(act) | {
        "order": paper_day(order_of(act).decided_at),
        "authority": row.authority,
        "document": row.number,
        "decided": paper_day(row.decided_at),
        "remedies": remedies(act, "决定"),
    }


def property_taken(act: Act) -> Values:
    row = new(act, PropertyNotice)
    empty = "现场查看，内无财物。" if row.is_empty else ""
    return common(act) | {"due": paper_day(row.take_until), "empty": empty}


def record(act: Act) -> Values:
    row = new(act, DemolitionRecord)
    things = [one for one in act.rows if isinstance(one, KeptThing)]
    with override("zh-hans"):
        way = str(Way(row.way).label)
    kept = [
        f"未取走的财物代为保管：{one.name}{one.quantity}，存于{one.kept_at}"
        + (f"，请于{paper_day(one.claim_until)}前领取。" if one.claim_until else "。")
        for one in things
    ]
    return common(act) | {
        "way": way,
        "area": f"{row.area} 平方米",
        "waste": row.waste_to,
        "things": kept,
    }


def cleaning(act: Act) -> Values:
    return common(act) | {"due": paper_day(new(act, CleaningNotice).due_on)}


def acceptance(act: Act) -> Values:
    row = new(act, Acceptance)
    return common(act) | {
        "first": f"{row.inspected_by.name}，{paper_day(row.inspected_at)}",
        "second": f"{act.by.name}，{paper_day(row.confirmed_at)}",
        "remark": row.remark,
        "cleared": "建筑垃圾已清理。" if row.is_cleared else "建筑垃圾尚未清理。",
    }


PAPERS = (
    made(
        "notice",
        PAUSE_PAPER,
        "责令暂停施工通知书",
        "拆暂",
        pause,
        (
            "你（单位）在上述地点正在搭建违法建筑。依据《上海市拆除违法建筑若干规定》"
            "第十一条，现责令你（单位）立即暂停施工，接受调查。",
        ),
        required=("party", "address", "structure"),
    ),
    made(
        "notice",
        STOP_PAPER,
        "责令停止建设通知书",
        "拆停",
        stop,
        (
            "经查，你（单位）在上述地点搭建的建筑物未依法取得建设工程规划许可证。依据"
            "《上海市拆除违法建筑若干规定》第十一条，责令你（单位）停止建设，"
            "并于{due}（含当日）前自行拆除。",
            "{tools}",
            "拒不停止建设或者拒不拆除的，将依法强制拆除。",
        ),
        required=("party", "address", "due"),
    ),
    made(
        "decision",
        ORDER_PAPER,
        "责令限期拆除决定书",
        "拆决",
        order,
        (
            "当事人：{party}",
            "经查，上述建筑物、构筑物系违法建筑，无法采取改正措施消除对规划实施的影响。依据"
            "《中华人民共和国城乡规划法》第六十四条、《上海市拆除违法建筑若干规定》第八条，"
            "责令你（单位）于{due}（含当日）前自行拆除。",
            "自行拆除确有困难的，可以申请代为拆除。",
            "{remedies}",
            "逾期不申请行政复议、不提起行政诉讼，又不拆除的，将由区人民政府依法决定强制拆除。",
        ),
        required=("party", "address", "due", "remedies"),
    ),
    made(
        "notice",
        NOTICE_PAPER,
        "限期拆除通告",
        "拆告",
        notice,
        (
            "上述违法建筑的当事人难以确定或者难以送达（{reason}）。{order}作出的责令限期拆除"
            "决定现予通告，告示期限至{until}。",
            "请于{due}（含当日）前自行拆除。",
            "{remedies}",
        ),
        required=("address", "until", "reason"),
        signers=("张贴人", "见证人"),
    ),
    made(
        "notice",
        URGE_PAPER,
        "催告书送达单",
        "拆催",
        urge,
        (
            "{order}作出的责令限期拆除决定，你（单位）在限期内没有履行。区人民政府催告书"
            "（{document}）要求你（单位）于{due}（含当日）前拆除。",
            "收到催告书后，你（单位）有权进行陈述和申辩。",
        ),
        required=("party", "document", "due"),
    ),
    made(
        "decision",
        FORCED_PAPER,
        "强制拆除决定执行单",
        "拆强",
        forced,
        (
            "当事人：{party}",
            "{order}作出的责令限期拆除决定，当事人在法定期限内不申请行政复议、不提起行政诉讼，"
            "又不拆除。{authority}于{decided}作出强制拆除决定（{document}），责成本机关等部门"
            "依法强制拆除。",
            "{remedies}",
        ),
        required=("party", "authority", "document"),
    ),
    made(
        "notice",
        PROPERTY_PAPER,
        "取走财物通知书",
        "拆物",
        property_taken,
        (
            "上述违法建筑将依法强制拆除。请于{due}（含当日）前取走内部财物。",
            "{empty}",
            "逾期未取走的，代为保管并通知限期领取；逾期未领取的，留存证据后依法处置。",
        ),
        required=("party", "due"),
    ),
    made(
        "record",
        RECORD_PAPER,
        "拆除记录",
        "拆录",
        record,
        (
            ("拆除方式", "{way}"),
            ("拆除面积", "{area}"),
            ("垃圾去向", "{waste}"),
        ),
        required=("way", "area", "waste"),
    ),
    made(
        "record",
        FORCED_RECORD_PAPER,
        "强制拆除记录",
        "拆强录",
        record,
        (
            ("当事人", "{party}"),
            ("拆除方式", "{way}"),
            ("拆除面积", "{area}"),
            ("垃圾去向", "{waste}"),
            "{things}",
        ),
        required=("way", "area", "waste", "officers"),
        signers=("当事人", "见证人", "记录人"),
    ),
    made(
        "notice",
        CLEANING_PAPER,
        "清理通知书",
        "拆清",
        cleaning,
        (
            "上述违法建筑已经拆除。依据《上海市拆除违法建筑若干规定》第十三条，请于{due}"
            "（含当日）前清理建筑垃圾；逾期未清理的，将代为清理。",
        ),
        required=("party", "due"),
    ),
    made(
        "record",
        ACCEPTANCE_PAPER,
        "违法建筑拆除复核单",
        "拆核",
        acceptance,
        (
            ("复核人", "{first}"),
            ("再核人", "{second}"),
            ("复核情况", "{remark}"),
            "{cleared}",
        ),
        required=("first", "second"),
        signers=("复核人", "再核人"),
    ),
)
