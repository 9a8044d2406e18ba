"""What the page of an illegal structure shows besides what every matter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import DueView, Fact, FactGroup, HistoryPanel, NoticeView, Tone
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import queries
from chengguan.enforcement.structures.earliest import Earliest
from chengguan.enforcement.structures.facts import order_facts
from chengguan.enforcement.structures.guards import earliest_of
from chengguan.enforcement.structures.models import (
    DemolitionOrder,
    HazardItem,
    IllegalStructure,
)
from chengguan.law.periods import Due

Part = FactGroup | HistoryPanel | NoticeView


def panels(matter: Matter, actor: Actor) -> Sequence[Any]:
    """The entry of the register in groups; a remark where it has grown again."""
    row = matter.structure
    remarks = [_regrown(row)] if row.round > 1 else []
    return [*remarks, _entry(row), _where(row), _law(row)]


def _regrown(row: IllegalStructure) -> NoticeView:
    times = _("拆除后反弹 %(n)d 次，沿用原编号办理。") % {"n": row.round - 1}
    return NoticeView(times, Tone.WARNING, title=_("反弹"))


def _entry(row: IllegalStructure) -> FactGroup:
    size = " × ".join(str(side) for side in (row.length, row.width, row.height) if side)
    return FactGroup(
        _("登记信息"),
        (
            Fact(_("新增/存量"), row.get_origin_display()),
            Fact(_("违建来源"), row.get_source_display()),
            Fact(_("违建类型"), row.get_kind_display()),
            Fact(_("违建结构"), row.get_material_display()),
            Fact(_("违建用途"), row.get_use_display()),
            Fact(_("违建面积"), _area(row.area)),
            Fact(_("现存面积"), _area(row.area_left)),
            Fact(_("长宽高"), f"{size} m" if size else "—"),
            Fact(_("层数"), row.storeys or "—"),
            Fact(_("搭建时间"), _built(row)),
            Fact(_("普查批次"), row.census_batch or "—", source=True),
            Fact(_("安全等级"), row.get_safety_grade_display() or "—"),
        ),
    )


def _area(value: Any) -> str:
    return f"{value} m²"


def _built(row: IllegalStructure) -> str:
    known = [words.day(day) for day in (row.built_since, row.built_until) if day]
    return " – ".join(known) or _("不详")


def _where(row: IllegalStructure) -> FactGroup:
    known = row.longitude is not None and row.latitude is not None
    return FactGroup(
        _("地点与权属"),
        (
            Fact(_("地址"), row.address_text, source=True),
            Fact(_("所属街镇"), row.subdistrict.name if row.subdistrict else "—", source=True),
            Fact(_("坐标（WGS-84）"), f"{row.longitude}, {row.latitude}" if known else "—"),
            Fact(_("权属性质"), row.get_owner_nature_display()),
            Fact(_("使用人"), row.occupant or "—", source=True),
            Fact(_("租住人数"), "—" if row.tenants is None else row.tenants),
            Fact(_("当事人为国家工作人员"), _("是") if row.is_public_servant else _("否")),
            Fact(_("举报人"), _("有举报人（保密）") if row.is_reported else "—"),
        ),
    )


def _law(row: IllegalStructure) -> FactGroup:
    return FactGroup(
        _("认定"),
        (
            Fact(_("在建"), _("是") if row.is_under_construction else _("否")),
            Fact(_("认定结论"), row.get_verdict_display() or _("尚未认定")),
            Fact(_("规划资源部门意见文号"), row.planning_reply or "—", source=True),
            Fact(_("补办许可文号"), row.permit_no or "—", source=True),
        ),
    )


# -- the orders --------------------------------------------------------------------------------


@dataclass(frozen=True)
class OrderView:
    """An order with the first lawful day of force, explained."""

    order: DemolitionOrder
    earliest: Earliest
    day: str
    dues: tuple[DueView, ...]


def chain(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Visits, orders, remedies, the government's decision, newest round last."""
    row = matter.structure
    orders = row.orders.select_related("forced", "decided_by").prefetch_related(
        "remedies", "statements"
    )
    return {
        "visits": row.visits.prefetch_related("officers__officer").order_by("pk"),
        "stops": row.stops.order_by("round"),
        "reviews": row.reviews.select_related("by").order_by("pk"),
        "orders": [_order_view(order) for order in orders.order_by("pk")],
        "servant_notices": row.servant_notices.order_by("pk"),
        "is_under_construction": row.is_under_construction,
    }


