"""Root addresses: every app owns the paths below its prefix."""

from django.urls import include, path

from . import views
from .api.views import api

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
    path("", include("chengguan.core.pages.urls")),
    path("", include("chengguan.core.work.urls")),
    path("", include("chengguan.core.org.urls")),
    path("files/", include("chengguan.core.files.urls")),
    path("notices/", include("chengguan.core.notices.urls")),
    path("registers/", include("chengguan.core.registers.urls")),
    path("lawbook/", include("chengguan.core.lawbook.urls")),
    path("events/", include("chengguan.core.events.urls")),
    path("public/events/", include("chengguan.core.events.public_urls")),
    path("exchange/", include("chengguan.core.exchange.urls")),
    path("papers/", include("chengguan.core.documents.urls")),
    path("leads/", include("chengguan.enforcement.leads.urls")),
    path("leads/", include("chengguan.flows.lead_to_structure.urls")),
    path("cases/", include("chengguan.enforcement.cases.urls")),
    path("structures/", include("chengguan.enforcement.structures.urls")),
    path("estates/", include("chengguan.enforcement.estates.urls")),
    path("public/renovations/", include("chengguan.enforcement.estates.public_urls")),
    path("union/benefits/", include("chengguan.union.benefits.urls")),
    path("union/finance/", include("chengguan.union.finance.urls")),
    path("complaints/", include("chengguan.flows.report_to_lead.urls")),
    path("union/care/", include("chengguan.union.care.urls")),
    path("union/", include("chengguan.union.members.urls")),
    path("plans/", include("chengguan.plans.annual.urls")),
    path("instructions/", include("chengguan.plans.instructions.urls")),
    path("board/", include("chengguan.plans.boards.urls")),
    path("atlas/", include("chengguan.insight.atlas.urls")),
]
