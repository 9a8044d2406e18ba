"""From a web request to the person acting and the moment."""

import hashlib
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import Http404

from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.org.requests import Request
from chengguan.core.pages import clock
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter


def moment_of(request: HttpRequest) -> datetime:
    return getattr(request, "now", None) or clock.now()


def at_of(request: HttpRequest) -> At:
    return At.once(moment_of(request))


def actor_of_request(request: HttpRequest) -> Actor:
    """The signed-in person with the grants of the day; read once a request."""
    known = getattr(request, "_actor", None)
    if known is None:
        signed_in = cast(Request, request)
        known = actor_of(signed_in.person, moment_of(request), signed_in.grants)
        request._actor = known  # type: ignore[attr-defined]  # kept for this request alone
    return known


def matter_for(request: HttpRequest, pk: UUID | str) -> Matter:
    """The matter, if the person may see it; else 404, so that its existence stays unknown."""
    actor = actor_of_request(request)
    rows = Matter.objects.select_related("organ")
    # Several tokens may lead to it: each of these rows is the matter.
    found = list(rows.filter(pk=pk, access__token__in=visibility.tokens_of(actor))[:1])
    if not found:
        raise Http404
    return found[0]


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to; one that came empty was sent all the same."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def posted_digest(request: HttpRequest) -> str:
    """A keyed digest of what was sent, files by content: the same form sent again is the same."""
    names = sorted(set(request.POST) - {"csrfmiddlewaretoken"})
    sent = {name: request.POST.getlist(name) for name in names}
    files = {
        name: [_content(file) for file in request.FILES.getlist(name)]
        for name in sorted(request.FILES)
    }
    return journal.keyed_digest(canonical({"sent": sent, "files": files}))


def _content(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
