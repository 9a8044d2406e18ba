"""What the page of a lead shows besides what every matter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.lawbook.items import UnknownItem, item
from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Fact, FactGroup, HistoryLine, HistoryPanel, StateView
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import queries
from chengguan.enforcement.leads.models import Lead
from chengguan.enforcement.leads.procedures import HOTLINE


def panels(matter: Matter, actor: Actor) -> Sequence[FactGroup | HistoryPanel]:
    """The facts in groups, and the other leads of the same cluster."""
    shown = queries.lead_view(actor, matter)
    lead = shown.lead
    groups: list[FactGroup | HistoryPanel] = [_appeal(lead, shown.position), _place(matter, lead)]
    if lead.result:
        groups.append(_closing(lead))
    if shown.position:
        groups.append(_cluster(actor, lead))
    return groups


def _appeal(lead: Lead, position: int) -> FactGroup:
    facts = [
        Fact(_("案源"), lead.get_source_display()),
        Fact(_("来源编号"), lead.external_no or "—", source=True),
        Fact(_("诉求类型"), lead.get_appeal_kind_display()),
        Fact(_("诉求人/来电人"), _who_called(lead)),
        Fact(_("承办人"), lead.handler.name if lead.handler else "—", source=True),
        Fact(_("退单次数"), lead.return_count),
        Fact(_("诉求内容"), lead.description, wide=True, source=True),
    ]
    if position:
        facts.append(Fact(_("重复投诉"), _("第 %(n)d 次") % {"n": position}))
    if lead.is_warned:
        facts.append(Fact(_("预警工单"), _("是")))
    return FactGroup(_("诉求"), tuple(facts))


def _who_called(lead: Lead) -> str:
    """Whether somebody is known, never who."""
    if lead.is_anonymous:
        return _("匿名")
    return _("来电人A（保密）") if lead.caller_name_id or lead.caller_phone_id else _("没有留下")


def _place(matter: Matter, lead: Lead) -> FactGroup:
    return FactGroup(
        _("地点与事项"),
        (
            Fact(_("地址"), lead.address_text, source=True),
            Fact(_("所属街镇"), lead.subdistrict.name if lead.subdistrict else "—", source=True),
            Fact(_("执法事项"), _item_words(lead.item_code), source=True),
            Fact(_("受理单位"), lead.intake_organ.name, source=True),
        ),
    )


def _item_words(code: str) -> str:
    try:
        return f"{code} {item(code).name}" if code else "—"
    except UnknownItem:
        return code


def _closing(lead: Lead) -> FactGroup:
    parts = {
        _("核查情况"): lead.found,
        _("处置措施"): lead.done,
        _("法律依据"): lead.law_basis,
        _("后续安排"): lead.next_step,
        _("证明材料说明"): lead.proof,
        _("案件结果"): lead.case_result,
    }
    said = tuple(Fact(label, text, wide=True, source=True) for label, text in parts.items() if text)
    return FactGroup(_("办理结果"), (Fact(_("办理结果"), lead.get_result_display()), *said))


def _cluster(actor: Actor, lead: Lead) -> HistoryPanel:
    lines = tuple(
        HistoryLine(
            day=matter.opened_at.astimezone(ZONE).date(),
            text=f"{matter.number} {matter.title}",
            url=pages.matter_url(queries.KIND, matter.pk),
            state=StateView(_(HOTLINE.by_state[matter.state].title)),
        )
        for matter in queries.cluster_of(actor, lead)
    )
    return HistoryPanel(_("重复投诉"), lines, empty=_("其他重复件不在您的查看范围内。"))


@dataclass(frozen=True)
class Sealed:
    """A sealed value that may be opened by a click; what it says is not read for the page."""

    label: str
    key: int


def complainant(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Who complained, and what was said to him: closed until somebody entitled asks."""
    actor = actor_of_request(request)
    shown = queries.lead_view(actor, matter)
    if not shown.may_read_complainant:
        return {"may_read": False, "sealed": (), "matter": matter}
    return {"may_read": True, "sealed": _sealed(shown.lead), "matter": matter}


def _sealed(lead: Lead) -> tuple[Sealed, ...]:
    said = [
        (_("姓名"), lead.caller_name_id),
        (_("电话"), lead.caller_phone_id),
        (_("答复内容"), lead.answer_id),
        *((_("原答复内容"), one.sealed_id) for one in lead.matter.adopted.exclude(sealed=None)),
        *((_("联系内容"), attempt.said_id) for attempt in lead.attempts.all()),
        *((_("回访内容"), call.said_id) for call in lead.call_backs.all()),
    ]
    return tuple(Sealed(label, key) for label, key in said if key)


def handling(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Attempts, site checks, returns, marks and call-backs as they were recorded."""
    return queries.story_parts(Lead(pk=matter.pk))
