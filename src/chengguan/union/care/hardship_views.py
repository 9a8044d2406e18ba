"""Pages of hardship files: the register, one file, its words and proofs behind a recorded look."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.files.serving import serve
from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.access import signed_in
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.acting import Actor
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with
from chengguan.union.care import forms_hardship as forms
from chengguan.union.care import hardship_page, queries, registering
from chengguan.union.care.models import HardshipFile, HardshipProof
from chengguan.union.care.views import staff_only, typed_or_asked


@require_safe
@staff_only
def register(request: Request) -> HttpResponse:
    shown = hardship_page.list_page(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@require_safe
@staff_only
def sheet(request: Request) -> HttpResponse:
    told = hardship_page.sheet(actor_of_request(request), request.GET, moment_of(request))
    return sheets.answer(told)


@require_safe
@signed_in
def hardship(request: Request, pk: int) -> HttpResponse:
    """A file, to the staff of its union and to the person himself."""
    actor = actor_of_request(request)
    shown = hardship_page.file_page(_readable(actor, pk), actor, moment_of(request))
    return render(request, "care/hardship.html", shown)


@require_POST
@signed_in
def reveal(request: Request, pk: int, sealed: int) -> HttpResponse:
    """A sealed word of the file; the look stands on the record."""
    actor = actor_of_request(request)
    found = _readable(actor, pk)
    value = get_object_or_404(
        SealedValue.objects.select_related("subject"), pk=sealed, subject=found.key
    )
    reason = request.POST.get("reason", "").strip()[:200] or _("办理需要")
    text = journal.reveal(value, actor=actor.key, reason=reason, at=moment_of(request))
    return render(request, "work/_revealed.html", {"text": text or ""})


@require_safe
@signed_in
def proof(request: Request, pk: int) -> FileResponse:
    """A proof of the household; opening it is a look as well."""
    row = get_object_or_404(HardshipProof.objects.select_related("use__file", "file"), pk=pk)
    actor = actor_of_request(request)
    found = _readable(actor, row.file_id)
    journal.look(
        actor=actor.key,
        what="care.proof",
        reason=_("打开收支证明"),
        at=moment_of(request),
        subject=found.key,
    )
    return serve(row.use)


@typed_or_asked
@staff_only
def open_hardship(request: Request) -> HttpResponse:
    form = forms.HardshipForm(
        *sent(request), actor=actor_of_request(request), at=moment_of(request)
    )
    return _write(request, form, registering.open_hardship, _("建立困难职工档案"))


@typed_or_asked
@staff_only
def review_hardship(request: Request, pk: int) -> HttpResponse:
    actor = actor_of_request(request)
    found = _readable(actor, pk)
    if not queries.handles(actor, found.union_id):
        raise Http404
    form = forms.ReviewForm(*sent(request), actor=actor, at=moment_of(request))

    def keep(**said: Any) -> HardshipFile:
        return registering.review_hardship(file=found, **said)

    return _write(request, form, keep, _("年度复核"))


def _readable(actor: Actor, pk: int) -> HardshipFile:
    """Who may not see it learns nothing, not even that it exists."""
    rows = HardshipFile.objects.select_related("person", "union", "opened_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.person_id != actor.person_id and not queries.handles(actor, found.union_id):
        raise Http404
    return found


def _write(
    request: Request, form: forms.HardshipForm | forms.ReviewForm, service: Any, title: str
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    status, back = 200, reverse("care:hardship_list")
    if request.method == "POST" and (not form.is_valid() or form.is_looking):
        status = back_with(form)
    elif request.method == "POST":
        form.receive()
        actor = actor_of_request(request)
        by = Person(pk=actor.person_id, name=actor.name)
        try:
            made = service(by=by, at=moment_of(request), **form.said())
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            return HttpResponseRedirect(reverse("care:hardship", args=[made.pk]))
    view = FormView(
        form,
        title=title,
        submit=_("保存档案"),
        groups=form.groups,
        cancel_url=back,
        key=request.POST.get("key", ""),
        crumbs=(Crumb(_("困难职工档案"), back), Crumb(title)),
    )
    return render(request, "pages/form.html", {"view": view}, status=status)
