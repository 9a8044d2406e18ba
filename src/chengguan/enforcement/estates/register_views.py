"""Pages that write to the registers: estates, linked officers, visits, boards and checks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import Role
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.enforcement.estates import community, grids, registering
from chengguan.enforcement.estates.classes import CHECKERS, KEEPERS, OFFICERS
from chengguan.enforcement.estates.forms_register import (
    BoardForm,
    EstateForm,
    InspectionForm,
    LinkForm,
    VisitForm,
)

typed_or_asked = require_http_methods(["GET", "POST"])


@typed_or_asked
@roles_required(Role.FIELD_SECTION)
def new_estate(request: Request) -> HttpResponse:
    form = EstateForm(request.POST or None)

    def write() -> object:
        return registering.register_estate(**form.cleaned_data, by=request.person, at=request.now)

    return _write(request, form, write, _("登记小区"), "estates:list")


@typed_or_asked
@roles_required(*KEEPERS)
def link(request: Request) -> HttpResponse:
    form = LinkForm(request.POST or None, on=localdate(request.now))

    def write() -> object:
        return community.link_officer(**form.cleaned_data, by=request.person, at=request.now)

    return _write(request, form, write, _("确定联络人"), "estates:community")


@typed_or_asked
@roles_required(*OFFICERS)
def visit(request: Request) -> HttpResponse:
    form = VisitForm(request.POST or None, officer=request.person)

    def write() -> object:
        return community.visit(**form.cleaned_data, by=request.person, at=request.now)

    return _write(request, form, write, _("记录值守"), "estates:community")


@typed_or_asked
@roles_required(*KEEPERS)
def new_board(request: Request) -> HttpResponse:
    form = BoardForm(request.POST or None)

    def write() -> object:
        return grids.put_up_board(**form.cleaned_data, by=request.person, at=request.now)

    return _write(request, form, write, _("登记联络牌"), "estates:boards")


@typed_or_asked
@roles_required(*CHECKERS)
def inspect(request: Request) -> HttpResponse:
    form = InspectionForm(request.POST or None)

    def write() -> object:
        said = dict(form.cleaned_data)
        board = said.pop("board")
        seen = grids.Seen(**said)
        return grids.inspect_board(board=board, seen=seen, by=request.person, at=request.now)

    return _write(request, form, write, _("检查联络牌"), "estates:boards")


def _write(
    request: Request, form: forms.Form, write: Callable[[], Any], title: str, listing: str
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    if form.is_valid():
        try:
            write()
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(listing)
    view = FormView(
        form, title, title, cancel_url=reverse(listing), crumbs=(Crumb(title),), steps=False
    )
    status = 422 if form.is_bound else 200
    return render(request, "pages/form.html", {"view": view}, status=status)
