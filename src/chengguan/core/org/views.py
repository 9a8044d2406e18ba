"""Sign-in of the demonstration; people and their grants for the security administrator."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chengguan.core.org import services
from chengguan.core.org.access import roles_required
from chengguan.core.org.adapter import begin_session
from chengguan.core.org.cards import role_cards
from chengguan.core.org.forms import EndForm, GrantForm
from chengguan.core.org.kinds import Role
from chengguan.core.org.listing import people_page
from chengguan.core.org.models import Account, Grant, Person
from chengguan.core.org.queries import administers, person_with_rights
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, FormView


@require_GET
def sign_in(request: Request) -> HttpResponse:
    """Role cards in a demonstration, the password page everywhere else."""
    onward = request.GET.get("next", "")
    if not settings.CHENGGUAN_DEMONSTRATION:
        return redirect(f"{reverse('account_login')}?{request.GET.urlencode()}")
    groups = role_cards(timezone.localdate(request.now))
    return render(request, "org/sign_in.html", {"groups": groups, "next": onward})


@require_POST
def enter(request: Request) -> HttpResponse:
    """One click signs in: only where the installation says that it is a demonstration."""
    if not settings.CHENGGUAN_DEMONSTRATION:
        raise Http404
    chosen = row_key(request.POST.get("account", ""))
    account = get_object_or_404(Account, pk=chosen, is_active=True)
    if request.user != account:
        begin_session(request, account, how="demonstration")
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return redirect(onward if is_ours else "/")


@require_GET
@roles_required(Role.SEC_ADMIN)
def people(request: Request) -> HttpResponse:
    return render(request, "pages/list.html", {"page": people_page(request)})


@require_GET
@roles_required(Role.SEC_ADMIN)
def person(request: Request, pk: int) -> HttpResponse:
    found = person_with_rights(pk)
    mine = [grant for grant in found.grants.all() if administers(request.grants, grant.organ)]
    return render(request, "org/person.html", {"person": found, "mine": mine})


@require_http_methods(["GET", "POST"])
@roles_required(Role.SEC_ADMIN)
def give(request: Request, pk: int) -> HttpResponse:
    someone = get_object_or_404(Person, pk=pk)
    today = timezone.localdate(request.now)
    form = GrantForm(request.POST or None, initial={"since": today}, grants=request.grants)
    if form.is_valid():
        try:
            services.grant(person=someone, by=request.person, at=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("org:person", pk)
    return _form_page(request, form, _("授权"), _("授权"), someone)


@require_http_methods(["GET", "POST"])
@roles_required(Role.SEC_ADMIN)
def end(request: Request, pk: int) -> HttpResponse:
    given = get_object_or_404(Grant.objects.select_related("person", "organ"), pk=pk)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate(request.now)})
    if form.is_valid():
        try:
            services.end_grant(grant=given, by=request.person, at=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("org:person", given.person_id)
    title = _("终止授权：%(role)s") % {"role": Role(given.role).label}
    return _form_page(request, form, title, _("终止授权"), given.person, danger=True)


def _form_page(
    request: Request,
    form: GrantForm | EndForm,
    title: str,
    submit: str,
    someone: Person,
    *,
    danger: bool = False,
) -> HttpResponse:
    back = reverse("org:person", args=[someone.pk])
    view = FormView(
        form,
        title,
        submit,
        cancel_url=back,
        danger=danger,
        crumbs=(Crumb(_("人员与授权"), reverse("org:people")), Crumb(someone.name, back)),
    )
    return render(request, "pages/form.html", {"view": view})
