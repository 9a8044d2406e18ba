"""Pages of delegation: what one has delegated, a new one, its end."""

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from chengguan.core.org import delegating
from chengguan.core.org.access import roles_required
from chengguan.core.org.forms import DATE
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Grant, Person
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    EmptyView,
    FormView,
    ListPage,
    Row,
    StateView,
    Tone,
)


class DelegationForm(forms.Form):
    """Offers the members of the organ of the grant."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("受托人"),
        queryset=Person.objects.none(),
        # Names of people are data: they stay Chinese in English pages, and say so.
        widget=forms.Select(attrs={"lang": "zh"}),
    )
    since = forms.DateField(label=gettext_lazy("起始日期"), widget=DATE)
    until = forms.DateField(
        label=gettext_lazy("终止日期"), widget=DATE, help_text=gettext_lazy("这一天起不再有效。")
    )

    def offer(self, people: QuerySet[Person]) -> None:
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


@require_GET
@roles_required(*delegating.DELEGABLE)
def delegations(request: Request) -> HttpResponse:
    """What the reader has delegated; each line ends it."""
    own = delegating.delegable(request.grants)
    page = ListPage(
        _("委托办理"),
        columns=(
            Column("to", _("受托人"), card="title"),
            Column("role", _("角色"), "word", "line"),
            Column("organ", _("机构"), card="line"),
            Column("since", _("起始日期"), "day", "line"),
            Column("until", _("终止日期"), "day", "line"),
            Column("state", _("状态"), "state", "state"),
        ),
        rows=tuple(_row(given, request) for given in delegating.delegations_of(request.person)),
        actions=tuple(
            ActionView(
                f"delegate-{given.pk}",
                _("委托：%(role)s") % {"role": Role(given.role).label},
                reverse("org:delegate", args=[given.pk]),
            )
            for given in own
        ),
        lead=_("出差、休假期间，把负责人角色委托给本单位的人。受托人办理的每一步都写明代谁办理。"),
        empty=EmptyView(_("还没有委托过。")),
    )
    return render(request, "pages/list.html", {"page": page})


def _row(given: Grant, request: Request) -> Row:
    today = timezone.localdate(request.now)
    is_over = given.until is not None and given.until <= today
    states = {
        True: StateView(_("已终止"), Tone.DONE),
        False: StateView(_("有效"), Tone.NORMAL)
        if given.since <= today
        else StateView(_("未开始"), Tone.HELD),
    }
    return Row(
        str(given.pk),
        "" if is_over else reverse("org:end_delegation", args=[given.pk]),
        (
            given.person.name,
            str(Role(given.role).label),
            given.organ.name,
            given.since,
            given.until,
            states[is_over],
        ),
    )


@require_http_methods(["GET", "POST"])
@roles_required(*delegating.DELEGABLE)
def delegate(request: Request, pk: int) -> HttpResponse:
    """Give one of one's own roles to a deputy."""
    given = next((g for g in delegating.delegable(request.grants) if g.pk == pk), None)
    if given is None:
        raise Http404
    today = timezone.localdate(request.now)
    form = DelegationForm(request.POST or None, initial={"since": today})
    form.offer(delegating.deputies(given, today))
    if form.is_valid():
        try:
            delegating.delegate(given=given, by=request.person, at=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("org:delegations")
    title = _("委托：%(role)s") % {"role": Role(given.role).label}
    return _form_page(request, form, title, _("委托办理"))


@require_http_methods(["GET", "POST"])
@roles_required(*delegating.DELEGABLE)
def end(request: Request, pk: int) -> HttpResponse:
    """End a delegation of one's own."""
    given = get_object_or_404(
        Grant.objects.select_related("person", "organ"), pk=pk, delegated_by=request.person
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            delegating.end_delegation(given=given, by=request.person, at=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("org:delegations")
    said = {"role": Role(given.role).label, "name": given.person.name}
    title = _("终止对%(name)s的委托：%(role)s") % said
    return _form_page(request, form, title, _("终止委托"), danger=True)


def _form_page(
    request: Request, form: forms.Form, title: str, submit: str, *, danger: bool = False
) -> HttpResponse:
    back = reverse("org:delegations")
    view = FormView(
        form,
        title,
        submit,
        cancel_url=back,
        danger=danger,
        crumbs=(Crumb(_("委托办理"), back), Crumb(submit)),
    )
    return render(request, "pages/form.html", {"view": view})
