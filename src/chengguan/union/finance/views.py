"""Pages of the heads: the list, one head with its decision, what is kept on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.union.classes import OFFICES
from chengguan.union.finance import listing, queries, services
from chengguan.union.finance.forms import DecideForm, HeadForm
from chengguan.union.finance.models import BudgetHead, HeadState

offices_only = roles_required(*OFFICES)


@require_safe
@offices_only
def heads(request: Request) -> HttpResponse:
    page = listing.heads_page(actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@offices_only
def heads_in_excel(request: Request) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(listing.heads_sheet(actor, request.GET, now))


@require_http_methods(["GET", "POST"])
@roles_required(*services.ENTERS)
def enter(request: Request) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    sent = request.POST if request.method == "POST" else None
    now = moment_of(request)
    form = HeadForm(sent, actor=actor_of_request(request), at=now)
    if form.is_valid():
        try:
            made = services.enter_head(**form.cleaned_data, by=request.person, at=now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已录入，等待另一人确认。"))
            return redirect("finance:head", made.pk)
    view = FormView(
        form,
        _("录入预算科目"),
        _("录入"),
        cancel_url=reverse("finance:list"),
        crumbs=(Crumb(_("预算科目"), reverse("finance:list")),),
        intro=_("录入后由另一人确认；确认以前不能支出。"),
    )
    status = 422 if form.is_bound else 200
    return render(request, "pages/form.html", {"view": view}, status=status)


@require_http_methods(["GET", "POST"])
@offices_only
def head(request: Request, pk: int) -> HttpResponse:
    """One head, with the two decisions for who may take them."""
    found = _own(request, pk)
    form = DecideForm(request.POST or None)
    may_decide = _may_decide(request, found)
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        if form.is_valid() and _decided(request, found, form):
            return redirect("finance:head", pk)
    page: dict[str, Any] = {
        **listing.head_page(found),
        "form": form,
        "may_decide": may_decide,
        "waits_for_other": found.state == HeadState.ENTERED
        and found.entered_by_id == request.person.pk,
    }
    status = 422 if form.is_bound else 200
    return render(request, "finance/head.html", page, status=status)


@require_safe
@offices_only
def kept(request: Request, pk: int) -> HttpResponse:
    page = listing.kept_page(_own(request, pk), actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@offices_only
def kept_in_excel(request: Request, pk: int) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(listing.kept_sheet(_own(request, pk), actor, request.GET, now))


def _own(request: Request, pk: int) -> BudgetHead:
    rows = queries.with_sums(queries.heads_of(actor_of_request(request)))
    return get_object_or_404(rows, pk=pk)


def _may_decide(request: Request, found: BudgetHead) -> bool:
    if found.state != HeadState.ENTERED or found.entered_by_id == request.person.pk:
        return False
    now = moment_of(request)
    return services.holds_office(request.person, found.organ, now, *services.DECIDES)


def _decided(request: Request, found: BudgetHead, form: DecideForm) -> bool:
    is_yes = request.POST.get("decision") == "confirm"
    decide = services.confirm_head if is_yes else services.refuse_head
    remark = form.cleaned_data["remark"]
    try:
        decide(head=found, remark=remark, by=request.person, at=moment_of(request))
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("已办理。"))
    return True
