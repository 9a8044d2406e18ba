"""The edge of every request: security headers, clean input, one language, one moment."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from chengguan.core.pages import clock
from chengguan.core.pages.errors import error_page

Response = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Tabler draws its ticks and arrows as data: pictures; previews of photos are blobs.
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self), payment=()",
}


class SecurityHeaders:
    """A page may be stricter than this: what a view has set stays."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class CleanInput:
    """NUL and lone surrogates are no text: refused here, or the database answers with a 500."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (is_clean([request.path]) and is_clean(values_of(request.GET))):
            return self.refuse(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Forms are read only once the view is known, so that uploads keep their own handlers."""
        if request.content_type == "application/json":
            return None if is_clean_json(request.body) else self.refuse(request)
        if request.method != "POST" or is_clean(values_of(request.POST)):
            return None
        return self.refuse(request)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        return error_page(request, 400, _("提交的文字里有无法保存的字符，请删去后再提交。"))


class Language:
    """Chinese until somebody chooses otherwise: what a browser would like decides nothing."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response


class Moment:
    """One moment for the whole request, so that two clocks on a page never disagree."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]  # it is born here
        return self.get_response(request)


def is_clean(values: Iterable[str]) -> bool:
    """No NUL, and nothing that UTF-8 cannot write."""
    return all("\x00" not in value and not _has_surrogate(value) for value in values)


def is_clean_json(body: bytes) -> bool:
    """Only an escape can bring in what UTF-8 cannot; a body without one is not parsed twice."""
    if not SUSPECT.search(body):
        return True
    try:
        return is_clean(strings_of(json.loads(body)))
    except ValueError:
        return True  # no JSON at all: whoever parses it says so


def strings_of(value: object) -> Iterator[str]:
    """Every text in a parsed JSON value, names of members included."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from strings_of(item)
        case dict():
            for name, item in value.items():
                yield name
                yield from strings_of(item)


def values_of(query: QueryDict) -> Iterable[str]:
    for name, values in query.lists():
        yield name
        yield from values


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