def _order_view(order: DemolitionOrder) -> OrderView:
    law = rules.current()
    found = earliest_of(order_facts(order), law)
    return OrderView(
        order,
        found,
        words.day(found.day) if found.day else "",
        tuple(_due_view(due) for due in found.dues if due.moment),
    )


def _due_view(due: Due) -> DueView:
    assert due.moment is not None
    title = rules.current().clock(due.ref).title
    return DueView(
        due.moment,
        title=words.law(title),
        provisional=due.provisional,
        steps=words.step_sentences(due),
        cites=tuple(str(cite) for cite in due.cites),
        grade=str(due.grade),
        earliest=True,
    )


# -- removal, care -----------------------------------------------------------------------------


def removal(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """What came down, what was kept, who accepted it, who looked again."""
    row = matter.structure
    clocks = {clock.ref: clock for clock in matter.clocks.filter(ref__startswith="ST_LOOK")}
    return {
        "demolitions": row.demolitions.prefetch_related("officers__officer").order_by("pk"),
        "property_notices": row.property_notices.order_by("pk"),
        "kept": row.kept_things.order_by("pk"),
        "cleaning": row.cleaning_notices.order_by("pk"),
        "acceptances": row.acceptances.select_related("inspected_by", "confirmed_by").order_by(
            "pk"
        ),
        "looks": row.look_backs.select_related("by").order_by("pk"),
        "owed": sorted(
            (clock for clock in clocks.values() if clock.stopped_at is None),
            key=lambda clock: clock.ref,
        ),
        "regrowths": row.regrowths.select_related("by").order_by("pk"),
    }


def care(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """The four sides, safety rounds, hazards, screenings, the plan it stands in."""
    row, today = matter.structure, moment_of(request).astimezone(ZONE).date()
    assigned = {one.side: one for one in row.responsibilities.filter(until=None)}
    return {
        "sides": [(name, assigned.get(side)) for side, name in queries.side_names().items()],
        "checks": row.safety_checks.select_related("by").order_by("-pk"),
        "hazards": _hazards(row),
        "screenings": row.screenings.select_related("proposed_by", "decided_by").order_by("-pk"),
        "plan_lines": row.plan_lines.select_related("plan").order_by("-plan__year"),
        "baseline_lines": row.baseline_lines.select_related("baseline").order_by("-baseline__year"),
        "consents": row.consents.select_related("pilot__place", "pilot__campaign").order_by("pk"),
        "today": today,
    }


def _hazards(row: IllegalStructure) -> list[tuple[HazardItem, str]]:
    """Each with the end of the structure, with which it ended where nobody closed it."""
    down = row.demolitions.filter(is_partial=False).values_list("demolished_at", flat=True)
    went = set(down)
    rows = row.hazards.select_related("reported_by", "closed_by").order_by("-pk")
    return [(one, _("随违建拆除") if one.closed_at in went else _("随违建了结")) for one in rows]


@dataclass(frozen=True)
class Sealed:
    """A sealed value that may be opened by a click; what it says is not read for the page."""

    label: str
    key: int


def reporter(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Who reported it, and what he was told: closed until somebody entitled asks."""
    actor, row = actor_of_request(request), matter.structure
    may_read = visibility.may_read(actor, matter, queries.COMPLAINANT)
    said = (
        (_("举报人"), row.reporter_name_id),
        (_("举报电话"), row.reporter_phone_id),
        (_("举报反馈内容"), row.answer_id),
    )
    return {
        "is_reported": row.is_reported,
        "may_read": may_read,
        "sealed": [Sealed(label, key) for label, key in said if key] if may_read else [],
        "answered_at": row.answered_at,
        "matter": matter,
    }
