"""Addresses of the enforcement items."""

from django.urls import path

from chengguan.core.lawbook import views

app_name = "lawbook"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<str:code>/", views.detail, name="item"),
]
