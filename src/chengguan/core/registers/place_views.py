"""Places for those who enforce: list, page, registration, and the queue 地点待定."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengguan.core.org.access import roles_of, roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FieldGroup, FormView
from chengguan.core.registers import services
from chengguan.core.registers.forms import PlaceForm, SettleForm
from chengguan.core.registers.history import place_panels
from chengguan.core.registers.models import Place
from chengguan.core.registers.places import place_facts, places_page, places_sheet
from chengguan.core.registers.queries import place_with_names
from chengguan.core.registers.roles import KEEPER_ROLES

enforcers_only = roles_required(*ENFORCEMENT_ROLES)


@require_GET
@enforcers_only
def places(request: Request) -> HttpResponse:
    page = places_page(request.GET, roles_of(request), request.now)
    return render(request, "pages/list.html", {"page": page})


@require_GET
@enforcers_only
def sheet(request: Request) -> HttpResponseBase:
    """The same list as an Excel file."""
    return sheets.answer(places_sheet(request.GET, request.person.name, request.now))


@require_GET
@enforcers_only
def place(request: Request, pk: int) -> HttpResponse:
    return _place(request, place_with_names(pk), SettleForm())


def _place(request: Request, found: Place, form: SettleForm, status: int = 200) -> HttpResponse:
    url = reverse("registers:settle", args=[found.pk])
    values = {
        **place_facts(found, request),
        "settle": FormView(form, "", _("认定街镇"), action_url=url, steps=False),
        "panels": place_panels(request, found),
    }
    return render(request, "registers/place.html", values, status=status)


@require_POST
@roles_required(*KEEPER_ROLES)
def settle(request: Request, pk: int) -> HttpResponse:
    """Say which subdistrict a place lies in; everything waiting below follows."""
    found, form = place_with_names(pk), SettleForm(request.POST)
    if form.is_valid():
        try:
            services.settle_place(
                place=found, **form.cleaned_data, by=request.person, at=request.now
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已认定街镇。"))
            return redirect("registers:place", pk)
    return _place(request, found, form, status=422)


@require_http_methods(["GET", "POST"])
@enforcers_only
def register(request: Request) -> HttpResponse:
    form = PlaceForm(request.POST or None)
    if "look" not in request.POST and form.is_valid():
        try:
            place = services.register_place(**form.cleaned_data, by=request.person, at=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("registers:place", place.pk)
    listing = reverse("registers:place_list")
    view = FormView(
        form,
        _("登记地点"),
        _("登记"),
        groups=(
            FieldGroup(_("地点"), ("kind", "name", "parent", "address", "aliases")),
            FieldGroup(_("归属"), ("subdistrict", "residents_committee", "grid")),
            FieldGroup(_("坐标"), ("latitude", "longitude", "datum")),
        ),
        cancel_url=listing,
        crumbs=(Crumb(_("地点"), listing),),
    )
    return render(request, "pages/form.html", {"view": view})
