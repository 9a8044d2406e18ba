"""Pages: the map, what it draws, and the list behind its numbers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import sheets
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.insight.atlas import drawing, listing, tiles
from chengguan.insight.atlas.asked import Asked


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def atlas(request: HttpRequest) -> HttpResponse:
    """The map with its table, which says the same where no map can be drawn."""
    page = listing.map_page(actor_of_request(request), Asked.read(request.GET), moment_of(request))
    response = render(request, "atlas/map.html", {"map": page})
    response["Content-Security-Policy"] = tiles.policy()
    return response


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def areas(request: HttpRequest) -> JsonResponse:
    """The subdistricts as GeoJSON."""
    asked = Asked.read(request.GET)
    return JsonResponse(drawing.areas(actor_of_request(request), asked, moment_of(request)))


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def marks(request: HttpRequest) -> JsonResponse:
    """What lies inside the box as GeoJSON."""
    asked = Asked.read(request.GET)
    across = request.GET.get("across", "")
    return JsonResponse(drawing.marks(actor_of_request(request), asked, moment_of(request), across))


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def outlines(request: HttpRequest) -> JsonResponse:
    """The outlines of structures inside the box as GeoJSON."""
    asked = Asked.read(request.GET)
    return JsonResponse(drawing.outlines(actor_of_request(request), asked, moment_of(request)))


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """The list behind a number of the map."""
    page = listing.list_page(
        actor_of_request(request), Asked.read(request.GET), moment_of(request), request.GET
    )
    return render(request, "pages/list.html", {"page": page})


@roles_required(*ENFORCEMENT_ROLES)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    return sheets.answer(
        listing.sheet(actor_of_request(request), Asked.read(request.GET), moment_of(request))
    )
