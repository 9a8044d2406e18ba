"""Parties for those who enforce: list, page, registration, duplicates, a number with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengguan.core.org.access import roles_of, roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.registers import merging, services
from chengguan.core.registers.comparing import candidates_view, comparison
from chengguan.core.registers.forms import AliasForm, MergeForm, NumberForm, PartyForm, ReasonForm
from chengguan.core.registers.history import party_panels
from chengguan.core.registers.listing import (
    merge_lines,
    parties_page,
    parties_sheet,
    party_facts,
)
from chengguan.core.registers.models import Party
from chengguan.core.registers.queries import merges_of, party_with_names, survivor_of
from chengguan.core.registers.roles import KEEPER_ROLES, NUMBER_ROLES

enforcers_only = roles_required(*ENFORCEMENT_ROLES)
numbers_only = roles_required(*NUMBER_ROLES)
keepers_only = roles_required(*KEEPER_ROLES)


@require_GET
@enforcers_only
def parties(request: Request) -> HttpResponse:
    return render(
        request, "pages/list.html", {"page": parties_page(request.GET, roles_of(request))}
    )


@require_GET
@enforcers_only
def sheet(request: Request) -> HttpResponseBase:
    """The same list as an Excel file."""
    return sheets.answer(parties_sheet(request.GET, request.person.name, request.now))


@require_http_methods(["GET", "POST"])
@numbers_only
def find(request: Request) -> HttpResponse:
    """By a whole number, which is posted and stands in no address."""
    form, listing = NumberForm(request.POST or None), reverse("registers:party_list")
    if form.is_valid():
        asked = {name: text for name, text in form.cleaned_data.items() if text}
        search = services.find_by_phone if "phone" in asked else services.find_by_identifier
        try:
            found = search(**asked, by=request.person, at=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            page = parties_page(request.GET, roles_of(request), found)
            return render(request, "pages/list.html", {"page": page})
    view = FormView(
        form, _("按号码查找"), _("查找"), cancel_url=listing, crumbs=(Crumb(_("当事人"), listing),)
    )
    return render(request, "pages/form.html", {"view": view})


@require_GET
@enforcers_only
def party(request: Request, pk: int) -> HttpResponse:
    return _party(request, party_with_names(pk))


def _party(request: Request, found: Party, status: int = 200, **shown: object) -> HttpResponse:
    values = {
        **party_facts(found, request),
        "survivor": survivor_of(found) if found.is_merged else None,
        "merges": merge_lines(merges_of(found), found),
        "panels": party_panels(request, found, localdate(request.now)),
        **shown,
    }
    return render(request, "registers/party.html", values, status=status)


@require_POST
@numbers_only
def reveal(request: Request, pk: int) -> HttpResponse:
    """Shown once on the answer to the post, never kept in an address."""
    found = party_with_names(pk)
    is_phone = request.POST.get("what") == "phone"
    service = services.reveal_phone if is_phone else services.reveal_identifier
    reason = request.POST.get("reason", "")
    try:
        number = service(party=found, by=request.person, reason=reason, at=request.now)
    except Refused as refused:
        return _party(request, found, 422, problem=refused.message)
    return _party(request, found, revealed={"phone" if is_phone else "number": number})


@require_http_methods(["GET", "POST"])
@enforcers_only
def alias(request: Request, pk: int) -> HttpResponse:
    found, form = party_with_names(pk), AliasForm(request.POST or None)
    page = reverse("registers:party", args=[pk])
    if form.is_valid():
        try:
            services.add_alias(party=found, **form.cleaned_data, by=request.person, at=request.now)
        except Refused as refused:
            form.add_error("name", refused.message)
        else:
            return redirect(page)
    view = FormView(form, _("登记别名"), _("登记"), cancel_url=page, crumbs=_crumbs())
    return render(request, "pages/form.html", {"view": view})


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


# ── duplicates ─────────────────────────────────────────────────────────────────


@require_GET
@keepers_only
def candidates(request: Request) -> HttpResponse:
    """What is probably one party, group by group; each pair opens side by side."""
    return render(request, "registers/candidates.html", candidates_view(request.GET))


@require_http_methods(["GET", "POST"])
@keepers_only
def compare(request: Request, pk: int, other: int) -> HttpResponse:
    """Two records side by side with their histories, and the act that makes them one."""
    if pk == other:
        raise Http404
    pair = party_with_names(pk), party_with_names(other)
    form = MergeForm(request.POST or None, pair=pair)
    if form.is_valid():
        keep = form.cleaned_data["keep"]
        into, merged = pair if str(pair[0].pk) == keep else pair[::-1]
        try:
            merging.merge_parties(
                party=merged,
                into=into,
                reason=form.cleaned_data["reason"],
                by=request.person,
                at=request.now,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _say(request, _("已合并。两条记录都还在，可以撤销。"))
            return redirect("registers:party", into.pk)
    status = 422 if request.method == "POST" else 200
    values = comparison(request, pair, form)
    return render(request, "registers/compare.html", values, status=status)


@require_http_methods(["GET", "POST"])
@keepers_only
def unmerge(request: Request, pk: int) -> HttpResponse:
    found, form = party_with_names(pk), ReasonForm(request.POST or None)
    page = reverse("registers:party", args=[pk])
    if form.is_valid():
        try:
            merging.unmerge_party(
                party=found, **form.cleaned_data, by=request.person, at=request.now
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            _say(request, _("已撤销合并。"))
            return redirect(page)
    view = FormView(
        form, _("撤销合并"), _("撤销合并"), cancel_url=page, crumbs=_crumbs(), danger=True
    )
    return render(request, "pages/form.html", {"view": view})


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("当事人"), reverse("registers:party_list")),)


def _say(request: HttpRequest, text: str) -> None:
    messages.success(request, text)
