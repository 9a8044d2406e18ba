"""The registers of estates and of the companies that manage them, as lists."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.kinds import Role
from chengguan.core.pages.shapes import Column, Filter, StateView, Tone
from chengguan.core.work.acting import Actor
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.classes import MANAGER, READERS
from chengguan.enforcement.estates.models import Estate, PropertyCompany
from chengguan.enforcement.estates.row_lists import (
    Act,
    Cells,
    RowList,
    choice_filter,
    chosen,
    words_filter,
    words_of,
)

SECTION = (Role.FIELD_SECTION,)


# -- estates -----------------------------------------------------------------------------------


def _estates(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[Estate]:
    rows = queries.named(queries.estates_of(actor), words_of(query))
    if street := chosen(query, "street"):
        rows = rows.filter(place__subdistrict=street)
    return rows


def _estate_filters(actor: Actor, query: QueryDict) -> tuple[Filter, ...]:
    streets = queries.streets_of(actor)
    return (
        words_filter(query, _("小区、管理处")),
        choice_filter(query, "street", _("所属街镇"), streets),
    )


def _estate_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("小区"), "text", "title"),
        Column("office", _("物业管理处"), "text", "line"),
        Column("street", _("所属街镇"), "text", "line"),
        Column("committee", _("居委会"), "text", "line"),
        Column("team", _("街镇执法队"), "text"),
        Column("households", _("户数"), "word"),
        Column("missed", _("漏查"), "state", "state"),
    )


def _estate_cells(rows: Sequence[Estate], actor: Actor, now: datetime) -> list[Cells]:
    missed = queries.missed_rounds(actor, [one.pk for one in rows], now)
    return [
        (
            one.place.name,
            one.office.name,
            one.place.subdistrict.name if one.place.subdistrict else "",
            one.residents_committee.name,
            one.street_team.name,
            str(one.households),
            _missed(missed.get(one.pk, 0)),
        )
        for one in rows
    ]


def _missed(count: int) -> StateView | None:
    return StateView(_("%(n)d 次") % {"n": count}, Tone.OVERDUE) if count else None


ESTATES = RowList(
    name="list",
    title=gettext_lazy("小区"),
    empty=gettext_lazy("没有符合条件的小区。"),
    columns=_estate_columns,
    found=_estates,
    cells=_estate_cells,
    filters=_estate_filters,
    acts=(
        Act("today", gettext_lazy("今日巡查"), MANAGER),
        Act("scorecard", gettext_lazy("物业企业评分"), tuple(READERS)),
        Act("companies", gettext_lazy("物业服务企业"), tuple(READERS)),
        Act("new_estate", gettext_lazy("登记小区"), SECTION, is_first=True),
    ),
    url=lambda one, actor: reverse("estates:estate", args=[one.pk]),
)


# -- companies ---------------------------------------------------------------------------------


def _companies(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[PropertyCompany]:
    rows = queries.companies_of(actor)
    if words := words_of(query):
        rows = rows.filter(Q(organ__name__icontains=words) | Q(credit_code__icontains=words))
    return rows


def _company_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("物业服务企业"), "text", "title"),
        Column("code", _("统一社会信用代码"), "text", "line"),
        Column("phone", _("企业电话"), "text", "line"),
        Column("estates", _("在管小区"), "text", "line"),
    )


def _company_cells(rows: Sequence[PropertyCompany], actor: Actor, now: datetime) -> list[Cells]:
    managed = queries.managed_by_companies(actor, [one.organ for one in rows])
    return [
        (one.organ.name, one.credit_code, one.phone, "、".join(managed.get(one.organ_id, ())))
        for one in rows
    ]


def _company_url(one: PropertyCompany, actor: Actor) -> str:
    if not actor.roles & set(SECTION):
        return ""
    return reverse("estates:amend_company", args=[one.pk])


COMPANIES = RowList(
    name="companies",
    title=gettext_lazy("物业服务企业"),
    empty=gettext_lazy("没有符合条件的物业服务企业。"),
    columns=_company_columns,
    found=_companies,
    cells=_company_cells,
    filters=lambda actor, query: (words_filter(query, _("企业名称、信用代码")),),
    acts=(
        Act("list", gettext_lazy("小区"), tuple(READERS)),
        Act("new_company", gettext_lazy("登记物业服务企业"), SECTION, is_first=True),
    ),
    url=_company_url,
)
