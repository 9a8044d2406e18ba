"""Pages of cases: the list, its sheet, and the form that begins a case."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work import errors, services
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.views import explain
from chengguan.enforcement.cases import listing
from chengguan.enforcement.cases.forms import OpenForm
from chengguan.enforcement.cases.procedures import OFFICERS, SUMMARY

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

enforcers_only = roles_required(*ENFORCEMENT_ROLES)


@enforcers_only
def cases(request: HttpRequest) -> HttpResponse:
    actor, query = actor_of_request(request), request.GET.urlencode()
    shown = listing.listing(actor, request.GET, query, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@enforcers_only
def sheet(request: HttpRequest) -> HttpResponse:
    made = listing.sheet(actor_of_request(request), request.GET, moment_of(request))
    disposition = 'attachment; filename="cases.xlsx"'
    return HttpResponse(made, content_type=EXCEL, headers={"Content-Disposition": disposition})


@roles_required(*OFFICERS)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a case at the scene; a refusal shows its article and keeps what was typed."""
    form = OpenForm(
        request.POST or None,
        request.FILES or None,
        actor=actor_of_request(request),
        at=moment_of(request),
    )
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        key = request.POST.get("key", "")
        made = services.open_from_form(form, procedure=SUMMARY.key, action="discover", key=key)
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings)
        return _form(request, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _form(request, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[made.matter]))


def _form(
    request: HttpRequest, form: OpenForm, *, status: int = 200, reasons: tuple = ()
) -> HttpResponse:
    back = reverse("cases:list")
    view = FormView(
        form,
        title=_("现场查处"),
        submit=_("开始查处"),
        groups=form.groups,
        cancel_url=back,
        draft="case.new",
        key=request.POST.get("key", ""),
        basis=(str(SUMMARY.basis),),
        crumbs=(Crumb(_("案件"), back), Crumb(_("现场查处"))),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
