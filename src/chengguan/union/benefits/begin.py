"""A page by which a matter of benefits begins: what is refused comes back as it was typed."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.pages.words import act as act_words
from chengguan.core.work import errors
from chengguan.core.work.act import Outcome
from chengguan.core.work.forms import ActForm
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.law.procedure import Procedure


def page(
    request: Request,
    made: type[ActForm],
    begin: Callable[..., Outcome],
    procedure: Procedure,
    action: str,
    back: str,
) -> HttpResponse:
    """Shows the form, or begins the matter and goes to it."""
    form = made(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    reasons: tuple[ReasonView, ...] = ()
    status = 200
    if request.method == "POST" and (not form.is_valid() or form.is_looking):
        status = back_with(form)
    elif request.method == "POST":
        try:
            outcome = begin(form, key=request.POST.get("key", ""))
        except errors.Refused as refused:
            status = 422
            reasons = tuple(finding_view(one) for one in refused.findings if one.refuses)
        except (errors.WorkError, ServiceRefused) as error:
            form.add_error(None, explain(error))
            status = 409
        else:
            return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))
    known = procedure.by_action[action]
    view = FormView(
        form,
        title=act_words(known.title),
        submit=_("提交"),
        groups=form.groups,
        cancel_url=back,
        key=request.POST.get("key", ""),
        intro=str(form.intro),
        basis=(str(procedure.basis_of(known)),),
        crumbs=(Crumb(act_words(known.title)),),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
