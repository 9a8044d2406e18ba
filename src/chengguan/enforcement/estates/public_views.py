"""The public page of a renovation: no sign-in, no personal data."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chengguan.core.work.requests import moment_of
from chengguan.enforcement.estates import boards


@require_safe
def board(request: HttpRequest, token: UUID) -> HttpResponse:
    """The notice board, to read on a phone."""
    found = boards.board(token, moment_of(request))
    if found is None:
        raise Http404
    code = reverse("estates_public:code", args=[token])
    return render(request, "estates/board.html", {"board": found, "code": code})


@require_safe
def code(request: HttpRequest, token: UUID) -> HttpResponse:
    """The code that leads back to the board."""
    drawing = boards.code_of(token, request.build_absolute_uri("/").rstrip("/"))
    if drawing is None:
        raise Http404
    return HttpResponse(drawing, content_type="image/svg+xml")
