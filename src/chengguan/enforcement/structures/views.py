"""Pages of illegal structures: the register, its sheet, new entries."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors
from chengguan.core.work.act import Outcome
from chengguan.core.work.permission import SYSTEM
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.enforcement.structures import listing as shown
from chengguan.enforcement.structures import queries, services
from chengguan.enforcement.structures.forms import DescribedForm, ListStockForm, RegisterForm
from chengguan.enforcement.structures.states import INTAKE, LISTERS

MAY_REGISTER = [role for role in INTAKE if role != SYSTEM]
MAY_LIST = [role for role in LISTERS if role != SYSTEM]


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def register(request: HttpRequest) -> HttpResponse:
    """The structures somebody may find."""
    asked = queries.Asked.read(request.GET)
    page = shown.list_page(actor_of_request(request), asked, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def sheet(request: HttpRequest) -> HttpResponse:
    """The same list whole, as an Excel file."""
    asked = queries.Asked.read(request.GET)
    return sheets.answer(shown.sheet(actor_of_request(request), asked, moment_of(request)))


@roles_required(*MAY_REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    """A new find; what is refused keeps what was typed."""
    form = RegisterForm(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    return taken_in(request, form, partial(_open, form, "register"), _("登记新增违建"))


@roles_required(*MAY_LIST)
def stock_new(request: HttpRequest) -> HttpResponse:
    """One of the census list."""
    form = ListStockForm(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    return taken_in(request, form, partial(_open, form, "list_stock"), _("登记存量违建"))


def _open(form: DescribedForm, action: str, key: str) -> Outcome:
    return services.open_form(form, action=action, key=key)


def taken_in(
    request: HttpRequest, form: DescribedForm, begin: Callable[[str], Outcome], title: str
) -> HttpResponse:
    """A page that begins an entry; ``begin`` is handed the key of the request."""
    if request.method != "POST":
        return _writing(request, form, title, status=200)
    if not form.is_valid() or form.is_looking:
        return _writing(request, form, title, status=back_with(form))
    try:
        outcome = begin(request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _writing(request, form, title, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _writing(request, form, title, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


def _writing(
    request: HttpRequest,
    form: DescribedForm,
    title: str,
    *,
    status: int,
    reasons: tuple[ReasonView, ...] = (),
) -> HttpResponse:
    view = FormView(
        form,
        title=title,
        submit=_("登记"),
        groups=form.groups,
        cancel_url=reverse("structures:list"),
        draft=f"structure:{type(form).__name__}",
        key=request.POST.get("key", ""),
        basis=("沪拆违规定 6、7",),
        crumbs=(Crumb(_("违法建筑"), reverse("structures:list")), Crumb(title)),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
