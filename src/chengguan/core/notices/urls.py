"""Addresses of notices."""

from django.urls import path

from chengguan.core.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.mark_read, name="mark_read"),
]
