"""Pages of complaints about estates: each estate beside the year before, and the list behind it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import sheets
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.enforcement.estates.queries import estates_of
from chengguan.flows.report_to_lead import complaints as shown

enforcers_only = roles_required(*ENFORCEMENT_ROLES)


@require_safe
@enforcers_only
def complaints(request: HttpRequest) -> HttpResponse:
    page = shown.comparison_page(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


@require_safe
@enforcers_only
def complaints_sheet(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(shown.comparison_sheet(actor, request.GET, now))


@require_safe
@enforcers_only
def estate_complaints(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of one of the reader's estates; another's is not found."""
    return render(request, "pages/list.html", {"page": _of(request, pk, shown.estate_page)})


@require_safe
@enforcers_only
def estate_complaints_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return sheets.answer(_of(request, pk, shown.estate_sheet))


def _of(request: HttpRequest, pk: int, made: Callable[..., Any]) -> Any:
    actor = actor_of_request(request)
    estate = get_object_or_404(estates_of(actor), pk=pk)
    return made(actor, estate, request.GET, moment_of(request))
