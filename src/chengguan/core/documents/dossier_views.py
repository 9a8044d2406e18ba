"""Pages of dossiers: ask for one, fetch the bound volumes, fetch the archive FILE."""

import re
import tempfile
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chengguan.core.documents import dossiers
from chengguan.core.documents.archive import building
from chengguan.core.documents.dossier_plans import Plan, plan_of
from chengguan.core.documents.errors import PaperRefused
from chengguan.core.documents.models import Dossier
from chengguan.core.documents.views import worker_runs
from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Crumb, Fact, FactGroup, FileView, NoticeView, Tone
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, matter: UUID) -> HttpResponse:
    """The newest dossier of a matter; POST asks for one as the matter stands now."""
    found, _plan = _planned(request, matter)
    problem = ""
    if request.method == "POST":
        try:
            dossiers.ask(found, by=actor_of_request(request), at=moment_of(request))
        except PaperRefused as refused:
            problem = str(refused)
        else:
            return HttpResponseRedirect(reverse("documents:dossier", args=[found.pk]))
    newest = dossiers.newest(found)
    context = {
        "matter": found,
        "newest": newest,
        "waits": newest is not None and newest.state == Dossier.State.ASKED,
        "crumbs": (
            Crumb(str(pages.kind_title(found.kind)), pages.listing_url(found.kind)),
            Crumb(found.number, reverse("work:matter", args=[found.pk])),
            Crumb(_("卷宗")),
        ),
        "remarks": _remarks(newest, problem, runs=worker_runs()),
        "groups": (_facts(newest),) if newest else (),
        "volumes": _volumes(newest) if newest else (),
    }
    if request.headers.get("HX-Request"):
        return render(request, "documents/_dossier.html", context)
    return render(request, "documents/dossier.html", context, status=422 if problem else 200)


@login_required
@require_safe
def archive(request: HttpRequest, matter: UUID) -> FileResponse:
    """The archive FILE; `?open` leaves the internal part behind, for whoever gets it outside."""
    found, plan = _planned(request, matter)
    # Beyond a few megabytes it lies on the disk until it is sent.
    target = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115  # the response closes it
    building.write(
        target,
        found,
        plan,
        by=actor_of_request(request),
        at=moment_of(request),
        with_internal="open" not in request.GET,
    )
    target.seek(0)
    name = re.sub(r"[^\w〔〕-]+", "_", found.number)
    response = FileResponse(
        target, as_attachment=True, filename=f"{name}.zip", content_type="application/zip"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _planned(request: HttpRequest, pk: UUID) -> tuple[Matter, Plan]:
    found = matter_for(request, pk)
    plan = plan_of(found)
    if plan is None:
        raise Http404
    return found, plan


def _remarks(newest: Dossier | None, problem: str, *, runs: bool) -> list[NoticeView]:
    said = [NoticeView(problem, Tone.OVERDUE)] if problem else []
    if newest is None:
        return [*said, NoticeView(_("还没有装订过。装订按现有文书、材料和办理记录进行。"))]
    if newest.state == Dossier.State.FAILED:
        return [*said, NoticeView(newest.problem, Tone.OVERDUE, _("未能装订"))]
    if newest.state == Dossier.State.ASKED:
        stuck = _("后台程序没有运行，卷宗还没有装订。请联系系统管理员。")
        waits = _("正在装订，装订好会有提醒。")
        return [*said, NoticeView(waits if runs else stuck, Tone.WARNING)]
    return said


def _facts(newest: Dossier) -> FactGroup:
    return FactGroup(
        _("归档"),
        (
            Fact(_("档号"), newest.number or _("未归档")),
            Fact(_("保管期限"), Dossier.Retention(newest.retention).label),
            Fact(_("状态"), Dossier.State(newest.state).label),
            Fact(_("页数"), str(newest.pages)),
            Fact(_("申请时间"), newest.asked_at),
        ),
    )


def _volumes(newest: Dossier) -> tuple[FileView, ...]:
    titles = ((_("正卷"), newest.main), (_("副卷"), newest.internal))
    return tuple(
        FileView(
            name=title,
            url=reverse("files:original", args=[use.pk]),
            digest=use.file.sha256,
            taken_at=use.uploaded_at,
        )
        for title, use in titles
        if use is not None
    )
