"""Pages of imports: my jobs, a file on its way in, what came of it, and lists going out."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import IO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.exchange import giving, present, queries, services
from chengguan.core.exchange.forms import ColumnsForm, FileForm
from chengguan.core.exchange.models import Job, JobState
from chengguan.core.exchange.shapes import Importer, importer, importers_for
from chengguan.core.org.access import signed_in
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages.shapes import Crumb, FieldGroup, FormView
from chengguan.core.work.requests import actor_of_request

log = logging.getLogger(__name__)

ENDINGS = {"csv": giving.write_csv, "xlsx": giving.write_excel}
AT_ONCE = services.ROWS
"""So few rows are tried and taken while one waits; more are left to the worker."""


def _offered(request: Request) -> list[Importer]:
    found = importers_for(actor_of_request(request).roles)
    if not found:
        raise PermissionDenied
    return found


def _own(request: Request, pk: UUID) -> Job:
    """One's own job; another's does not exist."""
    job = get_object_or_404(
        Job.objects.select_related("use__file", "by", "organ"), pk=pk, by=request.person
    )
    if not importer(job.importer).by_roles & actor_of_request(request).roles:
        raise PermissionDenied
    return job


def _page(job: Job) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("exchange:job", args=[job.pk]))


@require_safe
@signed_in
def jobs(request: Request) -> HttpResponse:
    """My imports, the newest first, and the lists that can go out."""
    offered = _offered(request)
    rows = queries.jobs_of(request.person.pk, request.GET)[: queries.PAGE]
    page = present.jobs_page(list(rows), offered, request.GET)
    return render(request, "pages/list.html", {"page": page})


@signed_in
def new(request: Request) -> HttpResponse:
    """Choose a file; it is kept, read and its columns guessed."""
    offered = _offered(request)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        offered=offered,
        actor=actor_of_request(request),
        initial={"key": request.GET.get("key", "")},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return _page(
                services.receive(
                    said["file"],
                    name=said["file"].name or "",
                    key=said["key"],
                    by=request.person,
                    at=request.now,
                    source=said["source"],
                    organ=said["organ"],
                )
            )
        except Refused as refused:
            form.add_error("file", refused.message)
    listing = reverse("exchange:jobs")
    view = FormView(
        form,
        _("导入"),
        _("上传并核对列"),
        cancel_url=listing,
        crumbs=(Crumb(_("导入导出"), listing), Crumb(_("导入"))),
    )
    return render(request, "pages/form.html", {"view": view}, status=422 if form.errors else 200)


@require_safe
@signed_in
def job(request: Request, pk: UUID) -> HttpResponse:
    """Where an import stands and what to do next."""
    found = _own(request, pk)
    if found.state == JobState.MAPPING:
        return _columns(request, found, ColumnsForm(job=found))
    return render(request, "exchange/job.html", present.job_page(found, timezone.now()))


@require_safe
@signed_in
def state(request: Request, pk: UUID) -> HttpResponse:
    """The part of the page that is asked for again while the job is at work."""
    found = _own(request, pk)
    response = render(request, "exchange/_progress.html", present.progress(found, timezone.now()))
    if not found.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


@signed_in
def columns(request: Request, pk: UUID) -> HttpResponse:
    """Confirm or change what each column holds, then try the rows; nothing is written yet."""
    found = _own(request, pk)
    if found.state not in services.BEFORE_IT_RUNS:
        return _page(found)
    form = ColumnsForm(request.POST or None, job=found)
    if request.method != "POST" or not form.is_valid():
        return _columns(request, found, form)
    try:
        services.confirm_columns(found, form.chosen())
        _run(found, services.start_trial, request)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _columns(request, found, form)
    return _page(found)


@require_POST
@signed_in
def start(request: Request, pk: UUID) -> HttpResponse:
    """Bring the rows in. A second click finds it begun."""
    found = _own(request, pk)
    if found.state == JobState.CHECKED:
        # Begun a moment ago by another click: its page shows how far it is.
        with suppress(Refused):
            _run(found, services.start, request)
    return _page(found)


@require_POST
@signed_in
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Stop; what came in stays."""
    found = _own(request, pk)
    if not found.has_ended:
        services.cancel(found, at=request.now)
    return _page(found)


@require_safe
@signed_in
def problems(request: Request, pk: UUID, ending: str) -> FileResponse:
    """The rows that were not taken, in their own columns with the reason."""
    found, write = _own(request, pk), _writer(ending)
    rows = giving.problem_lines(found, services.titles_of(found))
    return _file(rows, write, f"{found.use.original_name}.{_('未导入')}.{ending}")


@require_safe
@signed_in
def give(request: Request, key: str, ending: str) -> FileResponse:
    """A list in the shape in which it comes in, as far as one may find it."""
    known = next((one for one in _offered(request) if one.key == key and one.give), None)
    if known is None:
        raise Http404
    rows = giving.lines(known, actor_of_request(request), request.now)
    return _file(rows, _writer(ending), giving.sheet_name(known, ending))


def _writer(ending: str) -> Callable[[giving.Lines, IO[bytes]], None]:
    if ending not in ENDINGS:
        raise Http404
    return ENDINGS[ending]


def _file(
    rows: giving.Lines, write: Callable[[giving.Lines, IO[bytes]], None], name: str
) -> FileResponse:
    target = giving.room()
    write(rows, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)


def _run(found: Job, begin: Callable[..., None], request: Request) -> None:
    """A short list while one waits, a long one by the worker, who tries again by himself."""
    is_short = found.total <= AT_ONCE
    begin(found, at=request.now, queued=not is_short)
    try:
        while is_short and found.is_at_work:
            found = services.advance(found.pk, at=request.now, queued=False)
    except Refused as refused:
        services.fail(found.pk, problem=refused.message, at=request.now)
    except Exception:
        log.exception("import %s broke off", found.pk)
        said = _("处理这份名单时系统出错，已记录。请再试一次；还是不行的，请告知管理员。")
        services.fail(found.pk, problem=said, at=request.now)


def _columns(request: Request, found: Job, form: ColumnsForm) -> HttpResponse:
    known, listing = importer(found.importer), reverse("exchange:jobs")
    needed = tuple(one.name for one in known.fields if one.required)
    other = tuple(one.name for one in known.fields if not one.required)
    groups = (FieldGroup(_("必需的列"), needed),) if needed else ()
    view = FormView(
        form,
        _("核对列"),
        _("试算（不写入）"),
        groups=(*groups, FieldGroup(_("可选的列"), other)),
        cancel_url=listing,
        action_url=reverse("exchange:columns", args=[found.pk]),
        prefilled=form.prefilled,
        steps=False,
        intro=_("列名由系统按名称和内容认出，请核对。试算只看结果，不写入任何数据。"),
        crumbs=(Crumb(_("导入导出"), listing), Crumb(found.use.original_name)),
    )
    status = 422 if form.errors else 200
    return render(request, "exchange/columns.html", {"view": view, "job": found}, status=status)
