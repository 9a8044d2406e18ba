"""Pages of estates: matters and their sheets, today, the card, the scorecard, new entries."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors
from chengguan.core.work.act import Outcome
from chengguan.core.work.forms import ActForm
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.services import open_from_form
from chengguan.core.work.views import back_with, explain
from chengguan.enforcement.estates import cards, listing, queries, rounds, scores, services
from chengguan.enforcement.estates.classes import MANAGER, OFFICERS, READERS
from chengguan.enforcement.estates.forms import FindForm, RegisterForm
from chengguan.enforcement.estates.forms_finding import ProposeForm
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import CHECKERS, DUTY_REFERRAL, FINDING

readers_only = roles_required(*READERS)

# -- lists -------------------------------------------------------------------------------------


@require_safe
@readers_only
def renovations(request: HttpRequest) -> HttpResponse:
    return _list(request, queries.RENOVATION)


@require_safe
@readers_only
def renovations_sheet(request: HttpRequest) -> HttpResponse:
    return _sheet(request, queries.RENOVATION)


@require_safe
@readers_only
def findings(request: HttpRequest) -> HttpResponse:
    return _list(request, queries.FINDING)


@require_safe
@readers_only
def findings_sheet(request: HttpRequest) -> HttpResponse:
    return _sheet(request, queries.FINDING)


@require_safe
@readers_only
def referrals(request: HttpRequest) -> HttpResponse:
    return _list(request, queries.REFERRAL)


@require_safe
@readers_only
def referrals_sheet(request: HttpRequest) -> HttpResponse:
    return _sheet(request, queries.REFERRAL)


def _list(request: HttpRequest, kind: str) -> HttpResponse:
    page = listing.matter_page(actor_of_request(request), kind, request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


def _sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list whole, as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(listing.matter_sheet(actor, kind, request.GET, now))


# -- rounds, the card, the scorecard -------------------------------------------------------------


@require_safe
@roles_required(*MANAGER)
def today(request: HttpRequest) -> HttpResponse:
    """The rounds owed today, those not made first."""
    page = rounds.today_page(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*MANAGER)
def today_sheet(request: HttpRequest) -> HttpResponse:
    """The same rounds as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(rounds.today_sheet(actor, request.GET, now))


@require_safe
@readers_only
def estate(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of an estate of one's own; another's is not found."""
    shown = cards.card(request, pk)
    if shown is None:
        raise Http404
    return render(request, "estates/estate.html", shown)


@require_safe
@readers_only
def scorecard(request: HttpRequest) -> HttpResponse:
    """The figures of each managing office in a month, with the counts behind them."""
    page = scores.scorecard_page(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


# -- new entries -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A page that begins a matter."""

    form: type[ActForm]
    title: Any
    submit: Any
    listing: str
    basis: str
    draft: str
    begin: Callable[..., Outcome]


@roles_required(*MANAGER, *OFFICERS)
def register(request: HttpRequest) -> HttpResponse:
    """A renovation that is declared, or found without it."""
    entry = Entry(
        RegisterForm,
        _("登记装修"),
        _("登记"),
        "estates:renovations",
        str(RENOVATION.basis),
        "renovation:new",
        services.register_form,
    )
    return _begin(request, entry)


@roles_required(*MANAGER)
def find(request: HttpRequest) -> HttpResponse:
    """A finding outside a round."""
    entry = Entry(
        FindForm,
        _("登记发现"),
        _("登记"),
        "estates:findings",
        str(FINDING.basis),
        "finding:new",
        partial(open_from_form, procedure=FINDING.key, action="find"),
    )
    return _begin(request, entry)


@roles_required(*OFFICERS, *CHECKERS)
def propose(request: HttpRequest) -> HttpResponse:
    """A missed duty, for the housing department."""
    entry = Entry(
        ProposeForm,
        _("提出移送"),
        _("提出"),
        "estates:referrals",
        str(DUTY_REFERRAL.basis),
        "referral:new",
        partial(open_from_form, procedure=DUTY_REFERRAL.key, action="propose"),
    )
    return _begin(request, entry)


def _begin(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What is refused keeps what was typed."""
    actor, now = actor_of_request(request), moment_of(request)
    form = entry.form(*sent(request), actor=actor, at=now, initial=dict(request.GET.items()))
    if request.method != "POST":
        return _writing(request, entry, form, status=200)
    if not form.is_valid():
        return _writing(request, entry, form, status=back_with(form))
    try:
        outcome = entry.begin(form, key=request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _writing(request, entry, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _writing(request, entry, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


def _writing(
    request: HttpRequest,
    entry: Entry,
    form: ActForm,
    *,
    status: int,
    reasons: tuple[ReasonView, ...] = (),
) -> HttpResponse:
    listing_url = reverse(entry.listing)
    view = FormView(
        form,
        title=entry.title,
        submit=entry.submit,
        groups=form.groups,
        cancel_url=listing_url,
        draft=entry.draft,
        key=request.POST.get("key", ""),
        basis=(entry.basis,),
        crumbs=(Crumb(entry.title, ""),),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
