"""Addresses of stored originals."""

from django.urls import path

from chengguan.core.files import views

app_name = "files"
urlpatterns = [path("<int:pk>/", views.original, name="original")]
