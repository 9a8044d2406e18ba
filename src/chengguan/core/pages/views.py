"""The pages that belong to no app: the map, the clock, the keys, search, the component sheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chengguan.core.pages import clock, registry, specimen, tour
from chengguan.core.pages.capabilities import PARTS, map_rows, state_counts
from chengguan.core.pages.errors import BARE, content_of, error_page
from chengguan.core.pages.middleware import is_clean
from chengguan.core.pages.shapes import EmptyView

SEARCH_LENGTH = 100


@require_GET
def capability_map(request: HttpRequest) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in ("state", "part", "words")}
    lines: dict[str, list[registry.MapLine]] = {}
    for provide in registry.entries.map_lines:
        for key, told in provide(request).items():
            lines.setdefault(key, []).extend(told)
    words = chosen["words"].strip()[:SEARCH_LENGTH]
    finders = registry.entries.map_search.values() if words else ()
    found = ((finder.title, list(finder.find(request, words))) for finder in finders)
    context = {
        "rows": map_rows(**chosen, lines=lines),
        "groups": [(title, hits) for title, hits in found if hits],
        "counts": state_counts(map_rows()),
        "parts": [(key, str(title)) for key, title in PARTS.items()],
        "chosen": chosen,
    }
    return render(request, "pages/map.html", context)


@require_POST
def advance(request: HttpRequest) -> HttpResponse:
    step = request.POST.get("step", "")
    if not clock.is_demonstration() or step not in clock.STEPS:
        raise Http404
    clock.advance(step)
    return HttpResponseRedirect(next_url(request))


@require_GET
def tour_page(request: HttpRequest) -> HttpResponse:
    """The walk through the demonstration as a whole, to begin it or to go on."""
    steps = registry.tour_steps()
    if not clock.is_demonstration() or not steps:
        raise Http404
    return _tour(request, tour.progress(request) or 1)


@require_GET
def tour_step(request: HttpRequest, number: int) -> HttpResponse:
    """One step: at once on its page for whoever sits at its account, else with the way there."""
    if not clock.is_demonstration() or not 1 <= number <= len(registry.tour_steps()):
        raise Http404
    found = tour.card(number, request, request.now)  # type: ignore[attr-defined]  # by Moment
    response = (
        HttpResponseRedirect(found.here.url)
        if found.here and found.is_here
        else _tour(request, number)
    )
    tour.keep(response, number)
    return response


@require_POST
def leave_tour(request: HttpRequest) -> HttpResponse:
    """The card goes; how far it came is kept. After the last step it begins anew."""
    number = tour.progress(request)
    response = HttpResponseRedirect(next_url(request))
    is_over = number >= len(registry.tour_steps())
    tour.keep(response, 0 if is_over else number, left=True)
    return response


def _tour(request: HttpRequest, number: int) -> HttpResponse:
    found = tour.card(number, request, request.now)  # type: ignore[attr-defined]  # by Moment
    steps = list(enumerate(registry.tour_steps(), start=1))
    begun = tour.progress(request) > 0
    return render(request, "pages/tour.html", {"card": found, "steps": steps, "begun": begun})


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/keys.html")


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:SEARCH_LENGTH]
    found = ((provider.title, list(provider.find(request, words))) for provider in providers(words))
    context = {
        "words": words,
        "groups": [(title, hits) for title, hits in found if hits],
        "nothing": EmptyView(
            _("没有找到您可以查看的内容。")
            if _says_something(words)
            else _("请再多写一点：只有标点符号，没有查找。"),
            _("试试编号的一部分、道路名或小区名。"),
        ),
    }
    return render(request, "pages/search.html", context)


def providers(words: str) -> list[registry.SearchProvider]:
    """Nothing is searched for punctuation alone: it would find everything."""
    return list(registry.entries.search.values()) if _says_something(words) else []


def _says_something(words: str) -> bool:
    """A letter, a digit or a Han character."""
    return any(char.isalnum() for char in words)


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state: the sheet we look at before we are content."""
    if not clock.is_demonstration():
        raise Http404
    return render(request, "pages/design.html", specimen.sheet(request.now))  # type: ignore[attr-defined]  # by Moment


def next_url(request: HttpRequest) -> str:
    """Back to the page of the click, never to another house."""
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    safe = is_clean([wanted]) and url_has_allowed_host_and_scheme(
        wanted, hosts, request.is_secure()
    )
    return wanted if safe else "/"


# ── what went wrong ────────────────────────────────────────────────────────────


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403, _("页面停留过久或登录已更换，请返回刷新后再提交。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def conflict(request: HttpRequest, text: str = "") -> HttpResponse:
    """Somebody else was first; `text` says what happened."""
    return error_page(request, 409, text)


def server_error(request: HttpRequest) -> HttpResponse:
    """In the frame; where whatever broke breaks that again, without the context of the request."""
    try:
        return error_page(request, 500)
    except Exception:
        now = getattr(request, "now", None)
        context = content_of(500) | {"layout": BARE, "now": now}
        return HttpResponse(render_to_string("pages/error.html", context), status=500)
