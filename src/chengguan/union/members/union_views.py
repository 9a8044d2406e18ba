"""Pages of the unions themselves: file, committees with their term, assemblies, findings."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chengguan.core.files.models import FileUse
from chengguan.core.files.serving import serve
from chengguan.core.org.access import roles_required
from chengguan.core.org.models import Organ
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with
from chengguan.union.members import forms_unions as forms
from chengguan.union.members import reading, registering, unions_page
from chengguan.union.members.models import Committee, Seat, UnionFile
from chengguan.union.members.offices import COMMITTEES, KEEPERS, READERS

typed_or_asked = require_http_methods(["GET", "POST"])
readers_only = roles_required(*READERS)
keepers_only = roles_required(*KEEPERS)


@require_safe
@readers_only
def unions(request: Request) -> HttpResponse:
    """The unions somebody reads, with their term and what does not agree."""
    shown = unions_page.list_of(actor_of_request(request), moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@require_safe
@readers_only
def union(request: Request, pk: int) -> HttpResponse:
    found = _readable(request, pk)
    shown = unions_page.page_of(found, actor_of_request(request), moment_of(request))
    return render(request, "members/union.html", shown)


@require_safe
@readers_only
def paper(request: Request, pk: int) -> FileResponse:
    """A document of a union's file, to whoever reads the union."""
    use = get_object_or_404(FileUse.objects.select_related("file"), pk=pk)
    organs = {organ.pk for organ in reading.unions_open_to(actor_of_request(request))}
    if not organs & unions_page.unions_of_paper(use):
        raise Http404
    return serve(use)


# -- what is written down ------------------------------------------------------------------------


@typed_or_asked
@keepers_only
def keep_file(request: Request, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    known: dict[str, Any] = dict(UnionFile.objects.filter(organ=found).values().first() or {})
    known["serves"] = known.get("serves_id")
    form = forms.FileForm(*sent(request), **_by(request, found), initial=known)
    return _write(
        request, form, lambda said: registering.keep_file(organ=found, **said), _("工会档案")
    )


@typed_or_asked
@keepers_only
def seat_committee(request: Request, pk: int) -> HttpResponse:
    form = forms.CommitteeForm(*sent(request), **_by(request, _kept(request, pk)))
    return _write(
        request, form, lambda said: registering.seat_committee(**said), _("登记新一届委员会")
    )


@typed_or_asked
@keepers_only
def extend(request: Request, pk: int) -> HttpResponse:
    committee = _committee(request, pk)
    form = forms.ExtendForm(*sent(request), **_by(request, _union_of(committee)))
    return _write(
        request,
        form,
        lambda said: registering.extend_term(committee=committee, **said),
        _("延期换届"),
    )


@typed_or_asked
@keepers_only
def fill_seat(request: Request, pk: int) -> HttpResponse:
    committee = _committee(request, pk)
    form = forms.SeatForm(*sent(request), **_by(request, _union_of(committee)))
    return _write(
        request,
        form,
        lambda said: registering.fill_seat(committee=committee, **said),
        _("登记委员、代表"),
    )


@typed_or_asked
@keepers_only
def vacate(request: Request, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.select_related("committee__organ", "person"), pk=pk)
    committee = _committee(request, seat.committee_id)
    form = forms.VacateForm(*sent(request), **_by(request, _union_of(committee)))
    title = _("终止任职：%(name)s") % {"name": seat.person.name}
    return _write(request, form, lambda said: registering.vacate_seat(seat=seat, **said), title)


@typed_or_asked
@keepers_only
def hold_assembly(request: Request, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = forms.AssemblyForm(*sent(request), **_by(request, found))
    return _write(
        request, form, lambda said: registering.hold_assembly(union=found, **said), _("登记会议")
    )


@typed_or_asked
@keepers_only
def note_days(request: Request, pk: int) -> HttpResponse:
    form = forms.DaysForm(*sent(request), **_by(request, _kept(request, pk)))
    return _write(request, form, lambda said: registering.note_days(**said), _("登记工会工作工时"))


# -- what all of them do -------------------------------------------------------------------------


def _readable(request: Request, pk: int) -> Organ:
    known = {organ.pk: organ for organ in reading.unions_open_to(actor_of_request(request))}
    if pk not in known:
        raise Http404
    return known[pk]


def _kept(request: Request, pk: int) -> Organ:
    """A union that the reader writes for; of any other not even the form is shown."""
    found = _readable(request, pk)
    if not reading.may_keep(actor_of_request(request), found):
        raise Http404
    return found


def _committee(request: Request, pk: int) -> Committee:
    rows = Committee.objects.select_related("organ__parent").filter(Q(ended_on=None))
    committee = get_object_or_404(rows, pk=pk)
    _kept(request, _union_of(committee).pk)
    return committee


def _union_of(committee: Committee) -> Organ:
    organ = committee.organ
    return organ.parent if organ.kind in COMMITTEES and organ.parent else organ


def _by(request: Request, found: Organ) -> dict[str, Any]:
    return {"actor": actor_of_request(request), "at": moment_of(request), "union": found}


def _write(
    request: Request,
    form: forms.RegisterForm,
    write: Callable[[dict[str, Any]], object],
    title: str,
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    back = reverse("members:union", args=[form.union.pk])
    status = 200
    if request.method == "POST" and (not form.is_valid() or form.is_looking):
        status = back_with(form)
    elif request.method == "POST":
        form.keep_files()
        try:
            write({**form.said(), "by": request.person, "at": moment_of(request)})
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 422
        else:
            return redirect(back)
    view = FormView(
        form,
        title,
        _("确认"),
        groups=form.groups,
        cancel_url=back,
        crumbs=(Crumb(form.union.short_name, back), Crumb(title)),
        steps=False,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
