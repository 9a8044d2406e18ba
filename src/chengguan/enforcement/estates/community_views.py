"""Pages of officers in the community: who is linked to whom, visits, contact boards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.pages import sheets
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.enforcement.estates import cards, queries
from chengguan.enforcement.estates.classes import READERS
from chengguan.enforcement.estates.models import LiaisonAssignment, LiaisonBoard

SHOWN = 200
readers_only = roles_required(*READERS)


@require_safe
@readers_only
def community(request: HttpRequest) -> HttpResponse:
    """Which officer is linked to which residents' committee, and his visits."""
    now = moment_of(request)
    roles = actor_of_request(request).roles
    page = cards.community_page(_linked(request), roles, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@readers_only
def community_sheet(request: HttpRequest) -> HttpResponse:
    """The same as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(
        sheets.Sheet(
            name="community",
            title=_("城管进社区"),
            heads=[column.title for column in cards.community_columns()],
            rows=[cards.community_cells(one, now) for one in _linked(request)],
            by=actor.name,
            at=now,
        )
    )


@require_safe
@readers_only
def boards(request: HttpRequest) -> HttpResponse:
    """The contact boards of one's own committees, with their newest inspection."""
    page = cards.boards_page(_boards(request), actor_of_request(request).roles)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@readers_only
def boards_sheet(request: HttpRequest) -> HttpResponse:
    """The same as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(
        sheets.Sheet(
            name="boards",
            title=_("联络牌"),
            heads=[column.title for column in cards.board_columns()],
            rows=[cards.board_cells(one) for one in _boards(request)],
            by=actor.name,
            at=now,
        )
    )


def _boards(request: HttpRequest) -> list[LiaisonBoard]:
    known = queries.estates_of(actor_of_request(request))
    rows = LiaisonBoard.objects.filter(
        taken_down_on=None, committee__in=known.order_by().values("residents_committee")
    )
    rows = rows.select_related("committee").prefetch_related("inspections")
    return list(rows.order_by("committee__name", "spot")[:SHOWN])


def _linked(request: HttpRequest) -> list[LiaisonAssignment]:
    """Those of the committees and teams of the reader's own estates."""
    known = queries.estates_of(actor_of_request(request))
    rows = LiaisonAssignment.objects.filter(
        until=None, committee__in=known.order_by().values("residents_committee")
    )
    rows = rows.select_related("officer", "committee", "team").prefetch_related("visits")
    return list(rows.order_by("committee__name")[:SHOWN])
