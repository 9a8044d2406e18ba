"""Pages of cover: rounds, the check before a list, covers, the carrier's sheet, claims."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.picks import PickField
from chengguan.core.work import visibility
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of
from chengguan.union.benefits import begin
from chengguan.union.benefits.insurance import forms, listing, queries, services
from chengguan.union.benefits.insurance.procedures import CLAIM_HELP, INSURANCE_ROUND
from chengguan.union.benefits.offices import MEMBERS, STAFF
from chengguan.union.classes import INSURANCE

staff_only = roles_required(*STAFF)
typed_or_asked = require_http_methods(["GET", "POST"])


def _asked(request: Request) -> listing.Matters:
    return listing.Matters(request.GET, actor_of_request(request), moment_of(request))


def _round(request: HttpRequest, pk: UUID) -> Matter:
    """A round whose people the reader may know; else 404."""
    found = matter_for(request, pk)
    may = visibility.may_read(actor_of_request(request), found, INSURANCE.key)
    if found.procedure != queries.ROUND or not may:
        raise Http404
    return found


# -- rounds ----------------------------------------------------------------------------------------


@require_safe
@staff_only
def rounds(request: Request) -> HttpResponse:
    return render(request, "pages/list.html", {"page": listing.rounds_page(_asked(request))})


@require_safe
@staff_only
def rounds_sheet(request: Request) -> HttpResponse:
    return sheets.answer(listing.rounds_sheet(_asked(request)))


@typed_or_asked
@staff_only
def open_round(request: Request) -> HttpResponse:
    back = reverse("benefits:rounds")
    return begin.page(
        request, forms.OpenRoundForm, services.begin_round, INSURANCE_ROUND, "open", back
    )


@require_safe
@staff_only
def lines(request: Request, pk: UUID) -> HttpResponse:
    """Who goes on, is new, changed, gone, or goes back, of the newest check."""
    asked = listing.Lines(
        _round(request, pk), request.GET, actor_of_request(request), moment_of(request)
    )
    return render(request, "pages/list.html", {"page": listing.lines_page(asked)})


@require_safe
@staff_only
def lines_sheet(request: Request, pk: UUID) -> HttpResponse:
    asked = listing.Lines(
        _round(request, pk), request.GET, actor_of_request(request), moment_of(request)
    )
    return sheets.answer(listing.lines_sheet(asked))


@require_POST
@staff_only
def carrier_sheet(request: Request, pk: UUID) -> HttpResponse:
    """Posted, because every number in it is looked at."""
    found = _round(request, pk)
    if found.state not in ("listed", "sent", "closed"):
        raise Http404
    made = listing.carrier_sheet(found, actor_of_request(request), moment_of(request))
    return sheets.answer(made)


@require_POST
@staff_only
def look_listed(request: Request, pk: UUID) -> HttpResponse:
    """People of a list by name, at most twenty."""
    listed = forms.on_list(_round(request, pk).pk)
    name = request.POST.get("pick", "")
    field = PickField(
        listed,
        find=lambda text: listed.filter(person__name__icontains=text),
        tell=lambda row: (row.person.name, row.union.short_name),
        look="benefits:look_listed",
        look_of=(pk,),
        required="pick-required" in request.POST,
    )
    picks = field.picks(
        name, asked=request.POST.get(f"look-{name}", ""), chosen=request.POST.get(name, "")
    )
    return render(request, "pages/components/_picks.html", {"picks": picks})


# -- covers and claims -----------------------------------------------------------------------------


@require_safe
@staff_only
def covers(request: Request) -> HttpResponse:
    asked = listing.Covers(request.GET, actor_of_request(request), moment_of(request))
    return render(request, "pages/list.html", {"page": listing.covers_page(asked)})


@require_safe
@staff_only
def covers_sheet(request: Request) -> HttpResponse:
    asked = listing.Covers(request.GET, actor_of_request(request), moment_of(request))
    return sheets.answer(listing.covers_sheet(asked))


@require_safe
@staff_only
def claims(request: Request) -> HttpResponse:
    return render(request, "pages/list.html", {"page": listing.claims_page(_asked(request))})


@require_safe
@staff_only
def claims_sheet(request: Request) -> HttpResponse:
    return sheets.answer(listing.claims_sheet(_asked(request)))


@typed_or_asked
@roles_required(*MEMBERS, *STAFF)
def ask_help(request: Request) -> HttpResponse:
    """One's own claim, in one page on the phone."""
    back = reverse("members:me")
    return begin.page(
        request, forms.AskHelpForm, services.begin_claim, CLAIM_HELP, "ask_help", back
    )
