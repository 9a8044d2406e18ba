"""Health and figures for those who run the house."""

import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.utils import timezone

from chengguan.core.work.requests import moment_of

from . import health

TEXT = "text/plain; charset=utf-8"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP")


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served; a missing worker is told but does not stop them."""
    findings = {finding.what: finding.ok for finding in health.quick(timezone.now())}
    serves = all(ok for what, ok in findings.items() if what != "worker")
    return JsonResponse({"ok": serves, **findings}, status=200 if serves else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges at the request's moment, for a monitor that may read them."""
    if not _may_read_figures(request):
        return HttpResponseForbidden("see CHENGGUAN_METRICS_TOKEN in docs/operations.md\n", TEXT)
    return HttpResponse(health.figures_text(moment_of(request)), f"{TEXT}; version=0.0.4")


def _may_read_figures(request: HttpRequest) -> bool:
    if token := settings.CHENGGUAN_METRICS_TOKEN:
        given = request.headers.get("Authorization", "").encode()
        if secrets.compare_digest(given, f"Bearer {token}".encode()):
            return True
    # Behind a proxy everybody comes from the proxy's address: there it proves nothing.
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in net for net in settings.CHENGGUAN_METRICS_FROM)
