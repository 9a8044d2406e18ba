"""Pages of estates: lists and their sheets, today, the card, the scorecard, new entries."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, Link, ReasonView
from chengguan.core.registers.history import place_panels
from chengguan.core.work import errors
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.forms import ActForm
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.services import open_from_form
from chengguan.core.work.views import back_with, explain
from chengguan.enforcement.estates import cards, listing, queries, rounds, services
from chengguan.enforcement.estates.classes import MANAGER, OFFICERS, READERS
from chengguan.enforcement.estates.forms import FindForm, RegisterForm
from chengguan.enforcement.estates.forms_finding import ProposeForm
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import CHECKERS, DUTY_REFERRAL, FINDING

SHOWN = 200
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
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, kind)
    found = queries.matter_list(actor, kind, asked, now)
    known = queries.estates_of(actor)[:SHOWN]
    page = listing.matter_page(kind, found, asked, known, actor, now)
    return render(request, "pages/list.html", {"page": page})


def _sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list whole, as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, kind)
    rows = queries.matter_sheet(actor, kind, asked, now)
    known = queries.estates_of(actor)[:SHOWN]
    return sheets.answer(listing.matter_sheet(kind, rows, asked, known, actor, now))


# -- rounds and estates ------------------------------------------------------------------------


@require_safe
@roles_required(*MANAGER)
def today(request: HttpRequest) -> HttpResponse:
    """The rounds owed today, those not made first."""
    actor, now = actor_of_request(request), moment_of(request)
    page = rounds.today_page(queries.rounds_of_today(actor, now), actor, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@readers_only
def estates(request: HttpRequest) -> HttpResponse:
    """The estates of one's own organs."""
    actor, now = actor_of_request(request), moment_of(request)
    words = request.GET.get("words", "").strip()
    found = list(queries.named(queries.estates_of(actor), words)[: SHOWN + 1])
    shown = found[:SHOWN]
    missed = queries.missed_rounds(actor, [one.pk for one in shown], now)
    page = rounds.estates_page(shown, missed, words, actor, is_cut=len(found) > SHOWN)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@readers_only
def sheet(request: HttpRequest) -> HttpResponse:
    """The same register as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    words = request.GET.get("words", "").strip()
    found = list(queries.named(queries.estates_of(actor), words))
    missed = queries.missed_rounds(actor, [one.pk for one in found], now)
    return sheets.answer(rounds.estates_sheet(found, missed, words, actor, now))


def _own_links(actor: Actor) -> tuple[Link, ...]:
    """Today's rounds are for those who make them."""
    if not actor.roles & set(MANAGER):
        return ()
    return (Link(_("今日巡查"), reverse("estates:today")),)


@require_safe
@readers_only
def estate(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of an estate of one's own; another's is not found."""
    actor, now = actor_of_request(request), moment_of(request)
    found = queries.estates_of(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "estate": found,
        "crumbs": (Crumb(_("小区"), reverse("estates:list")), Crumb(found.place.name)),
        "links": _own_links(actor),
        "groups": cards.groups(found),
        "panels": cards.panels(actor, found, now),
        "side": (*place_panels(request, found.place), cards.former(found)),
    }
    return render(request, "estates/estate.html", context)


@require_safe
@readers_only
def scorecard(request: HttpRequest) -> HttpResponse:
    """The figures of each managing office in a month, with the counts behind them."""
    actor, now = actor_of_request(request), moment_of(request)
    period = Period.around(Span.MONTH, now)
    offices = {one.office.pk: one.office for one in queries.estates_of(actor)[:SHOWN]}
    page = rounds.scorecard_page(actor, list(offices.values()), period, now)
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
    )
    return _begin(request, entry)


@roles_required(*MANAGER)
def find(request: HttpRequest) -> HttpResponse:
    """A finding outside a round."""
    entry = Entry(
        FindForm, _("登记发现"), _("登记"), "estates:findings", str(FINDING.basis), "finding:new"
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
        outcome = _take(entry, form, request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _writing(request, entry, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _writing(request, entry, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


def _take(entry: Entry, form: ActForm, key: str) -> Outcome:
    if entry.form is RegisterForm:
        return services.register_form(form, key=key)
    if entry.form is FindForm:
        return open_from_form(form, procedure=FINDING.key, action="find", key=key)
    return open_from_form(form, procedure=DUTY_REFERRAL.key, action="propose", key=key)


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
