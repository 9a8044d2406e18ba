"""Root addresses: every app owns the paths below its prefix."""

from django.urls import include, path

from . import installed, views
from .api.views import api

# TEMPORARY: `addressed` leaves out apps not yet written.
PREFIXES = installed.addressed(
    {
        "chengguan.core.pages": "",
        "chengguan.core.work": "",
        "chengguan.core.org": "",
        "chengguan.core.journal": "journal/",
        "chengguan.core.files": "files/",
        "chengguan.core.notices": "notices/",
        "chengguan.core.registers": "registers/",
        "chengguan.core.lawbook": "lawbook/",
        "chengguan.core.documents": "papers/",
        "chengguan.enforcement.leads": "leads/",
        "chengguan.enforcement.cases": "cases/",
        "chengguan.flows.lead_to_case": "flows/lead-to-case/",
    }
)

if "chengguan.core.pages" in PREFIXES:  # TEMPORARY condition
    handler400 = "chengguan.core.pages.views.bad_request"
    handler403 = "chengguan.core.pages.views.forbidden"
    handler404 = "chengguan.core.pages.views.not_found"
    handler500 = "chengguan.core.pages.views.server_error"

urlpatterns = [
    path("api/", api.urls),
    path("healthz", views.healthz, name="healthz"),
    path("metrics", views.metrics, name="metrics"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    *(path(prefix, include(f"{app}.urls")) for app, prefix in PREFIXES.items()),
]
