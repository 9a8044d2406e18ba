"""Pages of leads: the list, its sheet, intake, and the hint of likely repeats."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.enforcement.leads import likeness, queries, services
from chengguan.enforcement.leads import listing as shown
from chengguan.enforcement.leads.errors import NumberTaken
from chengguan.enforcement.leads.forms import INTAKE_ROLES, ReceiveForm, words_of_kind
from chengguan.enforcement.leads.procedures import HOTLINE


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The leads somebody may find."""
    actor, now = _one_of(request, ENFORCEMENT_ROLES), moment_of(request)
    asked = queries.Asked.read(request.GET)
    found = queries.lead_list(actor, asked, now)
    page = shown.list_page(found, asked, work.organs_below(actor), actor, now)
    return render(request, "pages/list.html", {"page": page})


@login_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same list whole, as an Excel file."""
    actor, now = _one_of(request, ENFORCEMENT_ROLES), moment_of(request)
    asked = queries.Asked.read(request.GET)
    rows = queries.lead_sheet(actor, asked, now)
    return sheets.answer(shown.sheet(rows, asked, actor, now))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Intake: what is refused keeps what was typed."""
    actor = _one_of(request, INTAKE_ROLES)
    form = ReceiveForm(*sent(request), actor=actor, at=moment_of(request))
    if request.method != "POST":
        return _intake(request, form, status=200)
    if not form.is_valid() or form.is_looking:
        return _intake(request, form, status=back_with(form))
    try:
        outcome = services.take_in_form(form, key=request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _intake(request, form, status=422, reasons=reasons)
    except NumberTaken as taken:
        form.add_error(None, _taken(actor, taken))
        return _intake(request, form, status=409)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _intake(request, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


@login_required
@require_POST
def repeats(request: HttpRequest) -> HttpResponse:
    """Likely repeats while somebody types; posted, so that no number stands in an address."""
    actor, said = _one_of(request, INTAKE_ROLES), request.POST
    found = queries.visible_repeats(
        actor,
        phone=said.get("caller_phone", ""),
        place_id=row_key(said.get("place", "")),
        address=said.get("address_text", ""),
        item_code=said.get("item_code", ""),
        at=moment_of(request),
    )
    return render(request, "leads/_repeats.html", {"leads": found})


@login_required
@require_POST
def kind(request: HttpRequest) -> HttpResponse:
    """The kind that the words propose, while somebody types; whoever takes it in decides."""
    _one_of(request, INTAKE_ROLES)
    return render(request, "leads/_kind.html", {"told": words_of_kind(request.POST)})


@login_required
@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Open leads that say the same or nearly so, whole, so that somebody can decide."""
    actor = _one_of(request, ENFORCEMENT_ROLES)
    pairs = list(likeness.undecided(actor)[: likeness.SHOWN])
    groups = likeness.shown(actor, pairs)
    may_merge = actor.roles & set(HOTLINE.by_action["void"].by)
    return render(request, "leads/alike.html", {"groups": groups, "may_merge": may_merge})


def _taken(actor: Actor, taken: NumberTaken) -> str:
    """With the way to the lead for who may find it."""
    if not work.is_visible(actor, taken.lead):
        return str(taken)
    url = reverse("work:matter", args=[taken.lead])
    return format_html('{} <a href="{}">{}</a>', taken, url, _("查看先前受理的一件"))


def _one_of(request: HttpRequest, roles: frozenset[str]) -> Actor:
    actor = actor_of_request(request)
    if not roles & actor.roles:
        raise PermissionDenied
    return actor


def _intake(
    request: HttpRequest, form: ReceiveForm, *, status: int, reasons: tuple[ReasonView, ...] = ()
) -> HttpResponse:
    view = FormView(
        form,
        title=_("登记线索"),
        submit=_("受理"),
        groups=form.groups,
        cancel_url=reverse("leads:list"),
        draft="lead:new",
        key=request.POST.get("key", ""),
        basis=("沪城管执法条例 26.2",),
        crumbs=(Crumb(_("线索"), reverse("leads:list")), Crumb(_("登记线索"))),
        reasons=reasons,
    )
    return render(request, "leads/new.html", {"view": view}, status=status)
