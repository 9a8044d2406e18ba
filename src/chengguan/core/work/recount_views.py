"""The periods that a holiday notice moved: a list and its sheet."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chengguan.core.lawbook.models import ChangeKind, RuleChange
from chengguan.core.lawbook.queries import change_or_404
from chengguan.core.pages import sheets
from chengguan.core.work import recount_pages
from chengguan.core.work.requests import actor_of_request, moment_of


@login_required
@require_safe
def recounts(request: HttpRequest, change: int) -> HttpResponse:
    found = _notice(change)
    page = recount_pages.recounts_page(actor_of_request(request), found, request.GET)
    return render(request, "pages/list.html", {"page": page})


@login_required
@require_safe
def recounts_sheet(request: HttpRequest, change: int) -> HttpResponse:
    found, actor = _notice(change), actor_of_request(request)
    return sheets.answer(recount_pages.sheet(actor, found, request.GET, moment_of(request)))


def _notice(pk: int) -> RuleChange:
    found = change_or_404(pk)
    if found.kind != ChangeKind.HOLIDAYS:
        raise Http404
    return found
