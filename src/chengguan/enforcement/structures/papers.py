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
from chengguan.enforcement.structures.acts_site import SHEET_PAPER
from chengguan.enforcement.structures.kinds import Phase, Side, Way
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
    StructurePhoto,
)
from chengguan.enforcement.structures.queries import side_names
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


def remedies(act: Act, paper: str, since: str = "收到") -> str:
    """Reconsideration or the court, as the party chooses (行政复议法 20; 行政诉讼法 44, 46)."""
    on = act.at.occurred.astimezone(ZONE).date()
    return (
        f"如不服{paper}，可以自{since}之日起{period(act.law, 'CK30', on)}内申请行政复议，"
        f"也可以自{since}之日起{period(act.law, 'CK36', on)}内依法向有管辖权的人民法院"
        "提起行政诉讼。"
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
    copies: tuple[str, ...] = ("当事人", "存档"),
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
        copies=copies,
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
    "sides": "责任方",
    "signing": "签名的责任方",
    "grade": "安全等级",
    "visits": "下次走访",
    "reply": "规划资源部门意见文号",
    "when": "拆除时间",
    "basis": "强制拆除的依据",
    "urgency": "紧急情况",
    "claim": "领取期限",
    "call": "取走财物的要求",
    "down": "拆除时间和方式",
    "view": "拍摄视角",
}

# -- what each says ------------------------------------------------------------------------


def pause(act: Act) -> Values:
    return common(act)


def stop(act: Act) -> Values:
    row = new(act, StopOrder)
    return common(act) | {
        "due": paper_day(row.due_on),
        "tools": f"暂扣施工工具和材料：{row.held_tools}。" if row.held_tools else "",
        "remedies": remedies(act, "本通知"),
    }


def order(act: Act) -> Values:
    row = new(act, DemolitionOrder)
    return common(act) | {
        "due": paper_day(row.due_on),
        "reply": structure_of(act).planning_reply,
        "remedies": remedies(act, "本决定"),
    }


def notice(act: Act) -> Values:
    row = new(act, DemolitionOrder)
    return common(act) | {
        "order": paper_day(row.decided_at),
        "due": paper_day(row.due_on),
        "until": paper_day(row.notice_until),
        "reason": row.notice_reason,
        "remedies": remedies(act, "上述决定", since="告示期限届满"),
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
        "remedies": remedies(act, "上述强制拆除决定"),
    }


def property_taken(act: Act) -> Values:
    row = new(act, PropertyNotice)
    due = paper_day(row.take_until)
    call = f"请于{due}（含当日）前取走内部财物。"
    if row.is_empty:
        call = f"经现场查看，内无财物；如有遗漏，请于{due}（含当日）前取走。"
    return common(act) | {"due": due, "call": call}


def record(act: Act) -> Values:
    row = new(act, DemolitionRecord)
    things = [one for one in act.rows if isinstance(one, KeptThing)]
    with override("zh-hans"):
        way = str(Way(row.way).label)
    claim = next((one.claim_until for one in things if one.claim_until), None)
    named = "；".join(f"{one.name}（{one.quantity}），存于{one.kept_at}" for one in things)
    return common(act) | {
        "when": f"{paper_day(row.demolished_at)}{row.demolished_at.astimezone(ZONE):%H时%M分}",
        "way": way,
        "area": f"{row.area} 平方米",
        "waste": row.waste_to,
        "basis": forced_by(act) if row.way == Way.FORCED else "",
        "urgency": f"情况紧急：{row.urgency}。" if row.is_urgent else "",
        "things": f"未取走的财物代为保管：{named}。" if named else "",
        "claim": f"请于{paper_day(claim)}（含当日）前领取。" if claim else "",
    }


