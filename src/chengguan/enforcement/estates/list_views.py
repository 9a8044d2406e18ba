"""Pages of the registers: each list with its sheet, by the same rows."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.enforcement.estates import row_lists
from chengguan.enforcement.estates.classes import READERS
from chengguan.enforcement.estates.community_rows import BOARDS, LIAISONS, STUDIOS, VISITS
from chengguan.enforcement.estates.estate_rows import COMPANIES, ESTATES
from chengguan.enforcement.estates.grid_rows import CELLS, points_page, points_sheet
from chengguan.enforcement.estates.row_lists import RowList

View = Callable[..., HttpResponseBase]


def page(one: RowList[Any], roles: Iterable[str] = READERS) -> View:
    """The list for whoever holds one of the roles."""

    @require_safe
    @roles_required(*roles)
    def shown(request: HttpRequest) -> HttpResponse:
        actor, now = actor_of_request(request), moment_of(request)
        found = row_lists.page_of(one, actor, request.GET, now)
        return render(request, "pages/list.html", {"page": found})

    return shown


def sheet(one: RowList[Any], roles: Iterable[str] = READERS) -> View:
    """The same rows as an Excel file."""

    @require_safe
    @roles_required(*roles)
    def given(request: HttpRequest) -> HttpResponse:
        actor, now = actor_of_request(request), moment_of(request)
        return sheets.answer(row_lists.sheet_of(one, actor, request.GET, now))

    return given


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def points(request: Request) -> HttpResponse:
    """Who answers for a place in every layer of grids."""
    found = points_page(actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": found})


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def points_in_excel(request: Request) -> HttpResponse:
    """The same as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(points_sheet(actor, request.GET, now))


PAGES: dict[str, tuple[RowList[Any], Iterable[str], str]] = {
    "list": (ESTATES, READERS, ""),
    "companies": (COMPANIES, READERS, "companies/"),
    "community": (LIAISONS, READERS, "community/"),
    "visits": (VISITS, READERS, "visits/"),
    "studios": (STUDIOS, READERS, "studios/"),
    "boards": (BOARDS, READERS, "boards/"),
    "cells": (CELLS, ENFORCEMENT_ROLES, "cells/"),
}
"""By name: the list, who reads it, and its path."""
