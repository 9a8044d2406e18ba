"""Paths of imports, their jobs, and exports."""

from django.urls import path

from chengguan.core.exchange import views, whole_views

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
    path("whole/", whole_views.whole_jobs, name="whole_jobs"),
    path("whole/<slug:key>/", whole_views.whole_of, name="whole"),
    path("whole/<uuid:pk>/job/", whole_views.whole_job, name="whole_job"),
    path("whole/<uuid:pk>/state/", whole_views.whole_state, name="whole_state"),
    path("whole/<uuid:pk>/cancel/", whole_views.whole_cancel, name="whole_cancel"),
    path("whole/<uuid:pk>/file/", whole_views.whole_file, name="whole_file"),
    path("give/<slug:key>.<str:ending>", views.give, name="give"),
]
