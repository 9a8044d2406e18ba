"""Pages of papers: one paper, its sheet, and the public question whether a sheet is genuine."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from chengguan.core.documents import present, queries, services, signing
from chengguan.core.documents.errors import NotTypeset, PaperRefused
from chengguan.core.documents.forms import ScanForm, SheetForm
from chengguan.core.documents.models import CasePaper
from chengguan.core.notices.queries import worker_is_running
from chengguan.core.org.record import Refused
from chengguan.core.work.requests import actor_of_request, moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: what it is, whether it still holds, its sheet, and the scans of signed ones."""
    found, actor = _paper(request, pk), actor_of_request(request)
    is_sent = request.method == "POST"
    form = ScanForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        scan, note = form.cleaned_data["scan"], form.cleaned_data["note"]
        try:
            signing.add(
                found, scan.file, name=scan.name, by=actor, at=moment_of(request), note=note
            )
        except (PaperRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(reverse("documents:paper", args=[pk]))
    may_add = found.state != CasePaper.State.VOIDED and signing.may_add(actor, found.matter)
    context = {
        "paper": found,
        "state": present.state_view(found),
        "crumbs": present.crumbs(found),
        "groups": present.groups(found),
        "technical": present.technical(found),
        "scans": [present.scan_view(one) for one in queries.signed_sheets(found)],
        "form": form if may_add or form.errors else None,
        "remarks": present.remarks(found, worker_runs=worker_runs()),
    }
    status = 422 if form.errors else 200
    return render(request, "documents/paper.html", context, status=status)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> FileResponse:
    """The kept bytes: shown in place for print, or as a file with `?download`."""
    found = _paper(request, pk)
    try:
        kept = services.open_sheet(found)
    except NotTypeset:
        raise Http404 from None
    response = FileResponse(
        kept,
        as_attachment="download" in request.GET,
        filename=f"{found.number} {found.title}.pdf",
        content_type="application/pdf",
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def worker_runs() -> bool:
    """The outbox runs on wall time, in a demonstration too."""
    return worker_is_running(timezone.now())


def _paper(request: HttpRequest, pk: int) -> CasePaper:
    found = queries.paper_for(actor_of_request(request), pk)
    if found is None:
        raise Http404
    return found


@require_safe
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """For everybody, without signing in: was this sheet issued, by whom and when. Nobody's name.

    A wrong code and a wrong digest get the same answer.
    """
    asked = {"code": code, **request.GET.dict()}
    form = SheetForm(asked if "digest" in asked else None, initial=asked)
    is_asked = form.is_bound and form.is_valid()
    found = queries.issued(**form.cleaned_data) if is_asked else None
    context = {
        "form": form,
        "answer": present.answer(found) if is_asked else None,
        "groups": present.public_facts(found) if found else (),
    }
    return render(request, "documents/verify.html", context)
