"""Pages of cases: the list, its sheet, and the form that begins a case."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work import errors, services
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.enforcement.cases import listing, reviewing
from chengguan.enforcement.cases.forms import OpenForm
from chengguan.enforcement.cases.ordinary.forms_investigation import OpenForm as OrdinaryForm
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.procedures import OFFICERS, SUMMARY
from chengguan.law.procedure import Procedure

enforcers_only = roles_required(*ENFORCEMENT_ROLES)


@enforcers_only
def cases(request: HttpRequest) -> HttpResponse:
    actor, query = actor_of_request(request), request.GET.urlencode()
    shown = listing.listing(actor, request.GET, query, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@enforcers_only
def sheet(request: HttpRequest) -> HttpResponse:
    return sheets.answer(listing.sheet(actor_of_request(request), request.GET, moment_of(request)))


@roles_required(*reviewing.REVIEWING)
def reviews(request: HttpRequest) -> HttpResponse:
    """The desk of the legal section."""
    shown = reviewing.desk(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@roles_required(*OFFICERS)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a case at the scene."""
    return _begin(request, OpenForm, SUMMARY, _("现场查处"), _("开始查处"))


@roles_required(*OFFICERS)
def new_ordinary(request: HttpRequest) -> HttpResponse:
    """Begin a case of the ordinary procedure: found, and to be looked into."""
    return _begin(request, OrdinaryForm, ORDINARY, _("普通程序核查"), _("登记并核查"))


def _begin(
    request: HttpRequest, form_class: type[OpenForm], procedure: Procedure, title: str, submit: str
) -> HttpResponse:
    """A refusal shows its article and keeps what was typed."""
    form = form_class(
        *sent(request),
        actor=actor_of_request(request),
        at=moment_of(request),
    )
    shown = partial(_form, request, form, procedure, title, submit)
    if request.method != "POST":
        return shown()
    if not form.is_valid() or form.is_looking:
        return shown(status=back_with(form))
    try:
        key = request.POST.get("key", "")
        made = services.open_from_form(form, procedure=procedure.key, action="discover", key=key)
    except errors.Refused as refused:
        return shown(status=422, reasons=tuple(finding_view(f) for f in refused.findings))
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return shown(status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[made.matter]))


def _form(
    request: HttpRequest,
    form: OpenForm,
    procedure: Procedure,
    title: str,
    submit: str,
    *,
    status: int = 200,
    reasons: tuple = (),
) -> HttpResponse:
    back = reverse("cases:list")
    view = FormView(
        form,
        title=title,
        submit=submit,
        groups=form.groups,
        cancel_url=back,
        draft=f"{procedure.key}.new",
        key=request.POST.get("key", ""),
        basis=(str(procedure.basis),),
        crumbs=(Crumb(_("案件"), back), Crumb(title)),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
