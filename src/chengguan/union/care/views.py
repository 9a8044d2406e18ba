"""Pages of relief: the list of those who handle it, an application, one entered for somebody."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chengguan.core.org.access import roles_required, signed_in
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.union.care import forms, listing, queries, services
from chengguan.union.care.offices import STAFF
from chengguan.union.care.procedures import RELIEF

typed_or_asked = require_http_methods(["GET", "POST"])
staff_only = roles_required(*STAFF)


@require_safe
@staff_only
def cases(request: Request) -> HttpResponse:
    actor, asked = actor_of_request(request), queries.Asked.read(request.GET)
    shown = listing.relief_page(queries.relief_list(actor, asked), asked, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@require_safe
@staff_only
def sheet(request: Request) -> HttpResponse:
    actor, asked = actor_of_request(request), queries.Asked.read(request.GET)
    rows = queries.relief_sheet(actor, asked)
    return sheets.answer(listing.relief_sheet(rows, asked, actor, moment_of(request)))


@typed_or_asked
@signed_in
def apply(request: Request) -> HttpResponse:
    """One's own application, in one page on the phone."""
    intro = _("约两分钟。只有本工会的工会干部和安排的走访人看得到，谁看过您都查得到。")
    return _begin(request, forms.ApplyForm, _("申请帮扶"), reverse("members:me"), intro)


@typed_or_asked
@staff_only
def enter(request: Request) -> HttpResponse:
    intro = _("事项归帮扶对象本人所有：本人看得到全部内容和谁看过。")
    return _begin(request, forms.EnterForm, _("代录帮扶"), reverse("care:list"), intro)


def _begin(
    request: Request, made: type[forms.ApplyForm], title: str, back: str, intro: str
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    form = made(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    reasons: tuple[ReasonView, ...] = ()
    status = 200
    if request.method == "POST" and (not form.is_valid() or form.is_looking):
        status = back_with(form)
    elif request.method == "POST":
        try:
            outcome = services.begin_from_form(form, key=request.POST.get("key", ""))
        except errors.Refused as refused:
            status = 422
            reasons = tuple(finding_view(one) for one in refused.findings if one.refuses)
        except (errors.WorkError, ServiceRefused) as error:
            form.add_error(None, explain(error))
            status = 409
        else:
            return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))
    view = FormView(
        form,
        title=title,
        submit=_("提交"),
        groups=form.groups,
        cancel_url=back,
        draft="care.apply" if made is forms.ApplyForm else "care.enter",
        key=request.POST.get("key", ""),
        intro=intro,
        basis=(str(RELIEF.basis),),
        crumbs=(Crumb(title),),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)


@require_POST
@staff_only
def look_people(request: HttpRequest) -> HttpResponse:
    """People by name, at most twenty; posted, so that the name stands nowhere."""
    name = request.POST.get("pick", "")
    asked, chosen = request.POST.get(f"look-{name}", ""), request.POST.get(name, "")
    field = forms.PersonField(required="pick-required" in request.POST)
    picks = field.picks(name, asked=asked, chosen=chosen)
    return render(request, "pages/components/_picks.html", {"picks": picks})
