"""Pages that write to the registers: companies, estates, the community, the grids."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import Role
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.errors import WorkError
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.views import explain
from chengguan.enforcement.estates import (
    community,
    community_queries,
    grids,
    queries,
    registering,
)
from chengguan.enforcement.estates import forms_register as forms
from chengguan.enforcement.estates.classes import CHECKERS, KEEPERS, OFFICERS
from chengguan.enforcement.estates.models import Estate, GridCell

typed_or_asked = require_http_methods(["GET", "POST"])
section_only = roles_required(Role.FIELD_SECTION)
keepers_only = roles_required(*KEEPERS)

# -- companies and estates ---------------------------------------------------------------------


@typed_or_asked
@section_only
def new_company(request: Request) -> HttpResponse:
    form = _form(request, forms.CompanyForm)

    def write() -> object:
        return registering.register_company(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记物业服务企业"), reverse("estates:companies"))


@typed_or_asked
@section_only
def amend_company(request: Request, pk: int) -> HttpResponse:
    company = get_object_or_404(queries.companies_of(actor_of_request(request)), pk=pk)
    known = {"credit_code": company.credit_code, "phone": company.phone}
    form = _form(request, forms.AmendCompanyForm, known)

    def write() -> object:
        return registering.amend_company(company=company, **form.cleaned_data, **_by(request))

    title = _("更正 %(name)s") % {"name": company.organ.name}
    return _write(request, form, write, title, reverse("estates:companies"))


@typed_or_asked
@section_only
def new_estate(request: Request) -> HttpResponse:
    form = _form(request, forms.EstateForm)

    def write() -> object:
        return registering.register_estate(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记小区"), reverse("estates:list"))


@typed_or_asked
@section_only
def amend_estate(request: Request, pk: int) -> HttpResponse:
    estate = _own_estate(request, pk)
    known = {name: getattr(estate, name) for name in registering.AMENDABLE}
    form = _form(request, forms.AmendEstateForm, known)

    def write() -> object:
        return registering.amend_estate(estate=estate, **form.cleaned_data, **_by(request))

    title = _("更正 %(name)s") % {"name": estate.place.name}
    return _write(request, form, write, title, _card(pk))


@typed_or_asked
@section_only
def change_manager(request: Request, pk: int) -> HttpResponse:
    estate = _own_estate(request, pk)
    form = _form(request, forms.ManagerForm)

    def write() -> object:
        return registering.change_manager(estate=estate, **form.cleaned_data, **_by(request))

    title = _("%(name)s 更换物业") % {"name": estate.place.name}
    intro = _("没有办结的装修和发现随小区移交给新的管理处；接管以前的漏查、逾期报告仍归原管理处。")
    return _write(request, form, write, title, _card(pk), intro)


def _own_estate(request: Request, pk: int) -> Estate:
    return get_object_or_404(queries.estates_of(actor_of_request(request)), pk=pk)


def _card(pk: int) -> str:
    return reverse("estates:estate", args=[pk])


# -- the community -----------------------------------------------------------------------------


@typed_or_asked
@keepers_only
def link(request: Request) -> HttpResponse:
    form = _form(request, forms.LinkForm)

    def write() -> object:
        return community.link_officer(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("确定联络人"), reverse("estates:community"))


@typed_or_asked
@roles_required(*OFFICERS)
def visit(request: Request, pk: int) -> HttpResponse:
    linked = community_queries.own_liaison(actor_of_request(request), pk)
    if linked is None:
        raise Http404
    known = community_queries.items_this_week(linked, moment_of(request))
    form = _form(request, forms.VisitForm, {"received": 0, "handled": 0, "known": known})

    def write() -> object:
        return community.visit(assignment=linked, **form.cleaned_data, **_by(request))

    title = _("记录值守：%(name)s") % {"name": linked.committee.name}
    intro = _("本周已经记录 %(n)d 件。") % {"n": known}
    return _write(request, form, write, title, reverse("estates:community"), intro)


@typed_or_asked
@keepers_only
def new_studio(request: Request) -> HttpResponse:
    form = _form(request, forms.StudioForm)

    def write() -> object:
        return community.open_studio(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记社区工作室"), reverse("estates:studios"))


@typed_or_asked
@keepers_only
def close_studio(request: Request, pk: int) -> HttpResponse:
    studio = get_object_or_404(community_queries.studios(actor_of_request(request)), pk=pk)
    form = _form(request, forms.CloseStudioForm)

    def write() -> object:
        return community.close_studio(studio=studio, **form.cleaned_data, **_by(request))

    title = _("停用 %(name)s") % {"name": studio.name}
    return _write(request, form, write, title, reverse("estates:studios"))


@typed_or_asked
@keepers_only
def new_board(request: Request) -> HttpResponse:
    form = _form(request, forms.BoardForm)

    def write() -> object:
        return grids.put_up_board(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记联络牌"), reverse("estates:boards"))


@typed_or_asked
@roles_required(*CHECKERS)
def inspect(request: Request, pk: int) -> HttpResponse:
    board = get_object_or_404(
        community_queries.boards(actor_of_request(request)), pk=pk, taken_down_on=None
    )
    form = _form(request, forms.InspectionForm)

    def write() -> object:
        seen = grids.Seen(**form.cleaned_data)
        return grids.inspect_board(board=board, seen=seen, **_by(request))

    title = _("检查联络牌：%(spot)s") % {"spot": board.spot}
    return _write(request, form, write, title, reverse("estates:boards"))


@typed_or_asked
@keepers_only
def take_down(request: Request, pk: int) -> HttpResponse:
    board = get_object_or_404(community_queries.boards(actor_of_request(request)), pk=pk)
    form = _form(request, forms.TakeDownForm)

    def write() -> object:
        return grids.take_down_board(board=board, **form.cleaned_data, **_by(request))

    title = _("撤除联络牌：%(spot)s") % {"spot": board.spot}
    return _write(request, form, write, title, reverse("estates:boards"))


# -- grids -------------------------------------------------------------------------------------


@typed_or_asked
@keepers_only
def new_layer(request: Request) -> HttpResponse:
    form = _form(request, forms.LayerForm)

    def write() -> object:
        return grids.lay_layer(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记图层"), reverse("estates:cells"))


@typed_or_asked
@keepers_only
def new_cell(request: Request) -> HttpResponse:
    form = _form(request, forms.CellForm)

    def write() -> object:
        return grids.name_cell(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("登记责任区"), reverse("estates:cells"))


@typed_or_asked
@keepers_only
def amend_cell(request: Request, pk: int) -> HttpResponse:
    cell = get_object_or_404(GridCell.objects.select_related("layer"), pk=pk)
    known = {name: getattr(cell, name) for name in ("name", "organ", "responsible", "phone")}
    form = _form(request, forms.AmendCellForm, known)

    def write() -> object:
        said = {"layer": cell.layer, "code": cell.code, **form.cleaned_data}
        return grids.name_cell(**said, **_by(request))

    title = _("更正 %(name)s") % {"name": cell.name}
    return _write(request, form, write, title, reverse("estates:cells"))


@typed_or_asked
@keepers_only
def map_grid(request: Request) -> HttpResponse:
    form = _form(request, forms.MapForm)

    def write() -> object:
        return grids.map_grids(**form.cleaned_data, **_by(request))

    return _write(request, form, write, _("对应单元网格"), reverse("estates:cells"))


# -- what all of them do -----------------------------------------------------------------------


def _form(
    request: Request, made: type[forms.RegisterForm], known: dict[str, Any] | None = None
) -> forms.RegisterForm:
    actor, at = actor_of_request(request), moment_of(request)
    sent = request.POST if request.method == "POST" else None
    return made(sent, actor=actor, at=at, initial=known)


def _by(request: Request) -> dict[str, Any]:
    return {"by": request.person, "at": moment_of(request)}


def _write(
    request: Request,
    form: forms.RegisterForm,
    write: Callable[[], object],
    title: str,
    back: str,
    intro: str = "",
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    if form.is_valid():
        try:
            write()
        except (Refused, WorkError) as refused:
            form.add_error(None, explain(refused))
        else:
            return redirect(back)
    view = FormView(
        form, title, _("确认"), cancel_url=back, crumbs=(Crumb(title),), steps=False, intro=intro
    )
    status = 422 if form.is_bound else 200
    return render(request, "pages/form.html", {"view": view}, status=status)
