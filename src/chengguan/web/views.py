"""Health and figures for those who run the house."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from . import health


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served; a missing worker is told but does not stop them."""
    findings = {finding.what: finding.ok for finding in health.quick(timezone.now())}
    serves = all(ok for what, ok in findings.items() if what != "worker")
    return JsonResponse({"ok": serves, **findings}, status=200 if serves else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    text = health.figures_text(timezone.now())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
