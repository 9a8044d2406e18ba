"""What is reached without signing in, by a signed address: giving a seat back, one's calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from chengguan.core.events import declining, feeds
from chengguan.core.work.requests import moment_of


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it changes nothing: programs open every address in a mail. The button acts, and
    acts once."""
    found = declining.seat_of(token, moment_of(request))
    if found is None:
        raise Http404
    if request.method == "POST":
        found = declining.give_back(token, moment_of(request))
    return render(request, "events/decline.html", {"seat": found})


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's events, for his calendar program."""
    text = feeds.calendar(token, moment_of(request), request.get_host().partition(":")[0])
    if text is None:
        raise Http404
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=900"
    return answer
