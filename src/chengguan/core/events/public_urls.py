"""Paths that need no sign-in."""

from django.urls import path

from chengguan.core.events import public_views

app_name = "events_public"

urlpatterns = [
    path("decline/<str:token>/", public_views.decline, name="decline"),
    path("<str:token>.ics", public_views.calendar, name="calendar"),
]
