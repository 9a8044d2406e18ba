"""Pages of whole lists going out: asked for, written behind the page, fetched once ready."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.exchange import whole, whole_present
from chengguan.core.exchange.models import WholeJob, WholeState
from chengguan.core.exchange.queries import PAGE, whole_jobs_of
from chengguan.core.org.access import roles_of, signed_in
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.whole import WholeList, whole_list


def _offered(request: Request, key: str) -> WholeList:
    """A list whose page one may open; its job obeys the same rule."""
    try:
        known = whole_list(key)
    except KeyError:
        raise Http404 from None
    if not known.roles & roles_of(request):
        raise PermissionDenied
    return known


def _own(request: Request, pk: UUID) -> WholeJob:
    """One's own job; another's does not exist."""
    job = get_object_or_404(WholeJob.objects.select_related("by"), pk=pk, by=request.person)
    _offered(request, job.listing)
    return job


@signed_in
def whole_of(request: Request, key: str) -> HttpResponse:
    """Asked before it begins: what will be written, and as what."""
    known = _offered(request, key)
    error = ""
    if request.method == "POST":
        try:
            asked = QueryDict(request.META.get("QUERY_STRING", ""))
            job = whole.start(known, asked, by=request.person, at=request.now)
            return HttpResponseRedirect(reverse("exchange:whole_job", args=[job.pk]))
        except Refused as refused:
            error = refused.message
    shown = whole_present.whole_asked(known, error)
    return render(request, "exchange/whole_ask.html", shown, status=422 if error else 200)


@require_safe
@signed_in
def whole_jobs(request: Request) -> HttpResponse:
    """My whole lists, the newest first."""
    rows = whole_jobs_of(request.person.pk, request.GET)[:PAGE]
    page = whole_present.whole_jobs_page(list(rows), request.GET)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@signed_in
def whole_job(request: Request, pk: UUID) -> HttpResponse:
    return render(request, "exchange/whole.html", _page(request, pk))


@require_safe
@signed_in
def whole_state(request: Request, pk: UUID) -> HttpResponse:
    """The part of the page that is asked for again while the list is being written."""
    shown = _page(request, pk)
    response = render(request, "exchange/_whole_progress.html", shown)
    if not shown["is_running"]:
        response.headers["HX-Refresh"] = "true"
    return response


def _page(request: Request, pk: UUID) -> dict[str, object]:
    return whole_present.whole_page(_own(request, pk), timezone.now())


@require_POST
@signed_in
def whole_cancel(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    whole.cancel(found, at=request.now)
    return HttpResponseRedirect(reverse("exchange:whole_job", args=[found.pk]))


@require_safe
@signed_in
def whole_file(request: Request, pk: UUID) -> FileResponse:
    """The finished table, as long as it is kept."""
    found = _own(request, pk)
    place = whole.path_of(found)
    if found.state != WholeState.DONE or not place.exists():
        raise Http404
    stamp = f"{timezone.localtime(found.made_at):%Y%m%d-%H%M}"
    name = _("%(what)s导出-%(stamp)s.csv") % {
        "what": whole_list(found.listing).title,
        "stamp": stamp,
    }
    return FileResponse(place.open("rb"), as_attachment=True, filename=name)
