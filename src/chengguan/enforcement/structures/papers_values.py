"""What the papers of the chain say (沪拆违规定 8–13): every value is taken from the record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model, OuterRef, Subquery
from django.utils.translation import override

from chengguan.core.documents.registry import Field
from chengguan.core.org import queries as org
from chengguan.core.org.models import Person
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.core.work.rules import ZONE
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