def forced_by(act: Act) -> str:
    """The decision that was carried out, or what was refused while it was being erected; nothing
    where neither is on record."""
    row = structure_of(act)
    decision = ForcedDecision.objects.filter(
        order__structure=row, order__round=row.round, order__revoked_at=None
    ).first()
    if decision:
        return f"依据{decision.authority}强制拆除决定（{decision.number}）实施。"
    refused = StopOrder.objects.filter(structure=row, round=row.round, refused_at__isnull=False)
    if refused.exists():
        return "当事人拒不停止建设或者拒不拆除，依据《上海市拆除违法建筑若干规定》第十一条实施。"
    return ""


def cleaning(act: Act) -> Values:
    return common(act) | {"due": paper_day(new(act, CleaningNotice).due_on)}


def acceptance(act: Act) -> Values:
    row = new(act, Acceptance)
    down = DemolitionRecord.objects.get(structure=row.structure, round=row.round, is_partial=False)
    seen = StructurePhoto.objects.filter(
        structure=row.structure, round=row.round, phase=Phase.AFTER
    ).order_by("pk")
    with override("zh-hans"):
        way = str(down.get_way_display())
    return common(act) | {
        "down": f"{paper_day(down.demolished_at)}，{way}",
        "view": "、".join(dict.fromkeys(seen.values_list("view", flat=True))),
        "first": f"{row.inspected_by.name}，{paper_day(row.inspected_at)}",
        "second": f"{act.by.name}，{paper_day(row.confirmed_at)}",
        "remark": row.remark,
        "cleared": "建筑垃圾已清理。" if row.is_cleared else "建筑垃圾尚未清理。",
    }


def sides(act: Act) -> Values:
    """By the names that the bureau gave the four sides, in their order."""
    row = structure_of(act)
    held = {one.side: one for one in row.responsibilities.filter(until=None)}
    with override("zh-hans"):
        grade, names = str(row.get_safety_grade_display()), side_names()
    told = [(names[side], held[side]) for side in Side.values]
    return common(act) | {
        "grade": grade or "尚未评定",
        "sides": [[name, one.name, one.duty] for name, one in told],
        "visits": [
            f"{name} {paper_day(one.next_visit_on)}" for name, one in told if one.next_visit_on
        ],
        "signing": [f"{name}（签名）" for name, _one in told],
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
            "你（单位）有权进行陈述和申辩。{remedies}",
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
            "经查，上述建筑物、构筑物系违法建筑，经规划资源部门认定（{reply}），无法采取改正措施"
            "消除对规划实施的影响。依据"
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
        copies=("张贴", "存档"),
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
            "上述违法建筑将依法强制拆除。{call}",
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
            ("拆除时间", "{when}"),
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
            ("拆除时间", "{when}"),
            ("拆除方式", "{way}"),
            ("拆除面积", "{area}"),
            ("垃圾去向", "{waste}"),
            "{basis}",
            "{urgency}",
            "{things}{claim}",
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
            ("拆除", "{down}"),
            ("复核人", "{first}"),
            ("再核人", "{second}"),
            ("拍摄视角", "{view}"),
            ("复核情况", "{remark}"),
            "{cleared}",
        ),
        required=("first", "second"),
        signers=("复核人", "再核人"),
    ),
    Paper(
        "list",
        key=SHEET_PAPER,
        title="违法建筑四方责任告知书",
        values=sides,
        says={
            "about": (
                ("登记编号", "{number}"),
                ("地点", "{address}"),
                ("违法建筑", "{structure}"),
                ("安全等级", "{grade}"),
            ),
            "headings": ("责任方", "责任人", "责任内容"),
            "rows": "{sides}",
            "closing": (
                "在上述违法建筑拆除以前，各责任方应当落实所列责任，发现加建、改建、倒塌、火灾等危险的，"
                "立即报告{unit}。",
                "下次走访：{visits}。",
            ),
            "signers": "{signing}",
        },
        number_pattern="{prefix}拆责〔{year}〕{seq}号",
        required=("address", "sides", "signing"),
        labels=LABELS,
        copies=("违建当事人", "物业服务企业", "居（村）委会", "街镇", "存档"),
    ),
)
