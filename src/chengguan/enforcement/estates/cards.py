"""The card of an estate: who answers for it, and what is open there."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import words
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import Crumb, Fact, FactGroup, HistoryLine, HistoryPanel, Link
from chengguan.core.registers.history import place_panels
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.boards import allowed
from chengguan.enforcement.estates.classes import MANAGER
from chengguan.enforcement.estates.community import liaison_of
from chengguan.enforcement.estates.grid_rows import said_of
from chengguan.enforcement.estates.grids import responsible_at
from chengguan.enforcement.estates.models import Estate

NONE = "—"


def card(request: HttpRequest, pk: int) -> dict[str, object] | None:
    """What the page of an estate reads; None where it is not one of the reader's."""
    actor, now = actor_of_request(request), moment_of(request)
    estate = queries.estates_of(actor).filter(pk=pk).first()
    if estate is None:
        return None
    return {
        "estate": estate,
        "crumbs": (Crumb(_("小区"), reverse("estates:list")), Crumb(estate.place.name)),
        "links": links(actor, estate),
        "groups": groups(estate, now),
        "panels": panels(actor, estate, now),
        "side": (*place_panels(request, estate.place), former(estate)),
    }


def links(actor: Actor, estate: Estate) -> tuple[Link, ...]:
    """What the reader may do here; today's rounds are for those who make them."""
    found = []
    if actor.roles & set(MANAGER):
        found.append(Link(_("今日巡查"), reverse("estates:today")))
    if Role.FIELD_SECTION in actor.roles:
        found.append(Link(_("更正登记"), reverse("estates:amend_estate", args=[estate.pk])))
        found.append(Link(_("更换物业"), reverse("estates:change_manager", args=[estate.pk])))
    return tuple(found)


def grid_group(estate: Estate) -> tuple[FactGroup, ...]:
    """Who answers for the estate in every layer of grids; where nobody was named, that."""
    facts = tuple(
        Fact(source(layer.name), said_of(cell), source=cell is not None)
        for layer, cell in responsible_at(estate.place)
    )
    return (FactGroup(_("多格合一"), facts),) if facts else ()


def groups(estate: Estate, now: datetime) -> tuple[FactGroup, ...]:
    linked = liaison_of(estate.residents_committee)
    officer = f"{linked.officer.name} {linked.phone}" if linked else NONE
    owners = estate.owners_committee
    return (
        FactGroup(
            _("管理"),
            (
                Fact(_("物业管理处"), estate.office.name, source=True),
                Fact(_("接管日期"), words.day(estate.managed_since)),
                Fact(_("物业服务电话"), estate.service_phone or NONE),
                Fact(_("户数"), estate.households),
            ),
        ),
        FactGroup(
            _("报告送达"),
            (
                Fact(_("街镇执法队"), estate.street_team.name, source=True),
                Fact(_("区局承办队伍"), estate.bureau_team.name, source=True),
                Fact(_("房屋行政管理部门"), estate.housing_office.name, source=True),
                Fact(_("居委会"), estate.residents_committee.name, source=True),
                Fact(_("业委会"), owners.name if owners else NONE, source=True),
                Fact(_("联络队员"), officer, source=True),
            ),
        ),
        FactGroup(
            _("管理规约"),
            (
                Fact(
                    _("限制进场条款"), estate.covenant_entry_clause or NONE, wide=True, source=True
                ),
                Fact(_("规约施工时间"), _hours(estate, now)),
                Fact(_("规约周末禁止施工"), _("是") if estate.covenant_no_weekends else _("否")),
            ),
        ),
        *grid_group(estate),
    )


def _hours(estate: Estate, now: datetime) -> str:
    """The hours that hold where the covenant says any; what it leaves open the city's rules say."""
    if not (estate.covenant_work_opens or estate.covenant_work_closes):
        return NONE
    return "–".join(f"{t:%H:%M}" for t in allowed(estate, rules.current(), now))


def panels(actor: Actor, estate: Estate, now: datetime) -> tuple[HistoryPanel, ...]:
    """Open things first; each reader sees what he may find."""
    titles = {
        queries.RENOVATION: (_("装修"), "estates:renovations"),
        queries.FINDING: (_("发现和报告"), "estates:findings"),
    }
    return tuple(
        HistoryPanel(
            title,
            tuple(_line(m, now) for m in queries.of_estate(actor, estate, kind)),
            url=f"{reverse(path)}?estate={estate.pk}",
            empty=_("没有您可以查看的记录。"),
        )
        for kind, (title, path) in titles.items()
    )


def _line(matter: Matter, now: datetime) -> HistoryLine:
    return HistoryLine(
        day=matter.opened_at.astimezone(ZONE).date(),
        text=f"{matter.number} {matter.title}",
        url=reverse("work:matter", args=[matter.pk]),
        state=state_view(matter, now),
    )


def former(estate: Estate) -> HistoryPanel:
    lines = tuple(
        HistoryLine(day=row.until, text=row.office.name)
        for row in estate.former.select_related("office").order_by("-until")
    )
    return HistoryPanel(_("曾管物业"), lines, empty=_("没有更换过物业。"))
