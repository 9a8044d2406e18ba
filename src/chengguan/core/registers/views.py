"""Parties for those who enforce: list, page, registration, and a number in full with a reason."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.registers import services
from chengguan.core.registers.forms import NumberForm, PartyForm
from chengguan.core.registers.listing import parties_page, party_facts
from chengguan.core.registers.queries import party_with_names

enforcers_only = roles_required(*ENFORCEMENT_ROLES)


@require_GET
@enforcers_only
def parties(request: Request) -> HttpResponse:
    return render(request, "pages/list.html", {"page": parties_page(request.GET)})


@require_http_methods(["GET", "POST"])
@enforcers_only
def find(request: Request) -> HttpResponse:
    """By the whole number of a document, which is posted and stands in no address."""
    form, listing = NumberForm(request.POST or None), reverse("registers:party_list")
    if form.is_valid():
        try:
            found = services.find_by_identifier(
                **form.cleaned_data, by=request.person, at=request.now
            )
        except Refused as refused:
            form.add_error("identifier", refused.message)
        else:
            page = parties_page(request.GET, found)
            return render(request, "pages/list.html", {"page": page})
    crumbs = (Crumb(_("当事人"), listing),)
    title = _("按证件号码查找")
    view = FormView(form, title, _("查找"), cancel_url=listing, crumbs=crumbs)
    return render(request, "pages/form.html", {"view": view})


@require_GET
@enforcers_only
def party(request: Request, pk: int) -> HttpResponse:
    return render(request, "registers/party.html", party_facts(party_with_names(pk)))


@require_POST
@enforcers_only
def reveal(request: Request, pk: int) -> HttpResponse:
    """Shown once on the answer to the post, never kept in an address."""
    found = party_with_names(pk)
    shown = {}
    try:
        shown["number"] = services.reveal_identifier(
            party=found, by=request.person, reason=request.POST.get("reason", ""), at=request.now
        )
    except Refused as refused:
        shown["problem"] = refused.message
    status = 422 if "problem" in shown else 200
    return render(request, "registers/party.html", {**party_facts(found), **shown}, status=status)


@require_http_methods(["GET", "POST"])
@enforcers_only
def register(request: Request) -> HttpResponse:
    form = PartyForm(request.POST or None)
    if form.is_valid():
        try:
            party = services.register_party(**form.cleaned_data, by=request.person, at=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("registers:party", party.pk)
    listing = reverse("registers:party_list")
    view = FormView(
        form,
        _("登记当事人"),
        _("登记"),
        cancel_url=listing,
        draft="party",
        crumbs=(Crumb(_("当事人"), listing),),
    )
    return render(request, "pages/form.html", {"view": view})
