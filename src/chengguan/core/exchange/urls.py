"""Paths of imports, their jobs, and exports."""

from django.urls import path

from chengguan.core.exchange import views

app_name = "exchange"

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.job, name="job"),
    path("<uuid:pk>/state/", views.state, name="state"),
    path("<uuid:pk>/columns/", views.columns, name="columns"),
    path("<uuid:pk>/start/", views.start, name="start"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/problems.<str:ending>", views.problems, name="problems"),
    path("give/<slug:key>.<str:ending>", views.give, name="give"),
]
